//! Compares a tree with its shape: unknown and missing fields, wrong words, wrong types, language tags.
//!
//! What is found well formed is handed on as spots, each a value with its place and all that its shape says of it; the
//! rules in [`crate::check`] look at nothing else.

mod mismatch;

use std::ops::Range;
use std::sync::Arc;

use entity::LanguageTag;
use serde_json::{Map, Value as Json};

use self::mismatch::{is_split, list, mismatch, split};
use crate::nearest::did_you_mean;
use crate::node::{Node, Scalar, Value};
use crate::problem::{Place, Problems};
use crate::source::Source;
use crate::spot::{Spot, Target, Wants, a, form, resolve};

/// A tree compared with its shape.
#[derive(Debug)]
pub(crate) struct Compared<'a> {
    /// Every value that is well formed, each before those within it.
    pub(crate) spots: Vec<Spot<'a>>,
    /// True when the tree cannot be read as its shape.
    pub(crate) broken: bool,
}

/// Compares `node`, the whole of a record, with the shape `root`.
pub(crate) fn compare<'a>(
    source: &'a Arc<Source>,
    node: &'a Node,
    root: &'a Json,
    problems: &mut Problems,
) -> Compared<'a> {
    let compared = Compared {
        spots: Vec::new(),
        broken: false,
    };
    let mut walk = Walk {
        source,
        root,
        problems,
        compared,
    };
    walk.value(
        Where {
            path: String::new(),
            key: None,
        },
        node,
        root,
    );
    walk.compared
}

struct Walk<'a, 'p> {
    source: &'a Arc<Source>,
    root: &'a Json,
    problems: &'p mut Problems,
    compared: Compared<'a>,
}

#[derive(Clone)]
struct Where<'a> {
    path: String,
    key: Option<&'a str>,
}

impl Where<'_> {
    fn field<'a>(&self, name: &'a str) -> Where<'a> {
        let path = if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        };
        Where { path, key: Some(name) }
    }

    /// What to call the value in a message.
    fn name(&self) -> String {
        self.key.map_or_else(|| "this".to_owned(), |key| format!("`{key}`"))
    }
}

impl<'a> Walk<'a, '_> {
    fn fault(&mut self, path: &str, span: Range<usize>, rule: &'static str, words: (String, String)) {
        self.compared.broken = true;
        let place = Place {
            source: self.source,
            span,
            path: path.to_owned(),
        };
        self.problems.at(&place, rule, words.0, words.1);
    }

    /// Compares a value; true when it is itself well formed, whatever is within it.
    fn value(&mut self, at: Where<'a>, node: &'a Node, schema: &'a Json) -> bool {
        let (shape, name) = resolve(self.root, schema);
        let wants = Wants::of(shape);
        let spot = Spot {
            source: self.source,
            path: at.path.clone(),
            node,
            shape,
            name,
            form: form(schema),
            target: Target::of(schema),
            sound: true,
        };
        if let Some(words) = mismatch(&at, node, wants) {
            self.fault(&at.path, node.head(), "wrong-type", words);
            return false;
        }
        match wants {
            Wants::Words => self.word(&at, node, &spot),
            Wants::Fields(properties) => {
                let index = self.compared.spots.len();
                self.compared.spots.push(spot);
                let is_whole = self.missing(&at, node, shape, name);
                let sound = self.fields(&at, node, (properties, name)) && is_whole;
                if let Some(spot) = self.compared.spots.get_mut(index) {
                    spot.sound = sound;
                }
                true
            }
            Wants::Texts => {
                let sound = self.texts(&at, node);
                self.compared.spots.push(Spot { sound, ..spot });
                sound
            }
            Wants::List(items) => {
                self.compared.spots.push(spot);
                for (index, item) in node.items().iter().enumerate() {
                    let at = Where {
                        path: format!("{}[{index}]", at.path),
                        key: at.key,
                    };
                    self.value(at, item, items);
                }
                true
            }
            Wants::Text if name == "LanguageTag" => {
                let sound = self.tag(&at.path, node.text().unwrap_or_default(), node.span.clone());
                if sound {
                    self.compared.spots.push(spot);
                }
                sound
            }
            Wants::Text | Wants::Number => {
                self.compared.spots.push(spot);
                true
            }
        }
    }

    /// Compares the fields that a mapping has; true when each is known and none of the simple ones is malformed.
    fn fields(&mut self, at: &Where<'_>, node: &'a Node, shape: (&'a Map<String, Json>, &str)) -> bool {
        let (properties, name) = shape;
        let mut sound = true;
        for (key, value) in node.entries() {
            let at = at.field(&key.name);
            if let Some(schema) = properties.get(&key.name) {
                sound &= self.value(at, value, schema) || !matches!(value.value, Value::Scalar { .. });
                continue;
            }
            sound = false;
            if is_split(&key.name, value) {
                self.fault(&at.path, key.span.clone(), "split-text", split(&key.name));
                continue;
            }
            let help = did_you_mean(&key.name, properties.keys().map(String::as_str))
                .unwrap_or_else(|| format!("its fields are {}", list(properties.keys())));
            let message = format!("`{}` is no field of {}", key.name, a(name));
            self.fault(&at.path, key.span.clone(), "unknown-field", (message, help));
        }
        sound
    }

    fn word(&mut self, at: &Where<'_>, node: &'a Node, spot: &Spot<'a>) -> bool {
        let text = node.text().unwrap_or_default();
        let words = spot.words();
        if words.contains(&text) {
            self.compared.spots.push(spot.clone());
            return true;
        }
        let mut help = did_you_mean(text, words.iter().copied())
            .map(|it| format!("{it} "))
            .unwrap_or_default();
        help.push_str(&format!("the words are {}", list(&words)));
        let message = format!("`{text}` is no word for {}", at.name());
        self.fault(&at.path, node.span.clone(), "unknown-word", (message, help));
        false
    }

    fn missing(&mut self, at: &Where<'_>, node: &Node, shape: &'a Json, name: &str) -> bool {
        let required = shape
            .get("required")
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
            .filter_map(Json::as_str);
        let mut sound = true;
        for field in required.filter(|field| node.get(field).is_none()) {
            sound = false;
            let schema = shape.pointer(&format!("/properties/{field}"));
            let about = schema
                .and_then(|it| it.get("description"))
                .and_then(Json::as_str)
                .unwrap_or_default();
            let words = schema
                .map(|it| Spot::words_of(resolve(self.root, it).0))
                .unwrap_or_default();
            let one_of = if words.is_empty() {
                String::new()
            } else {
                format!(" One of {}.", list(&words))
            };
            let message = format!("this {} has no `{field}`", crate::spot::plain(name));
            let help = format!("add `{field}:`. {about}{one_of}");
            self.fault(&at.field(field).path, node.head(), "missing-field", (message, help));
        }
        sound
    }

    fn texts(&mut self, at: &Where<'_>, node: &Node) -> bool {
        let mut sound = true;
        for (key, text) in node.entries() {
            let path = at.field(&key.name).path;
            if LanguageTag::parse(&key.name).is_err() && text.scalar() == Some(Scalar::Null) {
                sound = false;
                self.fault(&path, key.span.clone(), "split-text", split(&key.name));
                continue;
            }
            sound &= self.tag(&path, &key.name, key.span.clone());
            let at = Where {
                path,
                key: Some(&key.name),
            };
            if let Some(words) = mismatch(&at, text, Wants::Text) {
                sound = false;
                self.fault(&at.path, text.head(), "wrong-type", words);
            }
        }
        sound
    }

    fn tag(&mut self, path: &str, tag: &str, span: Range<usize>) -> bool {
        let Err(fault) = LanguageTag::parse(tag) else {
            return true;
        };
        let (message, help) = fault.split_once(": ").unwrap_or((&fault, ""));
        self.fault(path, span, "language-tag", (message.to_owned(), help.to_owned()));
        false
    }
}
