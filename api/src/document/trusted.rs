//! Documents on file: what a client's build writes, so that the operator knows beforehand what will be asked.
//!
//! Two shapes are read: an object of texts by their ids, as Relay and gql.tada write it, and the manifest of Apollo's
//! tools. The file is believed: an id need not be a hash.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::{Map, Value};

use super::{Hash, hash, hex};
use crate::limit::Gate;

/// What is wrong with a file of documents, where, and what is right.
#[derive(Debug, thiserror::Error)]
#[error("--documents {file}{place}: {what}")]
pub struct Fault {
    file: String,
    place: String,
    what: String,
}

/// The documents of the files.
#[derive(Debug, Default)]
pub(super) struct Trusted {
    by_id: HashMap<String, Arc<str>>,
    texts: HashSet<Hash>,
}

/// The format that Apollo's manifests name.
const APOLLO: &str = "apollo-persisted-query-manifest";

const SHAPES: &str = "expected {\"id\": \"document\"}, as Relay and gql.tada write it, or {\"format\": \
                      \"apollo-persisted-query-manifest\", \"version\": 1, \"operations\": [{\"id\": …, \"body\": …}]}, as Apollo's \
                      tools do";

impl Trusted {
    /// Reads files; each document must be GraphQL and within the limits of its text.
    ///
    /// # Errors
    /// With the first thing that is wrong.
    pub(super) fn read(files: &[PathBuf], gate: &Gate) -> Result<Self, Fault> {
        let mut all = Self::default();
        for file in files {
            let fault = |place: String, what: String| Fault {
                file: file.display().to_string(),
                place,
                what,
            };
            for (id, text) in parse(file, &fault)? {
                let named = format!(", the document {id:?}");
                gate.check(&text)
                    .map_err(|refusals| fault(named.clone(), refusals.first().map_or_else(String::new, told)))?;
                all.add(&id, text).map_err(|()| {
                    fault(
                        named,
                        "the same id has another text elsewhere: give each its own".to_owned(),
                    )
                })?;
            }
        }
        Ok(all)
    }

    fn add(&mut self, id: &str, text: String) -> Result<(), ()> {
        let (hash, text): (_, Arc<str>) = (hash(&text), text.into());
        let known = self.by_id.insert(plain(id).to_owned(), text.clone());
        if known.is_some_and(|known| known != text) {
            return Err(());
        }
        // Who knows the text knows its hash, whatever id the file gives it.
        self.by_id.entry(hex(&hash)).or_insert(text);
        self.texts.insert(hash);
        Ok(())
    }

    /// The document with an id, which has no prefix.
    pub(super) fn get(&self, id: &str) -> Option<&Arc<str>> {
        self.by_id.get(id)
    }

    /// Whether a text is one of them.
    pub(super) fn has(&self, text: &str) -> bool {
        self.texts.contains(&hash(text))
    }
}

/// An id as requests name it: without the prefix by which hashes are told from other ids.
fn plain(id: &str) -> &str {
    id.strip_prefix("sha256:").unwrap_or(id)
}

fn told(refusal: &crate::error::Refusal) -> String {
    let at = refusal
        .position
        .map(|at| format!("line {}, column {}: ", at.line, at.column));
    format!("{}{}", at.unwrap_or_default(), refusal.message)
}

fn parse(file: &Path, fault: &impl Fn(String, String) -> Fault) -> Result<Vec<(String, String)>, Fault> {
    let wrong = |what: &str| fault(String::new(), format!("{what}: {SHAPES}"));
    let bytes = fs::read(file).map_err(|err| fault(String::new(), format!("it cannot be read: {err}")))?;
    let content: Value = serde_json::from_slice(&bytes).map_err(|err| {
        let place = format!(", line {}, column {}", err.line(), err.column());
        fault(place, format!("it is not JSON: {SHAPES}"))
    })?;
    let Value::Object(mut members) = content else {
        return Err(wrong("it is no object"));
    };
    let documents = match members.remove("operations") {
        Some(Value::Array(operations)) => {
            let format = members.get("format").and_then(Value::as_str);
            if format != Some(APOLLO) || members.get("version") != Some(&Value::from(1)) {
                return Err(wrong("it has `operations`, but another format or version"));
            }
            let one = |(index, operation)| {
                operation_of(operation).ok_or_else(|| {
                    fault(
                        format!(", operations[{index}]"),
                        format!("it lacks a text `id` or `body`: {SHAPES}"),
                    )
                })
            };
            operations
                .into_iter()
                .enumerate()
                .map(one)
                .collect::<Result<Vec<_>, _>>()?
        }
        Some(_) => return Err(wrong("its `operations` are no list")),
        None => texts(members).map_err(|id| fault(format!(", {id:?}"), format!("its value is no text: {SHAPES}")))?,
    };
    match documents.is_empty() {
        true => Err(wrong("it has no documents")),
        false => Ok(documents),
    }
}

fn operation_of(operation: Value) -> Option<(String, String)> {
    let Value::Object(mut members) = operation else {
        return None;
    };
    match (members.remove("id"), members.remove("body")) {
        (Some(Value::String(id)), Some(Value::String(body))) => Some((id, body)),
        _ => None,
    }
}

fn texts(members: Map<String, Value>) -> Result<Vec<(String, String)>, String> {
    let text = |(id, value)| match value {
        Value::String(text) => Ok((id, text)),
        _ => Err(id),
    };
    members.into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use std::env;

    use clap::Parser;

    use super::*;
    use crate::config::Config;

    /// Reads a file of this content.
    fn read(name: &str, content: &str) -> Result<Trusted, String> {
        let file = env::temp_dir().join(format!("sabha_documents_{}_{name}.json", std::process::id()));
        fs::write(&file, content).unwrap();
        let limits = Config::try_parse_from(["sabha"]).unwrap().limits;
        let gate = Gate::new("type Query { a: Int }", limits, true).unwrap();
        let read = Trusted::read(std::slice::from_ref(&file), &gate);
        let read = read.map_err(|fault| fault.to_string().replace(&file.display().to_string(), "FILE"));
        fs::remove_file(file).unwrap();
        read
    }

    #[test]
    fn both_shapes_are_read() {
        let hash = hex(&hash("{ a }"));
        let id = format!("sha256:{hash}");
        for (name, content) in [
            ("relay", format!(r#"{{"{id}": "{{ a }}"}}"#)),
            (
                "apollo",
                format!(
                    r#"{{"format": "{APOLLO}", "version": 1, "operations":
                        [{{"id": "{hash}", "name": "A", "type": "query", "body": "{{ a }}"}}]}}"#
                ),
            ),
            ("custom", r#"{"first": "{ a }"}"#.to_owned()),
        ] {
            let all = read(name, &content).unwrap();
            assert_eq!(all.get(&hash).map(|text| &**text), Some("{ a }"), "{name}");
            assert!(all.has("{ a }") && !all.has("{a}"));
            assert_eq!(all.get("first").is_some(), name == "custom");
        }
    }

    #[test]
    fn a_wrong_file_is_refused_with_what_and_where() {
        for (name, content, told) in [
            (
                "json",
                "{\n \"a\": }",
                "--documents FILE, line 2, column 7: it is not JSON: expected {\"id\"",
            ),
            ("list", "[]", "--documents FILE: it is no object: expected"),
            ("empty", "{}", "it has no documents"),
            (
                "number",
                r#"{"a": "{ a }", "b": 1}"#,
                "--documents FILE, \"b\": its value is no text",
            ),
            ("format", r#"{"operations": []}"#, "another format or version"),
            (
                "body",
                r#"{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "a"}]}"#,
                "--documents FILE, operations[0]: it lacks a text `id` or `body`",
            ),
            (
                "graphql",
                r#"{"b": "{ a "}"#,
                "--documents FILE, the document \"b\": line 1, column 5: The document is not GraphQL",
            ),
            (
                "twice",
                r#"{"a": "{ a }", "sha256:a": "{ b: a }"}"#,
                "the same id has another text",
            ),
        ] {
            let fault = read(name, content).unwrap_err();
            assert!(fault.contains(told), "{name}: {fault}");
        }
        let none = Trusted::read(
            &["/nowhere/x.json".into()],
            &Gate::new("type Query { a: Int }", Config::parse_from(["sabha"]).limits, true).unwrap(),
        );
        assert!(
            none.unwrap_err()
                .to_string()
                .starts_with("--documents /nowhere/x.json: it cannot be read: No such file")
        );
    }
}
