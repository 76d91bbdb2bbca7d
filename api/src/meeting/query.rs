//! Root fields of meetings.

use async_graphql::{Context, Object};
use entity::record::RecordKind;

use super::connection::MeetingConnection;
use super::filter::{MeetingFilter, MeetingOrder};
use super::find::{MeetingId, Meetings, Of};
use super::object::Meeting;
use crate::error::{Answer, Error};
use crate::page::Page;
use crate::record::find;

/// Reading meetings.
#[derive(Debug, Default)]
pub struct MeetingQuery;

#[Object]
impl MeetingQuery {
    /// The meeting with a slug; null when there is none.
    async fn meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its slug, present or former.")] slug: String,
    ) -> Answer<Meeting> {
        find(ctx, RecordKind::Meeting, slug, MeetingId).await
    }

    /// Meetings; the newest first unless ordered otherwise.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a field of the contract")]
    async fn meetings(
        &self,
        #[graphql(desc = "Only those that fit.")] filter: Option<Box<MeetingFilter>>,
        #[graphql(desc = "The order.")] order_by: Option<Vec<MeetingOrder>>,
        #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<MeetingConnection, Error> {
        MeetingConnection::root(
            Meetings::new(Of::All, filter, order_by),
            Page::new(first, after, last, before)?,
        )
    }
}
