//! How a WebSocket ends: each close code, each limit, and the end of the service.

use std::{
    io::Read,
    time::{Duration, Instant},
};

use serde_json::json;
use tests::{
    Server,
    socket::{Frame, Socket, code, declare},
};

const INIT: &[u8] = br#"{"type":"connection_init"}"#;

fn closed_by(server: &Server, does: impl FnOnce(&mut Socket)) -> u16 {
    let mut socket = server.socket();
    does(&mut socket);
    socket.close().0
}

#[test]
fn what_is_no_message_is_4400() {
    let server = Server::trial(&[]);
    for text in [
        "",
        "hello",
        "{}",
        r#"{"type":"start"}"#,
        r#"{"type":"subscribe","id":"1","payload":{}}"#,
    ] {
        assert_eq!(
            closed_by(&server, |socket| socket.send(code::TEXT, text.as_bytes())),
            4400,
            "{text}"
        );
    }
    let mut socket = server.socket();
    socket.send(code::TEXT, br#"{"type":"subscribe","id":"1","payload":{}}"#);
    let reason = socket.close().1;
    assert!(reason.starts_with("Invalid message: `query` is missing"), "{reason}");
    assert_eq!(closed_by(&server, |socket| socket.send(code::BINARY, INIT)), 4400);
    assert_eq!(closed_by(&server, |socket| socket.send_bits(code::BINARY, INIT)), 4400);
    let deep = format!(
        r#"{{"type":"ping","payload":{{"x":{}{}}}}}"#,
        "[".repeat(9999),
        "]".repeat(9999)
    );
    assert_eq!(
        closed_by(&server, |socket| socket.send(code::TEXT, deep.as_bytes())),
        4400
    );
}

#[test]
fn what_is_no_frame_is_1002() {
    let server = Server::trial(&[]);
    let unmasked = [&[0x81, 26][..], INIT].concat();
    assert_eq!(closed_by(&server, |socket| socket.write(&unmasked)), 1002);
    // Reserved bits, an unknown sort, a control frame in pieces or too long, a piece of nothing, a message in a message.
    assert_eq!(closed_by(&server, |socket| socket.send_bits(0xc1, INIT)), 1002);
    assert_eq!(closed_by(&server, |socket| socket.send(3, INIT)), 1002);
    assert_eq!(closed_by(&server, |socket| socket.send_bits(code::PING, b"")), 1002);
    assert_eq!(closed_by(&server, |socket| socket.send(code::PING, &[b'x'; 126])), 1002);
    assert_eq!(closed_by(&server, |socket| socket.send(code::CONTINUE, b"x")), 1002);
    let nested = |socket: &mut Socket| {
        socket.send_bits(code::TEXT, b"{");
        socket.send(code::TEXT, b"}");
    };
    assert_eq!(closed_by(&server, nested), 1002);
    // A close that says nothing right.
    assert_eq!(closed_by(&server, |socket| socket.send(code::CLOSE, b"x")), 1002);
    assert_eq!(
        closed_by(&server, |socket| socket.send(code::CLOSE, &999_u16.to_be_bytes())),
        1002
    );
}

#[test]
fn a_text_that_is_not_utf8_is_1007() {
    let server = Server::trial(&[]);
    assert_eq!(
        closed_by(&server, |socket| socket.send(code::TEXT, b"{\"type\":\"\xff\"}")),
        1007
    );
}

#[test]
fn a_close_is_answered() {
    let server = Server::trial(&[]);
    for close in [1000_u16, 1001, 3333, 4999] {
        assert_eq!(
            closed_by(&server, |socket| socket.send(code::CLOSE, &close.to_be_bytes())),
            close
        );
    }
    assert_eq!(closed_by(&server, |socket| socket.send(code::CLOSE, b"")), 1005);
}

#[test]
fn a_message_is_bounded_before_it_has_come() {
    let server = Server::trial(&[]);
    let message = |bytes: usize| {
        let text = json!({ "type": "ping", "payload": { "x": "" } }).to_string();
        text.replace("\"\"", &format!("\"{}\"", "x".repeat(bytes - text.len())))
    };
    let mut socket = server.socket();
    socket.send(code::TEXT, message(128 * 1024).as_bytes());
    assert_eq!(socket.message().get("type"), Some(&json!("pong")));
    let over = message(128 * 1024 + 1);
    assert_eq!(
        closed_by(&server, |socket| socket.send(code::TEXT, over.as_bytes())),
        1009
    );
    // What a frame says of itself is enough, up to lengths that no frame has.
    for length in [128 * 1024 + 1, 1 << 40, u64::MAX] {
        assert_eq!(
            closed_by(&server, |socket| socket.write(&declare(0x81, length))),
            1009,
            "{length}"
        );
    }
    let pieces = |socket: &mut Socket| {
        socket.send_bits(code::TEXT, &[b' '; 100 * 1024]);
        socket.send_bits(code::CONTINUE, &[b' '; 28 * 1024]);
        socket.write(&declare(0x80, 1));
    };
    assert_eq!(closed_by(&server, pieces), 1009);
    let server = Server::trial(&["--max-message", "60"]);
    assert_eq!(
        closed_by(&server, |socket| socket.subscribe("1", "{ hello languages }")),
        1009
    );
}

#[test]
fn operations_come_after_one_init_in_time() {
    let server = Server::trial(&[]);
    let mut socket = server.open_socket("");
    socket.subscribe("1", "{ hello }");
    assert_eq!(socket.close().0, 4401);
    assert_eq!(closed_by(&server, |socket| socket.send(code::TEXT, INIT)), 4429);
    let server = Server::trial(&["--init-timeout", "300ms"]);
    let mut socket = server.open_socket("");
    assert_eq!(socket.close(), (4408, "Connection initialisation timeout".to_owned()));
    // Other messages do not put it off.
    let mut socket = server.open_socket("");
    socket.say(&json!({ "type": "ping" }));
    assert_eq!(socket.close().0, 4408);
}

#[test]
fn an_id_is_taken_while_its_operation_runs() {
    let server = Server::trial(&[]);
    let mut socket = server.socket();
    socket.subscribe("साय", "subscription { silence }");
    socket.subscribe("साय", "{ hello }");
    assert_eq!(socket.close(), (4409, "Subscriber for साय already exists".to_owned()));
}

#[test]
fn operations_on_a_socket_are_bounded() {
    let server = Server::trial(&["--max-running", "3"]);
    let mut socket = server.socket();
    for id in ["1", "2", "3", "4"] {
        socket.subscribe(id, "subscription { silence }");
    }
    let refusal = socket.message();
    assert_eq!(
        (refusal.get("id"), refusal.get("type")),
        (Some(&json!("4")), Some(&json!("error")))
    );
    let extensions = json!({ "code": "TOO_MANY_OPERATIONS", "found": 4, "limit": 3 });
    assert_eq!(refusal.pointer("/payload/0/extensions"), Some(&extensions));
    socket.say(&json!({ "id": "2", "type": "complete" }));
    socket.subscribe("4", "{ hello }");
    assert_eq!(socket.message().get("type"), Some(&json!("next")));
}

#[test]
fn sockets_and_event_streams_are_bounded_together() {
    let server = Server::trial(&["--max-sockets", "2"]);
    let first = server.socket();
    let stream = server
        .request("GET", "/graphql?query=subscription%7Bsilence%7D")
        .accept("text/event-stream");
    let mut stream = stream.open();
    let mut opening = [0; 12];
    stream.read_exact(&mut opening).unwrap();
    assert_eq!(&opening, b"HTTP/1.1 200");
    let head = server.open_socket("").head;
    assert!(
        head.starts_with("HTTP/1.1 503 ") && head.contains("\r\nretry-after: 2\r\n"),
        "{head}"
    );
    let refused = server
        .request("GET", "/graphql?query=%7Bhello%7D")
        .accept("text/event-stream")
        .send();
    assert_eq!((refused.status, refused.code().as_str()), (503, "UNAVAILABLE"));
    assert!(refused.message().contains("All 2 places"), "{}", refused.text());
    // Plain requests go on, and a place is free again when who had it is gone.
    assert_eq!(server.ask("{ hello }").status, 200);
    drop(first);
    let begun = Instant::now();
    while !server.open_socket("").head.contains(" 101 ") {
        assert!(begun.elapsed() < Duration::from_secs(20));
    }
}

#[test]
fn who_gives_no_sign_of_life_is_let_go() {
    let server = Server::trial(&["--ping-interval", "200ms"]);
    let mut socket = server.socket();
    assert_eq!(socket.frame(), Frame::Ping(Vec::new()));
    assert_eq!(socket.close(), (4408, "No answer to a ping".to_owned()));
}

#[test]
fn who_does_not_read_is_let_go() {
    let server = Server::trial(&["--ping-interval", "200ms", "--max-waiting", "16"]);
    let mut socket = server.socket();
    socket.subscribe("e", "subscription { endless(bytes: 100000) }");
    let closed = "sabha_socket_closes_total{by=\"server\",code=\"4413\"} 1\n";
    let begun = Instant::now();
    while !server.get("/metrics").text().contains(closed) {
        assert!(begun.elapsed() < Duration::from_secs(20));
    }
    // Who reads then finds what was on its way, and why there is no more.
    let mut last = socket.frame();
    while let Frame::Message(_) | Frame::Ping(_) = last {
        last = socket.frame();
    }
    assert!(matches!(last, Frame::Close(4413, _)), "{last:?}");
}

#[test]
fn who_reads_slowly_is_waited_for() {
    let server = Server::trial(&["--ping-interval", "2s", "--max-waiting", "4"]);
    let mut socket = server.socket();
    socket.subscribe("e", "subscription { endless(bytes: 200000) }");
    let begun = Instant::now();
    let mut items = 0;
    // The stream is always faster than its reader, who is behind by all that may wait.
    while begun.elapsed() < Duration::from_secs(5) {
        match socket.frame() {
            Frame::Message(_) => items += 1,
            Frame::Ping(_) => socket.send(code::PONG, b""),
            other => panic!("after {items}: {other:?}"),
        }
    }
    assert!(items > 10, "{items}");
}

#[test]
fn a_stop_closes_sockets_with_1001() {
    let server = Server::trial(&[]);
    let mut sockets: Vec<_> = (0..3).map(|_| server.socket()).collect();
    for socket in &mut sockets {
        socket.subscribe("s", "subscription { silence }");
        socket.subscribe("q", "{ slow }");
    }
    let mut unready = server.open_socket("");
    let begun = Instant::now();
    let reading = std::thread::spawn(move || {
        assert_eq!(unready.close().0, 1001);
        sockets.iter_mut().map(|socket| socket.close().0).collect::<Vec<_>>()
    });
    server.stop().unwrap();
    assert_eq!(reading.join().unwrap(), [1001; 3]);
    assert!(begun.elapsed() < Duration::from_secs(9), "{:?}", begun.elapsed());
}

#[test]
fn a_stop_does_not_wait_for_who_does_not_read() {
    let server = Server::trial(&[]);
    let mut socket = server.socket();
    socket.subscribe("e", "subscription { endless(bytes: 100000) }");
    assert!(matches!(socket.frame(), Frame::Message(_)));
    let begun = Instant::now();
    server.stop().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}
