//! Linked data: one JSON-LD document, in the words of schema.org, and in words of Sabha's own where it has none.
//!
//! The context is written out once; then `@graph` has the dataset and each record as a node, a line each, so that the document
//! can be written, and read, as a stream. What is planned, unsure or only invited never stands under a property by which a
//! reader would take it for a fact. `docs/moving.md` explains each word.

mod context;
mod meeting;
mod party;
mod subject;
mod value;

use entity::dataset::Model;
use serde_json::{Map, Value, json};

use crate::dataset::Dataset;
use crate::lock::Lock;
use crate::record::Record;
use value::{id, put, put_all};

/// The end of a document.
pub(super) const TAIL: &str = "\n]}\n";

/// The beginning of a document: the context, and the dataset as the first node.
pub(super) fn head(base: &str, dataset: &Dataset, row: &Model) -> String {
    let node = json!({
        "@id": format!("{base}dataset"),
        "@type": "Dataset",
        "name": dataset.title,
        "description": dataset.description,
        "license": format!("https://spdx.org/licenses/{}", dataset.licence),
        "inLanguage": dataset.languages,
        "version": row.revision.to_string(),
        "dateModified": row.updated_at.to_rfc3339(),
    });
    format!("{{\"@context\": {},\n\"@graph\": [\n{node}", context::context(base))
}

/// Adds a record as a further node of the graph.
pub(super) fn record(record: &Record, lock: &Lock, out: &mut String) {
    let mut node = Map::new();
    let head = record.header();
    put(&mut node, "@id", id(head.kind, head.slug));
    let own = match record {
        Record::State(it) => subject::state(it),
        Record::Place(it) => subject::place(it),
        Record::Topic(it) => subject::topic(it),
        Record::Policy(it) => subject::policy(it, lock),
        Record::Article(it) => subject::article(it, lock),
        Record::Official(it) => party::official(it, lock),
        Record::Organisation(it) => party::organisation(it, lock),
        Record::Meeting(it) => meeting::meeting(it, lock),
    };
    node.extend(own);
    put(&mut node, "name", json!(head.name));
    let aliases = head.aliases.iter();
    put_all(
        &mut node,
        "alternateName",
        aliases.map(|it| json!({ "@value": it.text, "@language": it.language })),
    );
    put_all(&mut node, "formerly", head.formerly.iter().map(|it| id(head.kind, it)));
    let references = head.references.iter().map(|it| {
        let mut node = Map::new();
        put(&mut node, "source", json!(it.source));
        put(&mut node, "url", json!(it.url));
        put(&mut node, "field", json!(it.field));
        Value::Object(node)
    });
    put_all(&mut node, "reference", references);
    put_all(&mut node, "evidence", value::evidence(head.evidence, lock));
    put(&mut node, "remark", json!(head.remark));
    out.push_str(",\n");
    out.push_str(&Value::Object(node).to_string());
}
