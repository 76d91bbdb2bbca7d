//! Counterparts as they are answered: a connection whose edges know how often the two met, and where.

use async_graphql::{Context, Object};

use super::encounter::Encounters;
use super::find::{Counterparts, Together};
use super::party::Party;
use crate::error::Error;
use crate::meeting::{self as meetings, MeetingConnection, Meetings};
use crate::page::{Connection, Cursor, Key, Page, PageInfo};

/// A page of whom a party met.
#[derive(Debug)]
pub struct CounterpartConnection {
    party: i64,
    encounters: Encounters,
    page: Connection<Counterparts>,
}

impl CounterpartConnection {
    /// Whom a party met in encounters that count.
    ///
    /// # Errors
    /// `BAD_INPUT` when the cursor belongs to another list.
    pub fn new(party: i64, encounters: Encounters, page: Page) -> Result<Self, Error> {
        let list = Counterparts {
            encounters: encounters.clone(),
        };
        Ok(Self {
            party,
            encounters,
            page: Connection::under(party, list, page)?,
        })
    }
}

/// A page of whom a party met, most often first, then by name. `first` may be 0 to 100; 20 when it is not given.
#[Object]
impl CounterpartConnection {
    /// The items with their cursors.
    async fn edges(&self, ctx: &Context<'_>) -> Result<Vec<CounterpartEdge>, Error> {
        let edge = |(cursor, node)| CounterpartEdge {
            cursor,
            node,
            party: self.party,
            encounters: self.encounters.clone(),
        };
        Ok(self.page.items(ctx).await?.into_iter().map(edge).collect())
    }

    /// The items without cursors.
    async fn nodes(&self, ctx: &Context<'_>) -> Result<Vec<Party>, Error> {
        Ok(self.page.items(ctx).await?.into_iter().map(|(_, node)| node).collect())
    }

    /// Where the page stands in the list.
    async fn page_info(&self, ctx: &Context<'_>) -> Result<PageInfo, Error> {
        self.page.page_info(ctx).await
    }

    /// Items of the whole list, whatever the page; counted only when asked for.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i32, Error> {
        self.page.total_count(ctx).await
    }
}

/// Somebody whom a party met, and where.
#[derive(Debug)]
pub struct CounterpartEdge {
    cursor: Cursor,
    node: Party,
    party: i64,
    encounters: Encounters,
}

/// Somebody whom a party met.
#[Object]
impl CounterpartEdge {
    /// The place of the item, for `after`.
    async fn cursor(&self) -> String {
        self.cursor.encode()
    }

    /// Whom the party met.
    async fn node(&self) -> &Party {
        &self.node
    }

    /// In how many meetings the two were together; a tour and each of its parts count by themselves.
    async fn meeting_count(&self) -> i32 {
        // The order begins with it, and so do the cursor's keys.
        match self.cursor.keys.first() {
            Some(Key::Integer(count)) => i32::try_from(*count).unwrap_or(i32::MAX),
            _ => 0,
        }
    }

    /// Those meetings, the newest first.
    async fn meetings(
        &self,
        #[graphql(desc = "At most so many, 0 to 100; 20 when not given.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<MeetingConnection, Error> {
        let together = Together {
            counting: self.encounters.counting,
        };
        let list = Meetings::new(meetings::Of::Met(together), self.encounters.filter.clone(), None);
        let pair = Together::pair(self.party, self.node.record().id);
        MeetingConnection::under(pair, list, Page::forward(first, after)?)
    }
}
