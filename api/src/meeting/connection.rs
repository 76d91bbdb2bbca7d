//! A page of meetings, with what only lists of meetings have: facets.

use async_graphql::{ComplexObject, Context, SimpleObject};

use super::find::Meetings;
use crate::error::Error;
use crate::facet::{Facet, MeetingFacet};
use crate::page::{self, Connection, Page};

/// A page of a list. `first` or `last` may be 0 to 100; 20 when neither is given.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct MeetingConnection {
    /// What every connection has.
    #[graphql(flatten)]
    page: Connection<Meetings>,
}

impl MeetingConnection {
    /// A page of the whole list.
    ///
    /// # Errors
    /// `BAD_INPUT` when a cursor belongs to another order.
    pub fn root(list: Meetings, page: Page) -> Result<Self, Error> {
        Connection::root(list, page).map(|page| Self { page })
    }

    /// A page of what belongs to a parent.
    ///
    /// # Errors
    /// `BAD_INPUT` when a cursor belongs to another order.
    pub fn under(parent: i64, list: Meetings, page: Page) -> Result<Self, Error> {
        Connection::under(parent, list, page).map(|page| Self { page })
    }

    /// The same, of which it is known how many items there are.
    #[must_use]
    pub fn counted(self, total: i32) -> Self {
        Self {
            page: self.page.counted(total),
        }
    }
}

#[ComplexObject]
impl MeetingConnection {
    /// How many of the filtered meetings, whatever the page, fall under each value, the most first; counted only when
    /// asked for.
    async fn facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "By what to count: a facet for each, in this order; one that is named twice is answered twice."
        )]
        by: Vec<MeetingFacet>,
        #[graphql(desc = "At most so many values of each facet, 0 to 100.", default = 20)] first: i32,
    ) -> Result<Vec<Facet>, Error> {
        let first = page::size("first", first)?;
        Facet::of(ctx, &self.page, &by, first).await
    }
}
