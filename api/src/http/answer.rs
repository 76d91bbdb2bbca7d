//! A GraphQL answer as bytes, and as an HTTP response: its status, its media type, its size.

use std::{collections::BTreeMap, io, sync::Arc};

use actix_web::{
    HttpRequest, HttpResponse,
    body::BoxBody,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
    web::Bytes,
};
use async_graphql::{ServerError, Value};
use serde::Serialize;

use super::{
    boundary,
    coding::Coded,
    negotiate::Media,
    tag::Marks,
    trace::{Facts, TraceId},
};
use crate::{
    error::{Code, Error, Refusal},
    limit::Limits,
};

/// Seconds after which a client may ask a busy service again.
pub(super) const RETRY_AFTER: HeaderValue = HeaderValue::from_static("2");

/// A whole answer to a query, without errors: the same for all who ask the same of the same revision.
#[derive(Debug)]
pub(super) struct Whole {
    /// Its bytes.
    pub(super) coded: Coded,
    /// Its media type.
    pub(super) media: Media,
    /// The tags by which clients keep it, when it was asked for by an address.
    pub(super) marks: Option<Marks>,
    /// The name of its document, when the request did not send it.
    pub(super) named: Option<Box<str>>,
    /// What the log tells of each request that it is given to.
    pub(super) facts: Facts,
}

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

/// An answer's bytes.
#[derive(Debug)]
pub(super) struct Written {
    /// The answer as JSON; of a refused operation on a socket, the list of its errors.
    pub(super) json: Vec<u8>,
    /// The gravest error's code.
    pub(super) code: Option<Code>,
    /// Whether it has no data.
    pub(super) refused: bool,
}

impl Outcome {
    /// Whether it tells a client to send the text of a document that it has named: a step of Apollo's protocol.
    pub(super) fn asks_for_text(&self) -> bool {
        let steps = [Code::PersistedQueryNotFound, Code::PersistedQueryNotSupported];
        self.errors.iter().any(|error| {
            let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
            steps.iter().any(|step| code == Some(&Value::from(step.as_str())))
        })
    }

    /// Answers a request that no operation came of.
    pub(super) fn refuse(self, request: &HttpRequest, limits: &Limits) -> HttpResponse {
        let written = self.write(TraceId::given(request), limits);
        let response = written.head(Media::Json, &mut Facts::default());
        with_body(response, written.json)
    }

    /// Writes the answer, its errors stamped.
    pub(super) fn write(mut self, trace: TraceId, limits: &Limits) -> Written {
        let stamped = boundary::stamp(std::mem::take(&mut self.errors), trace, limits.max_errors);
        if stamped.omitted > 0 {
            self.extensions.insert("errorsOmitted".into(), stamped.omitted.into());
        }
        let body = Body {
            errors: &stamped.errors,
            data: self.data.as_ref(),
            extensions: &self.extensions,
        };
        let json = match write(&body, limits.max_answer) {
            Err(_) if self.data.is_some() => return Self::from(too_large(limits)).write(trace, limits),
            written => written.unwrap_or_default(),
        };
        Written {
            json,
            code: stamped.code,
            refused: self.data.is_none(),
        }
    }

    /// Writes the answer for a socket, on which an operation that came to nothing is told by its errors alone.
    pub(super) fn write_message(self, trace: TraceId, limits: &Limits) -> Written {
        if self.data.is_some() {
            return Written {
                refused: false,
                ..self.write(trace, limits)
            };
        }
        let stamped = boundary::stamp(self.errors, trace, limits.max_errors);
        Written {
            json: serde_json::to_vec(&stamped.errors).unwrap_or_default(),
            code: stamped.code,
            refused: true,
        }
    }
}

impl Written {
    /// The head of the answer to an HTTP request; what the log needs of it goes into `facts`.
    pub(super) fn head(&self, media: Media, facts: &mut Facts) -> HttpResponse {
        facts.code = self.code;
        let failed = self.code.filter(|_| self.refused);
        head(
            failed.map_or(StatusCode::OK, |code| status(code, media)),
            media,
            self.code,
        )
    }
}

fn head(status: StatusCode, media: Media, code: Option<Code>) -> HttpResponse {
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CONTENT_TYPE, HeaderValue::from_static(media.content_type())));
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
    response.finish()
}

/// Gives a head its body.
pub(super) fn with_body(head: HttpResponse, body: impl Into<Bytes>) -> HttpResponse {
    head.set_body(BoxBody::new(body.into()))
}

/// The status of an answer without data.
///
/// A request that is no GraphQL request, and a service that cannot answer, have their own statuses in both media types.
/// A document that cannot be run is 400 in the newer one; in `application/json` it is 200, as the specification asks.
pub(super) fn status(code: Code, media: Media) -> StatusCode {
    match code {
        Code::BadRequest | Code::BatchingUnsupported => StatusCode::BAD_REQUEST,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::OriginRefused => StatusCode::FORBIDDEN,
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
        fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
            self.write(bytes).map(drop)
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
