//! Rewrites the files in their one canonical form, each file for itself: nothing moves from one to another.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::problem::{Place, Problems};
use crate::read::record;
use crate::set::{Files, Set};
use crate::source::Holds;
use crate::yaml;

/// A file that is not in canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatted {
    /// Its name from the dataset's folder.
    pub name: String,
    /// What it has to be.
    pub text: String,
    /// How many comments would be lost.
    pub comments: usize,
}

/// The files of a folder that are not in canonical form; texts are also trimmed and composed (NFC).
///
/// # Errors
/// The problems of the files' form.
pub fn format(folder: &Path) -> Result<Vec<Formatted>, Problems> {
    let mut problems = Problems::default();
    let files = Files::open(folder, &mut problems);
    let set = Set::of(&files, &mut problems);
    let mut formatted = Vec::new();
    for (source, parsed) in &files.files {
        let mut records = Vec::new();
        for entry in set
            .entries
            .iter()
            .filter(|it| Arc::ptr_eq(it.source, source) && !it.broken)
        {
            records.extend(
                record(entry, &mut problems)
                    .and_then(|it| serde_json::to_value(it).ok())
                    .map(tidy),
            );
        }
        let text = match source.holds {
            Holds::Lock => set.lock.as_ref().map(|(_, lock)| lock.to_string()),
            Holds::Dataset => set
                .dataset()
                .and_then(|it| serde_json::to_value(it).ok())
                .map(|it| yaml::document(&tidy(it))),
            Holds::One(_) | Holds::Line => records.first().map(yaml::document),
            Holds::List(_) => {
                records.sort_by_cached_key(|it| it.get("slug").and_then(Value::as_str).map(str::to_owned));
                Some(yaml::list(&records))
            }
        };
        if let Some(text) = text.filter(|it| *it != source.text) {
            formatted.push(Formatted {
                name: source.name.clone(),
                text,
                comments: parsed.comments.len(),
            });
        }
    }
    problems.into_result(formatted)
}

/// Every comment of the files that are to be rewritten, as a problem: canonical files have none.
pub fn comments(folder: &Path) -> Problems {
    let mut ignored = Problems::default();
    let files = Files::open(folder, &mut ignored);
    let mut problems = Problems::default();
    for (source, parsed) in &files.files {
        for span in &parsed.comments {
            let place = Place {
                source,
                span: span.clone(),
                path: String::new(),
            };
            let help = "tell it in a `remark:` or `note:`, or give `--drop-comments`".to_owned();
            problems.at(&place, "comment", "this comment would be lost".to_owned(), help);
        }
    }
    problems.sort();
    problems
}

fn tidy(value: Value) -> Value {
    match value {
        Value::String(text) => text.trim().nfc().collect::<String>().into(),
        Value::Array(items) => items.into_iter().map(tidy).collect(),
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, tidy(value))).collect(),
        other => other,
    }
}
