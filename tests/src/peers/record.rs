//! The records that the rows become.
//!
//! Every fact has a source: what no article of the tables reports, one made-up register of the set's own does. Texts of
//! articles are in neither set, so that lines and hashes are made up as in `seed synth`.

use std::io;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::{Tables, rows::Row};

/// The article that reports what no other one does.
const REGISTER: &str = "register";
/// How long every article is said to be.
const LENGTH: u32 = 1_000;

const KINDS: [(&str, &str); 6] = [
    ("ministry", "department"),
    ("department", "directorate"),
    ("ngo", "other"),
    ("union", "trade_association"),
    ("company", "company"),
    ("university", "institute"),
];
const STATUSES: [(&str, &str); 3] = [("held", "held"), ("planned", "scheduled"), ("cancelled", "cancelled")];
const FORMATS: [(&str, &str); 3] = [("in_person", "in_person"), ("online", "virtual"), ("hybrid", "hybrid")];
const ROLES: [(&str, &str); 6] = [
    ("chair", "chair"),
    ("member", "attendee"),
    ("speaker", "speaker"),
    ("observer", "visitor"),
    ("guest", "special_guest"),
    ("secretary", "co_organiser"),
];

pub(super) fn dataset() -> Value {
    json!({ "dataset": {
        "title": text("Civic meetings of a benchmark", "तुलना के लिए नागरिक बैठकें"),
        "description": text(
            "Made up by a program for measuring servers: no meeting of this set took place and nobody in it exists.",
            "सर्वर मापने के लिए एक प्रोग्राम ने गढ़ा है: इसकी कोई बैठक नहीं हुई और इसमें कोई व्यक्ति वास्तविक नहीं है।",
        ),
        "licence": "CC0-1.0",
        "languages": ["en", "hi"],
    }})
}

/// The article that reports what no other one does.
pub(super) fn source() -> Value {
    json!({ "article": {
        "slug": REGISTER,
        "name": text("Register of the set", "संग्रह की पंजी"),
        "file": "register.txt",
        "language": "en",
        "evidence": cited(REGISTER),
        "sha256": digest(REGISTER),
        "length": LENGTH,
    }})
}

pub(super) fn country() -> Value {
    let name = text("India", "भारत");
    json!({ "place": { "slug": "india", "name": name, "kind": "country", "evidence": cited(REGISTER) } })
}

pub(super) fn state(row: Row<'_>) -> Value {
    json!({ "state": {
        "slug": row.text(1).to_lowercase(),
        "name": text(row.text(2), row.text(3)),
        "code": format!("IN-{}", row.text(1)),
        "country": "india",
        "references": [{ "source": "Made up", "field": "code" }],
        "evidence": cited(REGISTER),
    }})
}

pub(super) fn place(tables: &Tables, row: Row<'_>) -> io::Result<Value> {
    Ok(json!({ "place": {
        "slug": row.text(1),
        "name": text(row.text(2), row.text(3)),
        "kind": "venue",
        "state": state_of(tables, row.text(4))?,
        "evidence": cited(REGISTER),
    }}))
}

pub(super) fn organisation(tables: &Tables, row: Row<'_>) -> io::Result<Value> {
    Ok(json!({ "organisation": {
        "slug": row.text(1),
        "name": text(row.text(2), row.text(3)),
        "kind": row.word(4, &KINDS)?,
        "state": state_of(tables, row.text(5))?,
        "evidence": cited(REGISTER),
    }}))
}

pub(super) fn official(row: Row<'_>) -> Value {
    let name = text(row.text(2), row.text(3));
    json!({ "official": { "slug": row.text(1), "name": name, "evidence": cited(REGISTER) } })
}

pub(super) fn policy(tables: &Tables, row: Row<'_>) -> io::Result<Value> {
    Ok(json!({ "policy": {
        "slug": row.text(1),
        "name": text(row.text(2), row.text(3)),
        "kind": "policy",
        "state": state_of(tables, row.text(4))?,
        "period": { "edtf": format!("{}/{}", row.text(5), row.text(6)) },
        "evidence": cited(REGISTER),
    }}))
}

pub(super) fn article(row: Row<'_>) -> Value {
    let slug = row.text(1);
    json!({ "article": {
        "slug": slug,
        "name": text(row.text(3), row.text(3)),
        "file": format!("{slug}.txt"),
        "language": "en",
        "published": { "edtf": row.text(5) },
        "url": row.text(4),
        "evidence": cited(slug),
        "sha256": digest(slug),
        "length": LENGTH,
    }})
}

/// A meeting, reported by its article where it has one.
///
/// Its date is the first day: Sabha orders by the first day and then by the last one, the tables by the first alone. A last
/// day that is another stands in the date's note.
pub(super) fn meeting(tables: &Tables, row: Row<'_>, article: Option<&str>) -> io::Result<Value> {
    let (id, first, last) = (row.text(0), row.text(4), row.text(5));
    let source = article.unwrap_or(REGISTER);
    let mut when = Map::from_iter([("edtf".to_owned(), first.into())]);
    if first != last {
        when.insert(
            "note".to_owned(),
            text(&format!("Until {last}."), &format!("{last} तक।")),
        );
    }
    let participations: io::Result<Vec<Value>> = tables
        .participation
        .get(id)
        .into_iter()
        .flatten()
        .map(|it| participation(tables, it, source))
        .collect();
    let policies: io::Result<Vec<Value>> = tables
        .meeting_policy
        .get(id)
        .into_iter()
        .flatten()
        .map(|it| {
            let policy = tables.policy.of(it)?.text(1);
            Ok(json!({ "policy": policy, "relation": "discussed", "evidence": cited(source) }))
        })
        .collect();
    let mut meeting = json!({
        "slug": row.text(1),
        "name": text(row.text(2), row.text(3)),
        "kind": "consultation",
        "status": row.word(6, &STATUSES)?,
        "format": row.word(7, &FORMATS)?,
        "when": when,
        "summary": text(row.text(10), row.text(11)),
        "place": tables.place.of(row.text(9))?.text(1),
        "states": [state_of(tables, row.text(8))?],
        "evidence": cited(source),
    });
    // An empty list is a fault.
    for (field, list) in [("participations", participations?), ("policies", policies?)] {
        if let Some(fields) = meeting.as_object_mut().filter(|_| !list.is_empty()) {
            fields.insert(field.to_owned(), list.into());
        }
    }
    Ok(json!({ "meeting": meeting }))
}

fn participation(tables: &Tables, fields: &[String; 3], source: &str) -> io::Result<Value> {
    let [official, organisation, role] = fields;
    let known = ROLES.iter().find(|(theirs, _)| theirs == role);
    let (_, role) = known.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, format!("the role `{role}`")))?;
    Ok(json!({
        "roles": [role],
        "official": tables.official.of(official)?.text(1),
        "organisation": tables.organisation.of(organisation)?.text(1),
        "evidence": cited(source),
    }))
}

fn state_of(tables: &Tables, id: &str) -> io::Result<String> {
    Ok(tables.state.of(id)?.text(1).to_lowercase())
}

/// A text in both languages, composed as the rules want it.
fn text(en: &str, hi: &str) -> Value {
    let composed = |text: &str| text.nfc().collect::<String>();
    json!({ "en": composed(en), "hi": composed(hi) })
}

/// Evidence: the same words of an article for all that it supports.
fn cited(article: &str) -> Value {
    let sha256 = digest(&format!("{article}, its words"));
    json!([{ "at": format!("{article}@0-{LENGTH}"), "line": 1, "quote_sha256": sha256 }])
}

fn digest(text: &str) -> String {
    let bytes = Sha256::digest(text.as_bytes());
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
