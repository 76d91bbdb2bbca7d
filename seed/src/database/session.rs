//! A transaction that writes: one at a time, on either database, with its own connection at hand.
//!
//! sea-orm's transaction keeps its connection to itself, and PostgreSQL takes many rows at once by `COPY` only there. So
//! this one holds the driver's transaction, and is for sea-orm a connection like any other.

use sea_orm::prelude::async_trait::async_trait;
use sea_orm::sqlx::{self, AssertSqlSafe, Postgres, Sqlite, Transaction};
use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, ExecResult,
    QueryResult, RuntimeErr, Statement, Values,
};
use sea_query_sqlx::SqlxValues;
use tokio::sync::Mutex;

use super::Error;

/// A connection that may know how to take many rows at once.
#[async_trait]
pub(crate) trait Bulk: ConnectionTrait {
    /// Sends rows by `COPY`, in PostgreSQL's text format; gives false, and does nothing, where that is not known.
    async fn copy(&self, _statement: &str, _rows: Vec<u8>) -> Result<bool, DbErr> {
        Ok(false)
    }

    /// True when [`Self::copy`] does something.
    fn copies(&self) -> bool {
        false
    }
}

impl Bulk for DatabaseConnection {}
impl Bulk for DatabaseTransaction {}

/// A transaction; dropped without [`Session::commit`], it has changed nothing.
pub(crate) struct Session(Driver);

enum Driver {
    Sqlite(Mutex<Transaction<'static, Sqlite>>),
    Postgres(Mutex<Transaction<'static, Postgres>>),
}

impl Session {
    /// Begins a transaction that writes, and waits for the one before.
    ///
    /// # Errors
    /// [`Error::Busy`] when another takes too long.
    pub(crate) async fn begin(db: &DatabaseConnection) -> Result<Self, Error> {
        let driver = match db.get_database_backend() {
            DatabaseBackend::Sqlite => {
                let pool = db.get_sqlite_connection_pool();
                // A transaction that begins by reading could not turn to writing once another wrote.
                Driver::Sqlite(Mutex::new(pool.begin_with("BEGIN IMMEDIATE").await.map_err(acquire)?))
            }
            _ => {
                let mut tx = db.get_postgres_connection_pool().begin().await.map_err(acquire)?;
                let lock = format!("SELECT pg_advisory_xact_lock({})", super::WRITERS);
                let lock = sqlx::raw_sql(AssertSqlSafe(lock));
                lock.execute(&mut *tx).await.map_err(execute)?;
                Driver::Postgres(Mutex::new(tx))
            }
        };
        Ok(Self(driver))
    }

    /// Makes what was written last.
    ///
    /// # Errors
    /// When the database fails, or a name leads nowhere, which is seen now.
    pub(crate) async fn commit(self) -> Result<(), Error> {
        let committed = match self.0 {
            Driver::Sqlite(tx) => tx.into_inner().commit().await,
            Driver::Postgres(tx) => tx.into_inner().commit().await,
        };
        Ok(committed.map_err(execute)?)
    }
}

#[async_trait]
impl Bulk for Session {
    async fn copy(&self, statement: &str, rows: Vec<u8>) -> Result<bool, DbErr> {
        let Driver::Postgres(tx) = &self.0 else {
            return Ok(false);
        };
        let mut tx = tx.lock().await;
        let mut copy = tx.copy_in_raw(statement).await.map_err(execute)?;
        match copy.send(rows).await.map(|_copy| ()) {
            Ok(()) => copy.finish().await.map_err(execute)?,
            Err(error) => {
                // The transaction is lost anyway; why it failed matters more than whether the end was heard.
                let _ = copy.abort("the rows could not be sent").await;
                return Err(execute(error));
            }
        };
        Ok(true)
    }

    fn copies(&self) -> bool {
        matches!(self.0, Driver::Postgres(_))
    }
}

/// Runs a statement on the driver's transaction, by one of the driver's ways to run it.
macro_rules! run {
    ($session:expr, $statement:expr, $way:ident) => {{
        let Statement { sql, values, .. } = $statement;
        // A statement with its values in its text is another each time, and not worth keeping.
        let persistent = values.is_some();
        let values = SqlxValues(values.unwrap_or(Values(Vec::new())));
        match &$session.0 {
            Driver::Sqlite(tx) => {
                let query = sqlx::query_with(AssertSqlSafe(sql), values).persistent(persistent);
                query.$way(&mut **tx.lock().await).await.map(Answer::Sqlite)
            }
            Driver::Postgres(tx) => {
                let query = sqlx::query_with(AssertSqlSafe(sql), values).persistent(persistent);
                query.$way(&mut **tx.lock().await).await.map(Answer::Postgres)
            }
        }
    }};
}

/// What either driver answers.
enum Answer<S, P> {
    Sqlite(S),
    Postgres(P),
}

#[async_trait]
impl ConnectionTrait for Session {
    fn get_database_backend(&self) -> DatabaseBackend {
        match self.0 {
            Driver::Sqlite(_) => DatabaseBackend::Sqlite,
            Driver::Postgres(_) => DatabaseBackend::Postgres,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        Ok(match run!(self, statement, execute).map_err(execute)? {
            Answer::Sqlite(it) => it.into(),
            Answer::Postgres(it) => it.into(),
        })
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let query = sqlx::raw_sql(AssertSqlSafe(sql));
        match &self.0 {
            Driver::Sqlite(tx) => query.execute(&mut **tx.lock().await).await.map(Into::into),
            Driver::Postgres(tx) => query.execute(&mut **tx.lock().await).await.map(Into::into),
        }
        .map_err(execute)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        Ok(match run!(self, statement, fetch_optional).map_err(query)? {
            Answer::Sqlite(row) => row.map(Into::into),
            Answer::Postgres(row) => row.map(Into::into),
        })
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        Ok(match run!(self, statement, fetch_all).map_err(query)? {
            Answer::Sqlite(rows) => rows.into_iter().map(Into::into).collect(),
            Answer::Postgres(rows) => rows.into_iter().map(Into::into).collect(),
        })
    }
}

fn acquire(error: sqlx::Error) -> DbErr {
    match error {
        sqlx::Error::PoolTimedOut => DbErr::ConnectionAcquire(ConnAcquireErr::Timeout),
        other => execute(other),
    }
}

fn execute(error: sqlx::Error) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(error.into()))
}

fn query(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}
