//! Slugs: unique in their kind, told by the file's name where a record has a file of its own, never given away again.

use std::collections::BTreeMap;

use crate::problem::{Place, Problems};
use crate::set::{Entry, Set};
use crate::source::{Holds, word};

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    let mut former = BTreeMap::new();
    for (index, entry) in set.entries.iter().enumerate() {
        let Some(slug) = entry.slug else { continue };
        let place = slug_place(entry);
        if let Some(first) = set.get(entry.kind, slug)
            && set.by_slug.get(&(entry.kind, slug)) != Some(&index)
        {
            let message = format!(
                "the slug `{slug}` is taken by another {} in {}",
                word(entry.kind),
                whereabouts(first)
            );
            let help = "one thing is one record: put the two together, or give this one another slug".to_owned();
            problems.at(&place, "slug-taken", message, help);
        }
        if matches!(entry.source.holds, Holds::One(_)) && entry.source.stem() != slug {
            let message = format!("the slug is `{slug}` and the file is called `{}`", entry.source.stem());
            let help = format!("call the file `{}/{slug}.yaml`", word(entry.kind));
            problems.at(&place, "file-name", message, help);
        }
        for (position, node) in entry.node.items_of("formerly").iter().enumerate() {
            let Some(old) = node.text() else { continue };
            let place = Place {
                source: entry.source,
                span: node.span.clone(),
                path: format!("formerly[{position}]"),
            };
            let holder = former
                .insert((entry.kind, old), index)
                .and_then(|it: usize| set.entries.get(it));
            let holder = set.get(entry.kind, old).or(holder);
            if let Some(holder) = holder {
                let message = format!(
                    "the former slug `{old}` is that of a {} in {}",
                    word(entry.kind),
                    whereabouts(holder)
                );
                let help = "a slug leads to one record for ever: remove it from one of them".to_owned();
                problems.at(&place, "former-slug-taken", message, help);
            }
        }
    }
}

fn slug_place<'a>(entry: &Entry<'a>) -> Place<'a> {
    let span = entry
        .node
        .get("slug")
        .map_or_else(|| entry.node.head(), |it| it.span.clone());
    Place {
        source: entry.source,
        span,
        path: "slug".to_owned(),
    }
}

fn whereabouts(entry: &Entry<'_>) -> String {
    let (line, _) = entry.source.line_and_column(entry.node.head().start);
    format!("{}:{line}", entry.source.name)
}
