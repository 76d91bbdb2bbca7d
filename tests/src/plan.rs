//! How a database would run a statement: which large tables it reads as a whole.
//!
//! The rule. A table is large when it grows with the meetings. A statement may not read one from end to end. On SQLite that
//! is a `SCAN` of the table, by an index or not; it is none in a statement with `LIMIT` whose rows come in the order that is
//! asked for, without sorting, since it ends when the page is full. `SEARCH` is always fine. On PostgreSQL it is a `Seq Scan`
//! while `enable_seqscan` is off, so that one is left only where no index would serve: the tables of a test are so small that
//! the planner would rightly read them whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};

/// Statements that a service has run.
#[derive(Debug, Clone, Default)]
pub struct Log(Arc<Mutex<Vec<Statement>>>);

impl Log {
    /// Writes down what a connection and its later clones run.
    pub fn watch(&self, db: &mut DatabaseConnection) {
        let log = self.clone();
        db.set_metric_callback(move |info| {
            log.0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(info.statement.clone());
        });
    }

    /// What was run since it was last asked.
    #[must_use]
    pub fn take(&self) -> Vec<Statement> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The tables that a statement reads as a whole, of those that are large.
///
/// # Errors
/// When the database cannot explain the statement.
pub async fn scans(
    db: &DatabaseConnection,
    statement: &Statement,
    large: &BTreeSet<String>,
) -> Result<BTreeSet<String>, DbErr> {
    let lines = explain(db, statement).await?;
    Ok(match statement.db_backend {
        DbBackend::Postgres => postgres(&lines, large),
        _ => sqlite(&lines, &statement.sql, large),
    })
}

/// The plan as the database tells it, a line a step.
///
/// # Errors
/// When the database cannot explain the statement.
pub async fn explain(db: &DatabaseConnection, statement: &Statement) -> Result<Vec<String>, DbErr> {
    let (word, column) = match statement.db_backend {
        DbBackend::Postgres => ("EXPLAIN", "QUERY PLAN"),
        _ => ("EXPLAIN QUERY PLAN", "detail"),
    };
    let explain = Statement {
        sql: format!("{word} {}", statement.sql),
        ..statement.clone()
    };
    let rows = db.query_all_raw(explain).await?;
    rows.iter().map(|row| row.try_get("", column)).collect()
}

fn sqlite(lines: &[String], sql: &str, large: &BTreeSet<String>) -> BTreeSet<String> {
    let aliases = aliases(sql);
    let sorts = lines.iter().any(|line| line.contains("TEMP B-TREE FOR ORDER BY"));
    let ends_early = sql.contains(" LIMIT ") && !sorts;
    let mut found = BTreeSet::new();
    let mut is_first = true;
    for line in lines {
        let Some(rest) = line.strip_prefix("SCAN ") else {
            continue;
        };
        let name = rest.split(' ').next().unwrap_or_default();
        let table = aliases.get(name).map_or(name, String::as_str);
        // Only the outermost loop is left when the page is full.
        let is_in_order = is_first && ends_early;
        is_first = false;
        if large.contains(table) && !is_in_order {
            found.insert(table.to_owned());
        }
    }
    found
}

fn postgres(lines: &[String], large: &BTreeSet<String>) -> BTreeSet<String> {
    let table = |line: &String| {
        let (_, rest) = line.split_once("Seq Scan on ")?;
        Some(rest.split(' ').next()?.trim_matches('"').to_owned())
    };
    lines.iter().filter_map(table).filter(|it| large.contains(it)).collect()
}

/// What tables are called in a statement: SQLite's plan tells the alias alone.
fn aliases(sql: &str) -> BTreeMap<String, String> {
    let mut aliases = BTreeMap::new();
    let words: Vec<&str> = sql.split([' ', ',', '(', ')']).filter(|it| !it.is_empty()).collect();
    for three in words.windows(3) {
        if let [table, word, alias] = three
            && word.eq_ignore_ascii_case("AS")
        {
            aliases.insert(alias.trim_matches('"').to_owned(), table.trim_matches('"').to_owned());
        }
    }
    aliases
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&str], sql: &str) -> Vec<String> {
        let lines: Vec<String> = lines.iter().map(|it| (*it).to_owned()).collect();
        let large = ["meeting".to_owned(), "evidence".to_owned()].into();
        sqlite(&lines, sql, &large).into_iter().collect()
    }

    #[test]
    fn a_page_in_the_order_of_an_index_is_no_scan() {
        let page = "SELECT id FROM meeting ORDER BY when_earliest LIMIT 21";
        assert!(of(&["SCAN meeting USING COVERING INDEX meeting_when"], page).is_empty());
        let sorted = ["SCAN meeting USING INDEX meeting_when", "USE TEMP B-TREE FOR ORDER BY"];
        assert_eq!(of(&sorted, page), ["meeting"]);
        assert_eq!(
            of(
                &["SCAN meeting USING COVERING INDEX meeting_when"],
                "SELECT COUNT(*) FROM meeting"
            ),
            ["meeting"]
        );
        assert_eq!(
            of(&["SCAN meeting"], "SELECT id FROM meeting WHERE kind = 'other'"),
            ["meeting"]
        );
    }

    #[test]
    fn inner_loops_searches_and_small_tables() {
        let page = "SELECT 1 FROM state, meeting LIMIT 2";
        assert_eq!(
            of(&["SCAN state USING INDEX a", "SCAN meeting USING INDEX b"], page),
            ["meeting"]
        );
        assert!(of(&["SEARCH meeting USING INDEX a (b=?)", "SCAN state", "SCAN link"], page).is_empty());
        assert_eq!(
            of(&["SCAN cited"], "SELECT 1 FROM \"evidence\" AS \"cited\""),
            ["evidence"]
        );
    }

    #[test]
    fn postgres_tells_the_table() {
        let large = ["meeting".to_owned()].into();
        let lines = [
            "  ->  Parallel Seq Scan on meeting m  (cost=0.00..1.00)",
            "Seq Scan on state  (cost=…)",
        ];
        let lines: Vec<String> = lines.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(postgres(&lines, &large), large);
    }
}
