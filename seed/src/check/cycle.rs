//! What lies within, belongs to or follows another never comes back to itself.

use std::collections::BTreeMap;

use entity::RecordKind;

use crate::problem::{Place, Problems};
use crate::set::Set;

/// The fields that lead from a record to the next above it.
const UPWARDS: [(RecordKind, &str); 4] = [
    (RecordKind::Place, "within"),
    (RecordKind::Topic, "broader"),
    (RecordKind::Organisation, "parent"),
    (RecordKind::Meeting, "part_of"),
];

/// From where, to where, and where that is written.
type Edges<'a> = BTreeMap<String, Vec<(String, Place<'a>)>>;

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    for (kind, field) in UPWARDS {
        report(&upwards(set, kind, field), field, problems);
    }
    report(&seats(set), "ex_officio", problems);
    report(&relations(set, "part_of", "has_part"), "part_of", problems);
    report(&relations(set, "succeeds", "precedes"), "succeeds", problems);
}

fn upwards<'a>(set: &Set<'a>, kind: RecordKind, field: &str) -> Edges<'a> {
    let mut edges = Edges::new();
    for entry in set.entries.iter().filter(|it| it.kind == kind) {
        let (Some(slug), Some(node)) = (entry.slug, entry.node.get(field)) else {
            continue;
        };
        if let Some(next) = node.text().filter(|next| *next != slug) {
            let place = Place {
                source: entry.source,
                span: node.span.clone(),
                path: field.to_owned(),
            };
            edges.entry(slug.to_owned()).or_default().push((next.to_owned(), place));
        }
    }
    edges
}

fn seats<'a>(set: &Set<'a>) -> Edges<'a> {
    let mut edges = Edges::new();
    for entry in set.entries.iter().filter(|it| it.kind == RecordKind::Organisation) {
        for (index, position) in entry.node.items_of("positions").iter().enumerate() {
            let parts = (entry.slug, position.text_of("key"), position.get("ex_officio"));
            if let (Some(slug), Some(key), Some(node)) = parts
                && let Some(next) = node.text()
            {
                let path = format!("positions[{index}].ex_officio");
                let place = Place {
                    source: entry.source,
                    span: node.span.clone(),
                    path,
                };
                edges
                    .entry(format!("{slug}/{key}"))
                    .or_default()
                    .push((next.to_owned(), place));
            }
        }
    }
    edges
}

/// The relations between policies of one kind, and of its opposite read backwards.
fn relations<'a>(set: &Set<'a>, forwards: &str, backwards: &str) -> Edges<'a> {
    let mut edges = Edges::new();
    for entry in set.entries.iter().filter(|it| it.kind == RecordKind::Policy) {
        for (index, relation) in entry.node.items_of("related").iter().enumerate() {
            let (Some(slug), Some(node)) = (entry.slug, relation.get("policy")) else {
                continue;
            };
            let Some(other) = node.text().filter(|other| *other != slug) else {
                continue;
            };
            let (from, to) = match relation.text_of("kind") {
                Some(kind) if kind == forwards => (slug, other),
                Some(kind) if kind == backwards => (other, slug),
                _ => continue,
            };
            let path = format!("related[{index}].policy");
            let place = Place {
                source: entry.source,
                span: node.span.clone(),
                path,
            };
            edges.entry(from.to_owned()).or_default().push((to.to_owned(), place));
        }
    }
    edges
}

/// Walks depth first without recursion, so that a chain may be of any length; a cycle is reported where it closes.
fn report(edges: &Edges<'_>, field: &str, problems: &mut Problems) {
    let mut done: BTreeMap<&str, bool> = BTreeMap::new();
    for start in edges.keys() {
        if done.contains_key(start.as_str()) {
            continue;
        }
        done.insert(start, false);
        let mut way: Vec<(&str, usize)> = vec![(start, 0)];
        while let Some((here, taken)) = way.last_mut() {
            let Some((next, place)) = edges.get(*here).and_then(|it| it.get(*taken)) else {
                done.insert(here, true);
                way.pop();
                continue;
            };
            *taken += 1;
            match done.get(next.as_str()) {
                None => {
                    done.insert(next, false);
                    way.push((next, 0));
                }
                Some(false) => {
                    let circle = way.iter().map(|(name, _)| *name).skip_while(|name| name != next);
                    let circle: Vec<&str> = circle.chain([next.as_str()]).collect();
                    let place = in_text(edges, &circle).unwrap_or(place);
                    let message = format!("`{field}` goes in a circle: {}", circle.join(" → "));
                    problems.at(place, "cycle", message, "take one of these away".to_owned());
                }
                Some(true) => {}
            }
        }
    }
}

/// The last step of a circle that stands in a text: others are of a database, and only known.
fn in_text<'e, 'a>(edges: &'e Edges<'a>, circle: &[&str]) -> Option<&'e Place<'a>> {
    let steps = circle.iter().zip(circle.iter().skip(1)).rev();
    let mut places = steps.filter_map(|(from, to)| {
        let (_, place) = edges.get(*from)?.iter().find(|(next, _)| next == to)?;
        Some(place)
    });
    places.find(|place| !place.source.text.is_empty())
}
