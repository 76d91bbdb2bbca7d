//! A topic as it is answered.

use std::sync::Arc;

use async_graphql::{Context, SimpleObject};
use entity::{record, topic};

use super::find::{Narrower, TopicId};
use crate::error::{Answer, Error};
use crate::inline::Inline;
use crate::loader;
use crate::meeting::{self as meetings, MeetingConnection, MeetingFilter, MeetingOrder, Meetings};
use crate::page::{Connection, Page};
use crate::policy::{self as policies, Policies, PolicyFilter, PolicyOrder};
use crate::record::record_object;

/// A subject of meetings, policies and statements.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Topic {
    /// What every record has.
    #[graphql(flatten)]
    pub record: Arc<record::Model>,
    /// The row.
    #[graphql(skip)]
    pub row: Arc<topic::Model>,
}

impl From<(topic::Model, record::Model)> for Topic {
    fn from((row, record): (topic::Model, record::Model)) -> Self {
        Self {
            record: Arc::new(record),
            row: Arc::new(row),
        }
    }
}

record_object! {
    cited impl Topic {
        /// The next broader topic; null for the broadest.
        async fn broader(&self, ctx: &Context<'_>) -> Answer<Inline<Topic>> {
            loader::object(ctx, self.row.broader_id.map(TopicId)).await
        }

        /// The next narrower topics, by name.
        async fn narrower(&self, ctx: &Context<'_>) -> Result<Vec<Inline<Topic>>, Error> {
            loader::objects(ctx, Narrower(self.row.id)).await
        }

        /// Meetings about it or about a narrower topic; the newest first unless ordered otherwise.
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
                Meetings::new(meetings::Of::Topic, filter, order_by),
                Page::new(first, after, last, before)?,
            )
        }

        /// Policies about it or about a narrower topic, by name unless ordered otherwise.
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
                Policies::new(policies::Of::Topic, filter, order_by),
                Page::new(first, after, last, before)?,
            )
        }
    }
}
