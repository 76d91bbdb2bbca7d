//! From a global id back to the thing.

use async_graphql::{Context, ID, Object};
use entity::record::RecordKind;
use futures_util::future::join_all;

use super::id::{GlobalId, PartKey};
use super::interface::Node;
use crate::appointment::AppointmentKey;
use crate::change::ChangeKey;
use crate::error::{Answer, Error};
use crate::evidence::find_by_key as evidence_by_key;
use crate::figure::FigureKey;
use crate::loader::{self, Key, Value};
use crate::outcome::OutcomeKey;
use crate::participation::ParticipationKey;
use crate::policy::MentionKey;
use crate::position::PositionKey;
use crate::record::{RecordId, by_slug};
use crate::statement::StatementKey;

/// The most ids that are looked up at once.
const MOST: usize = 100;

/// Lookups by global id.
#[derive(Debug, Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The thing behind a global id; null when there is none.
    async fn node(&self, ctx: &Context<'_>, #[graphql(desc = "A global id.")] id: ID) -> Answer<Node> {
        find(ctx, &id).await.transpose()
    }

    /// The things behind global ids, in their order; null where there is none.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most 100 global ids.")] ids: Vec<ID>,
    ) -> Result<Vec<Answer<Node>>, Error> {
        if ids.len() > MOST {
            return Err(Error::BadInput(format!(
                "`ids` holds {} ids: ask for {MOST} at most at a time",
                ids.len()
            )));
        }
        Ok(join_all(ids.iter().map(async |id| find(ctx, id).await.transpose())).await)
    }
}

async fn find(ctx: &Context<'_>, id: &ID) -> Result<Option<Node>, Error> {
    let Some(id) = GlobalId::decode(id) else {
        return Ok(None);
    };
    if let Some(kind) = id.record_kind() {
        let found = loader::one(ctx, by_slug(ctx, kind, id.key).await?.map(RecordId))
            .await
            .transpose()?;
        return Ok(found.map(Node::from));
    }
    Ok(match id.kind.as_str() {
        "Position" => part(ctx, RecordKind::Organisation, &id.key, PositionKey)
            .await?
            .map(Node::Position),
        "Figure" => part(ctx, RecordKind::Organisation, &id.key, FigureKey)
            .await?
            .map(Node::Figure),
        "Appointment" => part(ctx, RecordKind::Official, &id.key, AppointmentKey)
            .await?
            .map(Node::Appointment),
        "Participation" => part(ctx, RecordKind::Meeting, &id.key, ParticipationKey)
            .await?
            .map(Node::Participation),
        "Outcome" => part(ctx, RecordKind::Meeting, &id.key, OutcomeKey)
            .await?
            .map(Node::Outcome),
        "PolicyMention" => part(ctx, RecordKind::Meeting, &id.key, MentionKey)
            .await?
            .map(Node::PolicyMention),
        "Statement" => match id.key.split_once('/') {
            Some(("meeting", key)) => part(ctx, RecordKind::Meeting, key, StatementKey)
                .await?
                .map(Node::Statement),
            Some(("article", key)) => part(ctx, RecordKind::Article, key, StatementKey)
                .await?
                .map(Node::Statement),
            _ => None,
        },
        "Evidence" => evidence_by_key(ctx, &id.key).await?.map(Node::Evidence),
        "Change" => loader::one(ctx, ChangeKey::parse(&id.key))
            .await
            .transpose()?
            .map(Node::Change),
        _ => None,
    })
}

/// A part of a record, by the record's slug and the part's key there.
async fn part<K: Key, V: Value>(
    ctx: &Context<'_>,
    kind: RecordKind,
    key: &str,
    of: fn(PartKey) -> K,
) -> Result<Option<V>, Error>
where
    loader::Db: async_graphql::dataloader::Loader<K, Value = V, Error = Error>,
{
    let Some((slug, key)) = key.split_once('/') else {
        return Ok(None);
    };
    let owner = by_slug(ctx, kind, slug.to_owned()).await?;
    let key = |owner| {
        of(PartKey {
            owner,
            key: key.to_owned(),
        })
    };
    loader::one(ctx, owner.map(key)).await.transpose()
}
