//! A line of a set: the description of the dataset, or a record with what the lock holds of it in place.

use std::sync::Arc;

use entity::RecordKind;

use super::json;
use crate::derive::Texts;
use crate::index::Maker;
use crate::lock::{ArticleLock, Citation, CitationLock, Lock, is_sha256};
use crate::node::{Node, Scalar, Value};
use crate::problem::{Place, Problems};
use crate::read;
use crate::record::Record;
use crate::source::{Holds, KINDS, Source};

/// A line that was read.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) source: Arc<Source>,
    /// Where it begins in the file, in bytes.
    pub(super) at: u64,
    pub(super) what: What,
}

/// What a line holds.
#[derive(Debug)]
pub(super) enum What {
    /// The description of the dataset.
    Dataset(Node),
    /// A record.
    Record(Box<Read>),
    /// Nothing that can be read; why is among the problems.
    Unreadable,
}

/// A record as it stands in its line.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) kind: RecordKind,
    /// Its tree, without what the lock holds.
    pub(super) node: Node,
    /// What the lock holds of it.
    pub(super) lock: Lock,
    /// The record, when the tree is one, and its texts.
    pub(super) record: Option<(Record, Texts)>,
}

impl Line {
    /// About how much memory it takes.
    pub(super) fn bytes(&self) -> usize {
        /// A tree and a record take so many times their text.
        const TIMES: usize = 8;
        self.source.text.len() * TIMES
    }
}

/// Reads a line.
pub(super) fn read_line(source: Source, at: u64, maker: &mut Maker, problems: &mut Problems) -> Line {
    let source = Arc::new(source);
    let what = match json::parse(&source.text) {
        Ok(node) => of_tree(&source, node, maker, problems),
        Err(fault) => {
            let place = Place {
                source: &source,
                span: fault.span,
                path: String::new(),
            };
            let help = "write one object a line, `{\"meeting\": {…}}`".to_owned();
            problems.at(&place, "json", fault.message, help);
            What::Unreadable
        }
    };
    Line { source, at, what }
}

fn of_tree(source: &Arc<Source>, node: Node, maker: &mut Maker, problems: &mut Problems) -> What {
    let mut refuse = |node: &Node, message: String| {
        let place = Place {
            source,
            span: node.head(),
            path: String::new(),
        };
        let kinds: Vec<&str> = KINDS.iter().map(|(_, word)| *word).collect();
        let help = format!(
            "one field, named by the kind: `dataset` in the first line, then {}",
            kinds.join(", ")
        );
        problems.at(&place, "line", message, help);
        What::Unreadable
    };
    let mut fields = match node.value {
        Value::Map(fields) if fields.len() == 1 => fields,
        _ => return refuse(&node, "a line is an object with exactly one field".to_owned()),
    };
    let Some((key, mut inner)) = fields.pop() else {
        return What::Unreadable;
    };
    if key.name == "dataset" {
        return What::Dataset(inner);
    }
    let Some((kind, _)) = KINDS.iter().find(|(_, word)| *word == key.name) else {
        return refuse(&inner, format!("`{}` is no kind of record", key.name));
    };
    let mut lock = Lock::default();
    let mut lifted = Lifted {
        source,
        lock: &mut lock,
        problems,
    };
    if *kind == RecordKind::Article {
        lifted.article(&mut inner);
    }
    lifted.citations(&mut inner, "");
    // What cannot be read is compared with its shape later, and told then.
    let record = read::of_kind(*kind, inner.to_json()).ok();
    let record = record.map(|record| {
        let texts = Texts::of(&record, maker);
        (record, texts)
    });
    What::Record(Box::new(Read {
        kind: *kind,
        node: inner,
        lock,
        record,
    }))
}

/// Lifts out of a tree what is the lock's.
struct Lifted<'a, 'p> {
    source: &'a Arc<Source>,
    lock: &'a mut Lock,
    problems: &'p mut Problems,
}

impl Lifted<'_, '_> {
    fn article(&mut self, node: &mut Node) {
        let (sha256, length) = (take(node, "sha256"), take(node, "length"));
        let locked = sha256.and_then(digest).zip(length.and_then(number));
        let slug = node.text_of("slug").unwrap_or_default().to_owned();
        if locked.is_none() {
            let message = "this article has no `sha256` and `length` of its text".to_owned();
            let help = "add `\"sha256\": \"…\", \"length\": …`: 64 hexadecimal digits of the text's SHA-256, and its code points";
            self.fault(node, ("", message, help.to_owned()));
        }
        // A fault is one problem, and no other because of it.
        let (sha256, length) = locked.unwrap_or((String::new(), u32::MAX));
        self.lock.articles.insert(slug, ArticleLock { sha256, length });
    }

    fn citations(&mut self, node: &mut Node, path: &str) {
        let at = node.text_of("at").map(str::to_owned);
        if let Some(at) = at {
            let (line, sha256) = (take(node, "line"), take(node, "quote_sha256"));
            let locked = sha256
                .and_then(digest)
                .zip(line.and_then(number).filter(|line| *line > 0));
            if locked.is_none() {
                let message = format!("`{at}` has no `line` and `quote_sha256`");
                let help = "add `\"line\": …, \"quote_sha256\": \"…\"`: the line of the first word from 1, and 64 hexadecimal \
                            digits of the words' SHA-256";
                self.fault(node, (path, message, help.to_owned()));
            }
            let (sha256, line) = locked.unwrap_or((String::new(), 1));
            if let Ok(citation) = at.parse::<Citation>() {
                let it = CitationLock { line, sha256 };
                let before = self.lock.citations.insert(citation, it.clone());
                if before.is_some_and(|before| before != it) {
                    let message = format!("`{at}` has another `line` or `quote_sha256` here than before");
                    self.fault(
                        node,
                        (path, message, "the same words have one line and one digest".to_owned()),
                    );
                }
            }
        }
        match &mut node.value {
            Value::Map(entries) => {
                for (key, inner) in entries {
                    if matches!(inner.value, Value::List(_) | Value::Map(_)) {
                        let path = if path.is_empty() {
                            key.name.clone()
                        } else {
                            format!("{path}.{}", key.name)
                        };
                        self.citations(inner, &path);
                    }
                }
            }
            Value::List(items) => {
                for (at, inner) in items.iter_mut().enumerate() {
                    if matches!(inner.value, Value::Map(_)) {
                        self.citations(inner, &format!("{path}[{at}]"));
                    }
                }
            }
            Value::Scalar { .. } => {}
        }
    }

    fn fault(&mut self, node: &Node, (path, message, help): (&str, String, String)) {
        let place = Place {
            source: self.source,
            span: node.head(),
            path: path.to_owned(),
        };
        self.problems.at(&place, "not-locked", message, help);
    }
}

/// Takes a field out of a mapping.
fn take(node: &mut Node, field: &str) -> Option<Node> {
    let Value::Map(entries) = &mut node.value else {
        return None;
    };
    let at = entries.iter().position(|(key, _)| key.name == field)?;
    Some(entries.remove(at).1)
}

fn digest(node: Node) -> Option<String> {
    node.text().filter(|text| is_sha256(text)).map(str::to_owned)
}

fn number(node: Node) -> Option<u32> {
    match (node.scalar()?, &node.value) {
        (Scalar::Number(_), Value::Scalar { text, .. }) => text.parse().ok(),
        _ => None,
    }
}

/// What a line's place in its file is.
pub(super) fn source(name: &str, text: String, lines_before: usize) -> Source {
    Source {
        name: name.to_owned(),
        holds: Holds::Line,
        text,
        lines_before,
        is_readable: true,
    }
}
