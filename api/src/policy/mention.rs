//! Mentions: how meetings and policies touch.

use std::collections::HashMap;

use std::sync::Arc;

use async_graphql::dataloader::Loader;
use async_graphql::{ComplexObject, Context, ID, SimpleObject};
use entity::policy_mention::{Column, Entity};
use entity::{LanguageTag, meeting, policy_mention, record};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef};

use super::find::PolicyId;
use super::object::Policy;
use crate::error::Error;
use crate::evidence::{Evidence, EvidenceOf, Subject};
use crate::language;
use crate::loader::{self, Db};
use crate::meeting::{Meeting, MeetingId};
use crate::node::{GlobalId, PartKey};
use crate::page::{Direction, List, Sort, Source};
use crate::record::RecordRow;

/// How a meeting and a policy touch.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct PolicyMention {
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<policy_mention::Model>,
}

#[ComplexObject]
impl PolicyMention {
    /// Global id, opaque and stable.
    pub async fn id(&self, ctx: &Context<'_>) -> Result<ID, Error> {
        let policy = loader::must(ctx, RecordRow(self.row.policy_id)).await?;
        let key = format!("{}/{}", policy.slug, self.row.relation.to_value());
        Ok(GlobalId::part(ctx, "PolicyMention", self.row.meeting_id, &key)
            .await?
            .into())
    }

    /// The meeting.
    async fn meeting(&self, ctx: &Context<'_>) -> Result<Meeting, Error> {
        loader::must(ctx, MeetingId(self.row.meeting_id)).await
    }

    /// The policy.
    async fn policy(&self, ctx: &Context<'_>) -> Result<Policy, Error> {
        loader::must(ctx, PolicyId(self.row.policy_id)).await
    }

    /// Why, where it is not simply stated; null otherwise.
    async fn note(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
    ) -> Option<&str> {
        language::text_opt(ctx, language.as_ref(), self.row.note.as_ref())
    }

    /// Where the articles say so.
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only what supports this field, e.g. `note`.")] field: Option<String>,
        #[graphql(desc = "At most so many, 0 to 100.", default = 100)] first: i32,
    ) -> Result<Vec<Evidence>, Error> {
        EvidenceOf::new(Subject::Mention(self.row.id), field, first)?
            .load(ctx)
            .await
    }
}

/// A mention, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MentionId(pub i64);

impl From<i64> for MentionId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<MentionId> for Db {
    type Value = PolicyMention;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[MentionId]) -> Result<HashMap<MentionId, PolicyMention>, Error> {
        let found = Entity::find()
            .filter(Column::Id.is_in(keys.iter().map(|it| it.0)))
            .all(&self.0)
            .await?;
        Ok(found
            .into_iter()
            .map(|row| (MentionId(row.id), PolicyMention { row: row.into() }))
            .collect())
    }
}

/// The mentions of policies in a meeting, in its own order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MentionsOf(pub i64);

impl Loader<MentionsOf> for Db {
    type Value = Vec<PolicyMention>;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[MentionsOf]) -> Result<HashMap<MentionsOf, Vec<PolicyMention>>, Error> {
        let of = Column::MeetingId.is_in(keys.iter().map(|it| it.0));
        let found = Entity::find()
            .filter(of)
            .order_by_asc(Column::Ordinal)
            .order_by_asc(Column::Id)
            .all(&self.0)
            .await?;
        Ok(loader::grouped(found.into_iter().map(|row| {
            (MentionsOf(row.meeting_id), PolicyMention { row: row.into() })
        })))
    }
}

/// A mention, by the meeting and the policy and relation: `policy-slug/relation`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MentionKey(pub PartKey);

impl Loader<MentionKey> for Db {
    type Value = PolicyMention;
    type Error = Error;

    /// One statement for each key.
    async fn load(&self, keys: &[MentionKey]) -> Result<HashMap<MentionKey, PolicyMention>, Error> {
        let to_policy: RelationDef = Entity::belongs_to(record::Entity)
            .from(Column::PolicyId)
            .to(record::Column::Id)
            .into();
        let mut found = HashMap::with_capacity(keys.len());
        for key in keys {
            let Some((policy, relation)) = key.0.key.split_once('/') else {
                continue;
            };
            let Ok(relation) = policy_mention::MentionRelation::try_from_value(&relation.to_owned()) else {
                continue;
            };
            let row = Entity::find()
                .join(JoinType::InnerJoin, to_policy.clone())
                .filter(Column::MeetingId.eq(key.0.owner))
                .filter(Column::Relation.eq(relation))
                .filter(record::Column::Slug.eq(policy))
                .one(&self.0)
                .await?;
            found.extend(row.map(|row| (key.clone(), PolicyMention { row: row.into() })));
        }
        Ok(found)
    }
}

/// The mentions of a policy, the newest meeting first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mentions;

impl List for Mentions {
    const NAME: &'static str = "PolicyMention";
    type Id = MentionId;
    type Item = PolicyMention;

    fn source(&self, parents: Option<&[i64]>) -> Source {
        let in_meeting = Expr::col((Entity, Column::MeetingId)).equals((meeting::Entity, meeting::Column::Id));
        let select = Query::select()
            .from(Entity)
            .join(JoinType::InnerJoin, meeting::Entity, in_meeting)
            .to_owned();
        let source = Source::new(select, Expr::col((Entity, Column::Id)));
        parents.into_iter().fold(source, |source, policies| {
            source.of((Entity, Column::PolicyId), policies)
        })
    }

    fn sorts(&self) -> Vec<Sort> {
        let [first, last] = Sort::moment(
            "when",
            Expr::col((meeting::Entity, meeting::Column::WhenEarliest)),
            Expr::col((meeting::Entity, meeting::Column::WhenLatest)),
            Direction::Desc,
        );
        vec![
            first,
            last,
            Sort::integer("id", Expr::col((Entity, Column::Id)), Direction::Asc),
        ]
    }
}
