//! An organisation as it is answered.

use std::sync::Arc;

use async_graphql::{Context, SimpleObject};
use entity::{organisation, record};

use super::find::{self as organisations, OrganisationId, Organisations};
use crate::counterpart::{CounterpartConnection, EncounterFilter, Encounters};
use crate::error::{Answer, Error};
use crate::figure::{Figure, FiguresOf};
use crate::inline::Inline;
use crate::loader;
use crate::meeting::{self as meetings, MeetingConnection, MeetingFilter, MeetingOrder, Meetings};
use crate::official::{self as officials, OfficialFilter, OfficialOrder, Officials};
use crate::page::{Connection, Page};
use crate::participation::{self as participations, ParticipationFilter, Participations};
use crate::place::{Place, PlaceId};
use crate::policy::{self as policies, Policies};
use crate::position::Positions;
use crate::record::record_object;
use crate::scalar::Url;
use crate::state::{State, StateId};

/// Government body, institute, company, committee, association or publisher.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Organisation {
    /// What every record has.
    #[graphql(flatten)]
    pub record: Arc<record::Model>,
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<organisation::Model>,
}

impl From<(organisation::Model, record::Model)> for Organisation {
    fn from((row, record): (organisation::Model, record::Model)) -> Self {
        Self {
            record: Arc::new(record),
            row: Arc::new(row),
        }
    }
}

record_object! {
    cited impl Organisation {
        /// The body it belongs to; null when the sources do not say.
        async fn parent(&self, ctx: &Context<'_>) -> Answer<Inline<Organisation>> {
            loader::object(ctx, self.row.parent_id.map(OrganisationId)).await
        }

        /// The bodies that belong to it, by name.
        async fn children(
            &self,
            #[graphql(desc = "At most so many, 0 to 100; 20 when not given.")] first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        ) -> Result<Connection<Organisations>, Error> {
            Connection::under(
                self.row.id,
                Organisations::new(organisations::Of::Parent, None, None),
                Page::forward(first, after)?,
            )
        }

        /// The state whose body it is, or in which it works; null for others.
        async fn state(&self, ctx: &Context<'_>) -> Answer<Inline<State>> {
            loader::object(ctx, self.row.state_id.map(StateId)).await
        }

        /// Where it has its seat; null when the sources do not say.
        async fn place(&self, ctx: &Context<'_>) -> Answer<Inline<Place>> {
            loader::object(ctx, self.row.place_id.map(PlaceId)).await
        }

        /// Address of its website; null when not curated.
        async fn website(&self) -> Option<Url> {
            self.row.website.clone().map(Url)
        }

        /// Posts in it, and seats on it where it is a committee, in the order of the curated file.
        async fn positions(
            &self,
            #[graphql(desc = "At most so many, 0 to 100; 20 when not given.")] first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        ) -> Result<Connection<Positions>, Error> {
            Connection::under(self.row.id, Positions, Page::forward(first, after)?)
        }

        /// Officials appointed in it, or who took part in a meeting for it; by name unless ordered otherwise.
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
                Officials::new(officials::Of::Organisation, filter, order_by),
                Page::new(first, after, last, before)?,
            )
        }

        /// Parts that it, or somebody for it, took in meetings; the newest meeting first.
        async fn participations(
            &self,
            #[graphql(desc = "Only those that fit.")] filter: Option<Box<ParticipationFilter>>,
            #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
            first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
            #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
            #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        ) -> Result<Connection<Participations>, Error> {
            Connection::under(
                self.row.id,
                Participations::new(participations::Of::Organisation, filter),
                Page::new(first, after, last, before)?,
            )
        }

        /// Meetings in which it, or somebody for it, took part; the newest first unless ordered otherwise.
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
                Meetings::new(meetings::Of::Organisation, filter, order_by),
                Page::new(first, after, last, before)?,
            )
        }

        /// Officials and organisations that were in the same meetings, those met most often first, then by name.
        /// Whoever took part for the body is one only where it had another part in the meeting. A group without a
        /// name is nobody's counterpart.
        async fn counterparts(
            &self,
            #[graphql(desc = "Only in meetings that fit; plans count only when `counting` says so.")]
            filter: Option<Box<MeetingFilter>>,
            #[graphql(desc = "What counts; without it meetings that were held, and whoever surely was there.")]
            counting: Option<EncounterFilter>,
            #[graphql(desc = "At most so many, 0 to 100; 20 when not given.")] first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        ) -> Result<CounterpartConnection, Error> {
            let encounters = Encounters::new(filter, counting)?;
            CounterpartConnection::new(self.row.id, encounters, Page::forward(first, after)?)
        }

        /// Policies that it issued, by name.
        async fn policies_issued(
            &self,
            #[graphql(desc = "At most so many, 0 to 100; 20 when not given.")] first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        ) -> Result<Connection<Policies>, Error> {
            Connection::under(
                self.row.id,
                Policies::new(policies::Of::Issuer, None, None),
                Page::forward(first, after)?,
            )
        }

        /// Reported numbers about the body, e.g. revenue, in the order of the curated file.
        async fn figures(&self, ctx: &Context<'_>) -> Result<Vec<Inline<Figure>>, Error> {
            loader::objects(ctx, FiguresOf(self.row.id)).await
        }
    }
}
