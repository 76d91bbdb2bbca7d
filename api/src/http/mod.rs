//! The room of HTTP: which path leads where, and what every request passes through.
//!
//! A request goes through [`trace`] (its log line), [`cors`] and [`guard`] (its head) to its handler. GraphQL is
//! [`graphql`]'s, over WebSocket [`ws`]'s and as server-sent events [`event`]'s, reconciliation [`reconcile`]'s, the feed
//! for mirrors [`changes`]'s, the whole dataset [`export`]'s; everything else is [`page`]'s, with its [files](mod@file), and
//! [`health`]'s. What is asked in GraphQL is an [`operation`], whatever it came by.

mod answer;
mod body;
mod boundary;
mod changes;
mod coding;
mod cors;
mod engine;
mod event;
mod export;
mod file;
mod graphql;
mod guard;
pub mod health;
mod kept;
pub mod language;
mod negotiate;
mod operation;
mod page;
mod params;
mod places;
mod plain;
mod reconcile;
mod seen;
mod tag;
mod trace;
mod ws;

use std::sync::Arc;

use actix_web::{
    Resource, guard as route_guard,
    middleware::from_fn,
    web::{self, ServiceConfig},
};

pub use self::engine::Engine;
use self::health::Probe;
pub(crate) use self::{kept::Kept, places::Places, tag::Tags};
use tokio::sync::Semaphore;

use crate::{
    change::Feed,
    config::{Config, Switch},
    document::Documents,
    limit::Gate,
    loader::Snapshots,
    metrics::Metrics,
    replica::Databases,
    revision::Newest,
};

/// What the handlers share.
pub(crate) struct State {
    /// The options.
    pub(crate) config: Arc<Config>,
    /// What runs requests.
    pub(crate) engine: Engine,
    /// What is read.
    pub(crate) databases: Databases,
    /// What decides whether they may run.
    pub(crate) gate: Gate,
    /// The documents that they may name.
    pub(crate) documents: Documents,
    /// Their answers, for as long as they are right.
    pub(crate) kept: Kept,
    /// What is known of the newest revision.
    pub(crate) snapshots: Snapshots,
    /// What names their answers.
    pub(crate) tags: Tags,
    /// What counts them.
    pub(crate) metrics: Metrics,
    /// The changes as they come.
    pub(crate) feed: Feed,
    /// The newest revision.
    pub(crate) newest: Newest,
    /// How many exports may begin still.
    pub(crate) exports: Arc<Semaphore>,
    /// Who may stay: sockets and event streams.
    pub(crate) places: Arc<Places>,
    /// Whether the service can answer.
    pub(crate) ready: Probe,
}

impl State {
    /// Whether anything that is read is kept for others.
    fn keeps(&self) -> bool {
        !(self.kept.is_off() && self.snapshots.is_off())
    }

    fn introspects(&self) -> bool {
        self.config.introspection == Switch::On
    }
}

/// The paths of the service.
pub(crate) fn routes(config: &mut ServiceConfig, with_metrics: bool) {
    let head = || {
        web::scope("")
            .wrap(from_fn(guard::check))
            .wrap(from_fn(cors::share))
            .wrap(from_fn(trace::follow))
    };
    let mut all = head()
        .service(
            web::resource("/graphql")
                .route(web::method(actix_web::http::Method::OPTIONS).to(plain::graphql_options))
                .route(web::to(graphql::serve)),
        )
        .service(web::resource("/graphql/ws").route(web::to(ws::serve)))
        .service(web::resource("/reconcile").route(web::to(reconcile::serve)))
        .service(read("/reconcile/suggest/entity", reconcile::suggest_entity))
        .service(read("/changes.ndjson", changes::serve))
        .service(read("/export", export::index))
        .service(read("/export/ndjson", export::ndjson))
        .service(read("/export/jsonld", export::json_ld))
        .service(read("/export/csv", export::index))
        .service(read("/export/csv/{table}.csv", export::csv))
        .service(read("/schema.graphql", page::schema))
        .service(page::explorer())
        .service(read("/assets/{file:.*}", page::asset))
        .service(read("/playground", page::playground))
        .service(read("/playground/", page::playground))
        .service(read("/playground/{file:.*}", page::playground_file))
        .service(read("/robots.txt", page::robots))
        .service(read("/favicon.ico", page::icon))
        .service(read("/health/live", health::live))
        .service(read("/health/ready", health::ready));
    if with_metrics {
        all = all.service(read("/metrics", health::metrics));
    }
    config.service(all.default_service(web::to(page::elsewhere)));
}

/// The one path of `--metrics-listen`.
pub(crate) fn metrics_routes(config: &mut ServiceConfig) {
    config.service(read("/metrics", health::metrics));
}

/// A path that is read by `GET` and `HEAD` only.
fn read<F, Args>(path: &str, handler: F) -> Resource
where
    F: actix_web::Handler<Args>,
    Args: actix_web::FromRequest + 'static,
    F::Output: actix_web::Responder + 'static,
{
    let reads = route_guard::Any(route_guard::Get()).or(route_guard::Head());
    web::resource(path.to_owned())
        .route(web::route().guard(reads).to(handler))
        .default_service(web::to(plain::only_get))
}
