//! `/export/…`: the whole dataset of the newest revision as a stream, in the forms of `seed export`, byte for byte.
//!
//! A stream is one transaction, which lasts as long as the client reads. So only some run at a time, each for a bounded time,
//! and one that nobody reads any more ends. A few pages wait at most between the database and the socket.

use std::{
    io,
    io::Write,
    pin::pin,
    time::{Duration, SystemTime},
};

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::{
        Method, StatusCode,
        header::{self, HeaderValue, HttpDate},
    },
    web::{Bytes, Data, Path},
};
use chrono::{DateTime, Utc};
use flate2::{Compression, write::GzEncoder};
use futures_util::stream;
use seed::export::{self, BASE, Form, Stream, csv::Table};
use serde_json::json;
use tokio::{
    sync::{
        OwnedSemaphorePermit,
        mpsc::{Receiver, Sender, channel},
    },
    time::timeout,
};

use super::{
    State,
    answer::Outcome,
    file::matches,
    negotiate::{Media, accepts},
    seen,
};
use crate::error::{Code, Error, Refusal};

/// Pages that wait for the client.
const WAITING: usize = 2;
/// How long an export goes on when the service is about to stop: less than the service itself.
const LAST: Duration = Duration::from_secs(5);
/// Seconds after which a client may ask again where too many exports run.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("30");

/// `/export/ndjson`: a record a line.
pub(super) async fn ndjson(request: HttpRequest, state: Data<State>) -> HttpResponse {
    serve(&request, &state, Form::Ndjson).await
}

/// `/export/jsonld`: linked data.
pub(super) async fn json_ld(request: HttpRequest, state: Data<State>) -> HttpResponse {
    serve(&request, &state, Form::JsonLd { base: BASE.to_owned() }).await
}

/// `/export/csv/{table}.csv`: one table.
pub(super) async fn csv(request: HttpRequest, state: Data<State>, table: Path<String>) -> HttpResponse {
    let Some(table) = Table::of_word(&table) else {
        let words: Vec<&str> = Table::ALL.iter().map(|table| table.word()).collect();
        let message = format!("There is no such table. The tables are {}.", words.join(", "));
        return refuse(&request, &state, Refusal::new(Code::NotFound, message).into());
    };
    serve(&request, &state, Form::Csv(table)).await
}

/// `/export` and `/export/csv`: which exports there are.
pub(super) async fn index() -> HttpResponse {
    let tables = Table::ALL.iter().map(|table| Form::Csv(*table));
    let forms = [Form::Ndjson, Form::JsonLd { base: BASE.to_owned() }].into_iter();
    let exports: Vec<_> = forms
        .chain(tables)
        .map(|form| json!({ "path": path(&form), "mediaType": form.media_type() }))
        .collect();
    HttpResponse::Ok()
        .content_type(Media::Json.content_type())
        .body(json!({ "exports": exports }).to_string())
}

fn path(form: &Form) -> String {
    match form {
        Form::Ndjson => "/export/ndjson".to_owned(),
        Form::JsonLd { .. } => "/export/jsonld".to_owned(),
        Form::Csv(_) => format!("/export/csv/{}", form.file()),
    }
}

async fn serve(request: &HttpRequest, state: &State, form: Form) -> HttpResponse {
    match answer(request, state, form).await {
        Ok(response) => response,
        Err(outcome) => refuse(request, state, *outcome),
    }
}

async fn answer(request: &HttpRequest, state: &State, form: Form) -> Result<HttpResponse, Box<Outcome>> {
    let newest = export::revision(state.databases.primary()).await.map_err(failed)?;
    let Some((revision, at)) = newest else {
        return Err(failed(seed::database::Error::Empty));
    };
    let mut shown = Shown {
        gzip: accepts(request.headers(), header::ACCEPT_ENCODING.as_str(), "gzip"),
        revision,
        at,
        form,
    };
    if matches(request.headers(), &shown.tag()) {
        return Ok(shown.head(StatusCode::NOT_MODIFIED).finish());
    }
    if request.method() == Method::HEAD {
        let nothing = stream::empty::<io::Result<Bytes>>();
        return Ok(shown.head(StatusCode::OK).streaming(nothing));
    }
    let Ok(permit) = state.exports.clone().try_acquire_owned() else {
        let message = "As many exports as the service allows are being read. Try again later.";
        return Err(Box::new(Refusal::new(Code::Unavailable, message).into()));
    };
    let stream = Stream::begin(state.databases.primary(), shown.form.clone())
        .await
        .map_err(failed)?;
    // There may be a newer one since.
    (shown.revision, shown.at) = (stream.revision(), stream.updated_at());
    let (sender, receiver) = channel(WAITING);
    let (gzip, limit) = (shown.gzip, state.config.limits.export_timeout);
    let stopping = state.places.closed();
    actix_web::rt::spawn(async move {
        let mut reading = pin!(read(stream, gzip, &sender));
        let ended = tokio::select! {
            ended = timeout(limit, &mut reading) => ended,
            () = stopping => timeout(LAST, &mut reading).await,
        };
        drop::<OwnedSemaphorePermit>(permit);
        let reason = match ended {
            Ok(Ok(())) => return,
            Ok(Err(fault)) => fault,
            Err(_elapsed) => "it was not read in time".to_owned(),
        };
        tracing::warn!(reason, "an export was cut short");
    });
    Ok(shown.head(StatusCode::OK).streaming(body(receiver)))
}

/// What one answer shows.
struct Shown {
    form: Form,
    revision: i64,
    at: DateTime<Utc>,
    gzip: bool,
}

impl Shown {
    /// Told by it is all that the bytes follow from.
    fn tag(&self) -> String {
        let coding = if self.gzip { "-gzip" } else { "" };
        let (at, file) = (self.at.timestamp_micros(), self.form.file());
        format!("\"{}-{at:x}-{file}-{}{coding}\"", self.revision, self.form.version())
    }

    fn head(&self, status: StatusCode) -> HttpResponseBuilder {
        let mut response = HttpResponse::build(status);
        response
            .insert_header((header::ETAG, self.tag()))
            .insert_header((header::LAST_MODIFIED, HttpDate::from(SystemTime::from(self.at))))
            .insert_header((header::CACHE_CONTROL, "no-cache"))
            .insert_header((header::VARY, "Accept-Encoding"))
            .insert_header((seen::HEADER, self.revision));
        if status == StatusCode::OK {
            let file = format!("attachment; filename=\"{}\"", self.form.file());
            response
                .insert_header((header::CONTENT_DISPOSITION, file))
                .content_type(self.form.media_type());
            if self.gzip {
                response.insert_header((header::CONTENT_ENCODING, "gzip"));
            }
        }
        response
    }
}

/// What goes from the database to the socket.
enum Piece {
    Bytes(Vec<u8>),
    /// Nothing more comes, and nothing is missing.
    End,
}

/// Reads a stream to its end, or until nobody listens any more.
async fn read(mut stream: Stream, gzip: bool, sender: &Sender<Piece>) -> Result<(), String> {
    let mut packer = gzip.then(|| GzEncoder::new(Vec::new(), Compression::fast()));
    let fault = |error: io::Error| error.to_string();
    while let Some(mut bytes) = stream.next().await.map_err(|error| error.to_string())? {
        if let Some(packer) = &mut packer {
            packer.write_all(&bytes).map_err(fault)?;
            bytes = std::mem::take(packer.get_mut());
        }
        // An empty chunk would end the body.
        if !bytes.is_empty() && sender.send(Piece::Bytes(bytes)).await.is_err() {
            return Ok(());
        }
    }
    let rest = packer.map(GzEncoder::finish).transpose().map_err(fault)?;
    for piece in rest.map(Piece::Bytes).into_iter().chain([Piece::End]) {
        if sender.send(piece).await.is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// The body of an answer. One that was cut short does not end as a whole one does, so that the client learns of it.
fn body(receiver: Receiver<Piece>) -> impl stream::Stream<Item = io::Result<Bytes>> {
    stream::unfold(Some(receiver), async |receiver| {
        let mut receiver = receiver?;
        match receiver.recv().await {
            Some(Piece::Bytes(bytes)) => Some((Ok(Bytes::from(bytes)), Some(receiver))),
            Some(Piece::End) => None,
            None => Some((Err(io::ErrorKind::UnexpectedEof.into()), None)),
        }
    })
}

fn failed(error: seed::database::Error) -> Box<Outcome> {
    use seed::database::Error as Fault;
    let error = match error {
        Fault::Empty => {
            let message = "The database holds no dataset yet, so there is nothing to export.";
            return Box::new(Refusal::new(Code::NotFound, message).into());
        }
        Fault::Busy(_) | Fault::Unreachable(_) => Error::Unavailable,
        other => Error::Internal(other.to_string()),
    };
    Box::new(error.into())
}

fn refuse(request: &HttpRequest, state: &State, outcome: Outcome) -> HttpResponse {
    let mut response = outcome.refuse(request, &state.config.limits);
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
    }
    response
}
