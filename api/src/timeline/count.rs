//! Dates spread over buckets: what surely falls in one, and what may fall in one or in several.

use chrono::NaiveDate;

use super::bucket::TimelineBucketSize;
use crate::error::Error;
use crate::filter::DateRange;
use crate::meeting::Days;

/// The most buckets of an answer: nearly three years of days.
const MOST: usize = 1_000;
/// The most buckets of which the meetings are listed: each is a part of one statement.
const MOST_LISTED: usize = 100;

/// A date, and how many meetings have it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dated {
    /// First day; `None` when open or unknown.
    pub(super) earliest: Option<NaiveDate>,
    /// Last day; `None` when open or unknown.
    pub(super) latest: Option<NaiveDate>,
    /// False when the date is approximate or uncertain.
    pub(super) exact: bool,
    /// How many.
    pub(super) meetings: i64,
}

impl Dated {
    fn is_undated(&self) -> bool {
        self.earliest.is_none() && self.latest.is_none()
    }

    /// The one bucket in which it surely falls.
    fn surely_in(&self, size: TimelineBucketSize) -> Option<i32> {
        let (first, last) = (size.number(self.earliest?), size.number(self.latest?));
        (self.exact && first == last).then_some(first)
    }
}

/// A bucket with its counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) days: Days,
    pub(super) certain: i64,
    pub(super) possible: i64,
}

/// Dates, and the days over which they are spread.
#[derive(Debug)]
pub(super) struct Timeline<'a> {
    size: TimelineBucketSize,
    dates: &'a [Dated],
    /// What the filter asks about: days outside are not drawn.
    asked: DateRange,
    /// The first and the last day of the answer; `None` when no date has a day.
    days: Option<Days>,
}

impl<'a> Timeline<'a> {
    /// The days from the first to the last that the dates touch, as far as they are asked about.
    pub(super) fn new(size: TimelineBucketSize, dates: &'a [Dated], asked: DateRange) -> Self {
        let known = || dates.iter().filter(|it| !it.is_undated());
        let (from, to) = (asked.from.map(|it| it.0), asked.to.map(|it| it.0));
        // An open end reaches as far as was asked for; if that is open too, it adds no day of its own.
        let first = |it: &Dated| within(&asked, it.earliest.or(from).or(it.latest));
        let last = |it: &Dated| within(&asked, it.latest.or(to).or(it.earliest));
        let days = known()
            .filter_map(first)
            .min()
            .zip(known().filter_map(last).max())
            .map(|(from, to)| Days { from, to });
        Self {
            size,
            dates,
            asked,
            days,
        }
    }

    /// How many buckets there are, from the first with a meeting to the last.
    pub(super) fn len(&self) -> usize {
        let numbers = self.days.map(|days| (self.number(days.from), self.number(days.to)));
        numbers.map_or(0, |(first, last)| usize::try_from(last - first + 1).unwrap_or_default())
    }

    /// The first day of the first bucket and the last day of the last; `None` without buckets.
    pub(super) fn span(&self) -> Option<Days> {
        let days = self.days?;
        let bucket = |day| self.size.days(self.number(day));
        Some(Days {
            from: bucket(days.from)?.from,
            to: bucket(days.to)?.to,
        })
    }

    /// Meetings for which `fits` holds.
    pub(super) fn sum(&self, fits: impl Fn(&Dated) -> bool) -> i64 {
        self.dates.iter().filter(|it| fits(it)).map(|it| it.meetings).sum()
    }

    /// Whether a date surely falls in one bucket.
    pub(super) fn is_certain(&self, date: &Dated) -> bool {
        date.surely_in(self.size).is_some()
    }

    /// Whether a date has just one of its days.
    pub(super) fn is_open(date: &Dated) -> bool {
        date.earliest.is_some() != date.latest.is_some()
    }

    /// Whether a date has no day at all.
    pub(super) fn is_undated(date: &Dated) -> bool {
        date.is_undated()
    }

    /// The buckets with their counts, those without meetings too.
    ///
    /// # Errors
    /// `BAD_INPUT` when there are more than an answer has place for; `listed` says whether each lists its meetings.
    pub(super) fn buckets(&self, listed: bool) -> Result<Vec<Counted>, Error> {
        let Some(days) = self.days else {
            return Ok(Vec::new());
        };
        let most = if listed { MOST_LISTED } else { MOST };
        if self.len() > most {
            return Err(self.too_many(days, most, listed));
        }
        let first = self.number(days.from);
        // Each date adds one where it begins and takes it away where it has ended; the sums of these are the counts.
        let mut certain = vec![0; self.len() + 1];
        let mut change = vec![0; self.len() + 1];
        let at = |number: i32| usize::try_from(number - first).unwrap_or_default();
        for date in self.dates.iter().filter(|it| !it.is_undated()) {
            if let Some(number) = date.surely_in(self.size) {
                add(&mut certain, at(number), date.meetings);
                continue;
            }
            let begin = within(&self.asked, date.earliest).unwrap_or(days.from);
            let end = within(&self.asked, date.latest).unwrap_or(days.to);
            add(&mut change, at(self.number(begin)), date.meetings);
            add(&mut change, at(self.number(end)) + 1, -date.meetings);
        }
        let mut possible = 0;
        let counted = |((number, certain), change)| {
            possible += change;
            let days = self.size.days(number)?;
            Some(Counted {
                days,
                certain,
                possible,
            })
        };
        let numbers = first..=self.number(days.to);
        Ok(numbers.zip(certain).zip(change).filter_map(counted).collect())
    }

    fn number(&self, day: NaiveDate) -> i32 {
        self.size.number(day)
    }

    fn too_many(&self, days: Days, most: usize, listed: bool) -> Error {
        let (count, Days { from, to }) = (self.len(), days);
        let (bucket, coarser) = match self.size {
            TimelineBucketSize::Day => ("DAY", "`bucket: MONTH` or `YEAR`"),
            TimelineBucketSize::Month => ("MONTH", "`bucket: YEAR`"),
            TimelineBucketSize::Year => ("YEAR", "fewer years"),
        };
        let what = if listed { " with their `meetings`" } else { "" };
        Error::BadInput(format!(
            "`bucket: {bucket}` makes {count} buckets, from {from} to {to}, and an answer has at most {most}{what}: \
             ask for {coarser}, or for a shorter time by `filter: {{when: {{overlaps: {{from: …, to: …}}}}}}`"
        ))
    }
}

/// The day, or the nearest one that was asked about.
fn within(asked: &DateRange, day: Option<NaiveDate>) -> Option<NaiveDate> {
    let day = day?;
    let day = asked.from.map_or(day, |from| day.max(from.0));
    Some(asked.to.map_or(day, |to| day.min(to.0)))
}

fn add(counts: &mut [i64], at: usize, meetings: i64) {
    if let Some(count) = counts.get_mut(at) {
        *count += meetings;
    }
}
