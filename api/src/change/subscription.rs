//! The subscription to the change log.

use async_graphql::{Context, ID, Subscription};
use entity::record::RecordKind;
use futures_util::stream::{self, BoxStream, StreamExt, TryStreamExt};

use super::feed::{Feed, From};
use super::object::Change;
use crate::error::Error;
use crate::scalar::Revision;

/// Following what changes.
#[derive(Debug, Default)]
pub struct ChangeSubscription;

#[Subscription]
impl ChangeSubscription {
    /// Every change since a revision or a change: first those that were missed, then each as it comes, in order and once.
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Begin after this revision: the newest that the copy holds. From now on when neither this nor `after` is given."
        )]
        since: Option<Revision>,
        #[graphql(desc = "Only changes of these kinds of records; of all when not given.")] kinds: Option<
            Vec<RecordKind>,
        >,
        #[graphql(
            desc = "Begin right after the change with this id: the last one seen before a cut. With `since` too, after both."
        )]
        after: Option<ID>,
    ) -> Result<BoxStream<'static, Result<Change, Error>>, Error> {
        let feed = ctx.data_opt::<Feed>();
        let feed = feed.ok_or_else(|| Error::Internal("the request has no feed".to_owned()))?;
        let since = since.map(|since| since.0);
        let (follower, _) = feed.follow(From { since, after, kinds }).await?;
        let changes = follower.changes().map_ok(|some| stream::iter(some.into_iter().map(Ok)));
        // When the service stops, it is the transport that says so: the end of the feed is not the end of the changes.
        Ok(changes.try_flatten().chain(stream::pending()).boxed())
    }
}
