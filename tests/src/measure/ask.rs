//! How a question is sent: as bytes that are made once and written again and again.

use std::{
    fmt::Write as _,
    io::{Read, Write},
    net::TcpStream,
};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Outcome, response};
use crate::client::{PATIENCE, encoded};

/// A way to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Ask {
    /// The document in the body of a `POST`.
    Post,
    /// The document's SHA-256 in the address of a `GET`.
    Get,
    /// The same with `If-None-Match`, answered by 304.
    NotModified,
}

impl Ask {
    /// Its name in a table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Get => "GET",
            Self::NotModified => "304",
        }
    }

    /// The status of its answer.
    #[must_use]
    pub fn status(self) -> u16 {
        if self == Self::NotModified { 304 } else { 200 }
    }
}

/// An answer, read whole.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The status.
    pub status: u16,
    /// The head as it came.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Whole {
    /// The answer as it came.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        [self.head.as_bytes(), &self.body].concat()
    }

    /// Its first error, when it has one.
    #[must_use]
    pub fn error(&self) -> Option<String> {
        let answer: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        answer.pointer("/errors/0/message").map(ToString::to_string)
    }

    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        let mut all = response::headers(&self.head).into_iter();
        all.find(|(each, _)| each == name).map(|(_, value)| value)
    }
}

/// The request of a question, ready to be sent to the service at a port; the document is registered, and the tag of its answer
/// is taken, where the way to ask wants that.
///
/// # Errors
/// When the service does not answer, or not as the way to ask wants it.
pub fn request(port: u16, ask: Ask, document: &str, variables: &Value) -> Outcome<Vec<u8>> {
    if ask == Ask::Post {
        return Ok(post(&json!({ "query": document, "variables": variables })));
    }
    let digest = Sha256::digest(document.as_bytes());
    let mut hash = String::new();
    for byte in digest {
        write!(hash, "{byte:02x}")?;
    }
    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } });
    let registered = send(
        port,
        &post(&json!({ "query": document, "variables": variables, "extensions": extensions })),
    )?;
    if let Some(error) = registered.error() {
        return Err(error.into());
    }
    let path = format!(
        "/graphql?extensions={}&variables={}",
        encoded(&extensions.to_string()),
        encoded(&variables.to_string())
    );
    let plain = get(&path, "");
    if ask == Ask::Get {
        return Ok(plain);
    }
    let tag = send(port, &plain)?.header("etag");
    let tag = tag.ok_or("the answer to GET has no ETag")?;
    Ok(get(&path, &format!("if-none-match: {tag}\r\n")))
}

/// Sends a request over a connection of its own.
///
/// # Errors
/// When there is no answer.
pub fn send(port: u16, request: &[u8]) -> Outcome<Whole> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(PATIENCE * 6))?;
    stream.write_all(request)?;
    let mut bytes = Vec::new();
    let mut piece = [0; 16_384];
    loop {
        if let Some(head) = response::head(&bytes)?.filter(|it| it.end() <= bytes.len()) {
            return Ok(Whole {
                status: head.status,
                head: String::from_utf8_lossy(bytes.get(..head.length).unwrap_or_default()).into_owned(),
                body: bytes.get(head.body()).unwrap_or_default().to_vec(),
            });
        }
        match stream.read(&mut piece)? {
            0 => return Err("the service closed the connection".into()),
            count => bytes.extend_from_slice(piece.get(..count).unwrap_or_default()),
        }
    }
}

fn post(body: &Value) -> Vec<u8> {
    let body = body.to_string();
    format!(
        "POST /graphql HTTP/1.1\r\nhost: bench\r\naccept: application/graphql-response+json\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn get(path: &str, more: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: bench\r\naccept: application/graphql-response+json\r\n{more}\r\n")
        .into_bytes()
}
