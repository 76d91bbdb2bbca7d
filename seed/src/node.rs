//! A YAML file as a tree in which every key and value knows its place.
//!
//! Scalars keep their text as written; what type they have is for the shape to say.

use std::ops::Range;

use serde_json::{Map, Number, Value as Json};

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// Its bytes in the file; of a block, where it begins.
    pub(crate) span: Range<usize>,
    pub(crate) value: Value,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Scalar { text: String, plain: bool },
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

/// The key of a mapping's entry, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) span: Range<usize>,
}

/// What a scalar is by the core schema of YAML 1.2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Scalar<'a> {
    Null,
    Bool(bool),
    Number(f64),
    Text(&'a str),
}

impl Node {
    /// The value of a mapping's field.
    pub(crate) fn get(&self, field: &str) -> Option<&Self> {
        self.entries()
            .iter()
            .find(|(key, _)| key.name == field)
            .map(|(_, node)| node)
    }

    /// The text of a field that holds one.
    pub(crate) fn text_of(&self, field: &str) -> Option<&str> {
        self.get(field)?.text()
    }

    /// The entries of a mapping; none of anything else.
    pub(crate) fn entries(&self) -> &[(Key, Self)] {
        if let Value::Map(entries) = &self.value {
            entries
        } else {
            &[]
        }
    }

    /// The items of a list; none of anything else.
    pub(crate) fn items(&self) -> &[Self] {
        if let Value::List(items) = &self.value {
            items
        } else {
            &[]
        }
    }

    /// The items of a field that holds a list.
    pub(crate) fn items_of(&self, field: &str) -> &[Self] {
        self.get(field).map_or(&[], Self::items)
    }

    /// What a scalar is; `None` for lists and mappings.
    pub(crate) fn scalar(&self) -> Option<Scalar<'_>> {
        match &self.value {
            Value::Scalar { text, plain: true } => Some(resolve(text)),
            Value::Scalar { text, .. } => Some(Scalar::Text(text)),
            _ => None,
        }
    }

    /// The text, when it is one.
    pub(crate) fn text(&self) -> Option<&str> {
        if let Some(Scalar::Text(text)) = self.scalar() {
            Some(text)
        } else {
            None
        }
    }

    /// Where an underline best stands for the whole: the first key of a mapping, or the value itself.
    pub(crate) fn head(&self) -> Range<usize> {
        match &self.value {
            Value::Map(entries) => entries.first().map_or(self.span.clone(), |(key, _)| key.span.clone()),
            _ => self.span.clone(),
        }
    }

    /// The tree without its places.
    pub(crate) fn to_json(&self) -> Json {
        match &self.value {
            Value::List(items) => items.iter().map(Self::to_json).collect(),
            Value::Map(entries) => {
                let fields = entries.iter().map(|(key, node)| (key.name.clone(), node.to_json()));
                Json::Object(fields.collect::<Map<_, _>>())
            }
            Value::Scalar { .. } => match self.scalar() {
                Some(Scalar::Text(text)) => text.into(),
                Some(Scalar::Bool(truth)) => truth.into(),
                Some(Scalar::Number(number)) => Number::from_f64(number).map_or(Json::Null, Json::Number),
                Some(Scalar::Null) | None => Json::Null,
            },
        }
    }
}

/// The core schema of YAML 1.2: what a plain scalar is.
pub(crate) fn resolve(text: &str) -> Scalar<'_> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "true" | "True" | "TRUE" => Scalar::Bool(true),
        "false" | "False" | "FALSE" => Scalar::Bool(false),
        _ => number(text).map_or(Scalar::Text(text), Scalar::Number),
    }
}

fn number(text: &str) -> Option<f64> {
    let radix = |prefix, radix| {
        let digits = text.strip_prefix(prefix)?;
        u64::from_str_radix(digits, radix)
            .ok()
            .filter(|_| !digits.starts_with('+'))
    };
    if let Some(whole) = radix("0x", 16).or_else(|| radix("0o", 8)) {
        // Such a number is a mistake wherever it stands; its exact value does not matter.
        return f64::from(u32::try_from(whole).unwrap_or(u32::MAX)).into();
    }
    let body = text.trim_start_matches(['-', '+']);
    if text.len() - body.len() > 1 {
        return None;
    }
    match body {
        ".inf" | ".Inf" | ".INF" => return Some(f64::INFINITY),
        ".nan" | ".NaN" | ".NAN" => return Some(f64::NAN),
        _ => {}
    }
    let digits = body.strip_prefix('.').unwrap_or(body);
    let starts = digits.starts_with(|it: char| it.is_ascii_digit());
    let only = body
        .chars()
        .all(|it| matches!(it, '0'..='9' | '.' | 'e' | 'E' | '+' | '-'));
    if starts && only { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Scalar, resolve};

    #[test]
    fn plain_scalars_are_read_by_the_core_schema() {
        for text in ["2025", "-1.5", "+3", "1e3", ".5", "0x1F", "0o17", "1."] {
            assert!(matches!(resolve(text), Scalar::Number(_)), "{text}");
        }
        for text in [
            "2025-08-22",
            "1.2.3",
            "1-2",
            "--1",
            "yes",
            "no",
            "e3",
            ".",
            "IN-BR",
            "0xg",
            "0b1",
            "1_000",
        ] {
            assert_eq!(resolve(text), Scalar::Text(text), "{text}");
        }
        assert_eq!(resolve("~"), Scalar::Null);
        assert_eq!(resolve("true"), Scalar::Bool(true));
    }
}
