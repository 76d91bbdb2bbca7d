//! Turns away requests whose URL or headers are too large, before any handler sees them.
//!
//! actix itself stops reading a request's head at 128 KiB or 96 headers, with an empty 431, and answers 408 to a head
//! that takes longer than `--header-timeout`; below that the bounds here say what is wrong.

use actix_web::{
    Error, HttpMessage,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{Uri, header::HeaderMap},
    middleware::Next,
    web::Data,
};

use super::{State, body::Holding, plain};
use crate::{
    error::{Code, Refusal},
    limit::Limits,
};

/// Lets a request through when its head is within the limits.
pub(super) async fn check(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let refusal = request
        .app_data::<Data<State>>()
        .and_then(|state| refusal(length(request.uri()), request.headers(), &state.config.limits));
    // Pages read no body; the handlers that do leave what they have not read with their answers.
    let reads = matches!(request.path(), "/graphql" | "/graphql/ws" | "/reconcile");
    let unread = (refusal.is_some() || !reads).then(|| request.take_payload());
    let mut response = match refusal {
        None => next.call(request).await?.map_into_boxed_body(),
        Some(refusal) => {
            let response = plain::refuse(request.headers(), refusal);
            request.into_response(response)
        }
    };
    let left = response.response_mut().extensions_mut().remove::<Payload>();
    Ok(Holding::on(response, left.or(unread)))
}

/// The length of a URL, as it was sent.
fn length(url: &Uri) -> usize {
    let origin = url.scheme_str().map_or(0, |scheme| scheme.len() + "://".len());
    let host = url.authority().map_or(0, |host| host.as_str().len());
    origin + host + url.path_and_query().map_or(0, |rest| rest.as_str().len())
}

fn refusal(url: usize, headers: &HeaderMap, limits: &Limits) -> Option<Refusal> {
    let exceeded = |code, what: &str, found: usize, limit: usize, mend: &str| {
        let message = format!("{what} {found} bytes long; the limit is {limit}. {mend}");
        let measure = Some((found as u64, limit as u64));
        (found > limit).then(|| Refusal {
            measure,
            ..Refusal::new(code, message)
        })
    };
    let size = headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    exceeded(
        Code::UrlTooLong,
        "The URL is",
        url,
        limits.max_url,
        "Send the request by POST.",
    )
    .or_else(|| {
        exceeded(
            Code::HeadersTooLarge,
            "The headers are",
            size,
            limits.max_headers,
            "Send fewer or shorter ones.",
        )
    })
}
