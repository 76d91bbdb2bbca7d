//! A place as it is answered.

use std::sync::Arc;

use async_graphql::{Context, SimpleObject};
use entity::{place, record};

use super::find::PlaceId;
use crate::error::{Answer, Error};
use crate::inline::Inline;
use crate::loader;
use crate::meeting::{self as meetings, MeetingConnection, MeetingFilter, MeetingOrder, Meetings};
use crate::page::Page;
use crate::record::record_object;
use crate::state::{State, StateId};

/// A place of any size, from a country to the ground set aside for a building.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Place {
    /// What every record has.
    #[graphql(flatten)]
    pub record: Arc<record::Model>,
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<place::Model>,
}

impl From<(place::Model, record::Model)> for Place {
    fn from((row, record): (place::Model, record::Model)) -> Self {
        Self {
            record: Arc::new(record),
            row: Arc::new(row),
        }
    }
}

record_object! {
    cited impl Place {
        /// The next larger place; null for a country, and where it is not curated.
        async fn within(&self, ctx: &Context<'_>) -> Answer<Inline<Place>> {
            loader::object(ctx, self.row.within_id.map(PlaceId)).await
        }

        /// The state it lies in; null for a place outside the states of the dataset.
        async fn state(&self, ctx: &Context<'_>) -> Answer<Inline<State>> {
            loader::object(ctx, self.row.state_id.map(StateId)).await
        }

        /// Meetings held here or in a place within; the newest first unless ordered otherwise.
        #[expect(clippy::too_many_arguments, reason = "the arguments of a field of the contract")]
        async fn meetings(
            &self,
            #[graphql(desc = "Only those that fit.")] filter: Option<Box<MeetingFilter>>,
            #[graphql(desc = "The order; the field's description says the default.")] order_by: Option<Vec<MeetingOrder>>,
            #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
            first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
            #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
            #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        ) -> Result<MeetingConnection, Error> {
            MeetingConnection::under(
                self.row.id,
                Meetings::new(meetings::Of::Place, filter, order_by),
                Page::new(first, after, last, before)?,
            )
        }
    }
}
