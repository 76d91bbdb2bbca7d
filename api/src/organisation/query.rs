//! Root fields of organisations.

use async_graphql::{Context, Object};
use entity::record::RecordKind;

use super::filter::{OrganisationFilter, OrganisationOrder};
use super::find::{Of, OrganisationId, Organisations};
use super::object::Organisation;
use crate::error::{Answer, Error};
use crate::page::{Connection, Page};
use crate::record::find;

/// Reading organisations.
#[derive(Debug, Default)]
pub struct OrganisationQuery;

#[Object]
impl OrganisationQuery {
    /// The organisation with a slug; null when there is none.
    async fn organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its slug, present or former.")] slug: String,
    ) -> Answer<Organisation> {
        find(ctx, RecordKind::Organisation, slug, OrganisationId).await
    }

    /// Organisations, by name unless ordered otherwise.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a field of the contract")]
    async fn organisations(
        &self,
        #[graphql(desc = "Only those that fit.")] filter: Option<Box<OrganisationFilter>>,
        #[graphql(desc = "The order.")] order_by: Option<Vec<OrganisationOrder>>,
        #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Organisations>, Error> {
        Connection::root(
            Organisations::new(Of::All, filter, order_by),
            Page::new(first, after, last, before)?,
        )
    }
}
