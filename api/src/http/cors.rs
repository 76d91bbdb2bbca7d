//! Which other origins' scripts may read answers (CORS), and what every answer carries against mistaken types.
//!
//! The data are public and nothing is served by cookies, so any origin may read unless the operator names some.

use actix_web::{
    Error, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{self, HeaderMap, HeaderValue},
    },
    middleware::Next,
    web::Data,
};

use super::State;

const METHODS: HeaderValue = HeaderValue::from_static("GET, POST");
const HEADERS: HeaderValue = HeaderValue::from_static(
    "accept, accept-language, authorization, content-type, if-none-match, traceparent, x-sabha-cost, x-sabha-revision",
);
const EXPOSED: HeaderValue = HeaderValue::from_static("etag, retry-after, x-sabha-revision");
const MAX_AGE: HeaderValue = HeaderValue::from_static("86400");

/// Answers preflights, and marks the answers that another origin may read.
pub(super) async fn share(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let origins = request
        .app_data::<Data<State>>()
        .map(|state| state.config.allow_origin.clone())
        .unwrap_or_default();
    let origin = request.headers().get(header::ORIGIN).cloned();
    let preflight = request.method() == Method::OPTIONS
        && origin.is_some()
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match preflight {
        true => request.into_response(HttpResponse::NoContent().finish()),
        false => next.call(request).await?.map_into_boxed_body(),
    };
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Some(reader) = reader(&origins, origin, headers) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, reader);
        if preflight {
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
            headers.insert(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
        } else {
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }
    Ok(response)
}

/// The origin that may read: any, the asking one when the operator has named it, or none.
fn reader(origins: &[String], origin: Option<HeaderValue>, headers: &mut HeaderMap) -> Option<HeaderValue> {
    if origins.is_empty() {
        return Some(HeaderValue::from_static("*"));
    }
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    origin.filter(|origin| is_named(origins, origin))
}

/// Whether a page of the origin that asks may open a WebSocket, to which browsers put no such question as before they
/// let a page read an answer. Who sends no origin is no page.
pub(super) fn allows(origins: &[String], headers: &HeaderMap) -> bool {
    let origin = headers.get(header::ORIGIN);
    origins.is_empty() || origin.is_none_or(|origin| is_named(origins, origin))
}

fn is_named(origins: &[String], origin: &HeaderValue) -> bool {
    origins.iter().any(|named| origin == named.as_str())
}
