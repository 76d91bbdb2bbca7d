//! What a database holds, in a few numbers.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Utc};
use entity::RecordKind;
use sea_orm::{DatabaseBackend, DatabaseConnection, EntityTrait, FromQueryResult, Statement};
use serde::Serialize;

use crate::database::{self, Error};
use crate::store::ORDER;

/// What a database holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Status {
    /// `SQLite` or `PostgreSQL`.
    pub database: &'static str,
    /// Number of the newest revision; 0 before the first load.
    pub revision: i64,
    /// When it was applied; `None` before the first load.
    pub updated_at: Option<DateTime<Utc>>,
    /// Records by kind; each kind is there.
    pub records: BTreeMap<RecordKind, i64>,
    /// Steps of the tables that are missing.
    pub pending: Vec<String>,
}

/// Looks what a database holds; 4 statements at most.
///
/// # Errors
/// When the database is newer than this program, or fails.
pub async fn status(db: &DatabaseConnection) -> Result<Status, Error> {
    let database = match db.get_database_backend() {
        DatabaseBackend::Postgres => "PostgreSQL",
        _ => "SQLite",
    };
    let mut status = Status {
        database,
        revision: 0,
        updated_at: None,
        records: ORDER.iter().map(|kind| (*kind, 0)).collect(),
        pending: database::pending(db).await?,
    };
    if status.pending.is_empty() {
        if let Some(dataset) = entity::dataset::Entity::find().one(db).await? {
            status.revision = dataset.revision;
            status.updated_at = Some(dataset.updated_at);
        }
        status.records.extend(counts(db).await?);
    }
    Ok(status)
}

async fn counts(db: &DatabaseConnection) -> Result<Vec<(RecordKind, i64)>, Error> {
    #[derive(FromQueryResult)]
    struct Row {
        kind: RecordKind,
        number: i64,
    }
    let sql = "SELECT kind, COUNT(*) AS number FROM record GROUP BY kind";
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let rows = Row::find_by_statement(statement).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.number)).collect())
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.updated_at {
            Some(at) => writeln!(
                f,
                "{}, revision {} of {}",
                self.database,
                self.revision,
                at.format("%Y-%m-%d %H:%M:%S UTC")
            )?,
            None => writeln!(f, "{}, nothing loaded yet", self.database)?,
        }
        for kind in ORDER {
            let number = self.records.get(&kind).copied().unwrap_or_default();
            writeln!(f, "{number:>8} {}", format!("{kind:?}").to_lowercase())?;
        }
        match self.pending.as_slice() {
            [] => write!(f, "The tables are up to date."),
            steps => write!(f, "Missing steps of the tables: {}.", steps.join(", ")),
        }
    }
}
