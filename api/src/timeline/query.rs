//! Root fields of timelines.

use std::sync::Arc;

use async_graphql::{Context, Object};

use super::bucket::TimelineBucketSize;
use super::count::Timeline;
use super::find::DatesOf;
use super::object::{TimelineBucket, TimelineSummary};
use crate::error::Error;
use crate::filter::DateRange;
use crate::loader;
use crate::meeting::MeetingFilter;

/// Counting meetings by period.
#[derive(Debug, Default)]
pub struct TimelineQuery;

#[Object]
impl TimelineQuery {
    /// Meetings counted by period; an uncertain date counts as possible in each period that it may fall in.
    ///
    /// From the first period with a meeting to the last, without gaps: a period without meetings counts zero. What is open
    /// at an end is possible in every period up to the answer's own end. With `filter: {when: {overlaps: …}}` only the periods
    /// of that range are answered. At most 1000 periods, or 100 when their `meetings` are selected; more are `BAD_INPUT`.
    /// `timelineSummary` tells how many there would be, and how many meetings are in none.
    async fn timeline(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How long a period is.")] bucket: TimelineBucketSize,
        #[graphql(desc = "Only meetings that fit.")] filter: Option<Box<MeetingFilter>>,
    ) -> Result<Vec<TimelineBucket>, Error> {
        let dates = loader::of(ctx)?
            .load_one(DatesOf(filter.clone()))
            .await?
            .unwrap_or_default();
        let listed = ctx.look_ahead().field("meetings").exists();
        let counted = Timeline::new(bucket, &dates, asked(filter.as_deref())).buckets(listed)?;
        let filter = Arc::new(filter);
        let answer = |it| TimelineBucket::new(bucket, it, Arc::clone(&filter));
        Ok(counted.into_iter().map(answer).collect())
    }

    /// A timeline as a whole, each meeting counted once: what is certain, what is only possible, and what has no date.
    ///
    /// With the same arguments as `timeline` and beside it, it costs no statement of its own.
    async fn timeline_summary(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How long a period is.")] bucket: TimelineBucketSize,
        #[graphql(desc = "Only meetings that fit.")] filter: Option<Box<MeetingFilter>>,
    ) -> Result<TimelineSummary, Error> {
        let asked = asked(filter.as_deref());
        let dates = loader::of(ctx)?.load_one(DatesOf(filter)).await?.unwrap_or_default();
        Ok(TimelineSummary::new(&Timeline::new(bucket, &dates, asked)))
    }
}

/// The days that a filter asks about: what lies outside them is not drawn.
fn asked(filter: Option<&MeetingFilter>) -> DateRange {
    let range = filter
        .and_then(|it| it.when.as_ref()?.overlaps.clone())
        .unwrap_or_default();
    let is_backward = matches!((range.from, range.to), (Some(from), Some(to)) if from.0 > to.0);
    if is_backward { DateRange::default() } else { range }
}
