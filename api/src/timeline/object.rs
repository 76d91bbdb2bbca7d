//! Buckets of a timeline, and the timeline as a whole, as they are answered.

use std::sync::Arc;

use async_graphql::{ComplexObject, SimpleObject};
use entity::Edtf;

use super::bucket::TimelineBucketSize;
use super::count::{Counted, Timeline};
use crate::error::Error;
use crate::meeting::{Days, MeetingConnection, MeetingFilter, MeetingOrder, Meetings, Of};
use crate::page::Page;
use crate::scalar::Date;

/// A period of a timeline, with how many meetings fall in it.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct TimelineBucket {
    /// The day, month or year: `2025-08-22`, `2025-08` or `2025`.
    period: Edtf,
    /// Its first day.
    from: Date,
    /// Its last day.
    to: Date,
    /// Meetings that surely fall in it, whatever the true day is: what `when: {within: …}` finds for these days.
    certain: i32,
    /// Meetings that may fall in it and are not counted as certain; each is counted in every bucket in which it may fall.
    possible: i32,
    #[graphql(skip)]
    days: Days,
    #[graphql(skip)]
    filter: Arc<Option<Box<MeetingFilter>>>,
}

#[ComplexObject]
impl TimelineBucket {
    /// The meetings that are counted here, the certain and the possible ones; the newest first unless ordered otherwise.
    async fn meetings(
        &self,
        #[graphql(desc = "The order; the field's description says the default.")] order_by: Option<Vec<MeetingOrder>>,
        #[graphql(desc = "At most so many, 0 to 100; 20 when not given.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<MeetingConnection, Error> {
        let list = Meetings::new(Of::Days, Option::clone(&self.filter), order_by);
        let meetings = MeetingConnection::under(self.days.id(), list, Page::forward(first, after)?)?;
        Ok(meetings.counted(self.certain.saturating_add(self.possible)))
    }
}

impl TimelineBucket {
    pub(super) fn new(size: TimelineBucketSize, counted: Counted, filter: Arc<Option<Box<MeetingFilter>>>) -> Self {
        let days = counted.days;
        Self {
            period: size.edtf(days.from),
            from: Date(days.from),
            to: Date(days.to),
            certain: count(counted.certain),
            possible: count(counted.possible),
            days,
            filter,
        }
    }
}

/// A timeline as a whole: each meeting is counted once, so that what no bucket shows is not lost.
#[derive(Clone, Debug, SimpleObject)]
pub struct TimelineSummary {
    /// Meetings that fit the filter: the sum of `certain`, `possible` and `undated`.
    meetings: i32,
    /// Meetings that surely fall in one bucket.
    certain: i32,
    /// Meetings that may fall in one bucket or in several, and surely in none.
    possible: i32,
    /// Those of `possible` with a start or an end that is open or unknown: counted as far as the timeline goes.
    open: i32,
    /// Meetings with neither a first nor a last day: in no bucket.
    undated: i32,
    /// How many buckets the timeline has, those without meetings too; more than 1000 are not answered.
    buckets: i32,
    /// First day of the first bucket; null when there is none.
    from: Option<Date>,
    /// Last day of the last bucket; null when there is none.
    to: Option<Date>,
}

impl TimelineSummary {
    pub(super) fn new(timeline: &Timeline<'_>) -> Self {
        let certain = timeline.sum(|it| timeline.is_certain(it));
        let undated = timeline.sum(Timeline::is_undated);
        let all = timeline.sum(|_| true);
        Self {
            meetings: count(all),
            certain: count(certain),
            possible: count(all - certain - undated),
            open: count(timeline.sum(Timeline::is_open)),
            undated: count(undated),
            buckets: i32::try_from(timeline.len()).unwrap_or(i32::MAX),
            from: timeline.span().map(|days| Date(days.from)),
            to: timeline.span().map(|days| Date(days.to)),
        }
    }
}

fn count(meetings: i64) -> i32 {
    i32::try_from(meetings).unwrap_or(i32::MAX)
}
