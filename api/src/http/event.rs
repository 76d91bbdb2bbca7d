//! Server-sent events: GraphQL over SSE in distinct connections mode, an operation for each connection.
//!
//! Nothing waits here: the next answer is asked for when the connection has taken the last one. `GET` and `POST` of
//! `/graphql` lead here when `Accept` says `text/event-stream`.

use std::{convert::Infallible, time::Duration};

use actix_web::{
    HttpResponse,
    http::header::{HeaderName, HeaderValue},
    web::Bytes,
};
use futures_util::{StreamExt, stream};

use super::{answer::Outcome, operation::Answers, places::Place};

/// The name of event streams in metrics and logs.
pub(super) const TRANSPORT: &str = "sse";

/// Has proxies pass events on as they come; they would gather them to a bufferful.
const UNBUFFERED: (HeaderName, HeaderValue) = (
    HeaderName::from_static("x-accel-buffering"),
    HeaderValue::from_static("no"),
);

/// A comment: nothing to a client but a sign of life.
const HEARTBEAT: Bytes = Bytes::from_static(b":\n\n");
/// Without a `data` field an `EventSource` would not tell of it.
const COMPLETE: Bytes = Bytes::from_static(b"event: complete\ndata: \n\n");

/// An event stream of the answers; a comment goes out when there was none for the time of `pause`.
pub(super) fn respond(answers: Answers, place: Place, pause: Duration) -> HttpResponse {
    let events = Events {
        answers: Some(answers),
        place,
        pause,
    };
    // Some browsers take a stream for open when its first bytes have come.
    let opening = stream::iter([Ok::<_, Infallible>(HEARTBEAT)]);
    let events = stream::unfold(events, |mut events| async {
        let event = events.next().await?;
        Some((Ok(event), events))
    });
    HttpResponse::Ok()
        .content_type("text/event-stream; charset=utf-8")
        .insert_header(UNBUFFERED)
        .streaming(opening.chain(events))
}

struct Events {
    /// `None` after the last one.
    answers: Option<Answers>,
    place: Place,
    pause: Duration,
}

impl Events {
    async fn next(&mut self) -> Option<Bytes> {
        let answers = self.answers.as_mut()?;
        tokio::select! {
            answer = answers.next() => match answer {
                Some(outcome) => {
                    let written = answers.tell(outcome, Outcome::write);
                    Some([&b"event: next\ndata: "[..], &written.json, b"\n\n"].concat().into())
                }
                None => {
                    self.answers = None;
                    Some(COMPLETE)
                }
            },
            () = tokio::time::sleep(self.pause) => Some(HEARTBEAT),
            // Not completed: the client is to come again.
            () = self.place.closed() => None,
        }
    }
}
