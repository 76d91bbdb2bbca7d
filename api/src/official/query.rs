//! Root fields of officials.

use async_graphql::{Context, Object};
use entity::record::RecordKind;

use super::filter::{OfficialFilter, OfficialOrder};
use super::find::{Of, OfficialId, Officials};
use super::object::Official;
use crate::error::{Answer, Error};
use crate::page::{Connection, Page};
use crate::record::find;

/// Reading officials.
#[derive(Debug, Default)]
pub struct OfficialQuery;

#[Object]
impl OfficialQuery {
    /// The official with a slug; null when there is none.
    async fn official(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its slug, present or former.")] slug: String,
    ) -> Answer<Official> {
        find(ctx, RecordKind::Official, slug, OfficialId).await
    }

    /// Officials, by name unless ordered otherwise.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a field of the contract")]
    async fn officials(
        &self,
        #[graphql(desc = "Only those that fit.")] filter: Option<Box<OfficialFilter>>,
        #[graphql(desc = "The order.")] order_by: Option<Vec<OfficialOrder>>,
        #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Officials>, Error> {
        Connection::root(
            Officials::new(Of::All, filter, order_by),
            Page::new(first, after, last, before)?,
        )
    }
}
