//! Tables of comma-separated values, for spreadsheets: RFC 4180 in UTF-8, with a byte order mark, without which Excel takes
//! Devanagari for something else.
//!
//! A table shows records of some kinds, a row each, or a row for each item of one of their lists. Its columns are told in
//! [`table`], each by the field of the record's tree that it shows; so what is written is what the files call it. Texts are
//! shown in English and in Hindi; other languages are in the other forms.

mod table;

use std::fmt::Write;

use entity::Edtf;
use serde_json::{Map, Value, json};

pub use table::Table;

use crate::difference::{item_key, locked};
use crate::lock::{Citation, Lock};
use crate::record::Record;
use crate::source::word;

/// By which a spreadsheet knows that the text is UTF-8.
const MARK: char = '\u{feff}';

/// What one column shows, or several that belong together; a name is the field's and the column's.
#[derive(Clone, Copy, Debug)]
enum Column {
    /// A word, slug, number, date or address, as it stands.
    Plain(&'static str),
    /// A text in no certain language, as printed.
    Text(&'static str),
    /// A text by language: two columns.
    Texts(&'static str),
    /// A moment: six columns.
    Moment(&'static str),
    /// Several slugs or words, with `;` between them.
    List(&'static str),
    /// How many items the list has.
    Count(&'static str),
    /// How sure it is: `stated` when the record says nothing of it.
    Certainty,
    /// The slug of the record that holds the item, under the name of its kind, or as `record`.
    Holder(&'static str),
    /// The kind of that record.
    HolderKind,
    /// What tells the item from the others of its list.
    Key,
    /// The path by which others name a position.
    Path,
}

impl Column {
    /// The names of the columns in the first row.
    fn names(self) -> Vec<String> {
        let with = |name: &str, ends: &[&str]| ends.iter().map(|end| format!("{name}{end}")).collect();
        match self {
            Self::Plain(name) | Self::Text(name) | Self::List(name) | Self::Count(name) | Self::Holder(name) => {
                vec![name.to_owned()]
            }
            Self::Texts(name) => with(name, &["_en", "_hi"]),
            Self::Moment(name) => with(
                name,
                &["_edtf", "_earliest", "_latest", "_certainty", "_note_en", "_note_hi"],
            ),
            Self::Certainty => vec!["certainty".to_owned()],
            Self::HolderKind => vec!["record_kind".to_owned()],
            Self::Key => vec!["key".to_owned()],
            Self::Path => vec!["path".to_owned()],
        }
    }
}

impl Table {
    /// The first row, after the mark.
    pub(super) fn head(self) -> String {
        let names: Vec<String> = self.columns().iter().flat_map(|column| column.names()).collect();
        format!("{MARK}{}\r\n", names.join(","))
    }

    /// Adds the rows of a record.
    pub(super) fn rows(self, record: &Record, lock: &Lock, out: &mut String) {
        let head = record.header();
        if !self.kinds().contains(&head.kind) {
            return;
        }
        let tree = locked(record, lock);
        let mut row = Row {
            kind: word(head.kind),
            slug: head.slug,
            list: self.list().unwrap_or_default(),
            out,
            is_first: true,
        };
        match self.list() {
            None => row.write(self.columns(), &tree),
            Some("evidence") => {
                let mut found = Vec::new();
                evidence(&tree, "", &mut found);
                found.iter().for_each(|item| row.write(self.columns(), item));
            }
            Some(list) => {
                let items = tree.get(list).and_then(Value::as_array).into_iter().flatten();
                items.for_each(|item| row.write(self.columns(), item));
            }
        }
    }
}

/// A row that is being written.
struct Row<'a> {
    kind: &'static str,
    slug: &'a str,
    list: &'static str,
    out: &'a mut String,
    is_first: bool,
}

impl Row<'_> {
    fn write(&mut self, columns: &[Column], item: &Value) {
        self.is_first = true;
        for column in columns {
            self.column(*column, item);
        }
        self.out.push_str("\r\n");
    }

    fn column(&mut self, column: Column, item: &Value) {
        let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default();
        match column {
            Column::Plain(name) => self.cell(&plain(item.get(name))),
            Column::Text(name) => self.text(text(name)),
            Column::Texts(name) => self.texts(item.get(name)),
            Column::Moment(name) => self.moment(item.get(name)),
            Column::List(name) => {
                let items = item.get(name).and_then(Value::as_array).into_iter().flatten();
                let words: Vec<String> = items.map(|it| plain(Some(it))).collect();
                self.cell(&words.join(";"));
            }
            Column::Count(name) => {
                let count = item.get(name).and_then(Value::as_array).map_or(0, Vec::len);
                self.cell(&count.to_string());
            }
            Column::Certainty => self.cell(certainty(item)),
            Column::Holder(name) if name != "record" && name != self.kind => self.cell(""),
            Column::Holder(_) => self.cell(self.slug),
            Column::HolderKind => self.cell(self.kind),
            Column::Key => self.text(&item_key(self.list, item)),
            Column::Path => self.cell(&format!("{}/{}", self.slug, text("key"))),
        }
    }

    fn moment(&mut self, moment: Option<&Value>) {
        let edtf = moment.and_then(|it| it.get("edtf")).and_then(Value::as_str);
        let (earliest, latest) = edtf.map(|it| Edtf::stored(it).bounds()).unwrap_or_default();
        self.cell(edtf.unwrap_or_default());
        for day in [earliest, latest] {
            self.cell(&day.map(|day| day.to_string()).unwrap_or_default());
        }
        self.cell(moment.map(certainty).unwrap_or_default());
        self.texts(moment.and_then(|it| it.get("note")));
    }

    fn texts(&mut self, texts: Option<&Value>) {
        for language in ["en", "hi"] {
            let text = texts.and_then(|it| it.get(language)).and_then(Value::as_str);
            self.text(text.unwrap_or_default());
        }
    }

    /// A cell of printed words. A spreadsheet takes some for a formula and runs it: these begin with an apostrophe here.
    fn text(&mut self, text: &str) {
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            self.cell(&format!("'{text}"));
        } else {
            self.cell(text);
        }
    }

    fn cell(&mut self, text: &str) {
        if !std::mem::take(&mut self.is_first) {
            self.out.push(',');
        }
        if text.contains([',', '"', '\r', '\n']) {
            // Writing to a text does not fail.
            let _ = write!(self.out, "\"{}\"", text.replace('"', "\"\""));
        } else {
            self.out.push_str(text);
        }
    }
}

fn plain(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn certainty(item: &Value) -> &str {
    item.get("certainty").and_then(Value::as_str).unwrap_or("stated")
}

/// Every piece of evidence below a value, with the part that it supports: `participations[key]`, or nothing for the record.
fn evidence(tree: &Value, part: &str, found: &mut Vec<Value>) {
    let Value::Object(fields) = tree else { return };
    for (name, value) in fields {
        for item in value.as_array().into_iter().flatten() {
            if name == "evidence" {
                found.push(cited(item, part));
            } else {
                evidence(item, &format!("{name}[{}]", item_key(name, item)), found);
            }
        }
    }
}

/// A piece of evidence with its part, and its citation taken apart.
fn cited(item: &Value, part: &str) -> Value {
    let mut fields: Map<String, Value> = item.as_object().cloned().unwrap_or_default();
    fields.insert("part".to_owned(), json!(part));
    let at = item.get("at").and_then(Value::as_str).unwrap_or_default();
    if let Ok(it) = at.parse::<Citation>() {
        fields.insert("article".to_owned(), json!(it.article));
        fields.insert("start".to_owned(), json!(it.start));
        fields.insert("end".to_owned(), json!(it.end));
    }
    Value::Object(fields)
}
