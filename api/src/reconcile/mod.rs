//! The Reconciliation Service API, version 0.2, as OpenRefine speaks it: cells of a table in, records out.
//!
//! It is [`crate::resolve`] in another dress. The shapes are the specification's; HTTP is in `http/reconcile.rs`. Not here:
//! previews and flyouts, suggestions of types and properties, data extension, JSONP.

mod batch;
mod manifest;
mod suggest;

use entity::record::{self, RecordKind};
use sea_orm::Iterable;
use serde::Serialize;

pub(crate) use batch::Batch;
pub(crate) use manifest::Manifest;
pub(crate) use suggest::{Prefix, suggest};

/// The most queries of a batch.
const BATCH: usize = 50;

/// A kind of record, as a type of the specification.
#[derive(Clone, Copy, Debug, Serialize)]
struct Type {
    id: &'static str,
    name: &'static str,
}

impl From<RecordKind> for Type {
    fn from(kind: RecordKind) -> Self {
        let name = match kind {
            RecordKind::State => "State",
            RecordKind::Place => "Place",
            RecordKind::Official => "Official",
            RecordKind::Organisation => "Organisation",
            RecordKind::Meeting => "Meeting",
            RecordKind::Policy => "Policy",
            RecordKind::Topic => "Topic",
            RecordKind::Article => "Article",
        };
        Self { id: name, name }
    }
}

/// The kind that a client names as a type.
fn kind(id: &str) -> Option<RecordKind> {
    RecordKind::iter().find(|kind| Type::from(*kind).id == id)
}

/// All types, for messages.
fn types() -> String {
    let names: Vec<&str> = RecordKind::iter().map(|kind| Type::from(kind).id).collect();
    names.join(", ")
}

/// A record's identifier: its type and slug, e.g. `Official/vishnu-deo-sai`.
fn id(record: &record::Model) -> String {
    format!("{}/{}", Type::from(record.kind).id, record.slug)
}

/// A record's name in the first of the wanted languages.
fn name(record: &record::Model, wanted: &[String]) -> String {
    let name = record.names.pick(wanted.iter().map(String::as_str));
    name.map(|(_, name)| name.to_owned()).unwrap_or_default()
}
