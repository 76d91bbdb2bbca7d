//! A policy as it is answered.

use std::sync::Arc;

use async_graphql::{Context, SimpleObject};
use entity::{LanguageTag, policy, record};

use super::mention::Mentions;
use super::relation::{PolicyRelation, RelationsOf};
use crate::error::{Answer, Error};
use crate::inline::Inline;
use crate::language;
use crate::loader;
use crate::meeting::{self as meetings, MeetingConnection, MeetingFilter, MeetingOrder, Meetings};
use crate::moment::Moment;
use crate::organisation::{Organisation, OrganisationId};
use crate::page::{Connection, Page};
use crate::record::record_object;
use crate::state::{State, StateId};
use crate::topic::{Topic, TopicsOf};

/// A policy, plan, programme or goal that the sources name or describe.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Policy {
    /// What every record has.
    #[graphql(flatten)]
    pub record: Arc<record::Model>,
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<policy::Model>,
}

impl From<(policy::Model, record::Model)> for Policy {
    fn from((row, record): (policy::Model, record::Model)) -> Self {
        Self {
            record: Arc::new(record),
            row: Arc::new(row),
        }
    }
}

record_object! {
    cited impl Policy {
        /// The body that issued it; null when the sources do not say.
        async fn issuer(&self, ctx: &Context<'_>) -> Answer<Inline<Organisation>> {
            loader::object(ctx, self.row.issuer_id.map(OrganisationId)).await
        }

        /// The state it is for; null for others, and when the sources do not say.
        async fn state(&self, ctx: &Context<'_>) -> Answer<Inline<State>> {
            loader::object(ctx, self.row.state_id.map(StateId)).await
        }

        /// The period in its title, e.g. 2024 to 2030; null when it names none.
        async fn period(&self) -> Option<Moment> {
            self.row.period().map(Moment)
        }

        /// What it is, in the dataset's own words; null when its name says it all.
        async fn summary(
            &self,
            ctx: &Context<'_>,
            #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
        ) -> Option<&str> {
            language::text_opt(ctx, language.as_ref(), self.row.summary.as_ref())
        }

        /// Other policies that this one follows, is part of, or may be the same as.
        async fn related(&self, ctx: &Context<'_>) -> Result<Vec<Inline<PolicyRelation>>, Error> {
            loader::objects(ctx, RelationsOf(self.row.id)).await
        }

        /// How meetings touch it; the newest meeting first.
        async fn mentions(
            &self,
            #[graphql(desc = "At most so many, 0 to 100; 20 when not given.")] first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        ) -> Result<Connection<Mentions>, Error> {
            Connection::under(self.row.id, Mentions, Page::forward(first, after)?)
        }

        /// Meetings that touch it; the newest first unless ordered otherwise.
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
                Meetings::new(meetings::Of::Policy, filter, order_by),
                Page::new(first, after, last, before)?,
            )
        }

        /// What it is about, in the order of the curated file.
        async fn topics(&self, ctx: &Context<'_>) -> Result<Vec<Inline<Topic>>, Error> {
            loader::objects(ctx, TopicsOf::Policy(self.row.id)).await
        }
    }
}
