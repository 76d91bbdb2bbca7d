//! `/graphql`: GraphQL over HTTP, by `GET` and `POST`, answered at once or by an event stream.
//!
//! The order is the specification's and the cheapest first: what may be answered, what was sent, what it asks for,
//! whether it may run; only then it runs. Each step ends in a [`Refusal`] or hands over to the next.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method,
        header::{self, HeaderValue},
    },
    web::{Data, Payload},
};
use async_graphql::parser::types::OperationType;

use super::{
    State,
    answer::Outcome,
    body, event,
    language::Languages,
    negotiate::{self, Accepted, Media, Streamed},
    operation::{Answers, Operation},
    params::Params,
    places::Place,
    seen,
    trace::{Facts, TraceId},
};
use crate::{
    error::{Code, Refusal},
    metrics,
};

/// Asks for `extensions.cost`, as `extensions: {"cost": true}` in the request does.
const COST_HEADER: &str = "x-sabha-cost";

/// How a request is answered.
enum Answer {
    /// By an answer, and that is all.
    Once(Outcome),
    /// By events, as long as there are some.
    Events(Answers, Place),
}

/// Answers a GraphQL request.
pub(super) async fn serve(request: HttpRequest, mut payload: Payload, state: Data<State>) -> HttpResponse {
    let mut facts = Facts::default();
    let (media, answer) = match Accepted::by(request.headers()) {
        Ok(Accepted { media, streamed }) => (
            media,
            answer(&request, &mut payload, &state, streamed, &mut facts).await,
        ),
        Err(refusal) => (Media::Json, Answer::Once(refusal.into())),
    };
    let mut response = match answer {
        Answer::Once(outcome) => {
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
            seen::tell(&mut response, facts.revision);
            response.extensions_mut().insert(facts);
            response
        }
        Answer::Events(answers, place) => event::respond(answers, place, state.config.limits.ping_interval),
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Accept, Accept-Language"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.extensions_mut().insert(payload.into_inner());
    response
}

async fn answer(
    request: &HttpRequest,
    payload: &mut Payload,
    state: &Data<State>,
    streamed: Streamed,
    facts: &mut Facts,
) -> Answer {
    let (params, at_least) = match params(request, payload, state).await {
        Ok(params) => params,
        Err(refusal) => return Answer::Once(refusal.into()),
    };
    let mut admitted = Operation::admit(params, Languages::of(request.headers()), state, facts);
    if let Ok(operation) = &mut admitted {
        if let Err(refusal) = transportable(request.method(), operation.kind, streamed) {
            return Answer::Once(refusal.into());
        }
        operation.tells_cost |= request.headers().get(COST_HEADER).is_some_and(|value| value == "1");
    }
    match admitted {
        Ok(operation) if operation.kind != OperationType::Subscription && streamed != Streamed::All => {
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
            Err(refusal) => Answer::Once(refusal.into()),
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
