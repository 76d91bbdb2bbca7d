//! Slugs and positions that a record refers to: there, and of the kind that the field wants.

use entity::RecordKind;

use crate::nearest::did_you_mean;
use crate::problem::Problems;
use crate::set::{Entry, Set};
use crate::source::{KINDS, has_own_file, word};
use crate::spot::{Target, a};

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    for entry in &set.entries {
        for spot in &entry.spots {
            let (Some(target), Some(text)) = (spot.target, spot.node.text()) else {
                continue;
            };
            let fault = match target {
                Target::Record(kind) => itself(entry, kind, text).or_else(|| record(set, kind, text)),
                Target::Position => position(set, text),
            };
            if let Some((message, help)) = fault {
                problems.at(&spot.place(), "reference", message, help);
            }
        }
    }
}

fn itself(entry: &Entry<'_>, kind: RecordKind, slug: &str) -> Option<(String, String)> {
    (entry.kind == kind && entry.slug == Some(slug)).then(|| {
        let message = format!("the {} `{slug}` refers to itself", word(kind));
        (message, "name another one, or leave the line out".to_owned())
    })
}

/// What is wrong with a slug of a kind, and how to mend it.
fn record(set: &Set<'_>, kind: RecordKind, slug: &str) -> Option<(String, String)> {
    if set.by_slug.contains_key(&(kind, slug)) || set.incomplete.contains(&kind) {
        return None;
    }
    let message = format!("there is no {} `{slug}`", word(kind));
    let leads_to = set
        .entries
        .iter()
        .find(|it| it.kind == kind && it.node.items_of("formerly").iter().any(|old| old.text() == Some(slug)));
    if let Some(new) = leads_to.and_then(|it| it.slug) {
        return Some((message, format!("it is now called `{new}`")));
    }
    if let Some((_, other)) = KINDS
        .iter()
        .find(|(other, _)| set.by_slug.contains_key(&(*other, slug)))
    {
        let help = format!(
            "`{slug}` is the slug of a record of another kind ({other}); {} belongs here",
            a(word(kind))
        );
        return Some((message, help));
    }
    let help = did_you_mean(slug, set.slugs(kind)).unwrap_or_else(|| {
        let file = if has_own_file(kind) {
            format!("{}/{slug}.yaml", word(kind))
        } else {
            format!("{}.yaml", word(kind))
        };
        format!("write its record in {file}, or correct the slug")
    });
    Some((message, help))
}

/// What is wrong with the path of a position, and how to mend it.
fn position(set: &Set<'_>, path: &str) -> Option<(String, String)> {
    let Some((slug, key)) = path.split_once('/') else {
        let message = format!("`{path}` is no path of a position");
        return Some((message, "write `organisation-slug/position-key`".to_owned()));
    };
    if let Some(fault) = record(set, RecordKind::Organisation, slug) {
        return Some(fault);
    }
    let organisation = set.get(RecordKind::Organisation, slug)?;
    let keys: Vec<&str> = organisation
        .node
        .items_of("positions")
        .iter()
        .filter_map(|it| it.text_of("key"))
        .collect();
    if keys.contains(&key) {
        return None;
    }
    let message = format!("the organisation `{slug}` has no position `{key}`");
    let all = || format!("its positions are {}", keys.join(", "));
    let none = || format!("add it under `positions:` of `{slug}` in organisation.yaml");
    let help = did_you_mean(key, keys.iter().copied()).unwrap_or_else(|| if keys.is_empty() { none() } else { all() });
    Some((message, help))
}
