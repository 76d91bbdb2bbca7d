//! From YAML text to a tree with places, with every fault of the writing itself.
//!
//! The curated files are a small YAML: one document, no anchors, aliases or tags, text keys, no key twice. What is more is
//! a fault here, so that no reader needs to know it.

use std::ops::Range;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use crate::node::{Key, Node, Value};

/// What was read: the tree, if there is one, the places of comments, and what is wrong.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    pub(crate) root: Option<Node>,
    pub(crate) comments: Vec<Range<usize>>,
    pub(crate) faults: Vec<Fault>,
}

/// A fault of the writing.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

/// Reads a file. After a fault that makes the rest unreadable there is no tree.
pub(crate) fn parse(text: &str) -> Parsed {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => builder.take(event, &span),
            Err(error) => {
                builder.parsed.root = None;
                builder.parsed.faults.push(broken(text, &error));
                return builder.parsed;
            }
        }
    }
    builder.parsed
}

fn broken(text: &str, error: &ScanError) -> Fault {
    let start = error.marker().byte_offset().unwrap_or(text.len());
    let after = text
        .get(start..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    Fault {
        span: start..start + after,
        message: format!("this is not YAML: {}", error.info()),
        help: "check the indentation (spaces only) and the brackets here and on the line before; \
               put a text with `: `, ` #` or a leading quote, bracket, `@`, `%` or `&` in double quotes",
    }
}

/// A list or mapping that is still open.
enum Open {
    List(usize, Vec<Node>),
    Map(usize, Vec<(Key, Node)>, Option<Key>),
}

#[derive(Default)]
struct Builder {
    parsed: Parsed,
    open: Vec<Open>,
    documents: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: &Span) {
        let bytes = span.byte_range().unwrap_or_default();
        match event {
            Event::Comment(..) => self.parsed.comments.push(bytes),
            Event::DocumentStart(..) => self.document(bytes),
            Event::Scalar(text, style, anchor, tag) => {
                self.plain_yaml(&bytes, anchor, tag.is_some());
                let plain = style == ScalarStyle::Plain;
                let value = Value::Scalar {
                    text: text.into_owned(),
                    plain,
                };
                self.put(Node { span: bytes, value });
            }
            Event::Alias(_) => {
                self.fault(
                    bytes.clone(),
                    "an alias (`*name`) has no place here",
                    "write the value out",
                );
                self.put(Node {
                    span: bytes,
                    value: Value::Scalar {
                        text: String::new(),
                        plain: false,
                    },
                });
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.plain_yaml(&bytes, anchor, tag.is_some());
                self.open.push(Open::List(bytes.start, Vec::new()));
            }
            Event::MappingStart(_, anchor, tag) => {
                self.plain_yaml(&bytes, anchor, tag.is_some());
                self.open.push(Open::Map(bytes.start, Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(bytes.end),
            _ => {}
        }
    }

    fn document(&mut self, span: Range<usize>) {
        self.documents += 1;
        if self.documents > 1 {
            self.fault(
                span,
                "a second document (`---`) has no place here",
                "one file holds one document",
            );
        }
    }

    fn plain_yaml(&mut self, span: &Range<usize>, anchor: usize, tagged: bool) {
        if anchor != 0 {
            self.fault(
                span.clone(),
                "an anchor (`&name`) has no place here",
                "write the value out where it is used",
            );
        }
        if tagged {
            self.fault(
                span.clone(),
                "a tag (`!name`) has no place here",
                "leave the tag out; put texts in quotes",
            );
        }
    }

    fn fault(&mut self, span: Range<usize>, message: &str, help: &'static str) {
        self.parsed.faults.push(Fault {
            span,
            message: message.to_owned(),
            help,
        });
    }

    fn close(&mut self, end: usize) {
        let node = match self.open.pop() {
            Some(Open::List(start, items)) => Node {
                span: start..end,
                value: Value::List(items),
            },
            Some(Open::Map(start, entries, _)) => Node {
                span: start..end,
                value: Value::Map(entries),
            },
            None => return,
        };
        self.put(node);
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            None if self.documents == 1 => self.parsed.root = Some(node),
            None => {}
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, waiting)) => match waiting.take() {
                Some(key) => {
                    let twice = entries.iter().any(|(other, _)| other.name == key.name);
                    if twice {
                        let message = format!("`{}` stands here twice", key.name);
                        let help = "keep one of the two";
                        self.parsed.faults.push(Fault {
                            span: key.span,
                            message,
                            help,
                        });
                    } else {
                        entries.push((key, node));
                    }
                }
                None => *waiting = Some(self.parsed.key(node)),
            },
        }
    }
}

impl Parsed {
    fn key(&mut self, node: Node) -> Key {
        let span = node.span;
        if let Value::Scalar { text, .. } = node.value {
            return Key { name: text, span };
        }
        let message = "a list or a mapping is no key".to_owned();
        let help = "write `name: value`; quote a value that begins with a bracket";
        self.faults.push(Fault {
            span: span.clone(),
            message,
            help,
        });
        Key {
            name: String::new(),
            span,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::parse;

    fn faults(text: &str) -> Vec<String> {
        parse(text).faults.into_iter().map(|it| it.message).collect()
    }

    #[test]
    fn a_file_becomes_a_tree_with_places() {
        let text = "# first\na: [1, \"2\"]\nb: {c: छत}\n";
        let parsed = parse(text);
        let root = parsed.root.unwrap();
        assert_eq!(root.to_json(), json!({"a": [1.0, "2"], "b": {"c": "छत"}}));
        let inner = root.get("b").unwrap().get("c").unwrap();
        assert_eq!(&text[inner.span.clone()], "छत");
        assert_eq!(parsed.comments.len(), 1);
    }

    #[test]
    fn more_than_a_small_yaml_is_a_fault() {
        assert_eq!(faults("a: 1\na: 2\n"), ["`a` stands here twice"]);
        assert_eq!(
            faults("a: &x 1\nb: *x\n"),
            [
                "an anchor (`&name`) has no place here",
                "an alias (`*name`) has no place here"
            ]
        );
        assert_eq!(faults("a: !t 1\n"), ["a tag (`!name`) has no place here"]);
        assert_eq!(faults("[a]: 1\n"), ["a list or a mapping is no key"]);
        assert_eq!(
            faults("---\na: 1\n---\nb: 2\n"),
            ["a second document (`---`) has no place here"]
        );
        assert_eq!(
            faults("a: b: c\n"),
            ["this is not YAML: mapping values are not allowed in this context"]
        );
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[ -~\n\u{900}-\u{97f}]{0,80}") {
            let parsed = parse(&text);
            for fault in parsed.faults {
                prop_assert!(fault.span.start <= text.len());
            }
        }

        #[test]
        fn nothing_panics_on_what_looks_like_yaml(text in "([a-c]: |- |\\[|\\]|\\{|\\}|, |\n|  |\"|'|&a |\\*a|!t |\\||>-|x|#|---\n|\t|\u{feff}|\r){0,40}") {
            parse(&text);
        }
    }
}
