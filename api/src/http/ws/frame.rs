//! Frames: read from the connection within a limit, pieces of a message put together, and written.
//!
//! actix's parser holds a frame back until all of it is there, however large it says that it is; so its declared length
//! is looked at here before.

use std::{
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use actix_http::ws::{OpCode, Parser, ProtocolError};
use actix_web::web::{Bytes, BytesMut, Payload};
use futures_util::Stream;

use super::close::Close;

/// What a client sends.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// A whole text message.
    Text(String),
    /// To be answered by a pong of the same content.
    Ping(Vec<u8>),
    /// The answer to a ping.
    Pong,
}

/// The frames of a connection.
pub(super) struct Frames {
    payload: Payload,
    /// What has come and is not yet read.
    unread: BytesMut,
    /// The pieces of a message so far, while one is under way.
    message: Option<Vec<u8>>,
    most: usize,
}

impl Frames {
    /// Reads messages of at most this many bytes.
    pub(super) fn new(payload: Payload, most: usize) -> Self {
        Self {
            payload,
            unread: BytesMut::new(),
            message: None,
            most,
        }
    }

    /// The next frame; nothing is lost when this is dropped before its end.
    ///
    /// # Errors
    /// With the end of the socket: the client's, or one for what it did wrong.
    pub(super) async fn next(&mut self) -> Result<Frame, Close> {
        poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Frame, Close>> {
        loop {
            if let Some(frame) = self.read().transpose() {
                return Poll::Ready(frame);
            }
            if self.unread.is_empty() {
                // An idle socket holds no buffer.
                self.unread = BytesMut::new();
            }
            match ready!(Pin::new(&mut self.payload).poll_next(cx)) {
                Some(Ok(bytes)) => self.unread.extend_from_slice(&bytes),
                Some(Err(_)) | None => return Poll::Ready(Err(Close::VANISHED)),
            }
        }
    }

    /// Reads a frame from what has come; `None` when it is not enough.
    fn read(&mut self) -> Result<Option<Frame>, Close> {
        loop {
            let before = self.message.as_ref().map_or(0, Vec::len) as u64;
            if declared(&self.unread).is_some_and(|length| before.saturating_add(length) > self.most as u64) {
                return Err(Close::TOO_LARGE);
            }
            let parsed = Parser::parse(&mut self.unread, true, self.most).map_err(|err| match err {
                ProtocolError::Overflow => Close::TOO_LARGE,
                _ => Close::PROTOCOL,
            })?;
            let Some((last, code, content)) = parsed else {
                return Ok(None);
            };
            let content = content.unwrap_or_default();
            match (code, &mut self.message) {
                (OpCode::Ping | OpCode::Pong | OpCode::Close, _) if !last => return Err(Close::PROTOCOL),
                (OpCode::Ping, _) => return Ok(Some(Frame::Ping(content.to_vec()))),
                (OpCode::Pong, _) => return Ok(Some(Frame::Pong)),
                (OpCode::Close, _) => return Err(closed(&content)),
                (OpCode::Binary, None) => return Err(Close::BINARY),
                (OpCode::Text, message @ None) => *message = Some(content.to_vec()),
                (OpCode::Continue, Some(message)) => message.extend_from_slice(&content),
                _ => return Err(Close::PROTOCOL),
            }
            if let Some(message) = self.message.take_if(|_| last) {
                let text = String::from_utf8(message).map_err(|_err| Close::NOT_UTF8)?;
                return Ok(Some(Frame::Text(text)));
            }
        }
    }
}

/// The length that the frame at the beginning says it has; `None` while that has not come.
fn declared(bytes: &[u8]) -> Option<u64> {
    match (bytes.get(1)? & 0x7f, bytes) {
        (126, [_, _, a, b, ..]) => Some(u16::from_be_bytes([*a, *b]).into()),
        (127, [_, _, a, b, c, d, e, f, g, h, ..]) => Some(u64::from_be_bytes([*a, *b, *c, *d, *e, *f, *g, *h])),
        (126 | 127, _) => None,
        (length, _) => Some(length.into()),
    }
}

/// The client's close, by what its frame holds.
fn closed(content: &[u8]) -> Close {
    match Parser::try_parse_close_payload(content) {
        Ok(reason) => Close::of_client(reason.map(|reason| reason.code.into())),
        Err(_) => Close::PROTOCOL,
    }
}

/// A text frame.
pub(super) fn text(content: &[u8]) -> Bytes {
    frame(content, OpCode::Text)
}

/// A ping without content.
pub(super) fn ping() -> Bytes {
    frame(&[], OpCode::Ping)
}

/// The answer to a ping.
pub(super) fn pong(content: &[u8]) -> Bytes {
    frame(content, OpCode::Pong)
}

/// A close frame; `None` when the connection is gone already.
pub(super) fn close(close: &Close) -> Option<Bytes> {
    Some(frame(&close.payload()?, OpCode::Close))
}

fn frame(content: &[u8], code: OpCode) -> Bytes {
    let mut bytes = BytesMut::new();
    Parser::write_message(&mut bytes, content, code, true, false);
    bytes.freeze()
}
