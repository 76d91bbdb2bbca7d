//! The wire: sizes and times of what comes in, compression, and the end of the service.

use std::{
    io::{self, Write},
    time::{Duration, Instant},
};

use serde_json::json;
use tests::{Answer, Server};

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut coded = Vec::new();
    brotli::CompressorWriter::new(&mut coded, 4096, 5, 22).write_all(bytes)?;
    Ok(coded)
}

/// A request of this many bytes.
fn body(bytes: usize) -> Vec<u8> {
    let request = json!({ "query": "{ hello }", "variables": { "unused": "" } }).to_string();
    request
        .replace("\"\"", &format!("\"{}\"", "x".repeat(bytes - request.len())))
        .into_bytes()
}

#[test]
fn a_body_is_bounded_sent_and_inflated() {
    let server = Server::trial(&[]);
    let post = |coding: &str, bytes: &[u8]| {
        let request = server
            .request("POST", "/graphql")
            .header("content-type", "application/json");
        let request = if coding.is_empty() {
            request
        } else {
            request.header("content-encoding", coding)
        };
        request.body(bytes).send()
    };
    let (fits, over) = (body(512 * 1024), body(512 * 1024 + 1));
    for (coding, fits, over) in [
        ("", fits.clone(), over.clone()),
        ("gzip", gzip(&fits).unwrap(), gzip(&over).unwrap()),
        ("br", brotli(&fits).unwrap(), brotli(&over).unwrap()),
    ] {
        let answer = post(coding, &fits);
        assert_eq!(
            (answer.status, answer.json()),
            (200, json!({ "data": { "hello": "नमस्ते" } })),
            "{coding}"
        );
        let answer = post(coding, &over);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (413, "BODY_TOO_LARGE"),
            "{coding}"
        );
        assert_eq!(answer.header("connection"), "close");
    }
    // Bombs: 64 MiB in some kilobytes.
    let zeros = vec![0; 1 << 26];
    for (coding, bomb) in [("gzip", gzip(&zeros).unwrap()), ("br", brotli(&zeros).unwrap())] {
        assert!(bomb.len() <= 70_000, "{coding}: {}", bomb.len());
        assert_eq!(post(coding, &bomb).code(), "BODY_TOO_LARGE", "{coding}");
    }
    assert_eq!(post("gzip", b"{\"query\": \"{ hello }\"}").code(), "BAD_REQUEST");
    let answer = post("zstd", b"{\"query\": \"{ hello }\"}");
    assert_eq!(
        (answer.status, answer.header("accept-encoding").as_str()),
        (415, "gzip, br")
    );
}

#[test]
fn a_chunked_body_is_bounded_too() {
    let server = Server::trial(&["--max-body", "1000"]);
    let mut stream = server.connect().unwrap();
    stream
        .write_all(b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n")
        .unwrap();
    for _ in 0..11 {
        stream
            .write_all(format!("64\r\n{}\r\n", "x".repeat(100)).as_bytes())
            .unwrap();
    }
    let answer = Answer::read(&mut stream);
    assert_eq!((answer.status, answer.code().as_str()), (413, "BODY_TOO_LARGE"));
    // Nor does a body that nobody reads hold its connection.
    let mut stream = server.connect().unwrap();
    stream
        .write_all(b"POST /nothing HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n")
        .unwrap();
    let begun = Instant::now();
    assert_eq!(Answer::read(&mut stream).status, 404);
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[test]
fn urls_and_headers_are_bounded() {
    let server = Server::trial(&[]);
    let path = |bytes: usize| format!("/graphql?query=%7Bhello%7D&x={}", "x".repeat(bytes - 29));
    assert_eq!(server.get(&path(8 * 1024)).status, 200);
    let answer = server.get(&path(8 * 1024 + 1));
    assert_eq!((answer.status, answer.code().as_str()), (414, "URL_TOO_LONG"));
    let with = |bytes: usize| {
        server
            .request("GET", "/graphql?query=%7Bhello%7D")
            .header("x-long", &"x".repeat(bytes))
            .send()
    };
    assert_eq!(with(32_000).status, 200);
    let answer = with(33_000);
    assert_eq!((answer.status, answer.code().as_str()), (431, "HEADERS_TOO_LARGE"));
    // Past its own buffer actix answers by itself, without a body.
    assert_eq!((with(140_000).status, with(140_000).body.len()), (431, 0));
}

#[test]
fn slow_clients_are_let_go() {
    let server = Server::trial(&["--body-timeout", "200ms", "--header-timeout", "300ms"]);
    let mut stream = server.connect().unwrap();
    let head =
        "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 22\r\n\r\n{\"query\"";
    stream.write_all(head.as_bytes()).unwrap();
    let answer = Answer::read(&mut stream);
    assert_eq!((answer.status, answer.code().as_str()), (408, "BODY_TIMEOUT"));

    let mut stream = server.connect().unwrap();
    stream.write_all(b"GET /graphql HTTP/1.1\r\nhost:").unwrap();
    assert_eq!(Answer::read(&mut stream).status, 408);
}

#[test]
fn a_connection_is_kept_for_the_next_request() {
    let server = Server::trial(&[]);
    let mut stream = server.connect().unwrap();
    let request = "GET /graphql?query=%7Bhello%7D HTTP/1.1\r\nhost: x\r\n";
    stream
        .write_all(format!("{request}\r\n{request}connection: close\r\n\r\n").as_bytes())
        .unwrap();
    assert_eq!(Answer::read(&mut stream).text().matches("नमस्ते").count(), 2);
}

#[test]
fn a_stop_lets_requests_in_flight_finish() {
    let server = Server::trial(&[]);
    let mut stream = server.connect().unwrap();
    stream
        .write_all(b"GET /graphql?query=%7Bwait(millis:500)%7D HTTP/1.1\r\nhost: x\r\n\r\n")
        .unwrap();
    while !server.get("/metrics").text().contains("sabha_in_flight 2") {}
    let port = server.port;
    let begun = Instant::now();
    let reading = std::thread::spawn(move || Answer::read(&mut stream));
    server.stop().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(9), "{:?}", begun.elapsed());
    assert_eq!(reading.join().unwrap().json(), json!({ "data": { "wait": true } }));
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
}
