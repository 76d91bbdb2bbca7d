//! The rows of the curated tables, as they stand in a database or are to stand there.

use std::fmt::Debug;

use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, EntityTrait, QueryFilter};

use super::bulk::insert;

/// Records whose inside ids lie next to one another, whether there is one for each or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// The first id.
    pub(crate) first: i64,
    /// The last id; it belongs to the span.
    pub(crate) last: i64,
}

impl Span {
    /// A condition that says `$1` and `$2`, always as a pair, for the first and the last id. SQLite counts them anew each time.
    fn in_words(self, words: &str, backend: DatabaseBackend) -> Expr {
        if backend == DatabaseBackend::Postgres {
            return Expr::cust_with_values(words.to_owned(), [self.first, self.last]);
        }
        let pairs = words.matches("$1").count();
        let words = words.replace("$1", "?").replace("$2", "?");
        let ids = std::iter::repeat_n([self.first, self.last], pairs);
        Expr::cust_with_values(words, ids.flatten().collect::<Vec<i64>>())
    }
}

/// Declares one list of rows a table, how all of them are read, and by which words those of the records from `$1` to `$2`.
macro_rules! rows {
    ($($table:ident: $of_span:literal,)*) => {
        /// Rows by table. What is derived from them is not here, but for the counts within a row.
        #[derive(Debug, Default)]
        pub(crate) struct Rows {
            $(pub(crate) $table: Vec<entity::$table::Model>,)*
        }

        impl Rows {
            /// Every row of every table, or those of the records of a span and their parts: one statement a table, in no order.
            ///
            /// # Errors
            /// When the database fails.
            pub(crate) async fn read<C: ConnectionTrait>(db: &C, span: Option<Span>) -> Result<Self, DbErr> {
                Ok(Self {
                    $($table: {
                        let rows = entity::$table::Entity::find();
                        match span {
                            Some(it) => rows.filter(it.in_words($of_span, db.get_database_backend())).all(db).await?,
                            None => rows.all(db).await?,
                        }
                    },)*
                })
            }

            /// Inserts the rows, as they are, into tables that have none of them.
            ///
            /// # Errors
            /// When the database fails, or has one of them.
            pub(crate) async fn insert(self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
                $(insert::<entity::$table::Entity>(db, self.$table).await?;)*
                Ok(())
            }

            /// Shows each row with the name of its table.
            pub(crate) fn each(&self, mut show: impl FnMut(&'static str, &dyn Debug)) {
                $(self.$table.iter().for_each(|row| show(stringify!($table), row));)*
            }

            /// The names of the tables.
            #[cfg(test)]
            pub(crate) const TABLES: &[&str] = &[$(stringify!($table)),*];
        }
    };
}

// The one row of the dataset is nobody's part: what asks for a span does not get it.
rows! {
    dataset: "id BETWEEN $1 AND $2 AND id < 0",
    record: "id BETWEEN $1 AND $2",
    former_slug: "record_id BETWEEN $1 AND $2",
    alias: "record_id BETWEEN $1 AND $2",
    reference: "record_id BETWEEN $1 AND $2",
    state: "id BETWEEN $1 AND $2",
    place: "id BETWEEN $1 AND $2",
    topic: "id BETWEEN $1 AND $2",
    organisation: "id BETWEEN $1 AND $2",
    position: "organisation_id BETWEEN $1 AND $2",
    figure: "organisation_id BETWEEN $1 AND $2",
    official: "id BETWEEN $1 AND $2",
    appointment: "official_id BETWEEN $1 AND $2",
    policy: "id BETWEEN $1 AND $2",
    policy_topic: "policy_id BETWEEN $1 AND $2",
    policy_relation: "policy_id BETWEEN $1 AND $2",
    article: "id BETWEEN $1 AND $2",
    passage: "article_id BETWEEN $1 AND $2",
    meeting: "id BETWEEN $1 AND $2",
    meeting_state: "meeting_id BETWEEN $1 AND $2",
    meeting_topic: "meeting_id BETWEEN $1 AND $2",
    participation: "meeting_id BETWEEN $1 AND $2",
    policy_mention: "meeting_id BETWEEN $1 AND $2",
    outcome: "meeting_id BETWEEN $1 AND $2",
    outcome_organisation: "outcome_id IN (SELECT id FROM outcome WHERE meeting_id BETWEEN $1 AND $2)",
    outcome_official: "outcome_id IN (SELECT id FROM outcome WHERE meeting_id BETWEEN $1 AND $2)",
    outcome_policy: "outcome_id IN (SELECT id FROM outcome WHERE meeting_id BETWEEN $1 AND $2)",
    statement: "(meeting_id BETWEEN $1 AND $2 OR article_id BETWEEN $1 AND $2)",
    statement_topic: "statement_id IN (SELECT id FROM statement
        WHERE meeting_id BETWEEN $1 AND $2 OR article_id BETWEEN $1 AND $2)",
    evidence: "record_id BETWEEN $1 AND $2",
}
