//! The harness: a service on a port of its own, and a client that sends what it is told, byte by byte if need be.
//!
//! A server runs in threads of its own, so that tests are plain functions over blocking sockets. What is tested lies
//! in `tests/tests/`; [`trial`] is a schema with the slow and failing fields that the real one must not have, [`records`]
//! are servers of the curated dataset.

pub mod client;
pub mod cluster;
pub mod database;
pub mod measure;
pub mod operation;
pub mod peers;
pub mod plan;
pub mod records;
pub mod revise;
pub mod service;
pub mod socket;
pub mod trial;

use std::{
    io,
    net::TcpStream,
    sync::mpsc,
    thread::JoinHandle,
    time::{Duration, Instant},
};

use api::{
    config::Config,
    metrics, schema,
    server::{Application, Handle},
};
use async_graphql::{ObjectType, SchemaBuilder, SubscriptionType};
use clap::Parser;
use sea_orm::DatabaseConnection;

pub use self::client::{Answer, Request};
pub use self::database::{Database, Kind};

/// Waits until something is so, and tells how long it took.
///
/// # Panics
/// When it is not so within the time.
pub fn until(most: Duration, what: &str, mut is_so: impl FnMut() -> bool) -> Duration {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < most, "{what}: not within {most:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
    begun.elapsed()
}

/// A running service, stopped when it is dropped.
#[derive(Debug)]
pub struct Server {
    /// The port that it serves on, at 127.0.0.1.
    pub port: u16,
    /// The port of its metrics, when they have their own.
    pub metrics_port: Option<u16>,
    handle: Handle,
    thread: Option<JoinHandle<io::Result<()>>>,
    /// What it serves, when it is the server's own; dropped with it.
    database: Option<Database>,
}

impl Server {
    /// The real schema with the default options.
    #[must_use]
    pub fn start() -> Self {
        Self::serve(&[], |_| schema::build())
    }

    /// The trial schema with further options, e.g. `["--max-depth", "3"]`.
    #[must_use]
    pub fn trial(options: &[&str]) -> Self {
        Self::serve(options, |db| trial::build().data(db))
    }

    /// Any schema, over a database in memory that holds nothing but its tables unless the options name another.
    ///
    /// # Panics
    /// When the service cannot start.
    pub fn serve<Q, M, S>(
        options: &[&str],
        schema: impl Fn(DatabaseConnection) -> SchemaBuilder<Q, M, S> + Send + 'static,
    ) -> Self
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        Self::serve_watched(options, metrics::watch, schema)
    }

    /// As [`Self::serve`], with something else than the metrics to hear of each statement.
    ///
    /// # Panics
    /// When the service cannot start.
    #[expect(clippy::expect_used, reason = "a test without its server has failed")]
    pub fn serve_watched<Q, M, S>(
        options: &[&str],
        watch: impl FnOnce(&mut DatabaseConnection) + Send + 'static,
        schema: impl Fn(DatabaseConnection) -> SchemaBuilder<Q, M, S> + Send + 'static,
    ) -> Self
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        let mut all = vec!["sabha", "--listen", "127.0.0.1:0", "--workers", "1"];
        if !options.contains(&"--database-url") {
            all.extend(["--database-url", "sqlite::memory:"]);
        }
        let config = Config::try_parse_from([&all, options].concat()).expect("the options are right");
        let (started, start) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let mut db = seed::database::open_with(&config.database_url, &config.database_options())
                    .await
                    .map_err(io::Error::other)?;
                seed::database::migrate(&db).await.map_err(io::Error::other)?;
                watch(&mut db);
                let app = Application::build(config, || schema(db.clone()), db.clone())?;
                let told = started.send((app.port, app.metrics_port, app.handle()));
                told.map_err(io::Error::other)?;
                app.run().await
            })
        });
        let (port, metrics_port, handle) = start.recv().expect("the service starts");
        Self {
            port,
            metrics_port,
            handle,
            thread: Some(thread),
            database: None,
        }
    }

    /// A request to this server; nothing is sent yet.
    #[must_use]
    pub fn request(&self, method: &str, path: &str) -> Request {
        Request::new(self.port, method, path)
    }

    /// Gets a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path).send()
    }

    /// A request of GraphQL by `GET` with these parameters; nothing is sent yet.
    #[must_use]
    pub fn graphql(&self, parameters: &[(&str, &str)]) -> Request {
        let pair = |(name, value): &(&str, &str)| format!("{name}={}", client::encoded(value));
        let query: Vec<String> = parameters.iter().map(pair).collect();
        self.request("GET", &format!("/graphql?{}", query.join("&")))
    }

    /// Posts a GraphQL document, answered in `application/graphql-response+json`.
    #[must_use]
    pub fn ask(&self, document: &str) -> Answer {
        self.ask_with(document, &serde_json::json!({}))
    }

    /// Posts a GraphQL document with variables.
    #[must_use]
    pub fn ask_with(&self, document: &str, variables: &serde_json::Value) -> Answer {
        let body = serde_json::json!({ "query": document, "variables": variables }).to_string();
        self.request("POST", "/graphql")
            .accept("application/graphql-response+json")
            .json(&body)
            .send()
    }

    /// A connection to this server.
    ///
    /// # Errors
    /// When it does not listen any more.
    pub fn connect(&self) -> io::Result<TcpStream> {
        let stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(client::PATIENCE))?;
        Ok(stream)
    }

    /// Begins to stop, gracefully, and waits for the end.
    ///
    /// # Errors
    /// When the service ended with an error.
    pub fn stop(mut self) -> io::Result<()> {
        drop(self.handle.stop(true));
        self.thread.take().map_or(Ok(()), |thread| {
            thread.join().unwrap_or_else(|_| Err(io::Error::other("it panicked")))
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
    }
}
