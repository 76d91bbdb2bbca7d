//! `/graphql`: GraphQL over HTTP, by `GET` and `POST`, answered at once or by an event stream.
//!
//! The order is the specification's and the cheapest first: what may be answered, what was sent, what it asks for,
//! whether its client has the answer already, whether it may run; only then it runs. Each step ends in a [`Refusal`] or
//! hands over to the next.
//!
//! A whole answer is kept here ([`super::kept`]) and, when it was asked for by `GET`, by its client, who asks for it again each
//! time (`no-cache`): the next revision may be there at any moment, and an answer that is still right costs neither parsing
//! nor a statement. What has errors may be better the next time, so it is not kept.

use std::sync::Arc;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method, StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
    web::{Bytes, Data, Payload},
};
use async_graphql::parser::types::OperationType;

use super::{
    State,
    answer::{Outcome, Whole, Written, with_body},
    body,
    coding::Coded,
    event, file,
    kept::{Question, Turn},
    language::Languages,
    negotiate::{self, Accepted, Media, Streamed},
    operation::{Answers, Operation},
    params::Params,
    places::Place,
    seen,
    tag::{Asked, Marks, Tag},
    trace::{Facts, TraceId},
};
use crate::{
    error::{Code, Refusal},
    metrics,
    replica::Reader,
};

/// Asks for `extensions.cost`, as `extensions: {"cost": true}` in the request does.
const COST_HEADER: &str = "x-sabha-cost";

/// What answers depend on besides their address.
const VARY: HeaderValue = HeaderValue::from_static("Accept, Accept-Encoding, Accept-Language");
/// Of answers that clients do not keep.
const NEVER: &str = "no-store";

/// Keeps what is no page out of search engines.
const UNLISTED: HeaderName = HeaderName::from_static("x-robots-tag");

/// How a request is answered.
enum Answer {
    /// By an outcome that is still to be written, and is nobody else's.
    Once(Outcome),
    /// By bytes that are nobody else's.
    Written(Written),
    /// By an answer that others may get as well.
    Whole(Arc<Whole>),
    /// Not at all: the client has it, by this tag.
    Unchanged(HeaderValue),
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
    let (mut response, caching) = match answer {
        Answer::Once(outcome) => {
            // In plain JSON it may have status 200, so that nobody takes it for a failure: some clients would give up, and
            // browsers write each into their console.
            let media = if reads_json && outcome.asks_for_text() {
                Media::Json
            } else {
                media
            };
            let written = outcome.write(TraceId::given(&request), &state.config.limits);
            (tell(&request, written, media, facts).await, NEVER)
        }
        Answer::Written(written) => (tell(&request, written, media, facts).await, NEVER),
        Answer::Whole(whole) => {
            let caching = if whole.marks.is_some() { file::LOOKED_AT } else { NEVER };
            (give(&request, &whole, facts).await, caching)
        }
        Answer::Unchanged(tag) => (unchanged(tag, facts), file::LOOKED_AT),
        Answer::Events(answers, place) => (event::respond(answers, place, state.config.limits.ping_interval), NEVER),
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, VARY);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if request.method() == Method::GET {
        // Crawlers read answers to show pages by them, and are not to show the answers.
        headers.insert(UNLISTED, HeaderValue::from_static("noindex"));
    }
    response.extensions_mut().insert(payload.into_inner());
    response
}

/// Answers by bytes that are nobody else's.
async fn tell(request: &HttpRequest, written: Written, media: Media, mut facts: Facts) -> HttpResponse {
    let mut head = written.head(media, &mut facts);
    if facts.code == Some(Code::MethodNotAllowed) {
        let allowed = if request.method() == Method::GET {
            "POST"
        } else {
            "GET, POST, OPTIONS"
        };
        head.headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static(allowed));
    }
    in_coding(request, head, &written.json.into(), None, facts).await
}

/// Answers by an answer that others may get as well, or not at all when the client has it.
async fn give(request: &HttpRequest, whole: &Whole, facts: Facts) -> HttpResponse {
    let held = whole.marks.as_ref().and_then(|marks| marks.held(request.headers()));
    match held {
        Some(tag) => unchanged(tag.clone(), facts),
        None => {
            let mut head = HttpResponse::new(StatusCode::OK);
            let media = HeaderValue::from_static(whole.media.content_type());
            head.headers_mut().insert(header::CONTENT_TYPE, media);
            in_coding(request, head, &whole.coded, whole.marks.as_ref(), facts).await
        }
    }
}

async fn in_coding(
    request: &HttpRequest,
    mut head: HttpResponse,
    body: &Coded,
    marks: Option<&Marks>,
    facts: Facts,
) -> HttpResponse {
    let (bytes, coding) = body.liked(request.headers()).await;
    let headers = head.headers_mut();
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, coding.header());
    }
    if let Some(marks) = marks {
        headers.insert(header::ETAG, marks.of(coding).clone());
    }
    seen::tell(&mut head, facts.revision);
    head.extensions_mut().insert(facts);
    with_body(head, bytes)
}

fn unchanged(tag: HeaderValue, facts: Facts) -> HttpResponse {
    let mut response = HttpResponse::new(StatusCode::NOT_MODIFIED);
    response.headers_mut().insert(header::ETAG, tag);
    seen::tell(&mut response, facts.revision);
    response.extensions_mut().insert(facts);
    response
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        Self::Once(refusal.into())
    }
}

async fn answer(
    request: &HttpRequest,
    payload: &mut Payload,
    state: &Data<State>,
    accepted: Accepted,
    facts: &mut Facts,
) -> Answer {
    let sent = match Sent::by(request, payload, state).await {
        Ok(sent) => sent,
        Err(refusal) => return refusal.into(),
    };
    let (streamed, at_least) = (accepted.streamed, seen::seen(request.headers()));
    let mut tells_cost = request.headers().get(COST_HEADER).is_some_and(|value| value == "1");
    let question = Question {
        revision: state.newest.now(),
        by_post: matches!(sent, Sent::Body(_)),
        media: accepted.media,
        tells_cost,
        languages: request
            .headers()
            .get(header::ACCEPT_LANGUAGE)
            .map_or(&[], HeaderValue::as_bytes),
        text: sent.text(),
    };
    if let (true, Ok(at_least)) = (streamed != Streamed::All, &at_least)
        && let Some(whole) = kept(&question, *at_least, state)
    {
        *facts = whole.facts.clone();
        return Answer::Whole(whole);
    }
    let (mut params, at_least) = match sent.params().and_then(|params| Ok((params, at_least?))) {
        Ok(asked) => asked,
        Err(refusal) => return refusal.into(),
    };
    let languages = Languages::of(request.headers());
    tells_cost |= params.wants_cost();
    let (text, id) = (params.query.take(), params.id.take());
    // A document that comes with its name is to be registered, if need be again, and so is run.
    let may_be_kept = text.is_none() || id.is_none();
    let source = state.documents.find(text, id.as_deref());
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
        let known = tag.as_ref().filter(|_| chosen.is_settled());
        let now = known.and_then(|tag| tag.at(chosen.revision));
        if let Some(held) = now.as_ref().and_then(|marks| marks.held(request.headers())) {
            (facts.sql, facts.revision) = (Some((0, 0)), Some(chosen.revision));
            return Answer::Unchanged(held.clone());
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
        Ok(operation) if operation.kind == OperationType::Query && streamed != Streamed::All => {
            let reader = match reader {
                Some(reader) => reader,
                None => state.databases.reader(at_least).await,
            };
            let asking = Asking {
                question: may_be_kept.then_some(question),
                tag,
                named: id.map(Into::into),
                trace: TraceId::given(request),
                media: accepted.media,
            };
            asking.ask(operation, reader, state, facts).await
        }
        Ok(operation) if operation.kind == OperationType::Mutation && streamed != Streamed::All => {
            let ((outcome, revision), sql) = metrics::tally(operation.run(at_least, state)).await;
            (facts.sql, facts.revision) = (Some(sql), revision);
            Answer::Once(outcome)
        }
        Err(outcome) if streamed != Streamed::All => Answer::Once(outcome),
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

/// The answer that is kept, unless its client has seen a newer revision than this service.
fn kept(question: &Question<'_>, at_least: Option<i64>, state: &State) -> Option<Arc<Whole>> {
    if at_least.is_some_and(|seen| seen > question.revision) {
        return None;
    }
    let whole = state.kept.get(question)?;
    // A document that is named and not there any more is to be sent again.
    let is_right = whole
        .named
        .as_deref()
        .is_none_or(|name| state.documents.asked_for(name));
    is_right.then(|| {
        state.kept.hit();
        whole
    })
}

/// A query that may run, and what becomes of its answer.
struct Asking<'a> {
    /// What it is kept by; `None` when it is not to be kept.
    question: Option<Question<'a>>,
    /// What clients keep it by, when it was asked for by `GET`.
    tag: Option<Tag>,
    /// The name of its document.
    named: Option<Box<str>>,
    trace: TraceId,
    media: Media,
}

impl Asking<'_> {
    async fn ask(self, operation: Operation, mut reader: Reader, state: &State, facts: &mut Facts) -> Answer {
        let limits = &state.config.limits;
        let tells_revision = reader.revision > 0 && reader.is_settled() && !state.kept.is_off();
        let question = self.question.filter(|_| tells_revision);
        let mut question = question.map(|question| Question {
            revision: reader.revision,
            ..question
        });
        let flight = match &question {
            None => None,
            Some(question) => match state.kept.turn(question, limits.operation_timeout).await {
                Turn::Answered(whole) => {
                    *facts = whole.facts.clone();
                    return Answer::Whole(whole);
                }
                Turn::Ours(flight) => Some(flight),
                Turn::Alone => None,
            },
        };
        let ((outcome, is_one), sql) = metrics::tally(operation.read(&mut reader, state)).await;
        (facts.sql, facts.revision) = (Some(sql), Some(reader.revision));
        let written = outcome.write(self.trace, limits);
        if written.code.is_some() {
            if let Some(flight) = flight {
                flight.land(None);
            }
            return Answer::Written(written);
        }
        let tag = self.tag.filter(|_| is_one);
        let whole = Arc::new(Whole {
            coded: written.json.into(),
            media: self.media,
            marks: tag.and_then(|tag| tag.at(reader.revision)),
            named: self.named,
            facts: Facts {
                sql: Some((0, 0)),
                ..facts.clone()
            },
        });
        if let Some(question) = question.as_mut().filter(|_| is_one) {
            question.revision = reader.revision;
            state.kept.keep(question, &whole);
        }
        if let Some(flight) = flight {
            flight.land(Some(whole.clone()));
        }
        Answer::Whole(whole)
    }
}

/// What was sent, before it is taken apart.
enum Sent<'a> {
    /// A query string.
    Url(&'a str),
    /// A body.
    Body(Bytes),
}

impl<'a> Sent<'a> {
    async fn by(request: &'a HttpRequest, payload: &mut Payload, state: &State) -> Result<Self, Refusal> {
        match *request.method() {
            Method::GET => Ok(Self::Url(request.query_string())),
            Method::POST => {
                negotiate::json_body(request.headers())?;
                let body = body::read(request.headers(), payload, &state.config.limits).await?;
                Ok(Self::Body(body))
            }
            _ => {
                let message = "GraphQL is asked by POST or, for queries, by GET.";
                Err(Refusal::new(Code::MethodNotAllowed, message))
            }
        }
    }

    fn text(&self) -> &[u8] {
        match self {
            Self::Url(query) => query.as_bytes(),
            Self::Body(body) => body,
        }
    }

    fn params(&self) -> Result<Params, Refusal> {
        match self {
            Self::Url(query) => Params::from_url(query),
            Self::Body(body) => Params::from_body(body),
        }
    }
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
