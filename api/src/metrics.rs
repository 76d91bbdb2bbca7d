//! What the service counts, for `/metrics`: requests, their time, their SQL, what is in flight, which build this is.
//!
//! Statements are counted where the database is asked: [`watch`] hangs on the connection, and [`tally`] tells one
//! operation's statements from another's by a task-local. A task that an operation spawns takes part by [`inherit`].

use std::{
    borrow::Cow,
    fmt,
    future::Future,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};

use actix_web::http::Method;
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::Registry,
};
use sea_orm::DatabaseConnection;

use crate::error::Code;

/// From a cached answer to one that is about to be stopped.
const SECONDS: [f64; 12] = [
    0.000_1, 0.000_3, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 5.0, 10.0,
];

/// The metrics of one service.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    http: Family<HttpLabels, Counter>,
    graphql: Family<CodeLabels, Counter>,
    duration: Histogram,
    statements: Histogram,
    in_flight: Gauge<i64, AtomicI64>,
    revision: Gauge<i64, AtomicI64>,
    streams: Family<TransportLabels, Gauge<i64, AtomicI64>>,
    subscriptions: Gauge<i64, AtomicI64>,
    items: Family<TransportLabels, Counter>,
    closes: Family<CloseLabels, Counter>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct HttpLabels {
    method: &'static str,
    route: Cow<'static, str>,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CodeLabels {
    code: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct TransportLabels {
    transport: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CloseLabels {
    by: &'static str,
    code: String,
}

/// Statements of the whole process: a connection is watched before any service is built on it.
struct Sql {
    statements: Counter,
    failures: Counter,
    duration: Histogram,
}

static SQL: LazyLock<Sql> = LazyLock::new(|| Sql {
    statements: Counter::default(),
    failures: Counter::default(),
    duration: Histogram::new(SECONDS),
});

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("sabha"),
            http: Family::default(),
            graphql: Family::default(),
            duration: Histogram::new(SECONDS),
            statements: Histogram::new([0.0, 1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 21.0, 34.0, 55.0]),
            in_flight: Gauge::default(),
            revision: Gauge::default(),
            streams: Family::default(),
            subscriptions: Gauge::default(),
            items: Family::default(),
            closes: Family::default(),
        };
        let registry = &mut metrics.registry;
        let build = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The build that is running", build);
        registry.register(
            "http_requests",
            "HTTP requests by method, route and status",
            metrics.http.clone(),
        );
        registry.register(
            "graphql_requests",
            "GraphQL requests by their gravest error's code, or OK",
            metrics.graphql.clone(),
        );
        registry.register(
            "graphql_duration_seconds",
            "Time from a GraphQL request's headers to its answer",
            metrics.duration.clone(),
        );
        registry.register(
            "graphql_statements",
            "SQL statements of one GraphQL request",
            metrics.statements.clone(),
        );
        registry.register("in_flight", "Requests being answered", metrics.in_flight.clone());
        registry.register(
            "revision",
            "The newest revision of the dataset",
            metrics.revision.clone(),
        );
        registry.register(
            "open_streams",
            "WebSockets and event streams that are open",
            metrics.streams.clone(),
        );
        registry.register(
            "subscriptions",
            "Subscriptions that are running",
            metrics.subscriptions.clone(),
        );
        registry.register(
            "stream_items",
            "Answers sent over WebSockets and event streams",
            metrics.items.clone(),
        );
        registry.register(
            "socket_closes",
            "WebSockets that were closed, by who closed them and with which code",
            metrics.closes.clone(),
        );
        registry.register("sql_statements", "SQL statements", SQL.statements.clone());
        registry.register("sql_failures", "SQL statements that failed", SQL.failures.clone());
        registry.register("sql_duration_seconds", "Time of an SQL statement", SQL.duration.clone());
        metrics
    }
}

impl Metrics {
    /// The metrics of a service; `register` adds what its parts count.
    #[must_use]
    pub(crate) fn with(register: impl FnOnce(&mut Registry)) -> Self {
        let mut metrics = Self::default();
        register(&mut metrics.registry);
        metrics
    }

    /// The text for Prometheus, in its own format; `revision` is the newest.
    ///
    /// # Errors
    /// Never in practice: writing to a string does not fail.
    pub fn text(&self, revision: i64) -> Result<String, fmt::Error> {
        self.revision.set(revision);
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }

    /// Counts a request as being answered for as long as the guard lives.
    pub(crate) fn enter(&self) -> Counted {
        Counted::new(&self.in_flight)
    }

    /// Counts a WebSocket (`ws`) or an event stream (`sse`) as open for as long as the guard lives.
    pub(crate) fn open(&self, transport: &'static str) -> Counted {
        Counted::new(&self.streams.get_or_create(&TransportLabels { transport }))
    }

    /// Counts a subscription as running for as long as the guard lives.
    pub(crate) fn subscribe(&self) -> Counted {
        Counted::new(&self.subscriptions)
    }

    /// Counts an answer that is sent over a WebSocket or an event stream.
    pub(crate) fn item(&self, transport: &'static str) {
        self.items.get_or_create(&TransportLabels { transport }).inc();
    }

    /// Counts a WebSocket that was closed; a client's own codes, of which there may be thousands, are all one.
    pub(crate) fn closed(&self, by: &'static str, code: u16) {
        let code = match code {
            3000.. if by == "client" => "other".to_owned(),
            code => code.to_string(),
        };
        self.closes.get_or_create(&CloseLabels { by, code }).inc();
    }

    /// Counts an answered request; `route` is the pattern that matched, never the path, of which there are too many.
    pub(crate) fn http(&self, method: &Method, route: Option<Cow<'static, str>>, status: u16) {
        let method = match *method {
            Method::GET => "GET",
            Method::POST => "POST",
            Method::HEAD => "HEAD",
            Method::OPTIONS => "OPTIONS",
            _ => "other",
        };
        let route = route.unwrap_or(Cow::Borrowed("none"));
        self.http.get_or_create(&HttpLabels { method, route, status }).inc();
    }

    /// Counts a subscription that has ended. How long it was listened to says nothing about the service.
    pub(crate) fn subscribed(&self, code: Option<Code>) {
        let code = code.map_or("OK", Code::as_str);
        self.graphql.get_or_create(&CodeLabels { code }).inc();
    }

    /// Counts a GraphQL request, and its statements when it came to run.
    pub(crate) fn graphql(&self, code: Option<Code>, sql: Option<(u64, u64)>, took: Duration) {
        self.subscribed(code);
        self.duration.observe(took.as_secs_f64());
        if let Some((statements, _)) = sql {
            #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 statements")]
            self.statements.observe(statements as f64);
        }
    }
}

/// One more on a gauge, until it is dropped.
#[derive(Debug)]
pub(crate) struct Counted(Gauge<i64, AtomicI64>);

impl Counted {
    fn new(gauge: &Gauge<i64, AtomicI64>) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// The statements of one operation, which may have many answers; clones count together.
#[derive(Debug, Default, Clone)]
pub struct Tally(Arc<Sums>);

#[derive(Debug, Default)]
struct Sums {
    statements: AtomicU64,
    micros: AtomicU64,
}

impl Tally {
    /// Counts the statements that are asked while `work` runs, as one poll of a stream does.
    pub fn count<T>(&self, work: impl FnOnce() -> T) -> T {
        TALLY.sync_scope(self.clone(), work)
    }

    /// The number of statements so far, and their microseconds.
    #[must_use]
    pub fn so_far(&self) -> (u64, u64) {
        let Sums { statements, micros } = &*self.0;
        (statements.load(Ordering::Relaxed), micros.load(Ordering::Relaxed))
    }
}

tokio::task_local! {
    static TALLY: Tally;
}

/// Counts the statements of a connection and of all its later clones.
pub fn watch(db: &mut DatabaseConnection) {
    db.set_metric_callback(|info| {
        SQL.statements.inc();
        SQL.failures.inc_by(u64::from(info.failed));
        SQL.duration.observe(info.elapsed.as_secs_f64());
        // Outside an operation, as in a health check, there is no tally to add to.
        let _outside = TALLY.try_with(|Tally(tally)| {
            tally.statements.fetch_add(1, Ordering::Relaxed);
            tally.micros.fetch_add(
                u64::try_from(info.elapsed.as_micros()).unwrap_or(u64::MAX),
                Ordering::Relaxed,
            );
        });
    });
}

/// The number of the statements of the operation that is running, so far, and their microseconds; none outside one.
#[must_use]
pub fn so_far() -> (u64, u64) {
    TALLY.try_with(Tally::so_far).unwrap_or_default()
}

/// Runs an operation; beside its result come the number of its SQL statements and their microseconds.
pub async fn tally<F: Future>(operation: F) -> (F::Output, (u64, u64)) {
    let tally = Tally::default();
    let output = TALLY.scope(tally.clone(), operation).await;
    (output, tally.so_far())
}

/// Lets a future that is about to be spawned, as loaders do, count for the operation that spawns it.
pub fn inherit<F: Future>(future: F) -> impl Future<Output = F::Output> {
    let tally = TALLY.try_with(Tally::clone).unwrap_or_default();
    TALLY.scope(tally, future)
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};

    use super::*;

    #[tokio::test]
    async fn statements_are_counted_for_their_operation() {
        let mut db = Database::connect("sqlite::memory:").await.unwrap();
        watch(&mut db);
        let statement = || Statement::from_string(DbBackend::Sqlite, "SELECT 1");
        let two = async {
            db.execute_raw(statement()).await.unwrap();
            let db = db.clone();
            let spawned = inherit(async move { db.execute_raw(statement()).await.map(drop) });
            tokio::spawn(spawned).await.unwrap().unwrap();
        };
        let ((), (statements, _)) = tally(two).await;
        assert_eq!(statements, 2);
        assert_eq!(tally(async {}).await.1, (0, 0));
    }
}
