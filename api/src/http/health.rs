//! `/health/live`, `/health/ready` and `/metrics`, and the `health` command, which asks the second one.

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::Arc,
    time::Duration,
};

use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    web::Data,
};
use futures_util::future::BoxFuture;
use sea_orm::DatabaseConnection;

use super::State;
use crate::error::Error;

/// Tells whether the service can answer: its database is reachable and migrated.
pub type Probe = Arc<dyn Fn() -> BoxFuture<'static, Result<(), Error>> + Send + Sync>;

/// Longest time that a probe may take, and that the `health` command waits.
const PATIENCE: Duration = Duration::from_secs(3);

/// A probe that reaches for the database and looks whether its tables are up to date.
#[must_use]
pub fn migrated(db: DatabaseConnection) -> Probe {
    Arc::new(move || {
        let db = db.clone();
        Box::pin(async move {
            match seed::database::is_migrated(&db).await {
                Ok(true) => Ok(()),
                Ok(false) => Err(Error::Internal(
                    "the tables are not up to date: run `sabha migrate`".to_owned(),
                )),
                Err(fault) => Err(Error::Internal(fault.to_string())),
            }
        })
    })
}

/// The process runs.
pub(super) async fn live() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(serde_json::json!({ "status": "live" }))
}

/// The service can answer; 503 when it cannot, with the reason in the log.
///
/// A replica that can be read is enough: queries are answered while the primary is away.
pub(super) async fn ready(state: Data<State>) -> HttpResponse {
    let is_ready = || {
        let body = serde_json::json!({ "status": "ready" });
        HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(body)
    };
    if state.databases.has_replica(1) {
        return is_ready();
    }
    let probed = tokio::time::timeout(PATIENCE, (state.ready)()).await;
    let fault = match probed {
        Ok(Ok(())) => return is_ready(),
        Ok(Err(error)) => error.chain(),
        Err(_elapsed) => format!("no answer within {PATIENCE:?}"),
    };
    tracing::warn!(%fault, "the service is not ready");
    let body = serde_json::json!({ "status": "not ready", "reason": "The database cannot be used; the log says why." });
    HttpResponse::ServiceUnavailable()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(body)
}

/// The metrics, for Prometheus.
pub(super) async fn metrics(state: Data<State>) -> HttpResponse {
    match state.metrics.text(state.newest.now()) {
        Ok(text) => HttpResponse::Ok()
            .insert_header((
                CONTENT_TYPE,
                "application/openmetrics-text; version=1.0.0; charset=utf-8",
            ))
            .body(text),
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}

/// Asks the service at an address whether it is ready.
///
/// # Errors
/// When it cannot be reached, or answers anything but 200.
pub fn ask(mut address: SocketAddr) -> io::Result<()> {
    if address.ip().is_unspecified() {
        let loopback: SocketAddr = if address.is_ipv4() {
            ([127, 0, 0, 1], 0).into()
        } else {
            ([0, 0, 0, 0, 0, 0, 0, 1], 0).into()
        };
        address.set_ip(loopback.ip());
    }
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE + PATIENCE))?;
    write!(
        stream,
        "GET /health/ready HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let status = answer.lines().next().unwrap_or("no answer");
    if status.split(' ').nth(1) == Some("200") {
        Ok(())
    } else {
        Err(io::Error::other(status.to_owned()))
    }
}
