//! The values that nodes are made of.

use entity::moment::DatePrecision;
use entity::{Certainty, Edtf, RecordKind};
use serde_json::{Map, Value, json};

use crate::lock::{Citation, Lock};
use crate::record::{Evidence, Moment};
use crate::source::word;

/// A node that is being put together.
pub(super) type Node = Map<String, Value>;

/// The name of a record.
pub(super) fn id(kind: RecordKind, slug: &str) -> Value {
    json!(format!("{}:{slug}", word(kind)))
}

/// The name of a record that may be missing.
pub(super) fn maybe(kind: RecordKind, slug: Option<&str>) -> Value {
    slug.map_or(Value::Null, |slug| id(kind, slug))
}

/// The names of records.
pub(super) fn ids<'a>(kind: RecordKind, slugs: &'a [String]) -> impl Iterator<Item = Value> + 'a {
    slugs.iter().map(move |slug| id(kind, slug))
}

/// The item of Wikidata, as that names it.
pub(super) fn wikidata(item: Option<&str>) -> Value {
    item.map_or(Value::Null, |it| json!(format!("http://www.wikidata.org/entity/{it}")))
}

/// Puts a value into a node, unless it is null.
pub(super) fn put(node: &mut Node, name: &str, value: Value) {
    if !value.is_null() {
        node.insert(name.to_owned(), value);
    }
}

/// Puts values into a node, unless there is none.
pub(super) fn put_all(node: &mut Node, name: &str, values: impl Iterator<Item = Value>) {
    let values: Vec<Value> = values.collect();
    if !values.is_empty() {
        node.insert(name.to_owned(), Value::Array(values));
    }
}

/// Puts how sure something is, and why.
pub(super) fn put_certainty(node: &mut Node, certainty: Certainty, note: Option<&entity::LocalizedText>) {
    put(node, "certainty", json!(certainty));
    put(node, "note", json!(note));
}

/// A moment as it was curated, with the days between which it lies.
pub(super) fn moment(moment: Option<&Moment>) -> Value {
    let Some(it) = moment else { return Value::Null };
    let (earliest, latest) = Edtf::stored(&it.edtf).bounds();
    let mut node = Node::new();
    put(&mut node, "edtf", json!(it.edtf));
    put(&mut node, "earliest", json!(earliest));
    put(&mut node, "latest", json!(latest));
    put_certainty(&mut node, it.certainty, it.note.as_ref());
    Value::Object(node)
}

/// The first and the last date of a moment as plain ISO 8601: a day, a month or a year, or an interval of them. What is
/// approximate, one of several, or no more than possible has none.
pub(super) fn dates(moment: &Moment) -> (Option<&str>, Option<&str>) {
    if moment.certainty == Certainty::Possible {
        return (None, None);
    }
    match moment.edtf.split_once('/') {
        Some((first, last)) => (plain(first), plain(last)),
        None => (plain(&moment.edtf), None),
    }
}

fn plain(text: &str) -> Option<&str> {
    let edtf = Edtf::parse(text).ok()?;
    let is_plain = matches!(
        edtf.precision(),
        DatePrecision::Day | DatePrecision::Month | DatePrecision::Year
    );
    (is_plain && !edtf.is_qualified()).then_some(text)
}

/// Evidence: spans of articles, as the Web Annotation vocabulary tells them.
pub(super) fn evidence<'a>(list: &'a [Evidence], lock: &'a Lock) -> impl Iterator<Item = Value> + 'a {
    list.iter().filter_map(|it| {
        let citation: Citation = it.at.parse().ok()?;
        let locked = lock.citations.get(&citation);
        let mut node = Node::new();
        put(&mut node, "@type", json!("oa:SpecificResource"));
        put(
            &mut node,
            "oa:hasSource",
            json!({ "@id": id(RecordKind::Article, &citation.article) }),
        );
        put(
            &mut node,
            "oa:hasSelector",
            json!({ "@type": "oa:TextPositionSelector", "oa:start": citation.start, "oa:end": citation.end }),
        );
        put(&mut node, "line", json!(locked.map(|it| it.line)));
        put(&mut node, "quoteSha256", json!(locked.map(|it| &it.sha256)));
        put(&mut node, "field", json!(it.field));
        put_certainty(&mut node, it.certainty, it.note.as_ref());
        Some(Value::Object(node))
    })
}
