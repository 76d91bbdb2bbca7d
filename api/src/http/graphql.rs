//! `/graphql`: GraphQL over HTTP, by `GET` and `POST`, answered at once or by an event stream.
//!
//! The order is the specification's and the cheapest first: what may be answered, what was sent, what it asks for,
//! whether its client has the answer already, whether it may run; only then it runs. Each step ends in a [`Refusal`] or
//! hands over to the next.
//!
//! A whole answer to a `GET` may be kept, and is asked for again each time (`no-cache`): the next revision may be there at
//! any moment, and an answer that is still right costs neither parsing nor a statement. What has errors may be better the
//! next time, so it is not kept.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method,
        header::{self, HeaderName, HeaderValue},
    },
    web::{Data, Payload},
};
use async_graphql::parser::types::OperationType;

use super::{
    State,
    answer::Outcome,
    body, event, file,
    language::Languages,
    negotiate::{self, Accepted, Media, Streamed},
    operation::{Answers, Operation},
    params::Params,
    places::Place,
    seen,
    tag::{Asked, Tag},
    trace::{Facts, TraceId},
};
use crate::{
    error::{Code, Refusal},
    metrics,
};

/// Asks for `extensions.cost`, as `extensions: {"cost": true}` in the request does.
const COST_HEADER: &str = "x-sabha-cost";

/// Keeps what is no page out of search engines.
const UNLISTED: HeaderName = HeaderName::from_static("x-robots-tag");

/// How a request is answered.
enum Answer {
    /// By an answer, and that is all; with the tag by which it may be kept.
    Once(Outcome, Option<Tag>),
    /// Not at all: the client has it, by this tag.
    Unchanged(String),
    /// By events, as long as there are some.
    Events(Answers, Place),
}

/// Answers a GraphQL request.
pub(super) async fn serve(request: HttpRequest, mut payload: Payload, state: Data<State>) -> HttpResponse {
    let mut facts = Facts::default();
    let (media, reads_json, answer) = match Accepted::by(request.headers()) {
        Ok(accepted) => (
            accepted.media,
            accepted.reads_json,
            answer(&request, &mut payload, &state, accepted, &mut facts).await,
        ),
        Err(refusal) => (Media::Json, true, refusal.into()),
    };
    let mut caching = "no-store";
    let mut response = match answer {
        Answer::Once(outcome, tag) => {
            // In plain JSON it may have status 200, so that nobody takes it for a failure: some clients would give up, and
            // browsers write each into their console.
            let media = if reads_json && outcome.asks_for_text() {
                Media::Json
            } else {
                media
            };
            let mut response = outcome.respond(media, TraceId::given(&request), &state.config.limits, &mut facts);
            if facts.code == Some(Code::MethodNotAllowed) {
                let allowed = if request.method() == Method::GET {
                    "POST"
                } else {
                    "GET, POST, OPTIONS"
                };
                response
                    .headers_mut()
                    .insert(header::ALLOW, HeaderValue::from_static(allowed));
            }
            let tag = tag.filter(|_| facts.code.is_none());
            if let Some(tag) = tag.and_then(|tag| HeaderValue::from_str(&tag.at(facts.revision?)?).ok()) {
                response.headers_mut().insert(header::ETAG, tag);
                caching = file::LOOKED_AT;
            }
            seen::tell(&mut response, facts.revision);
            response.extensions_mut().insert(facts);
            response
        }
        Answer::Unchanged(tag) => {
            let mut response = HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish();
            caching = file::LOOKED_AT;
            seen::tell(&mut response, facts.revision);
            response.extensions_mut().insert(facts);
            response
        }
        Answer::Events(answers, place) => event::respond(answers, place, state.config.limits.ping_interval),
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Accept, Accept-Language"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if request.method() == Method::GET {
        // Crawlers read answers to show pages by them, and are not to show the answers.
        headers.insert(UNLISTED, HeaderValue::from_static("noindex"));
    }
    response.extensions_mut().insert(payload.into_inner());
    response
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        Self::Once(refusal.into(), None)
    }
}

async fn answer(
    request: &HttpRequest,
    payload: &mut Payload,
    state: &Data<State>,
    accepted: Accepted,
    facts: &mut Facts,
) -> Answer {
    let (mut params, at_least) = match params(request, payload, state).await {
        Ok(params) => params,
        Err(refusal) => return refusal.into(),
    };
    let languages = Languages::of(request.headers());
    let tells_cost = params.wants_cost() || request.headers().get(COST_HEADER).is_some_and(|value| value == "1");
    let streamed = accepted.streamed;
    let source = state.documents.find(params.query.take(), params.id.as_deref());
    let (mut reader, mut tag) = (None, None);
    if let (&Method::GET, Ok(source), false) = (request.method(), &source, streamed == Streamed::All) {
        let asked = Asked {
            text: &source.text,
            params: &params,
            languages: &languages,
            tells_cost,
            media: accepted.media,
        };
        let chosen = state.databases.reader(at_least).await;
        tag = state.tags.of(&asked, &chosen.db).await;
        let now = tag.as_ref().and_then(|tag| tag.at(chosen.revision));
        if let Some(now) = now.filter(|now| file::names(request.headers(), now)) {
            (facts.sql, facts.revision) = (Some((0, 0)), Some(chosen.revision));
            return Answer::Unchanged(now);
        }
        reader = Some(chosen);
    }
    let admitted = source.map_err(Outcome::from);
    let mut admitted = admitted.and_then(|source| Operation::admit(source, params, languages, state, facts));
    if let Ok(operation) = &mut admitted {
        if let Err(refusal) = transportable(request.method(), operation.kind, streamed) {
            return refusal.into();
        }
        operation.tells_cost = tells_cost;
    }
    match admitted {
        Ok(operation) if operation.kind != OperationType::Subscription && streamed != Streamed::All => {
            let run = async {
                match reader {
                    Some(reader) => {
                        let (outcome, revision) = operation.read(reader, state).await;
                        (outcome, Some(revision))
                    }
                    None => operation.run(at_least, state).await,
                }
            };
            let ((outcome, revision), sql) = metrics::tally(run).await;
            (facts.sql, facts.revision) = (Some(sql), revision);
            Answer::Once(outcome, tag)
        }
        Err(outcome) if streamed != Streamed::All => Answer::Once(outcome, None),
        // A refused document is told by an event, too: an `EventSource` shows nobody the body of a 400.
        admitted => match state.places.take(event::TRANSPORT, &state.metrics) {
            Ok(place) => {
                let (facts, source) = (std::mem::take(facts), (event::TRANSPORT, TraceId::given(request)));
                Answer::Events(Answers::new(admitted, facts, state.clone(), source), place)
            }
            Err(refusal) => refusal.into(),
        },
    }
}

/// What is asked, and the revision that the client has seen.
async fn params(request: &HttpRequest, payload: &mut Payload, state: &State) -> Result<(Params, Option<i64>), Refusal> {
    let params = match *request.method() {
        Method::GET => Params::from_url(request.query_string())?,
        Method::POST => {
            negotiate::json_body(request.headers())?;
            Params::from_body(&body::read(request.headers(), payload, &state.config.limits).await?)?
        }
        _ => {
            let message = "GraphQL is asked by POST or, for queries, by GET.";
            return Err(Refusal::new(Code::MethodNotAllowed, message));
        }
    };
    Ok((params, seen::seen(request.headers())?))
}

fn transportable(method: &Method, kind: OperationType, streamed: Streamed) -> Result<(), Refusal> {
    match kind {
        OperationType::Query => Ok(()),
        OperationType::Mutation if method == Method::POST => Ok(()),
        OperationType::Mutation => Err(Refusal::new(
            Code::MethodNotAllowed,
            "A mutation is sent by POST, never by GET.",
        )),
        OperationType::Subscription if streamed != Streamed::None => Ok(()),
        OperationType::Subscription => {
            let message = "A subscription has many answers: send it over a WebSocket to /graphql/ws (subprotocol \
                           graphql-transport-ws), or here with `Accept: text/event-stream`.";
            Err(Refusal::new(Code::SubscriptionUnsupported, message))
        }
    }
}
