//! Everything that one database holds into another, of the same kind or not: records with their inside ids, revisions, and
//! the change log. So cursors and global ids lead to the same there.
//!
//! Rows are copied as they are, table by table, in the order of their keys; what is derived by rules of this program is
//! derived anew, since the databases keep it in different ways. In the end both are read again and compared.

use std::collections::BTreeMap;
use std::fmt::Debug;

use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::database::{self, Bulk, Error, Session};
use crate::derive;
use crate::store::{ORDER, Rows, bulk, span_after};

/// Rows of one statement that reads.
const ROWS: u64 = 2_000;

/// Tables that are not copied: what is derived anew, and what a database knows of its own steps.
#[cfg(test)]
pub(crate) const NOT_COPIED: [&str; 11] = [
    "place_within",
    "topic_within",
    "presence",
    "listing",
    "search_entry",
    "search_near",
    "search_term",
    "derivation",
    "import_progress",
    "set_aside",
    "seaql_migrations",
];

/// What was copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Copied {
    /// Number of the newest revision.
    pub revision: i64,
    /// Rows by table; the same number, and the same rows, in both.
    pub rows: BTreeMap<&'static str, u64>,
}

/// Copies everything from `from`, in one state, into `to`, which must hold nothing; `told` hears of the rows so far. All or
/// nothing: when anything fails, or the copy is not what was copied, `to` holds nothing still.
///
/// # Errors
/// [`Error::Held`] when `to` holds a dataset; [`Error::NotMigrated`] when the tables of `from` are not up to date;
/// [`Error::Empty`] when it holds no dataset; or when one of them fails.
pub async fn copy(
    from: &DatabaseConnection,
    to: &DatabaseConnection,
    mut told: impl FnMut(u64),
) -> Result<Copied, Error> {
    if !database::is_migrated(from).await? {
        return Err(Error::NotMigrated);
    }
    database::migrate(to).await?;
    let (source, target) = (database::begin_reading(from).await?, Session::begin(to).await?);
    let held = bulk::number(&target, NEWEST).await?;
    if held > 0 {
        return Err(Error::Held { revision: held });
    }
    let revision = bulk::number(&source, NEWEST).await?;
    if revision == 0 {
        return Err(Error::Empty);
    }
    let mut copied = Tally::default();
    let mut pieces = Pieces::of(&source);
    while let Some(piece) = pieces.next().await? {
        piece.each(|table, row| copied.add(table, row));
        piece.insert(&target).await?;
        told(copied.rows());
    }
    source.commit().await?;
    derive::anew(&target).await?;
    target.execute_unprepared("ANALYZE").await?;
    let mut there = Tally::default();
    let mut pieces = Pieces::of(&target);
    while let Some(piece) = pieces.next().await? {
        piece.each(|table, row| there.add(table, row));
    }
    copied.compare(&there)?;
    target.commit().await?;
    let rows = copied.0.into_iter().map(|(table, (rows, _))| (table, rows));
    Ok(Copied {
        revision,
        rows: rows.collect(),
    })
}

const NEWEST: &str = "SELECT MAX(number) AS number FROM revision";

/// Declares the tables that have a key of their own, beside those of records.
macro_rules! tables {
    ($($table:ident $key:ident $column:ident,)*) => {
        /// Some rows.
        enum Piece {
            /// Of records.
            Records(Box<Rows>),
            $(#[expect(non_camel_case_types, reason = "the name of a table")] $table(Vec<entity::$table::Model>),)*
        }

        impl Piece {
            fn each(&self, mut show: impl FnMut(&'static str, &dyn Debug)) {
                match self {
                    Self::Records(rows) => rows.each(show),
                    $(Self::$table(rows) => rows.iter().for_each(|row| show(stringify!($table), row)),)*
                }
            }

            async fn insert(self, db: &impl Bulk) -> Result<(), Error> {
                match self {
                    Self::Records(rows) => rows.insert(db).await?,
                    $(Self::$table(rows) => bulk::insert::<entity::$table::Entity>(db, rows).await?,)*
                }
                Ok(())
            }

            /// The rows of a table after a key, and the last of their keys; nothing at its end.
            async fn after(db: &impl ConnectionTrait, table: &str, last: i64) -> Result<Option<(Self, i64)>, Error> {
                match table {
                    $(stringify!($table) => {
                        use entity::$table::{Column, Entity};
                        let rows = Entity::find().filter(Column::$column.gt(last)).order_by_asc(Column::$column);
                        let rows = rows.limit(ROWS).all(db).await?;
                        let last = rows.last().map(|row| row.$key);
                        Ok(last.map(|last| (Self::$table(rows), last)))
                    })*
                    _ => Ok(None),
                }
            }
        }

        /// What is copied one after the other.
        pub(crate) const STEPS: &[&str] = &["record", $(stringify!($table)),*];
    };
}
tables! {
    dataset id Id,
    revision number Number,
    change id Id,
    field_change id Id,
    search_text id Id,
}

/// All that a database holds, piece by piece.
struct Pieces<'a, C> {
    db: &'a C,
    steps: std::slice::Iter<'static, &'static str>,
    table: Option<&'static str>,
    last: i64,
}

impl<'a, C: ConnectionTrait> Pieces<'a, C> {
    fn of(db: &'a C) -> Self {
        let mut steps = STEPS.iter();
        Self {
            db,
            table: steps.next().copied(),
            steps,
            last: 0,
        }
    }

    async fn next(&mut self) -> Result<Option<Piece>, Error> {
        while let Some(table) = self.table {
            let piece = if table == "record" {
                self.records().await?
            } else {
                Piece::after(self.db, table, self.last).await?
            };
            if let Some((piece, last)) = piece {
                self.last = last;
                return Ok(Some(piece));
            }
            self.last = 0;
            self.table = self.steps.next().copied();
        }
        Ok(None)
    }

    async fn records(&self) -> Result<Option<(Piece, i64)>, Error> {
        let Some(span) = span_after(self.db, self.last, &ORDER).await? else {
            return Ok(None);
        };
        let rows = Rows::read(self.db, Some(span)).await?;
        Ok(Some((Piece::Records(Box::new(rows)), span.last)))
    }
}

/// By table: how many rows, and the sum of their digests, for which their order is nothing.
#[derive(Debug, Default)]
struct Tally(BTreeMap<&'static str, (u64, u128)>);

impl Tally {
    fn add(&mut self, table: &'static str, row: &dyn Debug) {
        let digest = Sha256::digest(format!("{row:?}"));
        let digest = digest
            .iter()
            .take(16)
            .fold(0, |sum, byte| (sum << 8) | u128::from(*byte));
        let (rows, sum) = self.0.entry(table).or_default();
        *rows += 1;
        *sum = sum.wrapping_add(digest);
    }

    fn rows(&self) -> u64 {
        self.0.values().map(|(rows, _)| rows).sum()
    }

    fn compare(&self, other: &Self) -> Result<(), Error> {
        let tables = self.0.keys().chain(other.0.keys());
        let mut differing = tables.filter(|table| self.0.get(*table) != other.0.get(*table));
        match differing.next() {
            Some(table) => Err(Error::Damaged(format!(
                "the copy of the table `{table}` is not the same as the original"
            ))),
            None => Ok(()),
        }
    }
}
