//! Writes records as YAML in one way only, so that the same record always has the same bytes and a diff shows facts.
//!
//! Blocks of two columns; in a list, a mapping that fits on a line is written on it, `- {at: …, field: …}`; a list of
//! words too, `[a, b]`. A long text is folded over several lines. Widths are counted in code points.

mod scalar;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Map, Value};

use crate::curated::Curated;
use crate::source::{DATASET, LOCK, has_own_file, word};

/// The longest line of what is written on one line.
const LINE: usize = 120;
/// From which width on a text is folded, and the width to which it is.
const FOLD: usize = 100;

/// The bytes of every file of a dataset.
///
/// # Errors
/// Never for records that were read; the error is that of serialising.
pub fn files(curated: &Curated) -> Result<BTreeMap<PathBuf, String>, serde_json::Error> {
    let mut files = BTreeMap::new();
    let mut lists: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (key, record) in &curated.records {
        let value = serde_json::to_value(record)?;
        if has_own_file(key.kind) {
            files.insert(format!("{}/{}.yaml", word(key.kind), key.slug).into(), document(&value));
        } else {
            lists.entry(word(key.kind)).or_default().push(value);
        }
    }
    for (kind, records) in lists {
        files.insert(format!("{kind}.yaml").into(), list(&records));
    }
    files.insert(DATASET.into(), document(&serde_json::to_value(&curated.dataset)?));
    files.insert(LOCK.into(), curated.lock.to_string());
    Ok(files)
}

/// A file that holds one mapping.
pub fn document(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Object(map) if !map.is_empty() => fields(&mut out, map, 0),
        other => {
            out.push_str(&line(other).unwrap_or_default());
            out.push('\n');
        }
    }
    out
}

/// A file that holds a list of records, with an empty line between them.
pub fn list(records: &[Value]) -> String {
    let each = records.iter().map(|record| {
        let mut out = String::from("- ");
        match record {
            Value::Object(map) if !map.is_empty() => fields(&mut out, map, 2),
            other => out.push_str(&(line(other).unwrap_or_default() + "\n")),
        }
        out
    });
    each.collect::<Vec<_>>().join("\n")
}

/// Fields one below the other; the first follows where the line stands.
fn fields(out: &mut String, map: &Map<String, Value>, indent: usize) {
    for (index, (key, value)) in map.iter().enumerate() {
        if index > 0 {
            out.push_str(&" ".repeat(indent));
        }
        let key = scalar::text(key, true);
        out.push_str(&key);
        out.push(':');
        field(
            out,
            value,
            Field {
                indent,
                column: indent + key.chars().count() + 2,
            },
        );
    }
}

/// Where a field's value goes: how far its mapping is indented, and the column after `key: `.
struct Field {
    indent: usize,
    column: usize,
}

fn field(out: &mut String, value: &Value, at: Field) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            out.push('\n');
            out.push_str(&" ".repeat(at.indent + 2));
            fields(out, map, at.indent + 2);
        }
        Value::Array(items) if !items.is_empty() => match words(items).filter(|it| at.column + width(it) <= LINE) {
            Some(words) => out.push_str(&format!(" {words}\n")),
            None => {
                out.push('\n');
                items.iter().for_each(|item| self::item(out, item, at.indent + 2));
            }
        },
        Value::String(text) => match folded(text, &at) {
            Some(lines) => out.push_str(&lines),
            None => out.push_str(&format!(" {}\n", scalar::text(text, false))),
        },
        other => out.push_str(&format!(" {}\n", line(other).unwrap_or_default())),
    }
}

fn item(out: &mut String, value: &Value, indent: usize) {
    out.push_str(&" ".repeat(indent));
    out.push_str("- ");
    let short = short(value).filter(|it| indent + 2 + width(it) <= LINE);
    match (short, value) {
        (Some(short), _) => out.push_str(&format!("{short}\n")),
        (None, Value::Object(map)) if !map.is_empty() => fields(out, map, indent + 2),
        (None, Value::Array(items)) if !items.is_empty() => {
            out.push('\n');
            items.iter().for_each(|it| item(out, it, indent + 2));
        }
        (None, Value::String(text)) => out.push_str(&format!("{}\n", scalar::text(text, false))),
        (None, other) => out.push_str(&format!("{}\n", line(other).unwrap_or_default())),
    }
}

/// An item of a list on one line: a word, or a mapping that holds no more than mappings and lists of words.
fn short(value: &Value) -> Option<String> {
    match value {
        Value::Object(map) => {
            let pair = |(key, value): (&String, &Value)| {
                let value = match value {
                    Value::Object(inner) => {
                        let inner: Option<Vec<String>> = inner.iter().map(|(key, it)| pair(key, &line(it)?)).collect();
                        format!("{{{}}}", inner?.join(", "))
                    }
                    Value::Array(items) => words(items)?,
                    other => line(other)?,
                };
                pair(key, &value)
            };
            let pairs: Option<Vec<String>> = map.iter().map(pair).collect();
            Some(format!("{{{}}}", pairs?.join(", ")))
        }
        Value::Array(items) => words(items),
        other => line(other),
    }
}

fn pair(key: &str, value: &str) -> Option<String> {
    Some(format!("{}: {value}", scalar::text(key, true)))
}

/// A list of scalars on one line.
fn words(items: &[Value]) -> Option<String> {
    let words: Option<Vec<String>> = items.iter().map(line).collect();
    Some(format!("[{}]", words?.join(", ")))
}

/// A scalar, or what is empty, as it stands among others on a line.
fn line(value: &Value) -> Option<String> {
    match value {
        Value::Object(map) if map.is_empty() => Some("{}".to_owned()),
        Value::Array(items) if items.is_empty() => Some("[]".to_owned()),
        Value::Object(_) | Value::Array(_) => None,
        Value::String(text) => Some(scalar::text(text, true)),
        other => Some(other.to_string()),
    }
}

/// A long text as a folded block, where that reads back the same.
fn folded(text: &str, at: &Field) -> Option<String> {
    if at.column + width(text) <= FOLD || !scalar::can_fold(text) {
        return None;
    }
    let indent = " ".repeat(at.indent + 2);
    let mut lines = String::from(" >-\n");
    let mut column = 0;
    for word in text.split(' ') {
        let wide = width(word);
        if column == 0 {
            lines.push_str(&indent);
            column = indent.len();
        } else if column + 1 + wide > FOLD {
            lines.push('\n');
            lines.push_str(&indent);
            column = indent.len();
        } else {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += wide;
    }
    lines.push('\n');
    Some(lines)
}

fn width(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::parse::parse;

    #[test]
    fn each_sort_of_value_has_its_form() {
        let long = "word ".repeat(30).trim_end().to_owned();
        let value = json!({
            "slug": "a", "name": {"en": "A: b", "hi": "अ"}, "when": {"edtf": "2025-08-22"}, "value": "90",
            "topics": ["x", "z"], "latitude": 21.25,
            "evidence": [
                {"at": "a@1-2", "note": {"en": "One, two", "hi": "एक"}},
                {"at": "a@1-2", "note": {"en": long, "hi": "एक"}},
                {"text": "x", "evidence": [{"at": "a@3-4"}]},
            ],
        });
        let folded = format!(
            "          {}\n          {}",
            "word ".repeat(18).trim_end(),
            "word ".repeat(12).trim_end()
        );
        assert_eq!(
            document(&value),
            format!(
                "slug: a\nname:\n  en: \"A: b\"\n  hi: अ\nwhen:\n  edtf: \"2025-08-22\"\nvalue: \"90\"\ntopics: [x, z]\n\
                 latitude: 21.25\nevidence:\n  - {{at: a@1-2, note: {{en: \"One, two\", hi: एक}}}}\n  - at: a@1-2\n    note:\n\
                 \x20     en: >-\n{}\n      hi: एक\n  - text: x\n    evidence:\n      - {{at: a@3-4}}\n",
                folded.replace("          ", "        ")
            )
        );
    }

    fn values() -> impl Strategy<Value = Value> {
        let text = prop_oneof![
            "[ -~\n\t\u{900}-\u{97f}]{0,30}",
            "([a-z#:'\"-]{1,9} ){0,40}[a-z]{1,9}",
            "[0-9+.eExob_:TZ/~ -]{1,12}",
            "(y|n|yes|No|on|OFF|true|null|~|=|<<|\\.inf|\\.NaN|---|\\.\\.\\.|- a|\\? a|\u{feff}|\u{85}|\u{2028}a|\u{a0}|\u{7f})",
            ".{0,12}",
        ];
        let leaf = prop_oneof![
            4 => text.prop_map(Value::String),
            1 => (-1e9f64..1e9).prop_map(Value::from),
            1 => any::<bool>().prop_map(Value::Bool),
            1 => Just(Value::Null),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
                prop::collection::vec(("[a-z]{1,6}|no|y|[ -~]{0,5}", inner), 0..5)
                    .prop_map(|it| it.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn what_is_written_reads_back(value in values()) {
            let text = document(&json!({ "it": value }));
            let parsed = parse(&text);
            prop_assert_eq!(parsed.faults, vec![], "{}", text);
            prop_assert_eq!(parsed.root.unwrap().to_json(), json!({ "it": value }), "{}", text);
        }
    }
}
