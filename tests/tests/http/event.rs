//! GraphQL over server-sent events, distinct connections mode.

use std::io::{BufRead, BufReader, Read};

use serde_json::{Value, json};
use tests::{Answer, Server};

/// The events of an answer: each one's name and data.
fn events(answer: &Answer) -> Vec<(String, Value)> {
    let text = answer.text();
    // The body is chunked; its events are not cut by that, as each chunk holds whole ones.
    let event = |block: &str| {
        let field = |name: &str| {
            let mut fields = block.lines().filter_map(|line| line.strip_prefix(name));
            fields.next().map(|value| value.trim().to_owned())
        };
        let data = field("data:").unwrap_or_default();
        Some((field("event:")?, serde_json::from_str(&data).unwrap_or_default()))
    };
    text.split("\n\n").filter_map(event).collect()
}

fn stream(server: &Server, document: &str) -> Answer {
    let body = json!({ "query": document }).to_string();
    server
        .request("POST", "/graphql")
        .accept("text/event-stream")
        .json(&body)
        .send()
}

fn next(payload: Value) -> (String, Value) {
    ("next".to_owned(), payload)
}

fn complete() -> (String, Value) {
    ("complete".to_owned(), Value::Null)
}

#[test]
fn a_subscription_is_a_stream_of_events() {
    let server = Server::trial(&[]);
    let answer = stream(&server, "subscription { ticks }");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "text/event-stream; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-accel-buffering"), "no");
    assert_eq!(answer.header("content-encoding"), "");
    let mut expected: Vec<_> = [1, 2, 3].map(|tick| next(json!({ "data": { "ticks": tick } }))).into();
    expected.push(complete());
    assert_eq!(events(&answer), expected);
    assert!(
        answer.text().contains("event: complete\ndata: \n\n"),
        "{}",
        answer.text()
    );
    // By GET, too, as an `EventSource` asks.
    let path = "/graphql?query=subscription%7Bticks%7D";
    assert_eq!(
        events(&server.request("GET", path).accept("text/event-stream").send()),
        expected
    );
}

#[test]
fn a_query_has_one_event() {
    let server = Server::trial(&["--operation-timeout", "300ms"]);
    let answer = stream(&server, "{ hello }");
    assert_eq!(
        events(&answer),
        [next(json!({ "data": { "hello": "नमस्ते" } })), complete()]
    );
    assert_eq!(
        events(&stream(&server, "mutation { touch }")),
        [next(json!({ "data": { "touch": true } })), complete()]
    );
    let events = events(&stream(&server, "{ slow }"));
    assert_eq!(
        events[0].1.pointer("/errors/0/extensions/code"),
        Some(&json!("TIMEOUT"))
    );
    assert_eq!(events[1..], [complete()]);
}

#[test]
fn a_refused_document_is_an_event_and_a_broken_request_is_none() {
    let server = Server::trial(&[]);
    for (document, code) in [
        ("{ hello", "PARSE_FAILED"),
        ("subscription { nothing }", "VALIDATION_FAILED"),
        ("query($x: Int!) { number(value: $x) }", "BAD_VARIABLES"),
    ] {
        let events = events(&stream(&server, document));
        if !document.starts_with("subscription") {
            assert_eq!(events[0].1, server.ask(document).json(), "{document}");
        }
        assert_eq!(events[0].1.pointer("/errors/0/extensions/code"), Some(&json!(code)));
        assert_eq!(events[1..], [complete()]);
    }
    let post = |body: &str| {
        server
            .request("POST", "/graphql")
            .accept("text/event-stream")
            .json(body)
            .send()
    };
    let answer = post("{");
    assert_eq!((answer.status, answer.code().as_str()), (400, "BAD_REQUEST"));
    let path = "/graphql?query=mutation%7Btouch%7D";
    let answer = server.request("GET", path).accept("text/event-stream").send();
    assert_eq!((answer.status, answer.header("allow").as_str()), (405, "POST"));
}

#[test]
fn what_else_a_client_reads_decides() {
    let server = Server::trial(&[]);
    let ask = |accept: &str, document: &str| {
        let body = json!({ "query": document }).to_string();
        let answer = server.request("POST", "/graphql").accept(accept).json(&body).send();
        (
            answer.status,
            answer
                .header("content-type")
                .split(';')
                .next()
                .unwrap_or_default()
                .to_owned(),
        )
    };
    let (events, json) = ((200, "text/event-stream".to_owned()), |status| {
        (status, "application/json".to_owned())
    });
    // As urql and others ask for everything.
    let both = "application/json, text/event-stream, multipart/mixed";
    assert_eq!(ask(both, "{ hello }"), json(200));
    assert_eq!(ask(both, "subscription { ticks }"), events);
    assert_eq!(ask("text/event-stream, */*", "{ hello }"), events);
    assert_eq!(ask("*/*", "subscription { ticks }"), json(200));
    let refused = server.ask("subscription { ticks }");
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (400, "SUBSCRIPTION_UNSUPPORTED")
    );
    for way in ["/graphql/ws", "text/event-stream"] {
        assert!(refused.message().contains(way), "{}", refused.text());
    }
}

#[test]
fn a_silent_stream_shows_that_it_lives_and_ends_with_the_service() {
    let server = Server::trial(&["--ping-interval", "100ms"]);
    let path = "/graphql?query=subscription%7Bsilence%7D";
    let mut stream = BufReader::new(server.request("GET", path).accept("text/event-stream").open());
    let mut line = String::new();
    let mut beats = 0;
    while beats < 4 {
        line.clear();
        assert_ne!(stream.read_line(&mut line).unwrap(), 0, "the stream ended");
        beats += usize::from(line == ":\n");
    }
    let has = |line: &str| server.get("/metrics").text().contains(line);
    assert!(has("sabha_open_streams{transport=\"sse\"} 1\n") && has("sabha_subscriptions 1\n"));
    let reading = std::thread::spawn(move || {
        let mut rest = String::new();
        stream.read_to_string(&mut rest).map(|_| rest)
    });
    server.stop().unwrap();
    let rest = reading.join().unwrap().unwrap();
    // It is not complete: who listens is to come again.
    assert!(!rest.contains("complete"), "{rest}");
}

#[test]
fn who_hangs_up_is_not_served_on() {
    let server = Server::trial(&[]);
    let path = "/graphql?query=subscription%7Bendless%7D";
    let mut stream = server.request("GET", path).accept("text/event-stream").open();
    let mut some = [0; 10_000];
    stream.read_exact(&mut some).unwrap();
    drop(stream);
    let begun = std::time::Instant::now();
    while !server.get("/metrics").text().contains("sabha_subscriptions 0\n") {
        assert!(begun.elapsed().as_secs() < 20);
    }
}
