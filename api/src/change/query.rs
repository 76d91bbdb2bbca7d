//! The root field of the change log.

use async_graphql::{Context, Object};
use entity::record::RecordKind;

use super::find;
use super::list::Changes;
use crate::error::Error;
use crate::loader;
use crate::page::{Connection, Page};
use crate::scalar::Revision;

/// Reading what changed.
#[derive(Debug, Default)]
pub struct ChangeQuery;

#[Object]
impl ChangeQuery {
    /// Every change since a revision, the oldest first: keep a copy in step.
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Only changes of later revisions: the newest revision that the copy holds. From the beginning when not given."
        )]
        since: Option<Revision>,
        #[graphql(desc = "Only changes of these kinds of records; of all when not given.")] kinds: Option<
            Vec<RecordKind>,
        >,
        #[graphql(desc = "At most so many, 0 to 100; 20 when not given.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<Connection<Changes>, Error> {
        let page = Page::forward(first, after)?;
        let place = match since {
            Some(since) => find::ends(loader::of(ctx)?.db(), Some(since.0)).await?.place,
            None => 0,
        };
        Connection::under(place, Changes::after(kinds, &page), page)
    }
}
