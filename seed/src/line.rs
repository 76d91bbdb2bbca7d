//! The dataset as lines of JSON (NDJSON): how a large set travels.
//!
//! The first line is `{"dataset": {…}}`, each further one a record: `{"meeting": {…}}`, one field, named by the kind. Its
//! value is the record as it stands in the files, with what the lock holds of it in place: `line` and `quote_sha256` beside
//! each `at`, `sha256` and `length` of an article. So a line says all of its record, and the files can be made of the lines.

use serde_json::json;

use crate::dataset::Dataset;
use crate::difference::locked;
use crate::lock::Lock;
use crate::record::Record;
use crate::source::word;

/// The line of the dataset's description, with its end.
#[must_use]
pub fn of_dataset(dataset: &Dataset) -> String {
    format!("{}\n", json!({ "dataset": dataset }))
}

/// The line of a record, with its end; `lock` holds what the record cites.
#[must_use]
pub fn of_record(record: &Record, lock: &Lock) -> String {
    format!("{}\n", json!({ word(record.header().kind): locked(record, lock) }))
}
