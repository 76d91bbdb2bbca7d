//! A meeting as it is answered.

use std::sync::Arc;

use async_graphql::{Context, SimpleObject};
use entity::{LanguageTag, meeting, record};

use super::connection::MeetingConnection;
use super::filter::{MeetingFilter, MeetingOrder};
use super::find::{self as meetings, MeetingId, Meetings};
use crate::error::{Answer, Error};
use crate::inline::Inline;
use crate::language;
use crate::loader;
use crate::moment::Moment;
use crate::organisation::{Organisation, OrganisationId};
use crate::outcome::{Outcome, OutcomesOf};
use crate::page::{Connection, Page};
use crate::participation::{self as participations, ParticipationFilter, Participations};
use crate::place::{Place, PlaceId};
use crate::policy::{MentionsOf, PolicyMention};
use crate::record::record_object;
use crate::state::{State, StatesOf};
use crate::statement::{Statement, StatementsOf};
use crate::topic::{Topic, TopicsOf};

/// A meeting or other event: a sitting, talk, reception, visit or tour, held or planned.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Meeting {
    /// What every record has.
    #[graphql(flatten)]
    pub record: Arc<record::Model>,
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<meeting::Model>,
}

impl From<(meeting::Model, record::Model)> for Meeting {
    fn from((row, record): (meeting::Model, record::Model)) -> Self {
        Self {
            record: Arc::new(record),
            row: Arc::new(row),
        }
    }
}

record_object! {
    cited impl Meeting {
        /// When it was or is to be.
        async fn when(&self) -> Moment {
            Moment(self.row.when())
        }

        /// The dataset's own account, in its own words; null for some plans.
        async fn summary(
            &self,
            ctx: &Context<'_>,
            #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
        ) -> Option<&str> {
            language::text_opt(ctx, language.as_ref(), self.row.summary.as_ref())
        }

        /// Where it was held or is to be; null when the sources do not say.
        async fn place(&self, ctx: &Context<'_>) -> Answer<Inline<Place>> {
            loader::object(ctx, self.row.place_id.map(PlaceId)).await
        }

        /// The body in whose house it was held; null when the sources do not say.
        async fn venue(&self, ctx: &Context<'_>) -> Answer<Inline<Organisation>> {
            loader::object(ctx, self.row.venue_id.map(OrganisationId)).await
        }

        /// The states that it concerns, wherever it was held, in the order of the curated file.
        async fn states(&self, ctx: &Context<'_>) -> Result<Vec<Inline<State>>, Error> {
            loader::objects(ctx, StatesOf(self.row.id)).await
        }

        /// The tour or event of which this is a part; null for most.
        async fn part_of(&self, ctx: &Context<'_>) -> Answer<Inline<Meeting>> {
            loader::object(ctx, self.row.part_of_id.map(MeetingId)).await
        }

        /// The events that are parts of this one; the newest first unless ordered otherwise.
        #[expect(clippy::too_many_arguments, reason = "the arguments of a field of the contract")]
        async fn parts(
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
                Meetings::new(meetings::Of::PartOf, filter, order_by),
                Page::new(first, after, last, before)?,
            )
        }

        /// Who took part, in the order of the source.
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
                Participations::new(participations::Of::Meeting, filter),
                Page::new(first, after, last, before)?,
            )
        }

        /// The policies that it touches, and how, in the order of the curated file.
        async fn policies(&self, ctx: &Context<'_>) -> Result<Vec<Inline<PolicyMention>>, Error> {
            loader::objects(ctx, MentionsOf(self.row.id)).await
        }

        /// What came of it, in the order of the source.
        async fn outcomes(&self, ctx: &Context<'_>) -> Result<Vec<Inline<Outcome>>, Error> {
            loader::objects(ctx, OutcomesOf(self.row.id)).await
        }

        /// What was said, in the order of the source.
        async fn statements(&self, ctx: &Context<'_>) -> Result<Vec<Inline<Statement>>, Error> {
            loader::objects(ctx, StatementsOf(self.row.id)).await
        }

        /// What it was about, in the order of the curated file.
        async fn topics(&self, ctx: &Context<'_>) -> Result<Vec<Inline<Topic>>, Error> {
            loader::objects(ctx, TopicsOf::Meeting(self.row.id)).await
        }
    }
}
