//! What can go wrong between the dataset and a database, in words that repeat nothing of the database's own.

use sea_orm::sqlx;
use sea_orm::{DbErr, RuntimeErr, SqlErr};

use crate::curated::RecordKey;

/// Why a database could not be opened, read or written. The cause, with the database's words, is its `source()`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address leads to no database that Sabha knows.
    #[error("`{0}` is not the address of a database: write e.g. `sqlite://sabha.db` or `postgres://user@host/sabha`")]
    Address(String),
    /// A SQLite file, or its folder, cannot be written.
    #[error("the database's file cannot be opened or written: see that its folder exists and may be written to")]
    NotWritable(#[source] DbErr),
    /// The file holds something else.
    #[error("the file is not a SQLite database: name another, or move it away")]
    NotADatabase(#[source] DbErr),
    /// Nobody answers at the address.
    #[error("the database's server cannot be reached: see that it runs, and the host and the port of the address")]
    Unreachable(#[source] DbErr),
    /// The server does not let us in.
    #[error("the database's server refuses: see the user, the password and the database's name of the address")]
    Refused(#[source] DbErr),
    /// The server is none that Sabha can write to.
    #[error(transparent)]
    Unfit(#[from] super::Unfit),
    /// Somebody else writes for too long, or all connections are taken.
    #[error("the database is busy: try again")]
    Busy(#[source] DbErr),
    /// A later binary has been at work.
    #[error("the database knows the step `{0}`, which this program does not: use a newer program")]
    Newer(String),
    /// The tables are missing or old.
    #[error("the database's tables are not up to date: run `sabha migrate`, or `seed apply`")]
    NotMigrated,
    /// Nothing was loaded yet.
    #[error("the database holds no dataset yet: run `seed apply`")]
    Empty,
    /// There is a dataset where none must be.
    #[error("the database holds a dataset, at revision {revision}, and must be empty for this: name another")]
    Held {
        /// The revision that is there.
        revision: i64,
    },
    /// The database has moved on.
    #[error("the dataset is at revision {found} and no longer at {expected}: read it again")]
    Stale {
        /// The revision that was expected.
        expected: i64,
        /// The revision that is there.
        found: i64,
    },
    /// A record names one that does not exist.
    #[error("{record}: there is no {target}")]
    Unknown {
        /// The record that names it.
        record: RecordKey,
        /// What it names: a kind and a slug, or a kind of part and its path.
        target: String,
    },
    /// Two parts of a record have the same key.
    #[error("{record}: {part} is there twice")]
    Twice {
        /// The record.
        record: RecordKey,
        /// The kind of part, and its key.
        part: String,
    },
    /// A value that no check let through.
    #[error("{record}: {message}")]
    Value {
        /// The record.
        record: RecordKey,
        /// What is wrong with it.
        message: String,
    },
    /// The lock does not hold a citation or an article.
    #[error("{record}: `{citation}` is not in the evidence's lock: run `seed verify --articles DIR --write`")]
    Unlocked {
        /// The record that cites it.
        record: RecordKey,
        /// The citation, or the article's slug.
        citation: String,
    },
    /// A record that is to go is named by one that stays.
    #[error("a record, or a part of one, that is to go is still named by another")]
    InUse(#[source] DbErr),
    /// A slug, a code, a text or an item of a list that must be the only one is there twice.
    #[error("a slug, a code, an article's text or an item of a list that must be the only one is there twice")]
    Duplicate(#[source] DbErr),
    /// The rows do not fit together.
    #[error("the database's rows do not fit together: {0}")]
    Damaged(String),
    /// Anything else.
    #[error("the database failed")]
    Failed(#[source] DbErr),
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => return Self::InUse(error),
            Some(SqlErr::UniqueConstraintViolation(_)) => return Self::Duplicate(error),
            _ => {}
        }
        let kind = match &error {
            DbErr::ConnectionAcquire(_) => Self::Busy,
            DbErr::Conn(RuntimeErr::SqlxError(cause))
            | DbErr::Exec(RuntimeErr::SqlxError(cause))
            | DbErr::Query(RuntimeErr::SqlxError(cause)) => of_driver(cause),
            _ => Self::Failed,
        };
        kind(error)
    }
}

/// The kind of error that a driver's error is.
fn of_driver(cause: &sqlx::Error) -> fn(DbErr) -> Error {
    match cause {
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolTimedOut => Error::Unreachable,
        sqlx::Error::Database(told) if told.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() => {
            of_sqlite(told.code().as_deref().unwrap_or_default())
        }
        sqlx::Error::Database(told) => of_postgres(told.code().as_deref().unwrap_or_default()),
        _ => Error::Failed,
    }
}

/// SQLite's extended result codes carry the plain one in their lowest byte.
fn of_sqlite(code: &str) -> fn(DbErr) -> Error {
    match code.parse::<u32>().unwrap_or_default() & 0xff {
        5 | 6 => Error::Busy,
        8 | 14 => Error::NotWritable,
        26 => Error::NotADatabase,
        _ => match code {
            // A foreign key that is still broken when the transaction ends.
            "787" => Error::InUse,
            _ => Error::Failed,
        },
    }
}

/// PostgreSQL's SQLSTATE: class 28 and 3D refuse at the door, 57P and 08 are a server that comes or goes.
fn of_postgres(code: &str) -> fn(DbErr) -> Error {
    match code.get(..2).unwrap_or_default() {
        "28" | "3D" | "42" if code == "42501" || !code.starts_with("42") => Error::Refused,
        "08" => Error::Unreachable,
        "57" if code.starts_with("57P") => Error::Unreachable,
        "53" | "55" | "57" | "40" => Error::Busy,
        "23" if code == "23503" => Error::InUse,
        "23" if code == "23505" => Error::Duplicate,
        _ => Error::Failed,
    }
}
