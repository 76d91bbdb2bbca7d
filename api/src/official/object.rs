//! An official as it is answered.

use std::sync::Arc;

use async_graphql::{Context, SimpleObject};
use entity::{LanguageTag, official, record};

use crate::appointment::{Appointment, AppointmentsOf};
use crate::counterpart::{CounterpartConnection, EncounterFilter, Encounters};
use crate::error::Error;
use crate::inline::Inline;
use crate::language;
use crate::loader;
use crate::meeting::{self as meetings, MeetingConnection, MeetingFilter, MeetingOrder, Meetings};
use crate::page::{Connection, Page};
use crate::participation::{self as participations, ParticipationFilter, Participations};
use crate::record::record_object;
use crate::statement::{self as statements, Statements};

/// A named person who appears in the sources for a government, an institute, a company or another body.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Official {
    /// What every record has.
    #[graphql(flatten)]
    pub record: Arc<record::Model>,
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<official::Model>,
}

impl From<(official::Model, record::Model)> for Official {
    fn from((row, record): (official::Model, record::Model)) -> Self {
        Self {
            record: Arc::new(record),
            row: Arc::new(row),
        }
    }
}

record_object! {
    cited impl Official {
        /// Title of respect as printed, e.g. `Dr.`; null when none is printed.
        async fn honorific(
            &self,
            ctx: &Context<'_>,
            #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
        ) -> Option<&str> {
            language::text_opt(ctx, language.as_ref(), self.row.honorific.as_ref())
        }

        /// Positions in which the sources show the official, in the order of the curated file.
        async fn appointments(&self, ctx: &Context<'_>) -> Result<Vec<Inline<Appointment>>, Error> {
            loader::objects(ctx, AppointmentsOf::Official(self.row.id)).await
        }

        /// Parts that the official took in meetings; the newest meeting first.
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
                Participations::new(participations::Of::Official, filter),
                Page::new(first, after, last, before)?,
            )
        }

        /// Meetings in which the official took part; the newest first unless ordered otherwise.
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
                Meetings::new(meetings::Of::Official, filter, order_by),
                Page::new(first, after, last, before)?,
            )
        }

        /// Officials and organisations that were in the same meetings, those met most often first, then by name. The
        /// body for which the official took part is one only where it had another part in the meeting. A group
        /// without a name is nobody's counterpart.
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

        /// What the official is reported to have said.
        async fn statements(
            &self,
            #[graphql(desc = "At most so many, 0 to 100; 20 when not given.")] first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        ) -> Result<Connection<Statements>, Error> {
            Connection::under(
                self.row.id,
                Statements::new(statements::Of::Speaker, None),
                Page::forward(first, after)?,
            )
        }
    }
}
