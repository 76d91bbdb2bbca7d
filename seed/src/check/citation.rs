//! Citations: of an article that there is, within its text, and proven by the lock; and a lock that proves no more.

use std::collections::BTreeSet;

use entity::RecordKind;

use crate::form::Form;
use crate::lock::{Citation, Lock};
use crate::nearest::did_you_mean;
use crate::problem::{Place, Problems};
use crate::set::Set;

const WRITE: &str = "run `seed verify --articles DIR --write`";

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    let mut cited = BTreeSet::new();
    for spot in set.spots().filter(|it| it.form == Some(Form::Citation)) {
        let Some(citation) = spot.node.text().and_then(|it| it.parse::<Citation>().ok()) else {
            continue;
        };
        if let Some((rule, message, help)) = fault(set, &citation) {
            problems.at(&spot.place(), rule, message, help);
        }
        cited.insert(citation);
    }
    if let Some((_, lock)) = &set.lock {
        articles(set, lock, problems);
    }
    // Citations of what cannot be read are not known, and would seem unused.
    if set.entries.iter().all(|it| !it.broken) && set.incomplete.is_empty() {
        unused(set, |citation| cited.contains(citation), problems);
    }
}

/// Reports what the lock proves and nobody cites.
pub(crate) fn unused(set: &Set<'_>, is_cited: impl Fn(&Citation) -> bool, problems: &mut Problems) {
    let Some((source, lock)) = &set.lock else { return };
    let is_known = |slug: &str| set.by_slug.contains_key(&(RecordKind::Article, slug));
    let articles = lock.articles.keys().filter(|it| !is_known(it));
    let citations = lock.citations.keys().filter(|it| !is_cited(it));
    let articles = articles.map(|it| (format!("the article `{it}`"), format!("article {it} ")));
    for (what, line) in articles.chain(citations.map(|it| (format!("`{it}`"), format!("citation {it} ")))) {
        let start = source.text.find(&line).unwrap_or_default();
        let place = Place {
            source,
            span: start..start + line.len(),
            path: String::new(),
        };
        problems.at(
            &place,
            "lock-unused",
            format!("nothing refers to {what} any more"),
            WRITE.to_owned(),
        );
    }
}

type Words = (&'static str, String, String);

fn fault(set: &Set<'_>, citation: &Citation) -> Option<Words> {
    let Citation { article, end, .. } = citation;
    if !set.by_slug.contains_key(&(RecordKind::Article, article.as_str())) {
        let help = did_you_mean(article, set.slugs(RecordKind::Article))
            .unwrap_or_else(|| format!("write its record in article/{article}.yaml, or correct the slug"));
        return Some(("reference", format!("there is no article `{article}`"), help));
    }
    let (_, lock) = set.lock.as_ref()?;
    // An article that is not locked is one problem, not one a citation.
    let length = lock.articles.get(article)?.length;
    if *end > length {
        let message = format!("`{citation}` ends after the article, which has {length} code points");
        let help = "print the citation anew with `seed cite --articles DIR ARTICLE 'printed words'`".to_owned();
        return Some(("citation-range", message, help));
    }
    if !lock.citations.contains_key(citation) {
        return Some((
            "not-locked",
            format!("`{citation}` is not in evidence.lock"),
            WRITE.to_owned(),
        ));
    }
    None
}

fn articles(set: &Set<'_>, lock: &Lock, problems: &mut Problems) {
    let records = set.entries.iter().filter(|it| it.kind == RecordKind::Article);
    for (spot, slug) in records.filter_map(|it| Some((it.spots.first()?, it.slug?))) {
        if !lock.articles.contains_key(slug) {
            let message = format!("the article `{slug}` is not in evidence.lock");
            problems.at(&spot.place_of_field("slug"), "not-locked", message, WRITE.to_owned());
        }
    }
}
