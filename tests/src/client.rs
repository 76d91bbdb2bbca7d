//! A small HTTP client that hides nothing: headers go out as they are given, and answers come back whole.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::Value;

/// Longest wait for an answer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A text as a URL's parameter holds it.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// A request that is being put together.
#[derive(Debug, Clone)]
pub struct Request {
    port: u16,
    head: String,
    body: Vec<u8>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status; 0 when the connection was closed without a word.
    pub status: u16,
    /// Names in lower case, with their values, in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Request {
    /// A request with no headers but those that HTTP/1.1 needs.
    #[must_use]
    pub fn new(port: u16, method: &str, path: &str) -> Self {
        let head = format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n");
        Self {
            port,
            head,
            body: Vec::new(),
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.head += &format!("{name}: {value}\r\n");
        self
    }

    /// Adds `Accept`.
    #[must_use]
    pub fn accept(self, types: &str) -> Self {
        self.header("accept", types)
    }

    /// Sets a JSON body with its media type.
    #[must_use]
    pub fn json(self, text: &str) -> Self {
        self.header("content-type", "application/json").body(text.as_bytes())
    }

    /// Sets the body and its length.
    #[must_use]
    pub fn body(mut self, bytes: &[u8]) -> Self {
        self.body = bytes.to_vec();
        self.header("content-length", &bytes.len().to_string())
    }

    /// Sends it and reads the answer to its end.
    ///
    /// # Panics
    /// When there is no server, or its answer is not HTTP.
    #[must_use]
    pub fn send(self) -> Answer {
        Answer::read(&mut self.open())
    }

    /// Sends it; the answer is still to be read.
    ///
    /// # Panics
    /// When there is no server.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without its answer has failed")]
    pub fn open(self) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout can be set");
        // The server may refuse, and close, before it has read everything.
        let sent = stream
            .write_all(self.head.as_bytes())
            .and_then(|()| stream.write_all(b"\r\n"));
        let _refused_early = sent.and_then(|()| stream.write_all(&self.body));
        stream
    }
}

impl Answer {
    /// Reads an answer up to the end of the connection.
    #[must_use]
    pub fn read(stream: &mut impl Read) -> Self {
        let mut bytes = Vec::new();
        let _reset_after_a_refusal = stream.read_to_end(&mut bytes);
        let split = bytes
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .unwrap_or(bytes.len());
        let (head, body) = bytes.split_at(split);
        let head = String::from_utf8_lossy(head).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1)?.parse().ok())
            .unwrap_or(0);
        let header = |line: &str| {
            line.split_once(": ")
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        };
        Self {
            status,
            headers: lines.filter_map(header).collect(),
            body: body.get(4..).unwrap_or_default().to_vec(),
        }
    }

    /// A header's values, joined; empty when it is missing.
    #[must_use]
    pub fn header(&self, name: &str) -> String {
        let values = self
            .headers
            .iter()
            .filter(|(each, _)| each == name)
            .map(|(_, value)| value.as_str());
        values.collect::<Vec<_>>().join(", ")
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; null when it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The first error's code; empty when there is none.
    #[must_use]
    pub fn code(&self) -> String {
        let code = self
            .json()
            .pointer("/errors/0/extensions/code")
            .and_then(Value::as_str)
            .map(ToOwned::to_owned);
        code.unwrap_or_default()
    }

    /// The first error's message; empty when there is none.
    #[must_use]
    pub fn message(&self) -> String {
        let message = self
            .json()
            .pointer("/errors/0/message")
            .and_then(Value::as_str)
            .map(ToOwned::to_owned);
        message.unwrap_or_default()
    }
}
