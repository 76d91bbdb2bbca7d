//! Root fields of policies.

use async_graphql::{Context, Object};
use entity::record::RecordKind;

use super::filter::{PolicyFilter, PolicyOrder};
use super::find::{Of, Policies, PolicyId};
use super::object::Policy;
use crate::error::{Answer, Error};
use crate::page::{Connection, Page};
use crate::record::find;

/// Reading policies.
#[derive(Debug, Default)]
pub struct PolicyQuery;

#[Object]
impl PolicyQuery {
    /// The policy with a slug; null when there is none.
    async fn policy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its slug, present or former.")] slug: String,
    ) -> Answer<Policy> {
        find(ctx, RecordKind::Policy, slug, PolicyId).await
    }

    /// Policies, by name unless ordered otherwise.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a field of the contract")]
    async fn policies(
        &self,
        #[graphql(desc = "Only those that fit.")] filter: Option<Box<PolicyFilter>>,
        #[graphql(desc = "The order.")] order_by: Option<Vec<PolicyOrder>>,
        #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Policies>, Error> {
        Connection::root(
            Policies::new(Of::All, filter, order_by),
            Page::new(first, after, last, before)?,
        )
    }
}
