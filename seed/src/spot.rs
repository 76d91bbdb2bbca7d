//! A spot: one well-formed value of a file, with its place and with what its shape says of it.

use std::ops::Range;
use std::sync::Arc;

use entity::RecordKind;
use serde_json::{Map, Value as Json};

use crate::form::Form;
use crate::node::Node;
use crate::problem::Place;
use crate::source::{KINDS, Source};

/// A value and what is known of it.
#[derive(Clone, Debug)]
pub(crate) struct Spot<'a> {
    pub(crate) source: &'a Arc<Source>,
    /// The way to it in its record.
    pub(crate) path: String,
    pub(crate) node: &'a Node,
    /// The shape itself.
    pub(crate) shape: &'a Json,
    /// The name of the shape, e.g. `Participation`; empty for plain texts and lists.
    pub(crate) name: &'a str,
    /// The form that its text has.
    pub(crate) form: Option<Form>,
    /// What its text refers to.
    pub(crate) target: Option<Target>,
    /// False for a mapping in which a field is unknown, missing or malformed: what else it lacks is not asked then.
    pub(crate) sound: bool,
}

/// Whose slug or path a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A record of a kind.
    Record(RecordKind),
    /// A position of an organisation.
    Position,
}

/// The form of a text whose field has this schema.
pub(crate) fn form(schema: &Json) -> Option<Form> {
    schema.get("x-form").and_then(Json::as_str).and_then(Form::named)
}

impl Target {
    /// What a text refers to whose field has this schema.
    pub(crate) fn of(schema: &Json) -> Option<Self> {
        let target = schema.get("x-refers").and_then(Json::as_str)?;
        if target == "position" {
            return Some(Self::Position);
        }
        KINDS
            .iter()
            .find(|(_, word)| *word == target)
            .map(|(kind, _)| Self::Record(*kind))
    }
}

impl<'a> Spot<'a> {
    /// Its fields by name, for a mapping.
    pub(crate) fn properties(&self) -> Option<&'a Map<String, Json>> {
        if let Wants::Fields(properties) = Wants::of(self.shape) {
            Some(properties)
        } else {
            None
        }
    }

    /// True for a mapping whose shape has the field.
    pub(crate) fn may_have(&self, field: &str) -> bool {
        self.properties().is_some_and(|it| it.contains_key(field))
    }

    /// The name of the shape as words.
    pub(crate) fn noun(&self) -> String {
        plain(self.name)
    }

    /// The words of its vocabulary.
    pub(crate) fn words(&self) -> Vec<&'a str> {
        Self::words_of(self.shape)
    }

    pub(crate) fn words_of(shape: &Json) -> Vec<&str> {
        let choices = shape.get("oneOf").and_then(Json::as_array).into_iter().flatten();
        let listed = shape.get("enum").and_then(Json::as_array).into_iter().flatten();
        choices
            .filter_map(|it| it.get("const"))
            .chain(listed)
            .filter_map(Json::as_str)
            .collect()
    }

    /// Its place.
    pub(crate) fn place(&self) -> Place<'a> {
        Place {
            source: self.source,
            span: self.node.head(),
            path: self.path.clone(),
        }
    }

    /// The place of something within it.
    pub(crate) fn place_of(&self, path: &str, span: Range<usize>) -> Place<'a> {
        let path = match (self.path.as_str(), path.starts_with('[')) {
            ("", _) => path.to_owned(),
            (own, true) => format!("{own}{path}"),
            (own, false) => format!("{own}.{path}"),
        };
        Place {
            source: self.source,
            span,
            path,
        }
    }

    /// The place of one of its fields: the value's, or its own when it has no such field.
    pub(crate) fn place_of_field(&self, field: &str) -> Place<'a> {
        let span = self.node.get(field).map_or_else(|| self.node.head(), Node::head);
        self.place_of(field, span)
    }
}

/// What sort of value a shape wants.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wants<'a> {
    Words,
    Fields(&'a Map<String, Json>),
    /// A text by language.
    Texts,
    List(&'a Json),
    Text,
    Number,
}

impl<'a> Wants<'a> {
    pub(crate) fn of(shape: &'a Json) -> Self {
        if shape.get("oneOf").is_some() || shape.get("enum").is_some() {
            return Self::Words;
        }
        match shape.get("type").and_then(Json::as_str) {
            Some("object") => shape
                .get("properties")
                .and_then(Json::as_object)
                .map_or(Self::Texts, Self::Fields),
            Some("array") => Self::List(shape.get("items").unwrap_or(&Json::Null)),
            Some("number") => Self::Number,
            _ => Self::Text,
        }
    }
}

/// The shape that a field's schema means, with its name.
pub(crate) fn resolve<'a>(root: &'a Json, schema: &'a Json) -> (&'a Json, &'a str) {
    let reference = schema
        .get("$ref")
        .and_then(Json::as_str)
        .and_then(|it| it.strip_prefix("#/$defs/"));
    match reference {
        Some(name) => (root.get("$defs").and_then(|it| it.get(name)).unwrap_or(schema), name),
        None => (schema, schema.get("title").and_then(Json::as_str).unwrap_or_default()),
    }
}

/// A name of a type as words: `LocalizedText` is a `localized text`.
pub(crate) fn plain(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// A name of a type as words with its article: `an official`, `a state`.
pub(crate) fn a(name: &str) -> String {
    let words = plain(name);
    let article = if words.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {words}")
}
