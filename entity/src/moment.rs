//! When something was or is to be, no more exactly than the sources allow.
//!
//! A moment is kept as the EDTF text that a curator wrote, with the first and the last day that it touches. The `edtf`
//! crate stays behind this module and [`crate::display`].

use std::fmt;

use chrono::NaiveDate;
use edtf_core::{Bound, BoundDate, Precision, SetElement, YearKind};
use serde::{Deserialize, Serialize};

use crate::vocabulary::vocabulary;
use crate::{Certainty, LocalizedText};

vocabulary! {
    /// How fine a moment is.
    pub enum DatePrecision {
        /// One calendar day.
        Day,
        /// One calendar month.
        Month,
        /// One calendar year.
        Year,
        /// Several days, months or years: an interval, a set, a season or a date with digits left open.
        Range,
        /// An interval of which one end is open or unknown.
        Open,
    }
}

/// A date that may be approximate, partial, a set or an interval: EDTF, levels 0 and 1 and sets (ISO 8601-2), years 0001 to 9999.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Edtf(String);

/// What EDTF writes beside what is approximate, uncertain or both.
pub const QUALIFIERS: [char; 3] = ['~', '?', '%'];

impl Edtf {
    /// Reads an EDTF text.
    ///
    /// # Errors
    /// A sentence that says what is wrong, at which character, and how dates are written.
    pub fn parse(text: &str) -> Result<Self, String> {
        const FORMS: &str =
            "write e.g. `2025-08-22`, `2022-05`, `2025-08-02~`, `[2025-08-22,2025-08-23]` or `2025-08-28/..`";
        let fault = |what: String| format!("`{text}` is not a date that Sabha reads: {what}; {FORMS}");
        let date = edtf_core::Edtf::parse(text)
            .map_err(|it| fault(format!("{} at character {}", it.message, it.offset + 1)))?;
        match &date {
            edtf_core::Edtf::DateTime(_) => return Err(fault("a time of day has no place here".to_owned())),
            edtf_core::Edtf::Set(set) if set.elements.iter().any(|it| level(it) > 1) => {
                return Err(fault("what is in a set is of EDTF level 0 or 1".to_owned()));
            }
            edtf_core::Edtf::Set(_) => {}
            other if other.level() > 1 => return Err(fault("EDTF level 2 is read for sets only".to_owned())),
            _ => {}
        }
        let bounds = date.bounds();
        for bound in [bounds.earliest, bounds.latest] {
            if matches!(bound, Bound::Date(day) if day_of(day).is_none()) {
                return Err(fault("years are 0001 to 9999".to_owned()));
            }
        }
        Ok(Self(text.to_owned()))
    }

    /// A text that was read before it was stored.
    pub fn stored(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first and the last day that the date touches; `None` where it is open or unknown.
    pub fn bounds(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let Some(date) = self.read() else { return (None, None) };
        let bounds = date.bounds();
        let day = |bound| {
            if let Bound::Date(day) = bound {
                day_of(day)
            } else {
                None
            }
        };
        (day(bounds.earliest), day(bounds.latest))
    }

    /// Whether a part of the date is approximate or uncertain, so that its bounds are not sure.
    pub fn is_qualified(&self) -> bool {
        self.0.contains(QUALIFIERS)
    }

    /// How fine the date is.
    pub fn precision(&self) -> DatePrecision {
        let (Some(_), Some(_)) = self.bounds() else {
            return DatePrecision::Open;
        };
        match self.read() {
            Some(edtf_core::Edtf::Date(date))
                if !date.has_unspecified() && matches!(date.year.kind, YearKind::Standard { .. }) =>
            {
                match date.precision() {
                    Precision::Day => DatePrecision::Day,
                    Precision::Month => DatePrecision::Month,
                    Precision::Year => DatePrecision::Year,
                    Precision::Season => DatePrecision::Range,
                }
            }
            _ => DatePrecision::Range,
        }
    }

    /// The parsed date. A text that was read once is read again without fault.
    pub(crate) fn read(&self) -> Option<edtf_core::Edtf> {
        edtf_core::Edtf::parse(&self.0).ok()
    }
}

/// The highest level of the dates of an element.
fn level(element: &SetElement) -> u8 {
    let level = |date: &edtf_core::Date| edtf_core::Edtf::Date(*date).level();
    match element {
        SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => level(date),
        SetElement::Range(first, last) => level(first).max(level(last)),
    }
}

fn day_of(day: BoundDate) -> Option<NaiveDate> {
    let year = i32::try_from(day.year).ok().filter(|year| (1..=9999).contains(year))?;
    NaiveDate::from_ymd_opt(year, day.month.into(), day.day.into())
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Edtf {
    type Error = String;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Edtf> for String {
    fn from(edtf: Edtf) -> Self {
        edtf.0
    }
}

async_graphql::scalar!(
    Edtf,
    "EDTF",
    "A date that may be approximate, partial, a set or an interval: Extended Date/Time Format, levels 0-1 and sets (ISO 8601-2).",
    "https://www.loc.gov/standards/datetime/"
);

/// When something was or is to be, with how sure that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The date as it was curated.
    pub edtf: Edtf,
    /// How sure the date is.
    pub certainty: Certainty,
    /// Why this date, where it is not simply printed.
    pub note: Option<LocalizedText>,
}

impl Moment {
    /// The moment of a row's columns; `None` when the row has none.
    pub fn of_columns(edtf: Option<&str>, certainty: Option<Certainty>, note: Option<&LocalizedText>) -> Option<Self> {
        let edtf = Edtf::stored(edtf?);
        Some(Self {
            edtf,
            certainty: certainty.unwrap_or_default(),
            note: note.cloned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bounds(text: &str) -> (String, String) {
        let show = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let (earliest, latest) = Edtf::parse(text).unwrap().bounds();
        (show(earliest), show(latest))
    }

    #[test]
    fn bounds_and_precision_of_every_form() {
        let cases = [
            ("2025-08-22", "2025-08-22", "2025-08-22", DatePrecision::Day),
            ("2025-08-02~", "2025-08-02", "2025-08-02", DatePrecision::Day),
            ("2024-02", "2024-02-01", "2024-02-29", DatePrecision::Month),
            ("2025", "2025-01-01", "2025-12-31", DatePrecision::Year),
            ("2025-08-XX", "2025-08-01", "2025-08-31", DatePrecision::Range),
            ("2025-22", "2025-06-01", "2025-08-31", DatePrecision::Range),
            ("2024/2030", "2024-01-01", "2030-12-31", DatePrecision::Range),
            (
                "[2025-08-22,2025-08-23]",
                "2025-08-22",
                "2025-08-23",
                DatePrecision::Range,
            ),
            (
                "[2025-08-18..2025-08-23]",
                "2025-08-18",
                "2025-08-23",
                DatePrecision::Range,
            ),
            ("2025-08-28/..", "2025-08-28", "", DatePrecision::Open),
            ("../2025-08-28", "", "2025-08-28", DatePrecision::Open),
            ("2025-08-28/", "2025-08-28", "", DatePrecision::Open),
        ];
        for (text, earliest, latest, precision) in cases {
            assert_eq!(bounds(text), (earliest.to_owned(), latest.to_owned()), "{text}");
            assert_eq!(Edtf::parse(text).unwrap().precision(), precision, "{text}");
        }
    }

    #[test]
    fn what_is_refused_says_where_and_how_to_write_it() {
        let fault = Edtf::parse("2025-02-30").unwrap_err();
        assert!(
            fault.contains("`2025-02-30`") && fault.contains("write e.g."),
            "{fault}"
        );
        for text in [
            "",
            "22 Aug 2025",
            "2025-08-22T10:00:00Z",
            "-0044-03-15",
            "Y170000002",
            "2025-8-2",
            "2025-32",
            "2025-?08-02",
            "2025-08-XX/2025-09",
            "[2025-25,2025-08]",
            "{2025-?08-02,2025-08-03}",
            "XXXX",
        ] {
            assert!(Edtf::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_read_has_ordered_bounds(text in "[0-9X/.,~?%\\[\\]{}-]{0,24}") {
            if let Ok(edtf) = Edtf::parse(&text) {
                if let (Some(earliest), Some(latest)) = edtf.bounds() {
                    prop_assert!(earliest <= latest, "{}", text);
                }
                prop_assert_eq!(edtf.as_str(), &text);
                edtf.precision();
            }
        }

        #[test]
        fn a_day_is_its_own_bounds(year in 1i32..=9999, ordinal in 1u32..=365) {
            let day = NaiveDate::from_yo_opt(year, ordinal).unwrap();
            let edtf = Edtf::parse(&day.format("%Y-%m-%d").to_string()).unwrap();
            prop_assert_eq!(edtf.bounds(), (Some(day), Some(day)));
        }
    }
}
