//! The service as a whole: its sockets, its workers, its end.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
};

use actix_web::{
    App, HttpServer,
    dev::{Server, ServerHandle},
    web::Data,
};
use async_graphql::{ObjectType, SchemaBuilder, SubscriptionType};
use sea_orm::DatabaseConnection;
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::Semaphore,
    task::JoinSet,
};

use crate::{
    change::Feed,
    config::{Config, Switch},
    document::Documents,
    http::{
        self, Engine, Kept, Places, State, Tags,
        health::{Probe, migrated},
    },
    limit::Gate,
    loader::Snapshots,
    metrics::Metrics,
    replica::Databases,
    revision,
};

/// Seconds that requests in flight have to end after a signal: less than the ten within which the process exits.
const GRACE_SECONDS: u64 = 8;

/// A service that holds its sockets and is ready to run.
#[expect(missing_debug_implementations, reason = "actix's server has none")]
pub struct Application {
    /// The port that it serves on; the one that the system chose when port 0 was asked for.
    pub port: u16,
    /// The port of `/metrics`, when that has its own.
    pub metrics_port: Option<u16>,
    server: Server,
    metrics_server: Option<Server>,
    /// What watches the revision and the replicas for as long as the service runs.
    watching: JoinSet<()>,
    places: Arc<Places>,
}

/// What stops a service from elsewhere.
#[derive(Debug, Clone)]
pub struct Handle {
    server: ServerHandle,
    places: Arc<Places>,
}

impl Handle {
    /// Begins to stop, before this returns; what comes back ends when the service has stopped.
    ///
    /// Sockets and event streams are ended at once, for they would not end by themselves.
    pub fn stop(&self, graceful: bool) -> impl Future<Output = ()> + use<> {
        self.places.close();
        self.server.stop(graceful)
    }
}

impl Application {
    /// Binds the sockets and prepares the schema; the database counts as ready when it can be reached and its tables are
    /// up to date.
    ///
    /// # Errors
    /// When an address cannot be bound, the schema's SDL does not parse, or `--documents` names something else.
    pub fn build<Q, M, S>(
        config: Config,
        schema: impl Fn() -> SchemaBuilder<Q, M, S>,
        db: DatabaseConnection,
    ) -> io::Result<Self>
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        let ready = migrated(db.clone());
        Self::build_with(config, schema, db, ready)
    }

    /// As [`Application::build`], with a readiness probe of one's own.
    ///
    /// # Errors
    /// When an address cannot be bound, the schema's SDL does not parse, or `--documents` names something else.
    pub fn build_with<Q, M, S>(
        config: Config,
        schema: impl Fn() -> SchemaBuilder<Q, M, S>,
        db: DatabaseConnection,
        ready: Probe,
    ) -> io::Result<Self>
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        let listener = TcpListener::bind(config.listen)?;
        let metrics_listener = config.metrics_listen.map(TcpListener::bind).transpose()?;
        let port = listener.local_addr()?.port();
        let metrics_port = metrics_listener
            .as_ref()
            .map(TcpListener::local_addr)
            .transpose()?
            .map(|address| address.port());

        let engine = Engine::new(schema);
        let gate = Gate::new(engine.sdl(), config.limits.clone(), config.introspection == Switch::On)
            .map_err(io::Error::other)?
            .keeping(config.parsed_cache);
        let documents = Documents::new(&config, &gate).map_err(io::Error::other)?;
        let tags = Tags::new(&config, engine.sdl());
        let (newest, mut watching) = revision::watch(db.clone(), config.revision_interval);
        let feed = Feed::new(db.clone(), newest.clone(), config.changes_window);
        let databases = Databases::new(&config, db, newest.clone(), &mut watching);
        let exports = Arc::new(Semaphore::new(config.limits.max_exports));
        let (kept, snapshots) = (Kept::new(config.answer_cache), Snapshots::new(config.record_cache));
        let config = Arc::new(config);
        let places = Arc::new(Places::new(config.limits.max_sockets));
        let state = Data::new(State {
            config: config.clone(),
            engine,
            metrics: Metrics::with(|registry| {
                databases.counts().register(registry);
                gate.register(registry);
                documents.register(registry);
                snapshots.register(registry);
                kept.register(registry);
            }),
            gate,
            documents,
            kept,
            snapshots,
            tags,
            databases,
            feed,
            newest,
            exports,
            places: places.clone(),
            ready,
        });

        let (at, records) = (SocketAddr::new(config.listen.ip(), port), config.database_shown());
        tracing::info!(
            "Sabha is at http://{at}, its explorer at http://{at}/, its playground at http://{at}/playground, its records in {records}"
        );

        let with_metrics = metrics_listener.is_none();
        let metrics_server = metrics_listener
            .map(|listener| metrics_server(listener, state.clone()))
            .transpose()?;
        let app = move || {
            App::new()
                .app_data(state.clone())
                .configure(|routes| http::routes(routes, with_metrics))
        };
        let mut server = HttpServer::new(app)
            .client_request_timeout(config.limits.header_timeout)
            // A client that hangs up has no more use for its answer: its operation is dropped.
            .h1_allow_half_closed(false)
            .shutdown_timeout(GRACE_SECONDS)
            .disable_signals();
        if let Some(workers) = config.workers {
            server = server.workers(workers);
        }
        Ok(Self {
            port,
            metrics_port,
            server: server.listen(listener)?.run(),
            metrics_server,
            watching,
            places,
        })
    }

    /// What stops the service from elsewhere.
    #[must_use]
    pub fn handle(&self) -> Handle {
        Handle {
            server: self.server.handle(),
            places: self.places.clone(),
        }
    }

    /// Serves until SIGTERM or SIGINT, then finishes what is in flight; a second signal ends it at once.
    ///
    /// # Errors
    /// When the sockets fail.
    pub async fn run(self) -> io::Result<()> {
        let (handle, metrics_handle) = (self.handle(), self.metrics_server.as_ref().map(Server::handle));
        let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        let mut watching = self.watching;
        let stopping = tokio::spawn(async move {
            for graceful in [true, false] {
                let name = tokio::select! { _ = terminate.recv() => "SIGTERM", _ = interrupt.recv() => "SIGINT" };
                tracing::info!(graceful, "{name}: stopping");
                // Not awaited, so that a second signal is heard while requests come to their end.
                drop(tokio::spawn(handle.stop(graceful)));
                // Who follows the changes has come to the end.
                watching.abort_all();
                if let Some(metrics) = &metrics_handle {
                    drop(tokio::spawn(metrics.stop(graceful)));
                }
            }
        });
        let served = match self.metrics_server {
            Some(metrics) => futures_util::future::try_join(self.server, metrics)
                .await
                .map(|((), ())| ()),
            None => self.server.await,
        };
        stopping.abort();
        served
    }
}

fn metrics_server(listener: TcpListener, state: Data<State>) -> io::Result<Server> {
    let app = move || App::new().app_data(state.clone()).configure(http::metrics_routes);
    Ok(HttpServer::new(app)
        .workers(1)
        .shutdown_timeout(1)
        .disable_signals()
        .listen(listener)?
        .run())
}
