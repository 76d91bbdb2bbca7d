//! A step of the schema, told once for both databases.
//!
//! The statements are PostgreSQL's, except for the few words that SQLite knows otherwise:
//! - `BIGINT PRIMARY KEY` is SQLite's `INTEGER PRIMARY KEY`, the row's own address there.
//! - `JSON`, `DATE` and `TIMESTAMPTZ` are texts in SQLite; the names keep the meaning readable in its schema.
//! - `COLLATE "C"` orders by bytes, as SQLite does by itself, so that pages are the same on both.
//! - `/* place */` is a reference to a table that is made later: SQLite takes it at once, PostgreSQL afterwards.
//!
//! `REFERENCES` is checked when the transaction ends: a load may write records in any order.

use sea_orm_migration::prelude::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait};
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// A step that changes what earlier steps made, or makes what the databases call by other words.
pub(crate) struct Alteration {
    /// The file's name, under which the database remembers the step.
    pub(crate) name: &'static str,
    /// The statements of the way up.
    pub(crate) up: Words,
    /// The statements of the way back.
    pub(crate) down: Words,
}

/// Statements: in the words of both databases, then what one of them is told besides; empty for nothing.
pub(crate) struct Words {
    pub(crate) both: &'static str,
    pub(crate) sqlite: &'static str,
    pub(crate) postgres: &'static str,
}

impl Words {
    async fn tell(&self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let (both, besides) = match manager.get_database_backend() {
            DatabaseBackend::Sqlite => (in_sqlite(self.both), self.sqlite),
            _ => (self.both.to_owned(), self.postgres),
        };
        // What one database has besides may stand on what both have, or hold it.
        db.execute_unprepared(&both).await?;
        db.execute_unprepared(besides).await?;
        Ok(())
    }
}

impl MigrationName for Alteration {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Alteration {
    /// As for a [`Step`].
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        self.up.tell(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        self.down.tell(manager).await
    }
}

/// The statements as SQLite knows them.
fn in_sqlite(statements: &str) -> String {
    SQLITE
        .iter()
        .fold(statements.to_owned(), |sql, (word, sqlite)| sql.replace(word, sqlite))
}

/// One step: what it makes, and what going back drops.
pub(crate) struct Step {
    /// The file's name, under which the database remembers the step.
    pub(crate) name: &'static str,
    /// The statements, in the words of both databases.
    pub(crate) up: &'static str,
    /// What PostgreSQL is told besides, because it cannot be told in `up`; empty for most.
    pub(crate) up_postgres: &'static str,
    /// The tables that the step makes, the last made first.
    pub(crate) tables: &'static [&'static str],
}

/// Words of the steps and what SQLite calls them.
const SQLITE: [(&str, &str); 6] = [
    ("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY"),
    (" JSON", " JSON_TEXT"),
    (" DATE", " DATE_TEXT"),
    (" TIMESTAMPTZ", " DATETIME_TEXT"),
    ("/* place */", " REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED"),
    (" COLLATE \"C\"", ""),
];

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    /// A step is taken whole or not at all, on SQLite too, and what it drops may name one another until it ends.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        if manager.get_database_backend() == DatabaseBackend::Sqlite {
            db.execute_unprepared(&in_sqlite(self.up)).await?;
        } else {
            db.execute_unprepared(self.up).await?;
            db.execute_unprepared(self.up_postgres).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // PostgreSQL refuses to drop a table that another names, and two of ours name one another.
        let cascade = if manager.get_database_backend() == DatabaseBackend::Sqlite {
            ""
        } else {
            " CASCADE"
        };
        for table in self.tables {
            manager
                .get_connection()
                .execute_unprepared(&format!("DROP TABLE {table}{cascade}"))
                .await?;
        }
        Ok(())
    }
}
