//! The forms in which a dataset is streamed, and how each begins, goes on and ends.

use entity::RecordKind;

use super::csv::Table;
use super::{Pages, json_ld};
use crate::database::Error;
use crate::line;
use crate::store::{ORDER, Page};

/// What the names of things begin with in linked data, unless it is said otherwise.
pub const BASE: &str = "urn:sabha:";

/// A form in which a dataset is streamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A record a line: see [`crate::line`].
    Ndjson,
    /// One table of comma-separated values.
    Csv(Table),
    /// Linked data in the words of schema.org.
    JsonLd {
        /// What the names of things begin with; [`BASE`] as a rule.
        base: String,
    },
}

impl Form {
    /// By what other bytes of the same revision are told apart: one more whenever a form changes.
    #[must_use]
    pub fn version(&self) -> u32 {
        1
    }

    /// The media type.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        match self {
            Self::Ndjson => "application/x-ndjson",
            Self::Csv(_) => "text/csv; charset=utf-8; header=present",
            Self::JsonLd { .. } => "application/ld+json",
        }
    }

    /// The name of a file that holds it.
    #[must_use]
    pub fn file(&self) -> String {
        match self {
            Self::Ndjson => "sabha.ndjson".to_owned(),
            Self::Csv(table) => format!("{}.csv", table.word()),
            Self::JsonLd { .. } => "sabha.jsonld".to_owned(),
        }
    }

    /// The kinds of the records that it shows.
    pub(super) fn kinds(&self) -> &'static [RecordKind] {
        match self {
            Self::Csv(table) => table.kinds(),
            _ => &ORDER,
        }
    }

    pub(crate) fn head(&self, pages: &Pages) -> Result<Vec<u8>, Error> {
        let text = match self {
            Self::Ndjson => line::of_dataset(&pages.dataset()?),
            Self::Csv(table) => table.head(),
            Self::JsonLd { base } => json_ld::head(base, &pages.dataset()?, &pages.row),
        };
        Ok(text.into_bytes())
    }

    pub(crate) fn records(&self, page: &Page) -> Vec<u8> {
        let mut text = String::new();
        for record in &page.records {
            match self {
                Self::Ndjson => text.push_str(&line::of_record(record, &page.lock)),
                Self::Csv(table) => table.rows(record, &page.lock, &mut text),
                Self::JsonLd { .. } => json_ld::record(record, &page.lock, &mut text),
            }
        }
        text.into_bytes()
    }

    pub(super) fn tail(&self) -> Vec<u8> {
        match self {
            Self::JsonLd { .. } => json_ld::TAIL.as_bytes().to_vec(),
            _ => Vec::new(),
        }
    }
}
