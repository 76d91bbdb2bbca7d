//! The benchmark's generator of load and its raw handler, over real sockets: what they tell is what was sent and what came.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::{
    fs,
    io::{Read, Write},
    net::TcpListener,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use serde_json::json;
use tests::{
    Kind, Server,
    measure::{
        ask::{Ask, Whole, request, send},
        load::{Load, run},
        process,
    },
    service::Service,
};

const DOCUMENT: &str =
    "query ($slug: String!) { meeting(slug: $slug) { slug name } meetings(first: 3) { nodes { slug } } }";

/// A raw handler, with the file of its answer.
struct Raw {
    service: Service,
    file: PathBuf,
}

impl Raw {
    fn answering(name: &str, bytes: &[u8]) -> Self {
        let file = std::env::temp_dir().join(format!("sabha-raw-{name}-{}", std::process::id()));
        fs::write(&file, bytes).unwrap();
        let options = ["--answer", &file.to_string_lossy(), "--workers", "1"];
        let service = Service::spawn(Path::new(env!("CARGO_BIN_EXE_raw")), &options).unwrap();
        Self { service, file }
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _not_there = fs::remove_file(&self.file);
    }
}

/// An answer without the headers that every server writes by itself.
fn told(answer: &Whole) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let mut headers = tests::measure::response::headers(&answer.head);
    headers.sort();
    (answer.status, headers, answer.body.clone())
}

fn load(port: u16, requests: &[Vec<u8>], connections: usize, status: u16) -> Load<'_> {
    Load {
        port,
        requests,
        connections,
        time: Duration::from_millis(200),
        status,
    }
}

#[test]
fn each_way_to_ask_is_answered_and_the_raw_handler_answers_the_same() {
    let server = Server::loaded(Kind::Sqlite);
    let first = server.ask("{ meetings(first: 1) { nodes { slug } } }").json();
    let variables = json!({ "slug": first.pointer("/data/meetings/nodes/0/slug").unwrap() });
    for ask in [Ask::Post, Ask::Get, Ask::NotModified] {
        let request = request(server.port, ask, DOCUMENT, &variables).unwrap();
        let answer = send(server.port, &request).unwrap();
        assert_eq!(answer.status, ask.status(), "{}", answer.head);
        assert_eq!(answer.body.is_empty(), ask == Ask::NotModified);
        assert_eq!(answer.error(), None);

        let raw = Raw::answering(ask.name(), &answer.bytes());
        let same = send(raw.service.port, &request).unwrap();
        let (mut of_sabha, of_raw) = (told(&answer), told(&same));
        // What names a request is another one each time.
        of_sabha.1.retain(|it| of_raw.1.contains(it));
        assert_eq!(of_sabha, of_raw);
        for port in [server.port, raw.service.port] {
            let run = run(&load(port, std::slice::from_ref(&request), 3, ask.status())).unwrap();
            assert!(run.latencies.len() >= 3);
        }
    }
}

#[test]
fn every_answer_is_counted_however_large() {
    let body = "x".repeat(300_000);
    let answer = format!("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 300000\r\n\r\n{body}");
    let raw = Raw::answering("large", answer.as_bytes());
    let requests = ["/a", "/b"].map(|path| format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n").into_bytes());
    let before = process::time(std::process::id()).unwrap();
    let run = run(&load(raw.service.port, &requests, 8, 200)).unwrap();
    let whole = send(raw.service.port, &requests[0]).unwrap().bytes().len();
    assert!(run.latencies.len() >= 8 && run.latencies.is_sorted());
    assert_eq!(run.bytes, u64::try_from(whole * run.latencies.len()).unwrap());
    assert!(run.elapsed >= Duration::from_millis(200) && run.rate() > 0.0);
    assert!(run.late(50) > 0.0 && run.late(50) <= run.late(99));
    assert!(process::time(std::process::id()).unwrap() >= before);
    assert!(process::time_with_children(raw.service.id()).unwrap() >= process::time(raw.service.id()).unwrap());
    assert!(process::memory(raw.service.id()).unwrap() <= process::peak(raw.service.id()).unwrap());
}

#[test]
fn another_status_ends_the_run() {
    let raw = Raw::answering(
        "status",
        b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 2\r\n\r\nno",
    );
    let requests = [b"GET / HTTP/1.1\r\nhost: x\r\n\r\n".to_vec()];
    let error = run(&load(raw.service.port, &requests, 2, 200)).unwrap_err();
    assert_eq!(error.to_string(), "an answer has status 503 and not 200");
}

#[test]
fn an_answer_in_pieces_is_read_and_a_cut_one_ends_the_run() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.set_nodelay(true).unwrap();
        let mut request = [0; 1_024];
        for piece in ["HTTP/1.1 20", "0 OK\r\nContent-Len", "gth: 6\r\n\r", "\nab", "cdef"] {
            if piece.starts_with("HTTP") {
                assert!(stream.read(&mut request).unwrap() > 0);
            }
            stream.write_all(piece.as_bytes()).unwrap();
            thread::sleep(Duration::from_millis(60));
        }
        // The next answer is cut.
        let _second = stream.read(&mut request);
        let _cut = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nab");
    });
    let requests = [b"GET / HTTP/1.1\r\nhost: x\r\n\r\n".to_vec()];
    // The first answer takes 240 ms at least, so that a second request is sent only with more time than that.
    let mut asked = load(port, &requests, 1, 200);
    asked.time = Duration::from_secs(20);
    assert_eq!(run(&asked).unwrap_err().to_string(), "the server closed a connection");
    server.join().unwrap();
}
