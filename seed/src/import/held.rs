//! Lines that wait for what they name, which may stand further on in their file.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::line::{Line, What};
use crate::curated::RecordKey;

/// The most lines that wait, and about how many bytes of memory they may take.
const LINES: usize = 100_000;
const BYTES: usize = 256_000_000;

/// A line that waits, and for which records.
#[derive(Debug)]
struct Waiting {
    line: Line,
    missing: BTreeSet<RecordKey>,
}

/// The lines that wait, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Held {
    lines: Vec<Waiting>,
    bytes: usize,
}

impl Held {
    /// Keeps a line until these records have come.
    pub(super) fn keep(&mut self, line: Line, missing: BTreeSet<RecordKey>) {
        self.bytes += line.bytes();
        self.lines.push(Waiting { line, missing });
    }

    /// The lines that may go on when records come, since these bring something that each misses: a line that brings what
    /// another misses brings that one along.
    pub(super) fn freed_by(&mut self, come: &mut HashSet<RecordKey>) -> Vec<Line> {
        let mut freed = BTreeMap::new();
        loop {
            let before = freed.len();
            let mut rest = Vec::new();
            for (at, it) in std::mem::take(&mut self.lines).into_iter().enumerate() {
                if it.missing.iter().any(|key| come.contains(key)) {
                    self.bytes = self.bytes.saturating_sub(it.line.bytes());
                    come.extend(key(&it.line));
                    freed.insert((it.line.at, at), it.line);
                } else {
                    rest.push(it);
                }
            }
            self.lines = rest;
            if freed.len() == before {
                return freed.into_values().collect();
            }
        }
    }

    /// All that still wait.
    pub(super) fn all(&mut self) -> Vec<Line> {
        self.bytes = 0;
        std::mem::take(&mut self.lines).into_iter().map(|it| it.line).collect()
    }

    /// Where the first of them begins, with how many lines before it.
    pub(super) fn first(&self) -> Option<(u64, usize)> {
        let first = self.lines.iter().map(|it| (it.line.at, it.line.source.lines_before));
        first.min()
    }

    /// What is missing, when more wait than memory is for: the names that most lines wait for.
    pub(super) fn overflow(&self) -> Option<Vec<RecordKey>> {
        if self.lines.len() <= LINES && self.bytes <= BYTES {
            return None;
        }
        let mut counts: BTreeMap<&RecordKey, usize> = BTreeMap::new();
        for key in self.lines.iter().flat_map(|it| &it.missing) {
            *counts.entry(key).or_default() += 1;
        }
        let mut names: Vec<(usize, &RecordKey)> = counts.into_iter().map(|(key, count)| (count, key)).collect();
        names.sort_by(|one, other| (other.0, one.1).cmp(&(one.0, other.1)));
        Some(names.into_iter().take(20).map(|(_, key)| key.clone()).collect())
    }

    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }
}

/// What the line is, also when it is not whole.
pub(super) fn key(line: &Line) -> Option<RecordKey> {
    match &line.what {
        What::Record(read) => Some(RecordKey {
            kind: read.kind,
            slug: read.node.text_of("slug")?.to_owned(),
        }),
        What::Dataset(_) | What::Unreadable => None,
    }
}
