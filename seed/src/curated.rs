//! A whole dataset in memory, as it stands in the files or in a database: what every command of `seed` works on.

use std::collections::BTreeMap;
use std::fmt;

use entity::{LocalizedText, RecordKind};
use serde::Serialize;

use crate::dataset::Dataset;
use crate::lock::Lock;
use crate::record::Record;

/// A dataset: its description, its records in the order of kind and slug, and the lock of its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Curated {
    /// What the dataset is.
    pub dataset: Dataset,
    /// The records by key.
    pub records: BTreeMap<RecordKey, Record>,
    /// Line and SHA-256 of each citation, SHA-256 and length of each article.
    pub lock: Lock,
}

impl Curated {
    /// What a database holds before anything is loaded: no record, and a description without words.
    pub(crate) fn nothing() -> Self {
        Self {
            dataset: Dataset {
                title: LocalizedText::default(),
                description: LocalizedText::default(),
                licence: String::new(),
                languages: Vec::new(),
            },
            records: BTreeMap::new(),
            lock: Lock::default(),
        }
    }
}

/// What tells a record from all others: its kind and its slug.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct RecordKey {
    /// The kind.
    pub kind: RecordKind,
    /// The slug, unique within the kind.
    pub slug: String,
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = format!("{:?}", self.kind).to_lowercase();
        write!(f, "{kind} {}", self.slug)
    }
}
