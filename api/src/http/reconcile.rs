//! `/reconcile`: the Reconciliation Service API, by `GET` and as a form by `POST`.
//!
//! The limits are those of GraphQL: the same sizes and times, the same shape of errors. A batch is answered whole or refused.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method,
        header::{self, HeaderValue},
    },
    web::{Data, Payload, Query},
};
use sea_orm::DatabaseConnection;
use serde::Serialize;

use super::{
    State,
    answer::{Outcome, with_body},
    body,
    language::Languages,
    negotiate::{self, Media},
    seen,
    trace::{Facts, TraceId},
};
use crate::{
    error::{Code, Error, Refusal},
    metrics,
    reconcile::{Batch, Manifest, Prefix, suggest},
};

/// Answers a batch of queries, or says what the service is.
pub(super) async fn serve(request: HttpRequest, mut payload: Payload, state: Data<State>) -> HttpResponse {
    let mut facts = Facts::default();
    let answered = answer(&request, &mut payload, &state, &mut facts).await;
    let mut response = respond(answered, &request, &state, facts);
    if !matches!(*request.method(), Method::GET | Method::HEAD | Method::POST) {
        let allowed = HeaderValue::from_static("GET, HEAD, POST");
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    response.extensions_mut().insert(payload.into_inner());
    response
}

/// Answers what is typed with the records that it may become.
pub(super) async fn suggest_entity(request: HttpRequest, state: Data<State>) -> HttpResponse {
    let mut facts = Facts::default();
    let answered = suggested(&request, &state, &mut facts).await;
    respond(answered, &request, &state, facts)
}

/// An answer's bytes, or why there is none.
type Answered = Result<Vec<u8>, Outcome>;

async fn answer(request: &HttpRequest, payload: &mut Payload, state: &State, facts: &mut Facts) -> Answered {
    let fields = match *request.method() {
        Method::GET | Method::HEAD => fields(request.query_string())?,
        Method::POST => {
            negotiate::form_body(request.headers())?;
            let body = body::read(request.headers(), payload, &state.config.limits).await?;
            let unread = |_| Refusal::new(Code::BadRequest, "The form is not in UTF-8.");
            fields(std::str::from_utf8(&body).map_err(unread)?)?
        }
        _ => {
            let message = "Reconciliation is asked by GET, or by POST as a form.";
            return Err(Refusal::new(Code::MethodNotAllowed, message).into());
        }
    };
    let Some(queries) = field(&fields, "queries") else {
        if request.method() == Method::POST {
            let message =
                "The form has no `queries`: send queries={\"q0\": {\"query\": \"साय\"}}, encoded as a form is.";
            return Err(Refusal::new(Code::BadRequest, message).into());
        }
        return written(&Manifest::new(&base(request)));
    };
    let at_least = seen::seen(request.headers())?;
    let batch = Batch::read(queries, &languages(request))?;
    written(&run(state, facts, at_least, async |db| batch.answers(db).await).await?)
}

async fn suggested(request: &HttpRequest, state: &State, facts: &mut Facts) -> Answered {
    let fields = fields(request.query_string())?;
    let Some(prefix) = field(&fields, "prefix") else {
        let message = "`prefix` is missing: it holds the beginning of a name, e.g. ?prefix=Durg.";
        return Err(Refusal::new(Code::BadRequest, message).into());
    };
    let at_least = seen::seen(request.headers())?;
    let prefix = Prefix::new(prefix, field(&fields, "type"), languages(request))?;
    written(&run(state, facts, at_least, async |db| suggest(db, &prefix).await).await?)
}

/// Runs for as long as an operation may, again when a database goes away meanwhile; its statements are counted.
async fn run<T>(
    state: &State,
    facts: &mut Facts,
    at_least: Option<i64>,
    work: impl AsyncFn(&DatabaseConnection) -> Result<T, Error>,
) -> Result<T, Outcome> {
    let mut reader = state.databases.reader(at_least).await;
    loop {
        let limited = tokio::time::timeout(state.config.limits.operation_timeout, work(&reader.db));
        let (ran, sql) = metrics::tally(limited).await;
        (facts.sql, facts.revision) = (Some(sql), Some(reader.revision));
        match ran.unwrap_or(Err(Error::Timeout)) {
            Err(error) if error.code() == Code::Unavailable && state.databases.move_on(&mut reader).await => {}
            done => return done.map_err(Outcome::from),
        }
    }
}

fn written(answer: &impl Serialize) -> Answered {
    serde_json::to_vec(answer).map_err(|_err| Refusal::new(Code::Internal, crate::error::FAULT).into())
}

fn respond(answered: Answered, request: &HttpRequest, state: &State, mut facts: Facts) -> HttpResponse {
    let mut response = match answered {
        Ok(bytes) => HttpResponse::Ok().content_type(Media::Json.content_type()).body(bytes),
        Err(outcome) => {
            let written = outcome.write(TraceId::given(request), &state.config.limits);
            with_body(written.head(Media::Json, &mut facts), written.json)
        }
    };
    seen::tell(&mut response, facts.revision);
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Accept-Language"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.extensions_mut().insert(facts);
    response
}

fn fields(text: &str) -> Result<Vec<(String, String)>, Refusal> {
    let read = Query::<Vec<(String, String)>>::from_query(text).map(Query::into_inner);
    read.map_err(|_err| {
        Refusal::new(
            Code::BadRequest,
            "The fields cannot be read. Encode them as a form does.",
        )
    })
}

fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = fields.iter().find(|(each, _)| each == name);
    found.map(|(_, value)| value.as_str())
}

fn languages(request: &HttpRequest) -> Vec<String> {
    Languages::of(request.headers()).0
}

/// The address at which the client, or the proxy before the service, says that it is reached.
fn base(request: &HttpRequest) -> String {
    let connection = request.connection_info();
    format!("{}://{}", connection.scheme(), connection.host())
}
