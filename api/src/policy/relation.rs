//! Relations of policies to one another.

use std::collections::HashMap;

use std::sync::Arc;

use async_graphql::dataloader::Loader;
use async_graphql::{ComplexObject, Context, SimpleObject};
use entity::policy_relation::{Column, Entity};
use entity::{LanguageTag, policy_relation};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::find::PolicyId;
use super::object::Policy;
use crate::error::Error;
use crate::evidence::{Evidence, EvidenceOf, Subject};
use crate::language;
use crate::loader::{self, Db};

/// How a policy stands to another.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct PolicyRelation {
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<policy_relation::Model>,
}

#[ComplexObject]
impl PolicyRelation {
    /// The other policy.
    async fn policy(&self, ctx: &Context<'_>) -> Result<Policy, Error> {
        loader::must(ctx, PolicyId(self.row.related_id)).await
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
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Vec<Evidence>, Error> {
        EvidenceOf::whole(Subject::Relation(self.row.id)).load(ctx).await
    }
}

/// The relations of a policy, in the order of the curated file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RelationsOf(pub i64);

impl Loader<RelationsOf> for Db {
    type Value = Vec<PolicyRelation>;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[RelationsOf]) -> Result<HashMap<RelationsOf, Vec<PolicyRelation>>, Error> {
        let of = Column::PolicyId.is_in(keys.iter().map(|it| it.0));
        let found = Entity::find()
            .filter(of)
            .order_by_asc(Column::Ordinal)
            .order_by_asc(Column::Id)
            .all(&self.0)
            .await?;
        Ok(loader::grouped(found.into_iter().map(|row| {
            (RelationsOf(row.policy_id), PolicyRelation { row: row.into() })
        })))
    }
}
