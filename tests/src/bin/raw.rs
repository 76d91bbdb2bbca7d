//! The limit of the wire: a plain actix handler that answers whatever it is asked with one answer of Sabha's, which it was
//! given in a file as it came over the socket. `tests/bench wire` measures Sabha beside it.

use std::{
    fs,
    io::{self, Error, Write},
    path::PathBuf,
};

use actix_web::{
    App, HttpResponse, HttpServer,
    http::{
        StatusCode,
        header::{HeaderName, HeaderValue},
    },
    web::{self, Bytes, Data},
};
use clap::Parser;
use tests::measure::response;

/// Answers everything with the answer of a file.
#[derive(Debug, Parser)]
struct Arguments {
    /// The answer: head, empty line and body.
    #[arg(long)]
    answer: PathBuf,
    /// Threads that serve requests.
    #[arg(long, default_value_t = 1)]
    workers: usize,
}

/// An answer, taken apart once.
#[derive(Debug)]
struct Fixed {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

impl Fixed {
    fn of(bytes: &[u8]) -> io::Result<Self> {
        let head = response::head(bytes)
            .map_err(Error::other)?
            .ok_or_else(|| Error::other("the file holds no answer"))?;
        let text = String::from_utf8_lossy(bytes.get(..head.length).unwrap_or_default());
        let headers: Result<Vec<_>, Error> = response::headers(&text)
            .into_iter()
            .map(|(name, value)| {
                let name = HeaderName::try_from(name).map_err(Error::other)?;
                Ok((name, HeaderValue::try_from(value).map_err(Error::other)?))
            })
            .collect();
        Ok(Self {
            status: StatusCode::from_u16(head.status).map_err(Error::other)?,
            headers: headers?,
            body: Bytes::copy_from_slice(bytes.get(head.body()).unwrap_or_default()),
        })
    }

    fn answer(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status);
        for (name, value) in &self.headers {
            answer.append_header((name.clone(), value.clone()));
        }
        if self.body.is_empty() {
            return answer.finish();
        }
        answer.body(self.body.clone())
    }
}

/// The body of a `POST` is read, though nobody looks at it: else the connection would be closed.
async fn answer(fixed: Data<Fixed>, _body: Bytes) -> HttpResponse {
    fixed.answer()
}

#[actix_web::main]
async fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let fixed = Data::new(Fixed::of(&fs::read(&arguments.answer)?)?);
    let app = move || App::new().app_data(fixed.clone()).default_service(web::to(answer));
    let server = HttpServer::new(app).workers(arguments.workers).bind(("127.0.0.1", 0))?;
    for address in server.addrs() {
        writeln!(io::stdout(), "Raw is at http://{address}")?;
    }
    server.run().await
}
