//! The lock that there is against the lock that the texts ask for.

use entity::RecordKind;

use super::{Work, file_place};
use crate::check::citation;
use crate::lock::{ArticleLock, CitationLock, Lock};

const HELP: &str = "see what changed, then run `seed verify --articles DIR --write`";

impl Work<'_, '_> {
    /// Reports where the two differ. Without a lock everything is new.
    pub(super) fn compare(&mut self) {
        let empty = Lock::default();
        let old = self.set.lock.as_ref().map_or(&empty, |(_, lock)| lock);
        for entry in self.set.entries.iter().filter(|it| it.kind == RecordKind::Article) {
            let Some(slug) = entry.slug else { continue };
            let (was, is) = (old.articles.get(slug), self.found.lock.articles.get(slug));
            if let Some((rule, message)) = is.and_then(|is| article(slug, was, is)) {
                self.found
                    .differences
                    .at(&file_place(entry), rule, message, HELP.to_owned());
            }
        }
        for (citation, spots) in &self.cited {
            let (was, is) = (old.citations.get(citation), self.found.lock.citations.get(citation));
            let message = is.and_then(|is| words(&citation.to_string(), was, is));
            if let (Some(message), Some(spot)) = (message, spots.first()) {
                self.found
                    .differences
                    .at(&spot.place(), "lock-differs", message, HELP.to_owned());
            }
        }
        citation::unused(self.set, |it| self.cited.contains_key(it), &mut self.found.differences);
    }
}

fn article(slug: &str, was: Option<&ArticleLock>, is: &ArticleLock) -> Option<(&'static str, String)> {
    let Some(was) = was else {
        return Some(("lock-differs", format!("the article `{slug}` is not in evidence.lock")));
    };
    let message = format!(
        "the text of `{slug}` is not the one that was locked: SHA-256 {}, {} code points; locked {}, {}",
        is.sha256, is.length, was.sha256, was.length
    );
    (was != is).then_some(("lock-text", message))
}

fn words(citation: &str, was: Option<&CitationLock>, is: &CitationLock) -> Option<String> {
    match was {
        None => Some(format!("`{citation}` is not in evidence.lock")),
        Some(was) if was.sha256 != is.sha256 => {
            Some(format!("the words of `{citation}` are not those that were locked"))
        }
        Some(was) if was.line != is.line => Some(format!(
            "`{citation}` stands in line {}, and in line {} of the lock",
            is.line, was.line
        )),
        Some(_) => None,
    }
}
