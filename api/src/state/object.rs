//! A state as it is answered.

use std::sync::Arc;

use async_graphql::{Context, SimpleObject};
use entity::{record, state};

use crate::error::{Answer, Error};
use crate::inline::Inline;
use crate::loader;
use crate::meeting::{self as meetings, MeetingConnection, MeetingFilter, MeetingOrder, Meetings};
use crate::official::{self as officials, OfficialFilter, OfficialOrder, Officials};
use crate::organisation::{self as organisations, OrganisationFilter, OrganisationOrder, Organisations};
use crate::page::{Connection, Page};
use crate::place::{self as places, Place, PlaceFilter, PlaceId, PlaceOrder, Places};
use crate::policy::{self as policies, Policies, PolicyFilter, PolicyOrder};
use crate::record::record_object;

/// A state or union territory of India, or a first-level division of another country.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct State {
    /// What every record has.
    #[graphql(flatten)]
    pub record: Arc<record::Model>,
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<state::Model>,
}

impl From<(state::Model, record::Model)> for State {
    fn from((row, record): (state::Model, record::Model)) -> Self {
        Self {
            record: Arc::new(record),
            row: Arc::new(row),
        }
    }
}

record_object! {
    cited impl State {
        /// Its country.
        async fn country(&self, ctx: &Context<'_>) -> Result<Place, Error> {
            loader::must(ctx, PlaceId(self.row.country_id)).await
        }

        /// Its capital; null when not curated.
        async fn capital(&self, ctx: &Context<'_>) -> Answer<Inline<Place>> {
            loader::object(ctx, self.row.capital_id.map(PlaceId)).await
        }

        /// Places in this state, by name unless ordered otherwise.
        #[expect(clippy::too_many_arguments, reason = "the arguments of a field of the contract")]
        async fn places(
            &self,
            #[graphql(desc = "Only those that fit.")] filter: Option<Box<PlaceFilter>>,
            #[graphql(desc = "The order; the field's description says the default.")] order_by: Option<Vec<PlaceOrder>>,
            #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
            first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
            #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
            #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        ) -> Result<Connection<Places>, Error> {
            Connection::under(
                self.row.id,
                Places::new(places::Of::State, filter, order_by),
                Page::new(first, after, last, before)?,
            )
        }

        /// Bodies of this state, or that work in it, by name unless ordered otherwise.
        #[expect(clippy::too_many_arguments, reason = "the arguments of a field of the contract")]
        async fn organisations(
            &self,
            #[graphql(desc = "Only those that fit.")] filter: Option<Box<OrganisationFilter>>,
            #[graphql(desc = "The order; the field's description says the default.")] order_by: Option<
                Vec<OrganisationOrder>,
            >,
            #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
            first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
            #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
            #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        ) -> Result<Connection<Organisations>, Error> {
            Connection::under(
                self.row.id,
                Organisations::new(organisations::Of::State, filter, order_by),
                Page::new(first, after, last, before)?,
            )
        }

        /// Officials whose appointments are in this state's organisations, by name unless ordered otherwise.
        #[expect(clippy::too_many_arguments, reason = "the arguments of a field of the contract")]
        async fn officials(
            &self,
            #[graphql(desc = "Only those that fit.")] filter: Option<Box<OfficialFilter>>,
            #[graphql(desc = "The order; the field's description says the default.")] order_by: Option<Vec<OfficialOrder>>,
            #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
            first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
            #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
            #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        ) -> Result<Connection<Officials>, Error> {
            Connection::under(
                self.row.id,
                Officials::new(officials::Of::State, filter, order_by),
                Page::new(first, after, last, before)?,
            )
        }

        /// Meetings that concern this state, wherever they were held; the newest first unless ordered otherwise.
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
                Meetings::new(meetings::Of::State, filter, order_by),
                Page::new(first, after, last, before)?,
            )
        }

        /// Policies for this state, by name unless ordered otherwise.
        #[expect(clippy::too_many_arguments, reason = "the arguments of a field of the contract")]
        async fn policies(
            &self,
            #[graphql(desc = "Only those that fit.")] filter: Option<Box<PolicyFilter>>,
            #[graphql(desc = "The order; the field's description says the default.")] order_by: Option<Vec<PolicyOrder>>,
            #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
            first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
            #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
            #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        ) -> Result<Connection<Policies>, Error> {
            Connection::under(
                self.row.id,
                Policies::new(policies::Of::State, filter, order_by),
                Page::new(first, after, last, before)?,
            )
        }
    }
}
