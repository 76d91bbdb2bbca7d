//! `/changes.ndjson`: the change log as lines of JSON, for mirrors; with `follow=true` it goes on as long as the client does.
//!
//! A line is written when it is read: no answer is held in memory, and a slow client is waited for. An answer that fails in
//! the middle is cut off, not ended, so that no client takes half of it for the whole.

use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::CACHE_CONTROL,
    web::{Bytes, Data, Query},
};
use async_graphql::EnumType;
use entity::record::RecordKind;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};

use super::{State, answer::Outcome, places::Place, plain, seen};
use crate::{
    change::{Follower, From, lines},
    error::{Code, Error, Refusal},
};

/// The name of followed logs in metrics.
const TRANSPORT: &str = "ndjson";
/// How long nothing is sent before an empty line shows that the connection is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What is asked for.
#[derive(Debug, Default)]
struct Asked {
    from: From,
    follow: bool,
}

/// Answers with the changes after a revision or a change.
pub(super) async fn serve(request: HttpRequest, state: Data<State>) -> HttpResponse {
    let asked = match Asked::read(request.query_string()) {
        Ok(asked) => asked,
        Err(message) => return plain::refuse(request.headers(), Refusal::new(Code::BadRequest, message)),
    };
    let (follower, newest) = match state.feed.follow(asked.from).await {
        Ok(begun) => begun,
        Err(Error::BadInput(message)) => {
            return plain::refuse(request.headers(), Refusal::new(Code::BadInput, message));
        }
        Err(fault) => return Outcome::from(fault).refuse(&request, &state.config.limits),
    };
    let mut response = HttpResponse::Ok();
    response
        .content_type("application/x-ndjson")
        .insert_header((CACHE_CONTROL, "no-store"))
        // Up to it the answer tells the changes; to one that follows it is the newest at its beginning.
        .insert_header((seen::HEADER, newest));
    if !asked.follow {
        return response.streaming(written(follower.until(newest), state));
    }
    match state.places.take(TRANSPORT, &state.metrics) {
        Ok(place) => response.streaming(kept_alive(written(follower, state), place, HEARTBEAT)),
        Err(refusal) => plain::refuse(request.headers(), refusal),
    }
}

impl Asked {
    fn read(query: &str) -> Result<Self, String> {
        let fields = Query::<Vec<(String, String)>>::from_query(query);
        let fields = fields.map_err(|_err| "The parameters cannot be read. Encode them as a form does.".to_owned())?;
        let mut asked = Self {
            from: From {
                since: Some(0),
                ..From::default()
            },
            ..Self::default()
        };
        for (name, value) in fields.into_inner() {
            match name.as_str() {
                "since" => asked.from.since = Some(revision(&value)?),
                "after" => asked.from.after = Some(value.into()),
                "kinds" => asked.from.kinds = Some(kinds(&value)?),
                "follow" => asked.follow = switch(&value)?,
                other => {
                    return Err(format!(
                        "`{other}` is no parameter of this path: it takes `since`, `after`, `kinds` and `follow`."
                    ));
                }
            }
        }
        Ok(asked)
    }
}

fn revision(value: &str) -> Result<i64, String> {
    let revision = value.parse().ok().filter(|it| *it >= 0);
    revision.ok_or_else(|| format!("`since={value}` is not a revision: write a whole number from 0."))
}

fn kinds(value: &str) -> Result<Vec<RecordKind>, String> {
    let known = |name: &str| {
        let found = RecordKind::items().iter().find(|item| item.name == name);
        found.map(|item| item.value).ok_or_else(|| {
            let names: Vec<&str> = RecordKind::items().iter().map(|item| item.name).collect();
            format!(
                "`{name}` is not a kind of record: name some of {}, with commas between them.",
                names.join(", ")
            )
        })
    };
    value.split(',').map(known).collect()
}

fn switch(value: &str) -> Result<bool, String> {
    let known = || format!("`follow={value}` is neither `true` nor `false`.");
    value.parse().map_err(|_err| known())
}

/// The changes as lines, some at a time.
fn written(follower: Follower, state: Data<State>) -> impl Stream<Item = Result<Bytes, Error>> {
    let write = move |changes: Vec<_>| {
        let state = state.clone();
        async move { lines(state.databases.primary(), &changes).await.map(Bytes::from) }
    };
    let told = |fault: &Error| tracing::error!(fault = fault.chain(), "a feed of changes is cut off");
    follower.changes().and_then(write).inspect_err(told)
}

/// The same with an empty line whenever nothing came for so long; it keeps its place until the service is about to stop.
fn kept_alive<E>(
    lines: impl Stream<Item = Result<Bytes, E>> + 'static,
    place: Place,
    every: Duration,
) -> impl Stream<Item = Result<Bytes, E>> {
    stream::unfold((lines.boxed_local(), place), move |(mut lines, mut place)| async move {
        let next = tokio::select! {
            some = tokio::time::timeout(every, lines.next()) => some,
            () = place.closed() => return None,
        };
        match next {
            Ok(some) => some.map(|some| (some, (lines, place))),
            Err(_elapsed) => Some((Ok(Bytes::from_static(b"\n")), (lines, place))),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::places::Places;
    use crate::metrics::Metrics;

    #[test]
    fn what_is_asked_for_is_read() {
        let asked = Asked::read("since=7&kinds=MEETING,TOPIC&after=abc&follow=true").unwrap();
        assert_eq!(asked.from.since, Some(7));
        assert_eq!(asked.from.kinds, Some(vec![RecordKind::Meeting, RecordKind::Topic]));
        assert_eq!(asked.from.after.as_deref(), Some(&"abc".to_owned()));
        assert!(asked.follow);
        // A mirror that holds nothing begins at the beginning.
        let asked = Asked::read("").unwrap();
        assert_eq!((asked.from.since, asked.follow), (Some(0), false));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (query, named) in [
            ("since=x", "`since=x`"),
            ("since=-1", "`since=-1`"),
            ("kinds=", "``"),
            ("kinds=meeting", "`meeting` is not a kind"),
            ("follow=yes", "`follow=yes`"),
            ("from=3", "`from` is no parameter"),
        ] {
            let message = Asked::read(query).unwrap_err();
            assert!(message.contains(named), "{query}: {message}");
        }
    }

    #[actix_web::test]
    async fn an_empty_line_is_sent_when_nothing_comes() {
        let lines = stream::iter([Ok::<_, Error>(Bytes::from_static(b"{}\n"))]).chain(stream::pending());
        let places = Places::new(1);
        let place = places.take(TRANSPORT, &Metrics::default()).unwrap();
        let kept = kept_alive(lines, place, Duration::from_millis(5));
        let sent: Vec<Bytes> = kept.take(3).try_collect().await.unwrap();
        assert_eq!(sent, ["{}\n", "\n", "\n"]);
    }
}
