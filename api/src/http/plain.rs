//! Answers outside GraphQL: refusals and absences, as JSON in the shape of a GraphQL answer, or as text for a reader.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{ACCEPT, ALLOW, HeaderMap, RETRY_AFTER},
    },
};
use serde_json::json;

use super::{
    answer::{self, status},
    negotiate::{Media, accepts},
};
use crate::error::{Code, Refusal};

/// Refuses a request: as text when the client asks for text or HTML, otherwise as JSON.
pub(super) fn refuse(headers: &HeaderMap, refusal: Refusal) -> HttpResponse {
    let mut response = HttpResponse::build(status(refusal.code, Media::GraphQL));
    if matches!(refusal.code, Code::UrlTooLong | Code::HeadersTooLarge) {
        response.force_close();
    }
    if refusal.code == Code::Unavailable {
        response.insert_header((RETRY_AFTER, answer::RETRY_AFTER));
    }
    if ["text/html", "text/plain", "text/*"]
        .iter()
        .any(|text| accepts(headers, ACCEPT.as_str(), text))
    {
        return response
            .content_type("text/plain; charset=utf-8")
            .body(format!("{}\n", refusal.message));
    }
    response
        .content_type(Media::Json.content_type())
        .body(json!({ "errors": [refusal.into_error()] }).to_string())
}

/// The answer where there is nothing.
pub(super) async fn not_found(request: HttpRequest) -> HttpResponse {
    let message = "There is nothing here. The explorer is at /, the API at /graphql, its playground at /playground, its \
                   schema at /schema.graphql, reconciliation at /reconcile, the whole dataset at /export.";
    refuse(request.headers(), Refusal::new(Code::NotFound, message))
}

/// The answer of a page to a method that it does not take.
pub(super) async fn only_get(request: HttpRequest) -> HttpResponse {
    let mut response = refuse(
        request.headers(),
        Refusal::new(Code::MethodNotAllowed, "This path is read by GET."),
    );
    response
        .headers_mut()
        .insert(ALLOW, actix_web::http::header::HeaderValue::from_static("GET, HEAD"));
    response
}

/// What `OPTIONS` says of `/graphql` when it is no preflight.
pub(super) async fn graphql_options() -> HttpResponse {
    HttpResponse::build(StatusCode::NO_CONTENT)
        .insert_header((ALLOW, "GET, POST, OPTIONS"))
        .finish()
}
