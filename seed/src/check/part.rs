//! Parts of records: each is told from its neighbours by a key or by what it names.

use std::collections::BTreeMap;

use entity::RecordKind;

use crate::node::Node;
use crate::problem::{Place, Problems};
use crate::set::Set;
use crate::spot::Spot;

/// By which fields a part is told from the others of its list.
const TOLD_BY: [(&str, &[&str]); 8] = [
    ("Alias", &["language", "text"]),
    ("Position", &["key"]),
    ("Figure", &["key"]),
    ("Outcome", &["key"]),
    ("Statement", &["key"]),
    ("Appointment", &["position"]),
    ("Relation", &["kind", "policy"]),
    ("Mention", &["policy", "relation"]),
];

/// Values that no two records share.
const UNIQUE: [(RecordKind, &str); 2] = [(RecordKind::State, "code"), (RecordKind::Article, "file")];

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    for entry in &set.entries {
        let mut seen = BTreeMap::new();
        for spot in &entry.spots {
            let Some(key) = key(spot) else { continue };
            let list = spot.path.rsplit_once('[').map_or("", |(list, _)| list);
            if let Some(first) = seen.insert((list, key.clone()), spot.node.head().start) {
                let (first, _) = spot.source.line_and_column(first);
                let message = format!("{} {key} stands in this list twice, first in line {first}", spot.noun());
                let help = "put the two together, with the evidence of both, or give one another key".to_owned();
                problems.at(&spot.place(), "part-twice", message, help);
            }
        }
    }
    for (kind, field) in UNIQUE {
        unique(set, kind, field, problems);
    }
}

/// What tells the part from its neighbours, as it is shown.
fn key(spot: &Spot<'_>) -> Option<String> {
    if spot.name == "Participation" {
        return effective_key(spot.node).map(|key| format!("`{key}`"));
    }
    let (_, fields) = TOLD_BY.iter().find(|(name, _)| *name == spot.name)?;
    let texts: Option<Vec<&str>> = fields.iter().map(|field| spot.node.text_of(field)).collect();
    texts.map(|it| format!("`{}`", it.join(" ")))
}

/// The key of a participation: as written, or the slug of who took part.
pub(super) fn effective_key(node: &Node) -> Option<&str> {
    node.text_of("key").or_else(|| implied_key(node))
}

/// The key of a participation when none is written.
pub(super) fn implied_key(node: &Node) -> Option<&str> {
    node.text_of("official").or_else(|| node.text_of("organisation"))
}

/// Reports records that share a value which only one can have.
fn unique(set: &Set<'_>, kind: RecordKind, field: &str, problems: &mut Problems) {
    let mut seen = BTreeMap::new();
    for entry in set.entries.iter().filter(|it| it.kind == kind) {
        let (Some(node), Some(slug)) = (entry.node.get(field), entry.slug) else {
            continue;
        };
        let Some(text) = node.text() else { continue };
        if let Some(first) = seen.insert(text, slug).filter(|first| *first != slug) {
            let message = format!("the {field} `{text}` is that of `{first}` too");
            let help = "no two records share it: correct one of them".to_owned();
            let place = Place {
                source: entry.source,
                span: node.head(),
                path: field.to_owned(),
            };
            problems.at(&place, "value-taken", message, help);
        }
    }
}
