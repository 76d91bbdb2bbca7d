//! `/graphql`: GraphQL over HTTP, by `GET` and `POST`.
//!
//! The order is the specification's and the cheapest first: what may be answered, what was sent, what it asks for,
//! whether it may run; only then it runs. Each step ends in a [`Refusal`] or hands over to the next.

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    http::{
        Method,
        header::{self, HeaderValue},
    },
    web::{Data, Payload},
};
use async_graphql::{
    Request, Response, ServerError, Value,
    indexmap::IndexMap,
    parser::types::{ExecutableDocument, OperationType},
};

use super::{
    State,
    answer::Outcome,
    body,
    language::Languages,
    negotiate::{self, Media},
    params::Params,
    seen,
    trace::{Facts, TraceId},
};
use crate::{
    error::{Code, Error, Refusal},
    limit::Admitted,
    metrics,
};

/// Asks for `extensions.cost`, as `extensions: {"cost": true}` in the request does.
const COST_HEADER: &str = "x-sabha-cost";

/// Answers a GraphQL request.
pub(super) async fn serve(request: HttpRequest, mut payload: Payload, state: Data<State>) -> HttpResponse {
    let trace = request
        .extensions()
        .get::<TraceId>()
        .copied()
        .unwrap_or_else(TraceId::random);
    let mut facts = Facts::default();
    let (media, outcome) = match Media::accepted(request.headers()) {
        Ok(media) => (media, answer(&request, &mut payload, &state, &mut facts).await),
        Err(refusal) => (Media::Json, refusal.into()),
    };
    let mut response = outcome.respond(media, trace, &state.config.limits, &mut facts);
    seen::tell(&mut response, facts.revision);
    let headers = response.headers_mut();
    if facts.code == Some(Code::MethodNotAllowed) {
        let allowed = if request.method() == Method::GET {
            "POST"
        } else {
            "GET, POST, OPTIONS"
        };
        headers.insert(header::ALLOW, HeaderValue::from_static(allowed));
    }
    headers.append(header::VARY, HeaderValue::from_static("Accept, Accept-Language"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.extensions_mut().insert(facts);
    response.extensions_mut().insert(payload.into_inner());
    response
}

async fn answer(request: &HttpRequest, payload: &mut Payload, state: &State, facts: &mut Facts) -> Outcome {
    let (params, at_least) = match params(request, payload, state).await {
        Ok(params) => params,
        Err(refusal) => return refusal.into(),
    };
    let admitted = match state
        .gate
        .admit(&params.query, params.operation_name.as_deref(), &params.variables)
    {
        Ok(admitted) => admitted,
        Err(refusals) => return refusals.into(),
    };
    facts.operation.clone_from(&admitted.operation);
    facts.cost = Some(admitted.cost);
    if let Err(refusal) = transportable(request.method(), admitted.kind) {
        return refusal.into();
    }
    let asks_cost = asks_cost(request, &params);
    let (cost, kind) = (admitted.cost, admitted.kind);
    let mut outcome = run(Asked::new(request, params, admitted), at_least, state, facts).await;
    if kind == OperationType::Query && outcome.errors.iter().any(unavailable) {
        // Half an answer from a service that could not reach its records would be taken for a whole one.
        outcome.data = None;
    }
    if asks_cost {
        let estimate = [("estimated", cost.into()), ("limit", state.gate.max_cost().into())];
        let estimate = estimate
            .into_iter()
            .map(|(name, value)| (async_graphql::Name::new(name), value));
        outcome
            .extensions
            .insert("cost".into(), Value::Object(estimate.collect::<IndexMap<_, _>>()));
    }
    outcome
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

fn transportable(method: &Method, kind: OperationType) -> Result<(), Refusal> {
    match kind {
        OperationType::Query => Ok(()),
        OperationType::Mutation if method == Method::POST => Ok(()),
        OperationType::Mutation => Err(Refusal::new(
            Code::MethodNotAllowed,
            "A mutation is sent by POST, never by GET.",
        )),
        OperationType::Subscription => {
            let message = "The service has no subscriptions.";
            Err(Refusal::new(Code::SubscriptionUnsupported, message))
        }
    }
}

/// What is run, once or, when a database goes away meanwhile, again.
#[derive(Clone)]
struct Asked {
    params: Params,
    document: ExecutableDocument,
    kind: OperationType,
    languages: Languages,
}

impl Asked {
    fn new(http: &HttpRequest, params: Params, admitted: Admitted) -> Self {
        let languages = http.headers().get(header::ACCEPT_LANGUAGE);
        let languages = languages.and_then(|value| value.to_str().ok());
        Self {
            params,
            document: admitted.document,
            kind: admitted.kind,
            languages: languages.map(Languages::parse).unwrap_or_default(),
        }
    }

    fn request(self) -> Request {
        let mut request = Request::new(self.params.query)
            .variables(self.params.variables)
            .data(self.languages);
        request.operation_name = self.params.operation_name;
        request.set_parsed_query(self.document);
        request
    }
}

async fn run(mut asked: Asked, at_least: Option<i64>, state: &State, facts: &mut Facts) -> Outcome {
    let (engine, limit) = (&state.engine, state.config.limits.operation_timeout);
    if asked.kind != OperationType::Query {
        let (ran, sql) = metrics::tally(engine.run(asked.request(), state.databases.primary().clone(), limit)).await;
        facts.sql = Some(sql);
        return outcome(ran);
    }
    let mut reader = state.databases.reader(at_least).await;
    loop {
        let again = (!reader.is_last()).then(|| asked.clone());
        let (ran, sql) = metrics::tally(engine.run(asked.request(), reader.db.clone(), limit)).await;
        (facts.sql, facts.revision) = (Some(sql), Some(reader.revision));
        let outcome = outcome(ran);
        match again {
            Some(again) if outcome.errors.iter().any(unavailable) && state.databases.move_on(&mut reader).await => {
                asked = again;
            }
            _ => return outcome,
        }
    }
}

fn outcome(ran: Result<Response, Error>) -> Outcome {
    match ran {
        Ok(response) => response.into(),
        Err(error) => error.into(),
    }
}

fn asks_cost(request: &HttpRequest, params: &Params) -> bool {
    params.extensions.get("cost") == Some(&serde_json::Value::Bool(true))
        || request.headers().get(COST_HEADER).is_some_and(|value| value == "1")
}

fn unavailable(error: &ServerError) -> bool {
    super::boundary::known(error).is_some_and(|error| error.code() == Code::Unavailable)
}
