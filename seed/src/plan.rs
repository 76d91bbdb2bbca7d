//! What applying a dataset would change, to be read before it is done.

use std::fmt;

use entity::change::ChangeAction;
use sea_orm::DatabaseConnection;
use serde::Serialize;
use serde_json::Value;

use crate::curated::Curated;
use crate::database::{self, Error};
use crate::difference::{FieldChange, RecordChange, dataset_differences, differences, item_key};
use crate::store;

/// What would change, and in what.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    /// The revision that the plan is made for; 0 before the first load.
    pub revision: i64,
    /// What changes in the dataset's description.
    pub dataset: Vec<FieldChange>,
    /// What becomes of which record.
    pub records: Vec<RecordChange>,
    /// Records that stay, changed or not.
    pub kept: usize,
}

/// Compares a dataset with what the database holds; 32 statements, and nothing is changed. A database without any tables
/// holds nothing.
///
/// # Errors
/// When the tables are old, or the database fails.
pub async fn plan(db: &DatabaseConnection, curated: &Curated) -> Result<Plan, Error> {
    let (revision, before) = if database::is_blank(db).await? {
        (0, Curated::nothing())
    } else if database::is_migrated(db).await? {
        let tx = database::begin_reading(db).await?;
        let stored = store::read(&tx).await?;
        tx.commit().await?;
        (stored.revision, stored.curated)
    } else {
        return Err(Error::NotMigrated);
    };
    let kept = before
        .records
        .keys()
        .filter(|key| curated.records.contains_key(key))
        .count();
    Ok(Plan {
        revision,
        kept,
        dataset: dataset_differences(&before.dataset, &curated.dataset),
        records: differences(&before, curated),
    })
}

impl Plan {
    /// True when there is nothing to apply.
    pub fn is_empty(&self) -> bool {
        self.dataset.is_empty() && self.records.is_empty()
    }

    /// True when more records go than stay: the files are then another dataset's, more likely than not.
    pub fn replaces(&self) -> bool {
        self.count(ChangeAction::Deleted) > self.kept
    }

    /// The plan as a person reads it; with colours where `colours` says that a terminal shows them.
    pub fn shown(&self, colours: bool) -> Shown<'_> {
        Shown { plan: self, colours }
    }

    fn count(&self, action: ChangeAction) -> usize {
        self.records.iter().filter(|change| change.action == action).count()
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown(false).fmt(f)
    }
}

/// A plan as text: a heading a record and below it its fields, like a diff; the sum in the last line.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    plan: &'a Plan,
    colours: bool,
}

/// What a line is about, and with it its sign and colour.
#[derive(Clone, Copy)]
enum Line {
    Heading,
    Comes,
    Goes,
}

impl Shown<'_> {
    fn line(&self, f: &mut fmt::Formatter<'_>, line: Line, text: &str) -> fmt::Result {
        let (colour, sign) = match line {
            Line::Heading => ("1", ""),
            Line::Comes => ("32", "  + "),
            Line::Goes => ("31", "  - "),
        };
        if self.colours {
            writeln!(f, "\u{1b}[{colour}m{sign}{text}\u{1b}[0m")
        } else {
            writeln!(f, "{sign}{text}")
        }
    }

    fn fields(&self, f: &mut fmt::Formatter<'_>, fields: &[FieldChange]) -> fmt::Result {
        for field in fields {
            for (line, value) in [(Line::Goes, &field.before), (Line::Comes, &field.after)] {
                if let Some(value) = value {
                    self.value(f, line, (&field.path, value))?;
                }
            }
        }
        Ok(())
    }

    /// A value in one line, or a list of things in one line each.
    fn value(&self, f: &mut fmt::Formatter<'_>, line: Line, (path, value): (&str, &Value)) -> fmt::Result {
        match value.as_array() {
            Some(items) if items.iter().any(Value::is_object) => {
                for item in items {
                    let key = item_key(path, item);
                    self.line(f, line, &format!("{path}[{key}]: {}", in_one_line(item)))?;
                }
                Ok(())
            }
            _ => self.line(f, line, &format!("{path}: {}", in_one_line(value))),
        }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.plan.dataset.is_empty() {
            self.line(f, Line::Heading, "update the dataset's description")?;
            self.fields(f, &self.plan.dataset)?;
        }
        for change in &self.plan.records {
            self.line(f, Line::Heading, &heading(change))?;
            // What goes whole needs no list of what it was.
            if matches!(change.action, ChangeAction::Created | ChangeAction::Updated) {
                self.fields(f, &change.fields)?;
            }
        }
        let count = |action| self.plan.count(action);
        let (created, updated) = (count(ChangeAction::Created), count(ChangeAction::Updated));
        let (merged, deleted) = (count(ChangeAction::Merged), count(ChangeAction::Deleted));
        if self.plan.is_empty() {
            write!(
                f,
                "Nothing to change: the database holds this dataset at revision {}.",
                self.plan.revision
            )
        } else {
            let next = self.plan.revision + 1;
            write!(
                f,
                "Revision {next}: {created} to create, {updated} to update, {merged} to merge, {deleted} to delete."
            )
        }
    }
}

fn heading(change: &RecordChange) -> String {
    let key = &change.key;
    match (change.action, &change.renamed_from, &change.merged_into) {
        (ChangeAction::Created, ..) => format!("create {key}"),
        (ChangeAction::Updated, Some(old), _) => format!("update {key}, until now {old}"),
        (ChangeAction::Updated, None, _) => format!("update {key}"),
        (ChangeAction::Merged, _, Some(into)) => format!("merge {key} into {}", into.slug),
        (ChangeAction::Merged | ChangeAction::Deleted, ..) => format!("delete {key}"),
    }
}

/// A text as it is; anything else as JSON, without what the lock says of a citation.
fn in_one_line(value: &Value) -> String {
    match value {
        Value::String(text) => text.replace('\n', "\\n"),
        other => without_lock(other).to_string(),
    }
}

fn without_lock(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(without_lock).collect(),
        Value::Object(fields) => {
            let is_locked = |name: &str| fields.contains_key("at") && matches!(name, "line" | "quote_sha256");
            let told = fields.iter().filter(|(name, _)| !is_locked(name));
            told.map(|(name, value)| (name.clone(), without_lock(value))).collect()
        }
        other => other.clone(),
    }
}
