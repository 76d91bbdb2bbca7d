//! GraphQL over WebSocket: the handshake, and the conversation as `graphql-transport-ws` has it.

use std::{
    io::Write,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use serde_json::{Value, json};
use tests::{
    Answer, Server,
    socket::{Frame, Socket, code},
    trial::{self, Dropped},
};

/// The messages of an operation up to its end, and whether that was `complete`.
fn answers(socket: &mut Socket, id: &str) -> (Vec<Value>, bool) {
    let mut payloads = Vec::new();
    loop {
        let mut message = socket.message();
        assert_eq!(message.get("id"), Some(&json!(id)), "{message}");
        let payload = message.get_mut("payload").map(Value::take);
        payloads.extend(payload);
        match message.get("type").and_then(Value::as_str) {
            Some("next") => {}
            Some("complete") => return (payloads, true),
            Some("error") => return (payloads, false),
            _ => panic!("{message}"),
        }
    }
}

fn wait_until(what: &str, true_now: impl Fn() -> bool) {
    let begun = std::time::Instant::now();
    while !true_now() {
        assert!(begun.elapsed().as_secs() < 20, "{what}");
        std::thread::yield_now();
    }
}

#[test]
fn the_handshake_names_the_subprotocol() {
    let server = Server::trial(&[]);
    let socket = server.handshake("sec-websocket-protocol: other, graphql-transport-ws\r\n");
    let head = socket.head.to_ascii_lowercase();
    assert!(head.starts_with("http/1.1 101 "), "{head}");
    for line in [
        "upgrade: websocket",
        "connection: upgrade",
        "sec-websocket-protocol: graphql-transport-ws",
        // RFC 6455's own example.
        "sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=",
    ] {
        assert!(head.contains(&format!("\r\n{line}\r\n")), "{line}: {head}");
    }
}

#[test]
fn another_subprotocol_is_closed_and_not_named() {
    let server = Server::trial(&[]);
    for headers in [
        "",
        "sec-websocket-protocol: graphql-ws\r\n",
        "sec-websocket-protocol: a, b\r\n",
    ] {
        let mut socket = server.handshake(headers);
        assert!(socket.head.starts_with("HTTP/1.1 101 "), "{}", socket.head);
        assert!(!socket.head.contains("protocol"), "{}", socket.head);
        assert_eq!(socket.close().0, 4406, "{headers}");
    }
}

#[test]
fn a_plain_request_is_told_to_upgrade() {
    let server = Server::trial(&[]);
    let answer = server.get("/graphql/ws");
    assert_eq!((answer.status, answer.code().as_str()), (426, "BAD_REQUEST"));
    assert_eq!(answer.header("upgrade"), "websocket");
    assert!(answer.message().contains("graphql-transport-ws"), "{}", answer.text());
    let answer = server.request("POST", "/graphql/ws").json("{}").send();
    assert_eq!((answer.status, answer.header("allow").as_str()), (405, "GET"));
    let upgrade = |key: &str, version: &str| {
        let mut stream = server.connect().unwrap();
        let head = format!(
            "GET /graphql/ws HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
             sec-websocket-key: {key}\r\nsec-websocket-version: {version}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        Answer::read(&mut stream).status
    };
    assert_eq!(upgrade("short", "13"), 400);
    assert_eq!(upgrade("dGhlIHNhbXBsZSBub25jZQ==", "8"), 426);
}

#[test]
fn pages_of_other_origins_may_connect_unless_some_are_named() {
    let server = Server::trial(&[]);
    assert!(
        server
            .open_socket("origin: https://any.example\r\n")
            .head
            .contains(" 101 ")
    );
    let server = Server::trial(&["--allow-origin", "https://one.example"]);
    assert!(
        server
            .open_socket("origin: https://one.example\r\n")
            .head
            .contains(" 101 ")
    );
    assert!(server.open_socket("").head.contains(" 101 "));
    let head = server.open_socket("origin: https://other.example\r\n").head;
    assert!(head.starts_with("HTTP/1.1 403 "), "{head}");
}

#[test]
fn queries_and_mutations_have_one_answer() {
    let server = Server::trial(&[]);
    let mut socket = server.socket();
    socket.subscribe("1", "{ hello }");
    let next = json!({ "id": "1", "type": "next", "payload": { "data": { "hello": "नमस्ते" } } });
    assert_eq!(socket.message(), next);
    assert_eq!(socket.message(), json!({ "id": "1", "type": "complete" }));
    // Once it is complete, the id is free.
    socket.subscribe("1", "mutation { touch }");
    assert_eq!(
        answers(&mut socket, "1"),
        (vec![json!({ "data": { "touch": true } })], true)
    );
    let payload = json!({
        "query": "query A { hello } query B($text: String!) { echo(text: $text) }",
        "operationName": "B",
        "variables": { "text": "\"साय\"" },
        "extensions": { "cost": true },
    });
    socket.say(&json!({ "id": "\"\n", "type": "subscribe", "payload": payload }));
    let (told, complete) = answers(&mut socket, "\"\n");
    assert_eq!(
        (told, complete),
        (
            vec![json!({
                "data": { "echo": "\"साय\"" },
                "extensions": { "cost": { "estimated": 0, "limit": 5000 } },
            })],
            true
        )
    );
}

#[test]
fn a_subscription_has_as_many_answers_as_come() {
    let server = Server::trial(&[]);
    let mut socket = server.socket();
    socket.subscribe("a", "subscription { ticks }");
    let ticks: Vec<_> = [1, 2, 3].map(|tick| json!({ "data": { "ticks": tick } })).into();
    assert_eq!(answers(&mut socket, "a"), (ticks, true));
}

#[test]
fn a_refused_document_is_told_by_error_with_the_codes_of_http() {
    let server = Server::trial(&["--max-cost", "100"]);
    let mut socket = server.socket();
    for (document, code) in [
        ("{ hello", "PARSE_FAILED"),
        ("{ nothing }", "VALIDATION_FAILED"),
        ("subscription { nothing }", "VALIDATION_FAILED"),
        (
            "{ items(first: 100) { nodes { name items(first: 100) { nodes { name } } } } }",
            "TOO_COSTLY",
        ),
        ("query($x: Int!) { number(value: $x) }", "BAD_VARIABLES"),
    ] {
        socket.subscribe("x", document);
        let (told, complete) = answers(&mut socket, "x");
        assert!(!complete, "{document}");
        if !document.starts_with("subscription") {
            // The same errors as over HTTP, not wrapped in an answer.
            assert_eq!(told.first(), server.ask(document).json().get("errors"), "{document}");
        }
        assert_eq!(
            told.first().and_then(|errors| errors.pointer("/0/extensions/code")),
            Some(&json!(code))
        );
    }
}

#[test]
fn an_operation_that_fails_keeps_its_secrets() {
    let server = Server::trial(&["--operation-timeout", "300ms"]);
    let mut socket = server.socket();
    let code = |payload: &Value, at: &str| payload.pointer(at).and_then(Value::as_str).map(ToOwned::to_owned);
    let outcome = |socket: &mut Socket, document: &str| {
        socket.subscribe("f", document);
        let (told, complete) = answers(socket, "f");
        let text = Value::from(told.clone()).to_string();
        for secret in ["SELECT", "secret", "the reason", ".rs"] {
            assert!(!text.contains(secret), "{text}");
        }
        let at = if complete {
            "/errors/0/extensions/code"
        } else {
            "/0/extensions/code"
        };
        let codes: Vec<_> = told.iter().map(|payload| code(payload, at)).collect();
        (codes, complete)
    };
    let some = |code: &str| Some(code.to_owned());
    // It ran, and came to something or nothing: an answer.
    assert_eq!(
        outcome(&mut socket, "{ hello databaseFails }"),
        (vec![some("INTERNAL")], true)
    );
    assert_eq!(
        outcome(&mut socket, "subscription { refused }"),
        (vec![some("BAD_INPUT")], true)
    );
    let middle = vec![None, some("INTERNAL"), None];
    assert_eq!(outcome(&mut socket, "subscription { broken }"), (middle, true));
    // It was stopped: an error is its end.
    assert_eq!(outcome(&mut socket, "{ slow }"), (vec![some("TIMEOUT")], false));
    assert_eq!(outcome(&mut socket, "{ busy }"), (vec![some("UNAVAILABLE")], false));
    assert_eq!(outcome(&mut socket, "{ panics }"), (vec![some("INTERNAL")], false));
    socket.subscribe("p", "subscription { panics }");
    let (told, complete) = answers(&mut socket, "p");
    assert_eq!(
        (told.first(), complete),
        (Some(&json!({ "data": { "panics": 1 } })), false)
    );
    assert_eq!(
        told.get(1).and_then(|errors| code(errors, "/0/extensions/code")),
        some("INTERNAL")
    );
}

#[test]
fn operations_run_side_by_side_and_are_told_apart() {
    let server = Server::trial(&[]);
    let mut socket = server.socket();
    socket.subscribe("late", "{ wait(millis: 300) }");
    socket.subscribe("endless", "subscription { endless(bytes: 10) }");
    socket.subscribe("early", "{ hello }");
    let mut ends = Vec::new();
    while ends.len() < 2 {
        let message = socket.message();
        if message.get("type") == Some(&json!("complete")) {
            ends.extend(message.get("id").cloned());
        }
    }
    assert_eq!(ends, [json!("early"), json!("late")]);
}

#[test]
fn complete_drops_the_stream() {
    let dropped = Dropped(Arc::new(AtomicBool::new(false)));
    let flag = dropped.clone();
    let server = Server::serve(&[], move |_| trial::build().data(flag.clone()));
    let mut socket = server.socket();
    let running = |count: u32| {
        server
            .get("/metrics")
            .text()
            .contains(&format!("sabha_subscriptions {count}\n"))
    };
    socket.subscribe("s", "subscription { silence }");
    wait_until("it runs", || running(1));
    assert!(!dropped.0.load(Ordering::SeqCst));
    socket.say(&json!({ "id": "s", "type": "complete" }));
    wait_until("it is dropped", || dropped.0.load(Ordering::SeqCst));
    assert!(running(0));
    // Nothing more is heard of it, its id is free, and one that is not there may be completed.
    socket.say(&json!({ "id": "s", "type": "complete" }));
    socket.subscribe("s", "{ hello }");
    assert_eq!(
        answers(&mut socket, "s"),
        (vec![json!({ "data": { "hello": "नमस्ते" } })], true)
    );
    // So does the end of the connection.
    dropped.0.store(false, Ordering::SeqCst);
    socket.subscribe("s", "subscription { silence }");
    wait_until("it runs again", || running(1));
    drop(socket);
    wait_until("it is dropped with its socket", || dropped.0.load(Ordering::SeqCst));
}

#[test]
fn an_endless_stream_can_be_completed() {
    let server = Server::trial(&[]);
    let mut socket = server.socket();
    socket.subscribe("e", "subscription { endless(bytes: 1000) }");
    for _ in 0..2000 {
        assert_eq!(socket.message().get("type"), Some(&json!("next")));
    }
    socket.say(&json!({ "id": "e", "type": "complete" }));
    socket.subscribe("q", "{ hello }");
    while socket.message().get("type") != Some(&json!("complete")) {}
}

#[test]
fn pings_are_answered_and_asked() {
    let server = Server::trial(&["--ping-interval", "500ms"]);
    let mut socket = server.open_socket("");
    // Messages may ping before the connection is acknowledged.
    socket.say(&json!({ "type": "ping", "payload": { "n": 1 } }));
    assert_eq!(socket.message(), json!({ "type": "pong", "payload": { "n": 1 } }));
    socket.say(&json!({ "type": "ping" }));
    assert_eq!(socket.message(), json!({ "type": "pong" }));
    socket.say(&json!({ "type": "pong" }));
    socket.send(code::PING, b"are you there");
    assert_eq!(socket.frame(), Frame::Pong(b"are you there".to_vec()));
    socket.say(&json!({ "type": "connection_init", "payload": null }));
    assert_eq!(socket.message(), json!({ "type": "connection_ack" }));
    for _ in 0..3 {
        assert_eq!(socket.frame(), Frame::Ping(Vec::new()));
        socket.send(code::PONG, b"");
    }
}

#[test]
fn a_message_may_come_in_pieces() {
    let server = Server::trial(&[]);
    let mut socket = server.open_socket("");
    let message = json!({ "type": "ping", "payload": { "name": "साय" } }).to_string();
    // A cut may fall inside a letter, and control frames between the pieces.
    let (first, rest) = message.as_bytes().split_at(message.find('स').unwrap_or_default() + 1);
    let (second, third) = rest.split_at(3);
    socket.send_bits(code::TEXT, first);
    socket.send(code::PING, b"");
    socket.send_bits(code::CONTINUE, second);
    socket.send_bits(0x80 | code::CONTINUE, third);
    assert_eq!(socket.frame(), Frame::Pong(Vec::new()));
    assert_eq!(
        socket.message(),
        json!({ "type": "pong", "payload": { "name": "साय" } })
    );
}

#[test]
fn the_languages_are_those_of_the_handshake_or_of_the_init() {
    let server = Server::trial(&[]);
    let ask = |mut socket: Socket, payload: Value| {
        socket.say(&json!({ "type": "connection_init", "payload": payload }));
        assert_eq!(socket.message(), json!({ "type": "connection_ack" }));
        socket.subscribe("l", "subscription { languages }");
        answers(&mut socket, "l").0
    };
    let languages = |tags: &[&str]| vec![json!({ "data": { "languages": tags } })];
    let header = "accept-language: hi, en;q=0.5\r\n";
    assert_eq!(ask(server.open_socket(header), json!({})), languages(&["hi", "en"]));
    let payload = json!({ "acceptLanguage": "mr, hi;q=0.3" });
    assert_eq!(ask(server.open_socket(header), payload), languages(&["mr", "hi"]));
    assert_eq!(
        ask(server.open_socket(""), json!({ "acceptLanguage": 7 })),
        languages(&[])
    );
}

#[test]
fn operations_are_counted() {
    let server = Server::trial(&[]);
    let mut socket = server.socket();
    socket.subscribe("a", "subscription { statements }");
    assert_eq!(answers(&mut socket, "a").0.len(), 3);
    socket.subscribe("b", "{ statements(times: 2) }");
    assert_eq!(answers(&mut socket, "b").0.len(), 1);
    socket.subscribe("c", "{ nothing }");
    assert!(!answers(&mut socket, "c").1);
    let has = |line: &str| server.get("/metrics").text().contains(&format!("{line}\n"));
    for line in [
        "sabha_open_streams{transport=\"ws\"} 1",
        "sabha_subscriptions 0",
        "sabha_stream_items_total{transport=\"ws\"} 5",
        "sabha_graphql_requests_total{code=\"OK\"} 2",
        "sabha_graphql_requests_total{code=\"VALIDATION_FAILED\"} 1",
        "sabha_graphql_statements_bucket{le=\"2.0\"} 2",
    ] {
        wait_until(line, || has(line));
    }
    socket.send(code::CLOSE, &1000_u16.to_be_bytes());
    assert_eq!(socket.close().0, 1000);
    let line = "sabha_socket_closes_total{by=\"client\",code=\"1000\"} 1";
    wait_until(line, || has(line) && has("sabha_open_streams{transport=\"ws\"} 0"));
}
