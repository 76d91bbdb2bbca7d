//! A first load does without what is made faster once it is over: indexes, and on PostgreSQL the keys that check names.
//!
//! Which they are is asked of the database, so that there is no list to keep. The statements that make them again are kept
//! in the database by the transaction that drops them; so they are made again by whoever comes next, should the load be
//! killed. What must be the only one of its sort is looked at throughout: unique indexes stay, and the one of articles' files. A load asks the database for
//! each name before it writes it, so that the keys find nothing when they come back.

use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, DbErr, FromQueryResult, Statement};

use crate::database::{Bulk, Error, Session};
use crate::store::bulk;

#[derive(FromQueryResult)]
struct Thing {
    /// Drops it.
    gone: String,
    /// Makes it again.
    again: String,
}

const SQLITE: &str = "SELECT 'DROP INDEX \"' || name || '\"' AS gone, sql AS again FROM sqlite_master \
     WHERE type = 'index' AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%' AND name <> 'article_file' ORDER BY name";

const POSTGRES: &str = "SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(conname) AS gone, \
         'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || quote_ident(conname) || ' ' \
         || pg_get_constraintdef(oid) AS again, 2 AS place, conname AS name \
     FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace \
     UNION ALL \
     SELECT 'DROP INDEX ' || indexrelid::regclass, pg_get_indexdef(indexrelid), 1, class.relname \
     FROM pg_index JOIN pg_class class ON class.oid = indexrelid \
     WHERE NOT indisunique AND class.relname <> 'article_file' AND class.relnamespace = current_schema()::regnamespace \
     ORDER BY place, name";

/// Begins a load: true when it is a first one, or goes on with one, for which things are set aside.
///
/// # Errors
/// When the database fails.
pub(super) async fn begin(db: &DatabaseConnection) -> Result<bool, Error> {
    let is_sqlite = db.get_database_backend() == DatabaseBackend::Sqlite;
    if is_sqlite && db.get_sqlite_connection_pool().options().get_max_connections() > 1 {
        // What SQLite is told below holds for one connection, and it would not be known for which.
        return Ok(false);
    }
    let tx = Session::begin(db).await?;
    let revision = bulk::number(&tx, "SELECT MAX(number) AS number FROM revision").await?;
    let mut is_bare = is_bare(&tx).await?;
    if revision == 0 && !is_bare {
        set_aside(&tx).await?;
        is_bare = true;
    }
    tx.commit().await?;
    if is_bare && is_sqlite {
        // Without indexes it would look through whole tables for what names a new row.
        db.execute_unprepared("PRAGMA foreign_keys = OFF").await?;
    }
    Ok(is_bare)
}

/// Sets aside what a first load does without.
async fn set_aside(tx: &Session) -> Result<(), DbErr> {
    let is_sqlite = tx.get_database_backend() == DatabaseBackend::Sqlite;
    let all = Statement::from_string(tx.get_database_backend(), if is_sqlite { SQLITE } else { POSTGRES });
    let things = Thing::find_by_statement(all).all(tx).await?;
    let rows = things.iter().zip(1_i64..);
    let rows = rows.map(|(it, id)| vec![id.into(), it.again.clone().into()]);
    let rows: Vec<Vec<sea_orm::Value>> = rows.collect();
    bulk::insert_into(tx, ("set_aside", &["id", "statement"]), rows.into_iter()).await?;
    for it in &things {
        tx.execute_unprepared(&it.gone).await?;
    }
    Ok(())
}

/// True when something is set aside.
///
/// # Errors
/// When the database fails.
async fn is_bare(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(bulk::number(db, "SELECT COUNT(*) AS number FROM set_aside").await? > 0)
}

/// Makes again what was set aside, one after the other, each in a transaction of its own; `told` hears how many are left.
/// Does nothing when there is nothing.
///
/// # Errors
/// When the database fails; what is made by then stays.
pub(crate) async fn restore(db: &DatabaseConnection, mut told: impl FnMut(i64)) -> Result<(), Error> {
    let mut some = false;
    if db.get_database_backend() == DatabaseBackend::Sqlite {
        db.execute_unprepared("PRAGMA foreign_keys = ON").await?;
    }
    loop {
        let tx = Session::begin(db).await?;
        let left = bulk::number(&tx, "SELECT COUNT(*) AS number FROM set_aside").await?;
        if left == 0 {
            if some {
                // What a database knows of its tables is from before the load.
                tx.execute_unprepared("ANALYZE").await?;
                tx.commit().await?;
            }
            return Ok(());
        }
        some = true;
        told(left);
        next(&tx).await?;
        tx.commit().await?;
    }
}

/// Makes the next thing again.
async fn next(tx: &impl Bulk) -> Result<(), DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        statement: String,
    }
    let first = "SELECT id, statement FROM set_aside ORDER BY id LIMIT 1";
    let first = Statement::from_string(tx.get_database_backend(), first);
    if let Some(row) = Row::find_by_statement(first).one(tx).await? {
        if tx.get_database_backend() == DatabaseBackend::Postgres {
            tx.execute_unprepared("SET LOCAL maintenance_work_mem = '256MB'")
                .await?;
        }
        tx.execute_unprepared(&row.statement).await?;
        bulk::for_keys(tx, "DELETE FROM set_aside WHERE id IN ({})", &[row.id]).await?;
    }
    Ok(())
}
