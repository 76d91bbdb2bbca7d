//! A request's body: read within its time, inflated within its size.
//!
//! actix's own decoder inflates each chunk to its end before anyone can look at the size; some kilobytes of brotli
//! would take gigabytes. Here the inflating stops at the limit.

use std::{
    io::Read,
    pin::Pin,
    task::{Context, Poll},
};

use actix_web::{
    body::{BodySize, BoxBody, MessageBody},
    dev::{self, ServiceResponse},
    http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, TRANSFER_ENCODING},
    web::{Bytes, BytesMut, Payload},
};
use futures_util::StreamExt;

use crate::{
    error::{Code, Refusal},
    limit::Limits,
};

/// An answer's body together with the request's, which the client may still be sending.
///
/// actix reads on, for ever, after a chunked body that was dropped unread; on one that is still held when the answer
/// ends, it closes the connection.
pub(super) struct Holding {
    body: BoxBody,
    _unread: dev::Payload,
}

impl Holding {
    /// Keeps what is unread of a chunked request until its answer is sent; other answers stay as they are.
    pub(super) fn on(response: ServiceResponse<BoxBody>, unread: Option<dev::Payload>) -> ServiceResponse<BoxBody> {
        match unread.filter(|_| response.request().headers().contains_key(TRANSFER_ENCODING)) {
            Some(unread) => response.map_body(|_, body| BoxBody::new(Self { body, _unread: unread })),
            None => response,
        }
    }
}

impl MessageBody for Holding {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_next(cx)
    }
}

const BROTLI_BUFFER: usize = 4096;

/// Reads a whole body.
///
/// # Errors
/// When it is too large, too slow, broken, or in an unknown content coding.
pub(super) async fn read(headers: &HeaderMap, payload: &mut Payload, limits: &Limits) -> Result<Bytes, Refusal> {
    let coding = Coding::of(headers)?;
    let declared = headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if let Some(length) = declared.filter(|length| *length > limits.max_body as u64) {
        return Err(too_large(Some(length), limits));
    }
    let sent = tokio::time::timeout(limits.body_timeout, collect(payload, limits))
        .await
        .map_err(|_elapsed| {
            let message = format!(
                "The body did not arrive within {:?}. Send it again, at once.",
                limits.body_timeout
            );
            Refusal::new(Code::BodyTimeout, message)
        })??;
    match coding {
        Coding::Identity => Ok(sent),
        Coding::Gzip => inflate(flate2::read::MultiGzDecoder::new(&*sent), limits),
        Coding::Brotli => inflate(brotli::Decompressor::new(&*sent, BROTLI_BUFFER), limits),
    }
}

async fn collect(payload: &mut Payload, limits: &Limits) -> Result<Bytes, Refusal> {
    let (mut first, mut body) = (Bytes::new(), BytesMut::new());
    while let Some(chunk) = payload.next().await {
        let chunk =
            chunk.map_err(|_err| Refusal::new(Code::BadRequest, "The body broke off, or its chunks are broken."))?;
        if first.len() + body.len() + chunk.len() > limits.max_body {
            return Err(too_large(None, limits));
        }
        // Most bodies come in one piece, which is not copied.
        if first.is_empty() && body.is_empty() {
            first = chunk;
            continue;
        }
        body.extend_from_slice(&std::mem::take(&mut first));
        body.extend_from_slice(&chunk);
    }
    Ok(if body.is_empty() { first } else { body.freeze() })
}

fn inflate(coded: impl Read, limits: &Limits) -> Result<Bytes, Refusal> {
    let mut body = Vec::new();
    let read = coded.take(limits.max_body as u64 + 1).read_to_end(&mut body);
    match read {
        Ok(_) if body.len() <= limits.max_body => Ok(body.into()),
        Ok(_) => Err(too_large(None, limits)),
        Err(_) => Err(Refusal::new(
            Code::BadRequest,
            "The body is not in the coding that Content-Encoding names.",
        )),
    }
}

fn too_large(found: Option<u64>, limits: &Limits) -> Refusal {
    let limit = limits.max_body as u64;
    let message = format!(
        "The body has {} bytes, inflated if it was compressed; the limit is {limit}. Send less in one request.",
        found.map_or_else(|| format!("more than {limit}"), |found| found.to_string()),
    );
    Refusal {
        measure: Some((found.unwrap_or(limit + 1), limit)),
        ..Refusal::new(Code::BodyTooLarge, message)
    }
}

#[derive(Clone, Copy)]
enum Coding {
    Identity,
    Gzip,
    Brotli,
}

impl Coding {
    fn of(headers: &HeaderMap) -> Result<Self, Refusal> {
        let coding = headers
            .get(CONTENT_ENCODING)
            .map(|value| value.to_str().unwrap_or_default().trim());
        match coding.map(str::to_ascii_lowercase).as_deref() {
            None | Some("" | "identity") => Ok(Self::Identity),
            Some("gzip" | "x-gzip") => Ok(Self::Gzip),
            Some("br") => Ok(Self::Brotli),
            Some(_) => {
                let message = "The body's Content-Encoding is not one that the service reads. Use gzip, br or none.";
                Err(Refusal::new(Code::UnsupportedMediaType, message))
            }
        }
    }
}
