//! What is wrong with the files: each problem with its place, its rule, and the way to mend it.
//!
//! Problems are collected and never thrown at the first one, so that a curator sees all of a run at once.
//! How they are shown is in [`crate::show`].

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use crate::source::Source;

/// One thing that is wrong in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, from the dataset's folder, e.g. `meeting/example-talks-2024.yaml`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// The way to the value in its record, e.g. `participations[2].appointment`; empty for the record itself.
    pub path: String,
    /// Name of the rule that is broken, e.g. `missing-field`.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// The file with its text; none when the file itself could not be read.
    #[serde(skip)]
    pub(crate) source: Option<Arc<Source>>,
    /// The bytes meant.
    #[serde(skip)]
    pub(crate) span: Range<usize>,
}

/// All problems of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    list: Vec<Problem>,
}

/// Where in the files something stands.
#[derive(Clone, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) source: &'a Arc<Source>,
    pub(crate) span: Range<usize>,
    pub(crate) path: String,
}

impl Problems {
    /// True when nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The problems, in the order of file, line and column once [`Problems::into_result`] has sorted them.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.list.iter()
    }

    /// `value` when nothing is wrong.
    ///
    /// # Errors
    /// The problems, sorted by file, line and column.
    pub fn into_result<T>(mut self, value: T) -> Result<T, Self> {
        if self.is_empty() {
            return Ok(value);
        }
        self.sort();
        Err(self)
    }

    pub(crate) fn sort(&mut self) {
        let place = |it: &Problem| (it.file.clone(), it.line, it.column, it.path.clone(), it.rule);
        self.list.sort_by_key(place);
    }

    /// Forgets what differed from a lock that is now written anew.
    pub(crate) fn forget_lock(&mut self) {
        self.list.retain(|it| !it.rule.starts_with("lock-"));
    }

    /// Adds a problem in a known place.
    pub(crate) fn at(&mut self, place: &Place<'_>, rule: &'static str, message: String, help: String) {
        let span = one_line(&place.source.text, place.span.clone());
        let (line, column) = place.source.line_and_column(span.start);
        self.list.push(Problem {
            file: place.source.name.clone(),
            line,
            column,
            path: place.path.clone(),
            rule,
            message,
            help,
            source: Some(Arc::clone(place.source)),
            span,
        });
    }

    /// Adds a problem of a file as a whole, or of one that is not there.
    pub(crate) fn of_file(&mut self, file: &str, rule: &'static str, message: String, help: String) {
        self.list.push(Problem {
            file: file.to_owned(),
            line: 1,
            column: 1,
            path: String::new(),
            rule,
            message,
            help,
            source: None,
            span: 0..0,
        });
    }
}

/// The part of a span that is on its first line: what an underline can show.
fn one_line(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.min(text.len())).max(start);
    let first = text
        .get(start..end)
        .and_then(|it| it.split('\n').next())
        .unwrap_or_default();
    start..start + first.trim_end().len()
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            column,
            rule,
            message,
            help,
            ..
        } = self;
        write!(f, "{file}:{line}:{column}: {message} [{rule}]\n    help: {help}")
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.list.iter().try_for_each(|problem| writeln!(f, "{problem}"))
    }
}

impl std::error::Error for Problems {}
