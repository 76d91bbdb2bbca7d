//! Servers of the curated dataset, on each kind of database.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use api::{article::Texts, schema};
use serde_json::Value;

use crate::{
    Answer, Server,
    database::{Database, Kind, articles},
};

impl Server {
    /// A server of its own over the curated dataset.
    #[must_use]
    pub fn loaded(kind: Kind) -> Self {
        Self::over(Database::loaded(kind), None)
    }

    /// The same with the articles' texts; `None`, and a line that says so, when they are not here.
    ///
    /// # Panics
    /// When the texts cannot be read.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without its texts has failed")]
    pub fn with_articles(kind: Kind) -> Option<Self> {
        let texts = Texts::read(&articles()?).expect("the texts can be read");
        Some(Self::over(Database::loaded(kind), Some(texts)))
    }

    /// A server over a database, which is dropped with it.
    #[must_use]
    pub fn over(database: Database, texts: Option<Texts>) -> Self {
        Self::with(database, &[], texts)
    }

    /// A server of its own over the curated dataset that keeps nothing: each request asks the database for all that it needs.
    #[must_use]
    pub fn forgetful(kind: Kind) -> Self {
        let keeps_nothing = ["--answer-cache", "0", "--record-cache", "0"];
        Self::with(Database::loaded(kind), &keeps_nothing, None)
    }

    /// A server over a database, which is dropped with it, with further options.
    #[must_use]
    pub fn with(database: Database, options: &[&str], texts: Option<Texts>) -> Self {
        let options = [&["--database-url", &database.url], options].concat();
        let mut server = Self::serve(&options, move |_| {
            let builder = schema::build();
            texts
                .clone()
                .into_iter()
                .fold(builder, async_graphql::SchemaBuilder::data)
        });
        server.database = Some(database);
        server
    }

    /// The server's own database.
    ///
    /// # Panics
    /// When it has none.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without its database has failed")]
    pub fn database(&self) -> &Database {
        self.database.as_ref().expect("the server has a database of its own")
    }

    /// Asks, and gives `data`.
    ///
    /// # Panics
    /// When there is an error; it is told.
    #[must_use]
    pub fn data(&self, document: &str, variables: &Value) -> Value {
        let answer = self.ask_with(document, variables);
        let mut json = answer.json();
        assert!(
            answer.status == 200 && json.get("errors").is_none(),
            "{}\n{document}\n{variables}",
            answer.text()
        );
        json.get_mut("data").map(Value::take).unwrap_or_default()
    }

    /// How many SQL statements a request takes, with its answer. The server must not be asked by others meanwhile.
    ///
    /// # Panics
    /// When the metrics do not tell.
    #[must_use]
    pub fn statements(&self, ask: impl FnOnce(&Self) -> Answer) -> (u64, Answer) {
        let before = self.statements_so_far();
        let answer = ask(self);
        (self.statements_so_far() - before, answer)
    }

    #[expect(
        clippy::expect_used,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a metric of a few thousand whole numbers, without which the test has failed"
    )]
    fn statements_so_far(&self) -> u64 {
        let text = self.get("/metrics").text();
        let sum = text
            .lines()
            .find_map(|line| line.strip_prefix("sabha_graphql_statements_sum "));
        sum.and_then(|sum| sum.parse::<f64>().ok())
            .expect("statements are counted") as u64
    }
}

/// Runs a test that only reads, on a server for each kind of database at the same time; tests that run at the same time
/// share them.
pub fn on_each(test: impl Fn(&Server) + Sync) {
    std::thread::scope(|scope| {
        for kind in Kind::all() {
            scope.spawn({
                let test = &test;
                move || test(&shared(kind))
            });
        }
    });
}

/// A server that may be shared, for it is only read: gone with the last test that uses it.
#[must_use]
pub fn shared(kind: Kind) -> Arc<Server> {
    static SERVERS: Mutex<BTreeMap<&str, Weak<Server>>> = Mutex::new(BTreeMap::new());
    let name = match kind {
        Kind::Sqlite => "sqlite",
        Kind::Postgres => "postgres",
    };
    let mut servers = SERVERS.lock().unwrap_or_else(PoisonError::into_inner);
    let slot = servers.entry(name).or_default();
    slot.upgrade().unwrap_or_else(|| {
        let server = Arc::new(Server::loaded(kind));
        *slot = Arc::downgrade(&server);
        server
    })
}
