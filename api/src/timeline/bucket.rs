//! Days, months and years as numbers that count up by one, and back.

use async_graphql::Enum;
use chrono::{Datelike, Months, NaiveDate};
use entity::Edtf;

use crate::meeting::Days;

/// How long a bucket of a timeline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum TimelineBucketSize {
    /// A calendar day.
    Day,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl TimelineBucketSize {
    /// The number of the bucket that holds a day.
    pub(super) fn number(self, day: NaiveDate) -> i32 {
        match self {
            Self::Day => day.num_days_from_ce(),
            // The month is 0 to 11.
            Self::Month => day.year() * 12 + i32::try_from(day.month0()).unwrap_or_default(),
            Self::Year => day.year(),
        }
    }

    /// The days of a bucket; `None` outside the calendar.
    pub(super) fn days(self, number: i32) -> Option<Days> {
        let (from, next) = match self {
            Self::Day => {
                let day = NaiveDate::from_num_days_from_ce_opt(number)?;
                (day, day.succ_opt()?)
            }
            Self::Month => {
                let month = u32::try_from(number.rem_euclid(12)).ok()? + 1;
                let first = NaiveDate::from_ymd_opt(number.div_euclid(12), month, 1)?;
                (first, first.checked_add_months(Months::new(1))?)
            }
            Self::Year => {
                let first = NaiveDate::from_ymd_opt(number, 1, 1)?;
                (first, first.checked_add_months(Months::new(12))?)
            }
        };
        Some(Days {
            from,
            to: next.pred_opt()?,
        })
    }

    /// The bucket that begins on a day, as it is written.
    pub(super) fn edtf(self, from: NaiveDate) -> Edtf {
        let form = match self {
            Self::Day => "%Y-%m-%d",
            Self::Month => "%Y-%m",
            Self::Year => "%Y",
        };
        Edtf::stored(&from.format(form).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_has_the_days_that_it_is_written_for() {
        let all = [
            TimelineBucketSize::Day,
            TimelineBucketSize::Month,
            TimelineBucketSize::Year,
        ];
        for day in ["0001-01-01", "2024-02-29", "2025-12-31", "9999-12-31"] {
            let day: NaiveDate = day.parse().unwrap();
            for size in all {
                let days = size.days(size.number(day)).unwrap();
                assert!(days.from <= day && day <= days.to, "{size:?} of {day}: {days:?}");
                let written = size.edtf(days.from);
                assert_eq!(written.bounds(), (Some(days.from), Some(days.to)), "{written}");
                assert!(Edtf::parse(written.as_str()).is_ok(), "{written}");
                assert_eq!(size.number(days.to), size.number(days.from));
            }
        }
    }
}
