//! One log line and one set of measurements for each request, and for each operation on a socket or an event stream.
//!
//! The line holds the operation's name and cost, never its variables: those may be anything.

use std::{
    fmt,
    hash::{BuildHasher, RandomState},
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::{
    Error, HttpMessage, HttpRequest,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::HeaderMap,
    middleware::Next,
    web::Data,
};

use super::State;
use crate::error::Code;

/// The path that is asked for most, and its own pattern.
const GRAPHQL: &str = "/graphql";

/// What the GraphQL handler knows of a request and the log line tells; an extension of the response.
#[derive(Debug, Default, Clone)]
pub(super) struct Facts {
    /// The operation's name, as the document writes it.
    pub(super) operation: Option<Arc<str>>,
    /// The gravest error's code.
    pub(super) code: Option<Code>,
    /// The estimated cost, once it is known.
    pub(super) cost: Option<u64>,
    /// SQL statements, and the microseconds that they took.
    pub(super) sql: Option<(u64, u64)>,
    /// A revision that the answer is not older than, once it was read.
    pub(super) revision: Option<i64>,
}

impl Facts {
    /// The line of an operation that was no request of its own: it came over a socket, or was answered by a stream.
    pub(super) fn log(&self, transport: &'static str, items: u64, took: Duration, trace: TraceId) {
        let (statements, sql_us) = self.sql.unzip();
        tracing::info!(
            target: "sabha::request",
            transport,
            operation = self.operation.as_deref(),
            code = self.code.map(Code::as_str),
            cost = self.cost,
            sql = statements,
            sql_us,
            items,
            duration_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
            trace_id = %trace,
        );
    }
}

/// The 128 bits that follow a request through services: from `traceparent`, or new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TraceId(u128);

impl TraceId {
    /// A new id. It need not be secret, only unlikely to come twice.
    pub(super) fn random() -> Self {
        let half = || u128::from(RandomState::new().hash_one(Instant::now()));
        Self((half() << 64) | half())
    }

    /// The id that [`follow`] gave to a request.
    pub(super) fn given(request: &HttpRequest) -> Self {
        let given = request.extensions().get::<Self>().copied();
        given.unwrap_or_else(Self::random)
    }

    fn of(headers: &HeaderMap) -> Self {
        headers
            .get("traceparent")
            .and_then(|value| Self::parse(value.to_str().ok()?))
            .unwrap_or_else(Self::random)
    }

    /// Reads a W3C `traceparent`: `00-<32 hex>-<16 hex>-<2 hex>`.
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let (version, id, parent) = (parts.next()?, parts.next()?, parts.next()?);
        let hex = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let shaped = version.len() == 2 && version != "ff" && id.len() == 32 && parent.len() == 16;
        let id = u128::from_str_radix(id, 16)
            .ok()
            .filter(|number| *number != 0 && shaped && hex(version) && hex(id) && hex(parent))?;
        Some(Self(id))
    }
}

impl fmt::Display for TraceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Measures a request from its headers to its answer, and writes its line.
pub(super) async fn follow(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let begun = Instant::now();
    let trace = TraceId::of(request.headers());
    request.extensions_mut().insert(trace);
    let state = request.app_data::<Data<State>>().cloned();
    let _in_flight = state.as_ref().map(|state| state.metrics.enter());

    let mut response = match next.call(request).await {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => return Err(error),
    };

    let took = begun.elapsed();
    let status = response.status().as_u16();
    let facts = response.response_mut().extensions_mut().remove::<Facts>();
    let request = response.request();
    let (method, path) = (request.method(), request.path());
    if let Some(state) = state {
        let route = match path {
            GRAPHQL => Some(GRAPHQL.into()),
            _ => request.match_pattern().map(Into::into),
        };
        state.metrics.http(method, route, status);
        if let Some(facts) = &facts {
            state.metrics.graphql(facts.code, facts.sql, took);
        }
    }
    let facts = facts.unwrap_or_default();
    let (statements, sql_us) = facts.sql.unzip();
    tracing::info!(
        target: "sabha::request",
        %method, path, status,
        operation = facts.operation.as_deref(),
        code = facts.code.map(Code::as_str),
        cost = facts.cost,
        sql = statements,
        sql_us,
        duration_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
        trace_id = %trace,
    );
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_id_is_taken_from_a_well_formed_parent_only() {
        let good = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        assert_eq!(
            TraceId::parse(good).unwrap().to_string(),
            "0af7651916cd43dd8448eb211c80319c"
        );
        for bad in [
            "",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "00-+af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c",
        ] {
            assert_eq!(TraceId::parse(bad), None, "{bad}");
        }
        assert_ne!(TraceId::random(), TraceId::random());
    }
}
