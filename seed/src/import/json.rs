//! From a line of JSON to the same tree, with places, that a file of YAML becomes: so the same rules read both.

use std::ops::Range;

use crate::node::{Key, Node, Value};

/// How deep values may lie in one another: records need seven.
const DEEPEST: usize = 32;

/// Why a line is no JSON that a record can be: where, and what.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) span: Range<usize>,
    pub(super) message: String,
}

/// Reads a line.
///
/// # Errors
/// The first fault.
pub(super) fn parse(text: &str) -> Result<Node, Fault> {
    let mut reader = Reader { text, at: 0 };
    let node = reader.value(0)?;
    reader.space();
    if reader.at < text.len() {
        return Err(reader.fault("one value a line, and here is more"));
    }
    Ok(node)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn fault(&self, message: &str) -> Fault {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.chars().next().map_or(0, char::len_utf8);
        Fault {
            span: self.at..self.at + length,
            message: format!("this is not JSON: {message}"),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Node, Fault> {
        self.space();
        let start = self.at;
        if depth > DEEPEST {
            return Err(self.fault("values lie too deep in one another"));
        }
        let value = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Value::Scalar {
                text: self.string()?,
                plain: false,
            },
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't' | b'f' | b'n') => self.word()?,
            Some(_) => return Err(self.fault("a value is to stand here")),
            None => return Err(self.fault("the line ends too early")),
        };
        Ok(Node {
            span: start..self.at,
            value,
        })
    }

    fn object(&mut self, depth: usize) -> Result<Value, Fault> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        self.at += 1;
        self.space();
        if self.ends(b'}') {
            return Ok(Value::Map(entries));
        }
        loop {
            self.space();
            let start = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.fault("the name of a field, in quotes, is to stand here"));
            }
            let name = self.string()?;
            let span = start..self.at;
            if entries.iter().any(|(key, _)| key.name == name) {
                let message = format!("`{name}` stands here twice");
                return Err(Fault { span, message });
            }
            self.space();
            if !self.ends(b':') {
                return Err(self.fault("`:` is to stand here"));
            }
            let node = self.value(depth + 1)?;
            entries.push((Key { name, span }, node));
            self.space();
            if self.ends(b'}') {
                return Ok(Value::Map(entries));
            }
            if !self.ends(b',') {
                return Err(self.fault("`,` or `}` is to stand here"));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value, Fault> {
        let mut items = Vec::new();
        self.at += 1;
        self.space();
        if self.ends(b']') {
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.space();
            if self.ends(b']') {
                return Ok(Value::List(items));
            }
            if !self.ends(b',') {
                return Err(self.fault("`,` or `]` is to stand here"));
            }
        }
    }

    /// Takes a byte when it is the next.
    fn ends(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// A text without escapes is taken as it is, and most are so; the others are serde's matter.
    fn string(&mut self) -> Result<String, Fault> {
        let start = self.at;
        let rest = self.text.get(start + 1..).unwrap_or_default().as_bytes();
        let mut escaped = false;
        let mut length = 0;
        loop {
            match rest.get(length) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    length += 2;
                }
                Some(0..0x20) => {
                    self.at = start + 1 + length;
                    return Err(self.fault("a text holds a control character"));
                }
                Some(_) => length += 1,
                None => {
                    self.at = self.text.len();
                    return Err(self.fault("a text has no end"));
                }
            }
        }
        self.at = start + length + 2;
        let whole = self.text.get(start..self.at).unwrap_or_default();
        if escaped {
            return serde_json::from_str(whole).map_err(|error| Fault {
                span: start..self.at,
                message: format!("this is not JSON: {error}"),
            });
        }
        Ok(self.text.get(start + 1..self.at - 1).unwrap_or_default().to_owned())
    }

    fn number(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.at += 1;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        if serde_json::from_str::<serde_json::Number>(text).is_err() {
            let message = format!("this is not JSON: `{text}` is no number");
            let span = start..self.at;
            return Err(Fault { span, message });
        }
        Ok(Value::Scalar {
            text: text.to_owned(),
            plain: true,
        })
    }

    fn word(&mut self) -> Result<Value, Fault> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let word = ["true", "false", "null"]
            .into_iter()
            .find(|word| rest.starts_with(word));
        let word = word.ok_or_else(|| self.fault("a value is to stand here"))?;
        self.at += word.len();
        Ok(Value::Scalar {
            text: word.to_owned(),
            plain: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_becomes_a_tree_with_places() {
        let text = r#"{"place": {"slug": "a-b", "latitude": -21.5, "hi": "छत\n", "list": [true, null, []]}}"#;
        let node = parse(text).unwrap();
        let json: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(node.to_json(), json);
        let latitude = node.get("place").unwrap().get("latitude").unwrap();
        assert_eq!(&text[latitude.span.clone()], "-21.5");
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        let fault = |text: &str| parse(text).unwrap_err();
        assert_eq!(fault(r#"{"a": 1, "a": 2}"#).span, 9..12);
        assert_eq!(
            fault("{} {}").message,
            "this is not JSON: one value a line, and here is more"
        );
        assert_eq!(fault("{\"a\": 01}").message, "this is not JSON: `01` is no number");
        assert_eq!(fault("{\"a\"").message, "this is not JSON: `:` is to stand here");
        assert_eq!(
            fault(&"[".repeat(99)).message,
            "this is not JSON: values lie too deep in one another"
        );
        for text in [
            "",
            "\"",
            "\"\\",
            "\"\\q\"",
            "[1,]",
            "nul",
            "\"\\ud800\"",
            "'a'",
            "{\"a\": \"\u{1}\"}",
        ] {
            parse(text).unwrap_err();
        }
    }

    proptest! {
        #[test]
        fn what_serde_reads_is_read_the_same(text in "(\\[|\\]|\\{|\\}|,|:|\"a\"|\"\\\\n\"|1|-2.5|true|null| |क){0,14}") {
            let read = serde_json::from_str::<serde_json::Value>(&text);
            match parse(&text) {
                Ok(node) => prop_assert_eq!(node.to_json().to_string().replace(".0", ""), read.unwrap().to_string()),
                Err(fault) => prop_assert!(read.is_err() || fault.message.contains("twice"), "{:?}", fault),
            }
        }
    }
}
