//! Changes as lines of JSON, for mirrors.

use async_graphql::EnumType;
use async_graphql::dataloader::Loader;
use chrono::SecondsFormat;
use entity::field_change;
use sea_orm::DatabaseConnection;
use serde::Serialize;
use serde_json::Value;

use super::object::{Change, Known};
use crate::error::Error;
use crate::loader::Db;
use crate::record::RecordRow;

/// A change in one line.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    id: &'a str,
    revision: i64,
    at: String,
    actor: &'a str,
    action: &'static str,
    kind: &'static str,
    slug: &'a str,
    /// The present slug of the record that a merged one leads to.
    merged_into: Option<&'a str>,
    fields: Vec<Field<'a>>,
}

#[derive(Debug, Serialize)]
struct Field<'a> {
    path: &'a str,
    before: Value,
    after: Value,
}

/// Changes of a feed as lines. No statement, or one when a record among them was merged.
///
/// # Errors
/// What the database answers.
pub async fn lines(db: &DatabaseConnection, changes: &[Change]) -> Result<Vec<u8>, Error> {
    let merged = changes.iter().filter_map(|change| change.row.merged_into_id);
    let merged: Vec<RecordRow> = merged.map(RecordRow).collect();
    let merged = match merged.is_empty() {
        true => Default::default(),
        false => Loader::<RecordRow>::load(&Db(db.clone()), &merged).await?,
    };
    let mut lines = Vec::new();
    for change in changes {
        let into = change.row.merged_into_id.and_then(|id| merged.get(&RecordRow(id)));
        line(change, into.map(|record| record.slug.as_str()), &mut lines)?;
        lines.push(b'\n');
    }
    Ok(lines)
}

fn line(change: &Change, merged_into: Option<&str>, lines: &mut Vec<u8>) -> Result<(), Error> {
    let unknown = || Error::Internal("a change that the feed has not read".to_owned());
    let Known { revision, fields } = change.known.as_deref().ok_or_else(unknown)?;
    let line = Line {
        id: &change.global_id(),
        revision: change.row.revision,
        at: revision.at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
        actor: &revision.actor,
        action: name(change.row.action),
        kind: name(change.row.kind),
        slug: &change.row.slug,
        merged_into,
        fields: fields
            .iter()
            .map(|field| as_field(&field.row))
            .collect::<Result<_, _>>()?,
    };
    serde_json::to_writer(lines, &line).map_err(|fault| Error::Internal(fault.to_string()))
}

/// A word as the schema has it.
fn name<T: EnumType>(value: T) -> &'static str {
    let item = T::items().iter().find(|item| item.value == value);
    item.map_or("", |item| item.name)
}

fn as_field(row: &field_change::Model) -> Result<Field<'_>, Error> {
    let value = |text: &Option<String>| {
        let value = text.as_deref().map(serde_json::from_str).transpose();
        let value = value.map_err(|fault| Error::Internal(format!("field change {}: {fault}", row.id)));
        Ok::<_, Error>(value?.unwrap_or_default())
    };
    Ok(Field {
        path: &row.path,
        before: value(&row.before)?,
        after: value(&row.after)?,
    })
}
