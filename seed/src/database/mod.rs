//! Opening a database and bringing its tables up to date. What is in them is the store's matter.
//!
//! Both databases are opened for Sabha's way of working: SQLite with a write-ahead log, foreign keys and a wait for other
//! writers; PostgreSQL with TLS where the server offers it (`?sslmode=` in the address decides). There is no limit on the
//! time of a SQLite statement, and one whose operation has ended runs on and keeps its connection. Its progress handler could
//! end it, but does not know when a statement began: it is called every so many steps of whatever runs, and statements that
//! follow one another look like one that goes on. The pool's hooks do know when a connection is taken, but are given nothing
//! that tells which handler is its own, other than by locking it; and that is a change to its thread and back for each
//! statement, more than most statements take.

mod error;
mod server;
mod session;

use std::time::Duration;

use migration::{Migrator, MigratorTrait};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr,
    IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

pub use error::Error;
pub use server::Unfit;
pub(crate) use session::{Bulk, Session};

use crate::{derive, load};

/// How many connections are kept, and how long they may take.
#[derive(Clone, Debug)]
pub struct Options {
    /// The most connections at a time. An in-memory database always has one.
    pub connections: u32,
    /// How long to wait for a free connection.
    pub wait: Duration,
    /// After how long PostgreSQL gives a statement up; `None` for never. SQLite knows no such limit.
    pub statement_limit: Option<Duration>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connections: 1,
            wait: Duration::from_secs(3),
            statement_limit: None,
        }
    }
}

/// Opens a database with one connection, as a load needs it.
///
/// # Errors
/// As [`open_with`].
pub async fn open(url: &str) -> Result<DatabaseConnection, Error> {
    open_with(url, &Options::default()).await
}

/// Opens a database: `sqlite://file.db`, made when it is missing; `sqlite::memory:`; or `postgres://user@host/name`.
///
/// # Errors
/// When the address is none, the file cannot be written or is no database, or the server does not answer or refuses.
pub async fn open_with(url: &str, options: &Options) -> Result<DatabaseConnection, Error> {
    let mut connect = ConnectOptions::new(url);
    connect
        .max_connections(options.connections.max(1))
        .acquire_timeout(options.wait)
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    if url.starts_with("sqlite:") {
        for_sqlite(&mut connect, is_in_memory(url));
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        connect
            .set_application_name("sabha")
            .test_before_acquire_if_idle_for(Duration::from_secs(5))
            // To compile a statement takes longer than any of ours gains by it.
            .map_sqlx_postgres_opts(|postgres| postgres.options([("jit", "off")]));
        if let Some(limit) = options.statement_limit {
            connect.statement_timeout(limit);
        }
    } else {
        return Err(Error::Address(without_password(url)));
    }
    let db = Database::connect(connect)
        .await
        .map_err(|error| match Error::from(error) {
            Error::Failed(_) => Error::Address(without_password(url)),
            other => other,
        })?;
    // SQLite looks at a file only when it must: a file of another sort shows itself here.
    db.execute_unprepared("SELECT 1").await?;
    Ok(db)
}

fn for_sqlite(connect: &mut ConnectOptions, in_memory: bool) {
    connect.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .row_buffer_size(1000)
            .statement_cache_capacity(256)
    });
    // A file's connections cost nothing while they are idle, and a database in memory dies with its last one.
    // To ask each one whether it still lives, before it is used, would cost a change of threads.
    connect.idle_timeout(None).max_lifetime(None).test_before_acquire(false);
    if in_memory {
        connect.max_connections(1).min_connections(1);
    }
}

fn is_in_memory(url: &str) -> bool {
    url.contains(":memory:") || url.contains("mode=memory")
}

/// An address that may be shown: no password, no parameters.
fn without_password(url: &str) -> String {
    let address = url.split('?').next().unwrap_or(url);
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.to_owned();
    };
    match rest.rsplit_once('@') {
        Some((user, host)) => format!("{scheme}://{}@{host}", user.split(':').next().unwrap_or_default()),
        None => address.to_owned(),
    }
}

/// Brings the tables up to date, and what is derived in them, in one transaction; does nothing when they are. Servers that
/// start at once take turns. What a load set aside that was cut off is made again, too.
///
/// # Errors
/// When the server is [`Unfit`], the database is newer than this program, or a step fails; then nothing is changed.
pub async fn migrate(db: &DatabaseConnection) -> Result<(), Error> {
    migrate_for_load(db).await?;
    load::restore(db, |_left| {}).await
}

/// As [`migrate`], for a load that goes on: it makes again in the end what it set aside.
///
/// # Errors
/// As [`migrate`].
pub(crate) async fn migrate_for_load(db: &DatabaseConnection) -> Result<(), Error> {
    let server = server::look(db).await?;
    if let Some(server) = &server {
        server.fits()?;
    }
    let tx = begin(db).await?;
    if !pending(&tx).await?.is_empty() {
        if let Some(server) = &server {
            server.takes_tables()?;
        }
        Migrator::up(&tx, None).await?;
    }
    derive::renew(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// True when no step is missing.
///
/// # Errors
/// When the database is newer than this program, or fails.
pub async fn is_migrated(db: &DatabaseConnection) -> Result<bool, Error> {
    Ok(pending(db).await?.is_empty())
}

/// True when no step was taken yet: a new database.
///
/// # Errors
/// When the database is newer than this program, or fails.
pub(crate) async fn is_blank(db: &DatabaseConnection) -> Result<bool, Error> {
    Ok(pending(db).await?.len() == Migrator::migrations().len())
}

/// The names of the steps that are missing, oldest first. Changes nothing.
///
/// # Errors
/// When the database is newer than this program, or fails.
pub async fn pending<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, Error> {
    let steps = Migrator::get_pending_migrations_read_only(db)
        .await
        .map_err(|error| match error {
            // The migrator says so of a step that the database knows and it does not, and quotes the step's name.
            DbErr::Custom(words) => Error::Newer(words.split('\'').nth(1).unwrap_or_default().to_owned()),
            other => other.into(),
        })?;
    Ok(steps.iter().map(|step| step.name().to_owned()).collect())
}

/// The lock of those who write Sabha's tables, the same for every program: "sabha" in ASCII.
const WRITERS: i64 = 0x0073_6162_6861;

/// Begins a transaction of sea-orm's that writes, as the migrator wants it; for all else there is [`Session`].
///
/// # Errors
/// [`Error::Busy`] when another takes too long.
async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction, Error> {
    let mode = SqliteTransactionMode::Immediate;
    let tx = db
        .begin_with_options(TransactionOptions {
            sqlite_transaction_mode: Some(mode),
            ..TransactionOptions::default()
        })
        .await?;
    if tx.get_database_backend() == DatabaseBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({WRITERS})"))
            .await?;
    }
    Ok(tx)
}

/// Begins a transaction that reads one state of the dataset, whatever others write meanwhile.
///
/// # Errors
/// When the database fails.
pub(crate) async fn begin_reading(db: &DatabaseConnection) -> Result<DatabaseTransaction, Error> {
    // A SQLite transaction reads one state by itself, and sea-orm warns when it is asked for a level.
    let level = (db.get_database_backend() == DatabaseBackend::Postgres).then_some(IsolationLevel::RepeatableRead);
    let options = TransactionOptions {
        isolation_level: level,
        ..TransactionOptions::default()
    };
    Ok(db.begin_with_options(options).await?)
}
