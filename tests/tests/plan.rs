//! No question reads a large table as a whole: the statements that a service runs, each explained by its own database.
//!
//! The operations are those of the benchmark and of `operations/plan`; a new file is taken up by itself. A scan that must be
//! is declared in the operation's file with its reason, and a declared one that is gone is an error too.

#![expect(clippy::unwrap_used, reason = "a test without its database has failed")]

use std::collections::BTreeSet;
use std::convert::Infallible;

use api::schema;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use seed::synth::{Plan, load};
use serde_json::{Map, Value};
use tests::operation::{FACTS, Operation, benchmark, facts, find_middle, plans};
use tests::plan::{Log, explain, scans};
use tests::{Database, Kind, Server, database};

/// Enough that tables which grow with the meetings are told from those that do not.
const MEETINGS: usize = 3_000;
/// From how many rows on a table of such a set is large: more than there are officials, and fewer than meetings.
const LARGE: i64 = 1_000;

/// A service over a synthetic set, what it runs, and what it is asked about.
struct Trial {
    server: Server,
    log: Log,
    facts: Map<String, Value>,
    db: DatabaseConnection,
    large: BTreeSet<String>,
    _database: Database,
}

impl Trial {
    async fn new(kind: Kind) -> Self {
        let database = Database::blank(kind);
        let db = database.open().await;
        seed::database::migrate(&db).await.unwrap();
        let plan = Plan {
            meetings: MEETINGS,
            seed: 1,
        };
        load(&db, plan, |_| {}).await.unwrap();
        let log = Log::default();
        let watching = log.clone();
        let options = ["--database-url", &database.url];
        let server = Server::serve_watched(&options, move |db| watching.watch(db), |_| schema::build());
        let data = server.data(FACTS, &Value::Null);
        let mut facts = facts(&data);
        let ask = |document: &str, variables: &Value| Ok::<_, Infallible>(server.data(document, variables));
        find_middle(&data, &mut facts, ask).unwrap();
        if kind == Kind::Postgres {
            db.execute_unprepared("SET enable_seqscan = off").await.unwrap();
        }
        let large = large(&db).await;
        Self {
            server,
            log,
            facts,
            db,
            large,
            _database: database,
        }
    }

    /// What is wrong with an operation's plans; nothing when they are as its file says.
    async fn faults(&self, operation: &Operation) -> Vec<String> {
        drop(self.log.take());
        let answer = self
            .server
            .ask_with(&operation.document, &operation.variables(&self.facts));
        if answer.json().get("errors").is_some() {
            return vec![format!("{}: {}", operation.name, answer.text())];
        }
        let (mut faults, mut found) = (Vec::new(), BTreeSet::new());
        let statements = self.log.take();
        assert!(!statements.is_empty(), "{} runs nothing", operation.name);
        for statement in statements {
            for table in scans(&self.db, &statement, &self.large).await.unwrap() {
                if !operation.scans.contains_key(&table) {
                    let plan = explain(&self.db, &statement).await.unwrap().join("\n    ");
                    faults.push(format!(
                        "{} reads all of {table}:\n  {}\n    {plan}",
                        operation.name, statement.sql
                    ));
                }
                found.insert(table);
            }
        }
        // PostgreSQL has indexes for some of what SQLite must read whole.
        let is_sqlite = self.db.get_database_backend() == sea_orm::DbBackend::Sqlite;
        let stale = operation
            .scans
            .keys()
            .filter(|table| is_sqlite && !found.contains(*table));
        faults.extend(stale.map(|table| format!("{} no longer reads all of {table}: strike the line", operation.name)));
        faults
    }
}

/// The tables with many rows.
async fn large(db: &DatabaseConnection) -> BTreeSet<String> {
    let all = match db.get_database_backend() {
        sea_orm::DbBackend::Postgres => {
            "SELECT CAST(tablename AS TEXT) AS name FROM pg_tables WHERE schemaname = 'public'"
        }
        _ => "SELECT name FROM sqlite_schema WHERE type = 'table'",
    };
    let query = |sql: &str| Statement::from_string(db.get_database_backend(), sql);
    let mut large = BTreeSet::new();
    for row in db.query_all_raw(query(all)).await.unwrap() {
        let name: String = row.try_get("", "name").unwrap();
        let count = format!("SELECT COUNT(*) AS number FROM \"{name}\"");
        let count = db.query_one_raw(query(&count)).await.unwrap().unwrap();
        if count.try_get::<i64>("", "number").unwrap() >= LARGE {
            large.insert(name);
        }
    }
    for table in [
        "meeting",
        "participation",
        "evidence",
        "record",
        "article",
        "change",
        "outcome",
        "statement",
    ] {
        assert!(large.contains(table), "{table} is not large: {large:?}");
    }
    for table in ["state", "place", "official", "organisation"] {
        assert!(!large.contains(table), "{table} is large: {large:?}");
    }
    large
}

#[test]
fn no_question_reads_a_large_table_as_a_whole() {
    for kind in Kind::all() {
        database::wait(async {
            let trial = Trial::new(kind).await;
            let mut faults = Vec::new();
            for folder in [benchmark(), plans()] {
                for operation in Operation::all(&folder).unwrap() {
                    faults.extend(trial.faults(&operation).await);
                }
            }
            assert!(faults.is_empty(), "on {kind:?}:\n{}", faults.join("\n\n"));
        });
    }
}
