//! Root fields of places.

use async_graphql::{Context, Object};
use entity::record::RecordKind;

use super::filter::{PlaceFilter, PlaceOrder};
use super::find::{Of, PlaceId, Places};
use super::object::Place;
use crate::error::{Answer, Error};
use crate::page::{Connection, Page};
use crate::record::find;

/// Reading places.
#[derive(Debug, Default)]
pub struct PlaceQuery;

#[Object]
impl PlaceQuery {
    /// The place with a slug; null when there is none.
    async fn place(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its slug, present or former.")] slug: String,
    ) -> Answer<Place> {
        find(ctx, RecordKind::Place, slug, PlaceId).await
    }

    /// Places, by name unless ordered otherwise.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a field of the contract")]
    async fn places(
        &self,
        #[graphql(desc = "Only those that fit.")] filter: Option<Box<PlaceFilter>>,
        #[graphql(desc = "The order.")] order_by: Option<Vec<PlaceOrder>>,
        #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Places>, Error> {
        Connection::root(
            Places::new(Of::All, filter, order_by),
            Page::new(first, after, last, before)?,
        )
    }
}
