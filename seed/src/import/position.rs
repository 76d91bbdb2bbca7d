//! How far an import is, kept in the database beside what it wrote.

use std::fs::File;
use std::io::{self, Read};

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Statement};
use sha2::{Digest, Sha256};

use super::lines::Mark;

/// What of a file tells it from others, besides its size.
const BEGINNING: u64 = 1_000_000;

/// A file as it is known again: a copy of it is the same file, and one that was changed at its beginning or in its length
/// is another.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    pub(super) name: String,
    pub(super) size: u64,
    digest: String,
}

impl Identity {
    /// Reads the file's beginning.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn of(name: &str, file: &File) -> io::Result<Self> {
        let size = file.metadata()?.len();
        let mut bytes = size.to_string().into_bytes();
        file.take(BEGINNING).read_to_end(&mut bytes)?;
        let digest = Sha256::digest(&bytes);
        Ok(Self {
            name: name.to_owned(),
            size,
            digest: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        })
    }

    /// Where its import has come to.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn mark(&self, db: &impl ConnectionTrait) -> Result<Option<Mark>, DbErr> {
        #[derive(FromQueryResult)]
        struct Row {
            position: i64,
            lines: i64,
        }
        let sql = format!(
            "SELECT position, lines FROM import_progress WHERE file = '{}'",
            self.digest
        );
        let row = Row::find_by_statement(Statement::from_string(db.get_database_backend(), sql));
        Ok(row.one(db).await?.map(|row| Mark {
            position: u64::try_from(row.position).unwrap_or_default(),
            lines: usize::try_from(row.lines).unwrap_or_default(),
        }))
    }

    /// Notes where its import has come to.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn note(&self, db: &impl ConnectionTrait, mark: Mark, at: DateTime<Utc>) -> Result<(), DbErr> {
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let values = [
            self.digest.clone().into(),
            self.name.clone().into(),
            number(self.size).into(),
            number(mark.position).into(),
            number(mark.lines as u64).into(),
            at.into(),
        ];
        let sql = "INSERT INTO import_progress (file, name, size, position, lines, updated_at) \
                   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (file) DO UPDATE SET name = excluded.name, \
                   position = excluded.position, lines = excluded.lines, updated_at = excluded.updated_at";
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
        db.execute_raw(statement).await.map(|_done| ())
    }
}
