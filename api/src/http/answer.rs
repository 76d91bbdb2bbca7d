//! A GraphQL answer as an HTTP response: its status, its media type, its size.

use std::{collections::BTreeMap, io, sync::Arc};

use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
};
use async_graphql::{ServerError, Value};
use serde::Serialize;

use super::{
    boundary,
    negotiate::Media,
    trace::{Facts, TraceId},
};
use crate::{
    error::{Code, Error, Refusal},
    limit::Limits,
};

/// Seconds after which a client may ask a busy service again.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("2");

/// What an operation came to, before errors are stamped.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The data; `None` when the request was refused before execution.
    pub(super) data: Option<Value>,
    /// The errors.
    pub(super) errors: Vec<ServerError>,
    /// The answer's `extensions`.
    pub(super) extensions: BTreeMap<String, Value>,
}

impl From<Vec<Refusal>> for Outcome {
    fn from(refusals: Vec<Refusal>) -> Self {
        Self {
            errors: refusals.into_iter().map(Refusal::into_error).collect(),
            ..Self::default()
        }
    }
}

impl From<Refusal> for Outcome {
    fn from(refusal: Refusal) -> Self {
        vec![refusal].into()
    }
}

impl From<Error> for Outcome {
    fn from(error: Error) -> Self {
        let mut failed = ServerError::new(error.to_string(), None);
        failed.source = Some(Arc::new(error));
        Self {
            errors: vec![failed],
            ..Self::default()
        }
    }
}

impl From<async_graphql::Response> for Outcome {
    /// async-graphql has no answer without data: one whose errors all lack a path was refused by validation.
    fn from(response: async_graphql::Response) -> Self {
        let refused = !response.errors.is_empty() && response.errors.iter().all(|error| error.path.is_empty());
        let data = if refused && response.data == Value::Null {
            None
        } else {
            Some(response.data)
        };
        Self {
            data,
            errors: response.errors,
            extensions: response.extensions,
        }
    }
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extensions: &'a BTreeMap<String, Value>,
}

impl Outcome {
    /// Writes the answer; what the log needs of it goes into `facts`.
    pub(super) fn respond(mut self, media: Media, trace: TraceId, limits: &Limits, facts: &mut Facts) -> HttpResponse {
        let stamped = boundary::stamp(std::mem::take(&mut self.errors), trace, limits.max_errors);
        facts.code = stamped.code;
        if stamped.omitted > 0 {
            self.extensions.insert("errorsOmitted".into(), stamped.omitted.into());
        }
        let status = self
            .data
            .is_none()
            .then_some(stamped.code)
            .flatten()
            .map_or(StatusCode::OK, |code| status(code, media));
        let body = Body {
            errors: &stamped.errors,
            data: self.data.as_ref(),
            extensions: &self.extensions,
        };
        match write(&body, limits.max_answer) {
            Ok(bytes) => respond(status, media, bytes, stamped.code),
            Err(_) if self.data.is_some() => Self::from(too_large(limits)).respond(media, trace, limits, facts),
            Err(_) => respond(status, media, Vec::new(), stamped.code),
        }
    }
}

fn respond(status: StatusCode, media: Media, body: Vec<u8>, code: Option<Code>) -> HttpResponse {
    let mut response = HttpResponse::build(status);
    response.content_type(media.content_type());
    match code {
        Some(Code::Unavailable) if status == StatusCode::SERVICE_UNAVAILABLE => {
            response.insert_header((header::RETRY_AFTER, RETRY_AFTER));
        }
        Some(Code::UnsupportedMediaType) => {
            response.insert_header(("accept-post", "application/json"));
            response.insert_header((header::ACCEPT_ENCODING, "gzip, br"));
        }
        // What is still on its way would be read as the next request.
        Some(Code::BodyTooLarge | Code::BodyTimeout) => {
            response.force_close();
        }
        _ => {}
    }
    response.body(body)
}

/// The status of an answer without data.
///
/// A request that is no GraphQL request, and a service that cannot answer, have their own statuses in both media types.
/// A document that cannot be run is 400 in the newer one; in `application/json` it is 200, as the specification asks.
pub(super) fn status(code: Code, media: Media) -> StatusCode {
    match code {
        Code::BadRequest | Code::BatchingUnsupported => StatusCode::BAD_REQUEST,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Code::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
        Code::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Code::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::BodyTimeout => StatusCode::REQUEST_TIMEOUT,
        Code::UrlTooLong => StatusCode::URI_TOO_LONG,
        Code::HeadersTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        Code::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Code::Timeout => StatusCode::GATEWAY_TIMEOUT,
        _ if media == Media::Json => StatusCode::OK,
        _ => StatusCode::BAD_REQUEST,
    }
}

fn too_large(limits: &Limits) -> Refusal {
    let message = format!(
        "The answer has more than {} bytes. Ask for smaller pages, or select fewer fields.",
        limits.max_answer
    );
    Refusal::new(Code::AnswerTooLarge, message)
}

/// Writes JSON, and stops where it grows too large.
fn write(body: &Body<'_>, most: usize) -> serde_json::Result<Vec<u8>> {
    struct Capped {
        bytes: Vec<u8>,
        most: usize,
    }
    impl io::Write for Capped {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.bytes.len() + bytes.len() > self.most {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            self.bytes.extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut capped = Capped {
        bytes: Vec::with_capacity(4096),
        most,
    };
    serde_json::to_writer(&mut capped, body)?;
    Ok(capped.bytes)
}
