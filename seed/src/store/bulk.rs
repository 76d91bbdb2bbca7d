//! Many rows in few statements.

use std::fmt::Write;

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseBackend, DbErr, EntityTrait, FromQueryResult, IdenStatic, Insert,
    IntoActiveModel, Iterable, PrimaryKeyToColumn, Statement, Value, Values,
};

use super::copy;
use crate::database::Bulk;

/// The most values of one statement: below the 32,766 of SQLite and the 65,535 of PostgreSQL.
const VALUES: usize = 30_000;
/// Rows of one statement: few shapes, so that each is prepared once and kept.
const SIZES: [usize; 4] = [256, 32, 4, 1];
/// The most rows of one statement that overwrites.
const ROWS: usize = 500;
/// The most keys that one `DELETE` names.
const KEYS: usize = 5_000;
/// Columns that are derived after a write, and left alone by it.
const DERIVED: [&str; 1] = ["meeting_count"];

/// Inserts new rows: by one `COPY` where the connection knows it, and by a statement for each 256 elsewhere.
///
/// # Errors
/// When the database fails, or one of the rows is there.
pub(crate) async fn insert<E>(db: &impl Bulk, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E>,
{
    let columns: Vec<&str> = E::Column::iter().map(|it| it.as_str()).collect();
    let rows = rows.into_iter().map(|row| {
        let mut row = row.into_active_model();
        let values = E::Column::iter().map(|column| row.take(column).into_value());
        values.map(|it| it.unwrap_or(Value::String(None))).collect()
    });
    insert_into(db, (E::default().table_name(), &columns), rows).await
}

/// Inserts rows of values into the columns of a table.
///
/// # Errors
/// As [`insert`].
pub(crate) async fn insert_into(
    db: &impl Bulk,
    (table, columns): (&str, &[&str]),
    mut rows: impl ExactSizeIterator<Item = Vec<Value>> + Send,
) -> Result<(), DbErr> {
    if rows.len() == 0 {
        return Ok(());
    }
    let columns_sql: Vec<String> = columns.iter().map(|it| format!("\"{it}\"")).collect();
    let into = format!("\"{table}\" ({})", columns_sql.join(", "));
    if db.copies() {
        let text = lines(rows)?;
        db.copy(&format!("COPY {into} FROM STDIN"), text).await?;
        return Ok(());
    }
    let backend = db.get_database_backend();
    let mut next = || {
        let most = VALUES / columns.len().max(1);
        let size = SIZES.into_iter().find(|it| *it <= rows.len().min(most))?;
        let sql = format!("INSERT INTO {into} VALUES {}", places(backend, columns.len(), size));
        let values = rows.by_ref().take(size).flatten().collect();
        Some(Statement::from_sql_and_values(backend, sql, Values(values)))
    };
    let mut statement = next();
    while let Some(now) = statement.take() {
        // SQLite works in a thread of its own: the next statement is made meanwhile.
        let (done, made) = tokio::join!(db.execute_raw(now), async { next() });
        done?;
        statement = made;
    }
    Ok(())
}

fn lines(rows: impl ExactSizeIterator<Item = Vec<Value>>) -> Result<Vec<u8>, DbErr> {
    let mut text = Vec::with_capacity(rows.len() * 160);
    for row in rows {
        for (at, value) in row.iter().enumerate() {
            if at > 0 {
                text.push(b'\t');
            }
            copy::add(&mut text, value)?;
        }
        text.push(b'\n');
    }
    Ok(text)
}

/// The places of so many rows of values: `(?, ?), (?, ?)`, or with numbers.
fn places(backend: DatabaseBackend, columns: usize, rows: usize) -> String {
    let numbered = backend == DatabaseBackend::Postgres;
    let mut sql = String::with_capacity(rows * columns * if numbered { 7 } else { 2 } + rows * 3);
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            sql.push_str(if column == 0 { "" } else { "," });
            // Writing to a text does not fail.
            let _ = if numbered {
                write!(sql, "${}", row * columns + column + 1)
            } else {
                write!(sql, "?")
            };
        }
        sql.push(')');
    }
    sql
}

/// Inserts rows, or overwrites those that are there: a statement for each 500.
///
/// # Errors
/// When the database fails.
pub(crate) async fn upsert<E>(db: &impl ConnectionTrait, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E>,
{
    let keys: Vec<E::Column> = E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column).collect();
    let is_key = |column: &E::Column| keys.iter().any(|key| key.as_str() == column.as_str());
    let columns = E::Column::iter().filter(|it| !is_key(it) && !DERIVED.contains(&it.as_str()));
    let conflict = OnConflict::columns(keys.iter().copied())
        .update_columns(columns)
        .to_owned();
    for chunk in chunks::<E>(rows) {
        let insert = Insert::<E::ActiveModel>::many(chunk).on_conflict(conflict.clone());
        insert.exec_without_returning(db).await?;
    }
    Ok(())
}

fn chunks<E: EntityTrait>(rows: Vec<E::Model>) -> impl Iterator<Item = Vec<E::Model>> {
    let size = (VALUES / E::Column::iter().count().max(1)).min(ROWS);
    let mut rows = rows.into_iter();
    std::iter::from_fn(move || {
        let chunk: Vec<E::Model> = rows.by_ref().take(size).collect();
        (!chunk.is_empty()).then_some(chunk)
    })
}

/// Runs a statement for keys, with `{}` where they are to stand between brackets: once for each 5,000.
///
/// The keys are our own integers, so they may stand in the statement's text; it is not prepared.
///
/// # Errors
/// When the database fails.
pub(crate) async fn for_keys(db: &impl ConnectionTrait, statement: &str, keys: &[i64]) -> Result<(), DbErr> {
    for chunk in keys.chunks(KEYS) {
        db.execute_unprepared(&with_keys(statement, chunk)).await?;
    }
    Ok(())
}

/// What such a statement gives in its column `id`.
///
/// # Errors
/// When the database fails.
pub(crate) async fn ids(db: &impl ConnectionTrait, statement: &str, keys: &[i64]) -> Result<Vec<i64>, DbErr> {
    let mut ids = Vec::new();
    for chunk in keys.chunks(KEYS) {
        let select = Statement::from_string(db.get_database_backend(), with_keys(statement, chunk));
        for row in db.query_all_raw(select).await? {
            ids.push(row.try_get("", "id")?);
        }
    }
    Ok(ids)
}

fn with_keys(statement: &str, keys: &[i64]) -> String {
    let mut list = String::with_capacity(keys.len() * 8);
    for key in keys {
        let comma = if list.is_empty() { "" } else { "," };
        // Writing to a text does not fail.
        let _ = write!(list, "{comma}{key}");
    }
    statement.replace("{}", &list)
}

/// The number that a statement gives in its column `number`; 0 when it gives none.
///
/// # Errors
/// When the database fails.
pub(crate) async fn number(db: &impl ConnectionTrait, statement: &str) -> Result<i64, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        number: Option<i64>,
    }
    let statement = Statement::from_string(db.get_database_backend(), statement);
    let row = Row::find_by_statement(statement).one(db).await?;
    Ok(row.and_then(|row| row.number).unwrap_or_default())
}
