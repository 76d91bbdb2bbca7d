//! Reads the dataset's folder: files → trees → compared with their shapes → checked → records.

use std::collections::BTreeMap;
use std::path::Path;

use entity::RecordKind;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use crate::check;
use crate::curated::{Curated, RecordKey};
use crate::embedded;
use crate::problem::Problems;
use crate::record::Record;
use crate::set::{Entry, Files, Set, missing_files};
use crate::source::DATASET;

/// Reads and checks the dataset in a folder.
///
/// # Errors
/// Every problem of every file, sorted by place.
pub fn read(folder: &Path) -> Result<Curated, Problems> {
    let mut problems = Problems::default();
    let files = Files::open(folder, &mut problems);
    let set = Set::of(&files, &mut problems);
    if !files.files.is_empty() {
        missing_files(&files, &mut problems);
    }
    check::all(&set, &mut problems);
    curated(&set, problems)
}

/// Reads and checks the dataset that the program carries: `seed/data` as it was when the program was built.
///
/// # Errors
/// Every problem of every file; there are none in a program that passed its tests.
pub fn carried() -> Result<Curated, Problems> {
    let mut problems = Problems::default();
    let files = Files::of(embedded::sources(), &mut problems);
    let set = Set::of(&files, &mut problems);
    check::all(&set, &mut problems);
    curated(&set, problems)
}

/// Reads the dataset in a folder without checking it beyond its form: for what mends or completes it.
///
/// # Errors
/// Every problem of the form.
pub fn read_unchecked(folder: &Path) -> Result<Curated, Problems> {
    let mut problems = Problems::default();
    let files = Files::open(folder, &mut problems);
    let set = Set::of(&files, &mut problems);
    curated(&set, problems)
}

/// Makes records of what was read.
fn curated(set: &Set<'_>, mut problems: Problems) -> Result<Curated, Problems> {
    let mut records = BTreeMap::new();
    for entry in set.entries.iter().filter(|it| !it.broken) {
        if let (Some(slug), Some(record)) = (entry.slug, record(entry, &mut problems)) {
            records.insert(
                RecordKey {
                    kind: entry.kind,
                    slug: slug.to_owned(),
                },
                record,
            );
        }
    }
    let dataset = set.dataset();
    let lock = set.lock.as_ref().map(|(_, lock)| lock.clone()).unwrap_or_default();
    if dataset.is_none() && problems.is_empty() {
        let help = "write one with `title`, `description`, `licence` and `languages`".to_owned();
        problems.of_file(DATASET, "missing-file", format!("there is no `{DATASET}`"), help);
    }
    let Some(dataset) = dataset else {
        problems.sort();
        return Err(problems);
    };
    problems.into_result(Curated { dataset, records, lock })
}

/// Makes a record of a tree of its kind.
///
/// # Errors
/// When the tree is not of its shape.
pub(crate) fn of_kind(kind: RecordKind, tree: Json) -> Result<Record, serde_json::Error> {
    fn made<T: DeserializeOwned + Into<Record>>(tree: Json) -> Result<Record, serde_json::Error> {
        serde_json::from_value::<T>(tree).map(Into::into)
    }
    match kind {
        RecordKind::State => made::<crate::state::State>(tree),
        RecordKind::Place => made::<crate::place::Place>(tree),
        RecordKind::Official => made::<crate::official::Official>(tree),
        RecordKind::Organisation => made::<crate::organisation::Organisation>(tree),
        RecordKind::Meeting => made::<crate::meeting::Meeting>(tree),
        RecordKind::Policy => made::<crate::policy::Policy>(tree),
        RecordKind::Topic => made::<crate::topic::Topic>(tree),
        RecordKind::Article => made::<crate::article::Article>(tree),
    }
}

/// Makes a record of an entry that is whole. What the shape lets through, the type takes; should it ever not, that is said
/// too and nothing is lost in silence.
pub(crate) fn record(entry: &Entry<'_>, problems: &mut Problems) -> Option<Record> {
    match of_kind(entry.kind, entry.node.to_json()) {
        Ok(record) => Some(record),
        Err(error) => {
            if let Some(spot) = entry.spots.first() {
                let help = "this is a fault of `seed`, whose shapes and types differ; please report it".to_owned();
                problems.at(
                    &spot.place(),
                    "unreadable",
                    format!("the record cannot be read: {error}"),
                    help,
                );
            }
            None
        }
    }
}
