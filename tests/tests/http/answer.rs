//! Answers: codes, partial data, faults that keep their secrets, time, size.

use std::{
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tests::{
    Server,
    records::on_each,
    trial::{self, Dropped},
};

#[test]
fn partial_data_comes_with_its_errors() {
    let server = Server::trial(&[]);
    let answer = server.ask("{ hello badCursor }");
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.json(),
        json!({
            "errors": [{
                "message": "`after` is no cursor of this list.",
                "locations": [{ "line": 1, "column": 9 }],
                "path": ["badCursor"],
                "extensions": { "code": "BAD_INPUT" },
            }],
            "data": { "hello": "नमस्ते", "badCursor": null },
        })
    );
    // An operation that ran and came to nothing is no request error.
    let answer = server.ask("{ fails }");
    assert_eq!(
        (answer.status, answer.code().as_str(), answer.json().get("data")),
        (200, "INTERNAL", Some(&Value::Null))
    );
}

#[test]
fn a_fault_tells_its_correlation_id_and_nothing_else() {
    let server = Server::trial(&[]);
    for document in ["{ databaseFails }", "{ fails }", "{ panics }"] {
        let body = json!({ "query": document }).to_string();
        let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        let answer = server
            .request("POST", "/graphql")
            .header("traceparent", trace)
            .json(&body)
            .send();
        assert_eq!(answer.code(), "INTERNAL", "{document}");
        assert_eq!(
            answer.json().pointer("/errors/0/extensions/correlationId"),
            Some(&json!("0af7651916cd43dd8448eb211c80319c"))
        );
        for secret in ["SELECT", "secret", "the reason", ".rs", "table"] {
            assert!(!answer.text().contains(secret), "{document}: {}", answer.text());
        }
    }
    let answer = server.ask("{ panics }");
    assert_eq!((answer.status, answer.json().get("data")), (500, None));
    assert_eq!(server.ask("{ hello }").status, 200);
}

#[test]
fn a_database_without_a_free_connection_is_503_in_both_types() {
    let server = Server::trial(&[]);
    for accept in ["application/json", "application/graphql-response+json"] {
        let answer = server
            .request("GET", "/graphql?query=%7Bhello%20busy%7D")
            .accept(accept)
            .send();
        assert_eq!(
            (
                answer.status,
                answer.code().as_str(),
                answer.header("retry-after").as_str()
            ),
            (503, "UNAVAILABLE", "2")
        );
        assert_eq!(answer.json().get("data"), None);
    }
}

#[test]
fn no_more_than_25_errors_are_sent() {
    let answer = Server::trial(&[]).ask("{ broken(count: 40) { value } }");
    let json = answer.json();
    assert_eq!(json.get("errors").and_then(Value::as_array).map(Vec::len), Some(25));
    assert_eq!(json.pointer("/extensions/errorsOmitted"), Some(&json!(15)));
    assert_eq!(json.pointer("/data/broken/39"), Some(&json!({ "value": null })));
    let many = format!("{{ item {{ {} }} }}", "nothing ".repeat(60));
    assert_eq!(
        Server::trial(&[])
            .ask(&many)
            .json()
            .get("errors")
            .and_then(Value::as_array)
            .map(Vec::len),
        Some(25)
    );
}

#[test]
fn an_operation_that_takes_too_long_is_dropped() {
    let dropped = Dropped::default();
    let flag = Arc::clone(&dropped.0);
    let server = Server::serve(&["--operation-timeout", "100ms"], move |_db| {
        trial::build().data(dropped.clone())
    });
    for accept in ["application/json", "application/graphql-response+json"] {
        let answer = server.request("GET", "/graphql?query=%7Bslow%7D").accept(accept).send();
        assert_eq!(
            (answer.status, answer.code().as_str(), answer.json().get("data")),
            (504, "TIMEOUT", None)
        );
        assert!(flag.swap(false, Ordering::SeqCst), "the resolver goes on");
    }
}

#[test]
fn an_operation_whose_client_has_gone_is_dropped() {
    use std::io::Write;
    let dropped = Dropped::default();
    let flag = Arc::clone(&dropped.0);
    let server = Server::serve(&[], move |_db| trial::build().data(dropped.clone()));
    let mut stream = server.connect().unwrap();
    stream
        .write_all(b"GET /graphql?query=%7Bslow%7D HTTP/1.1\r\nhost: x\r\n\r\n")
        .unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    assert!(std::io::Read::read(&mut stream, &mut [0]).is_err(), "no answer yet");
    drop(stream);
    let begun = Instant::now();
    while !flag.load(Ordering::SeqCst) && begun.elapsed() < Duration::from_secs(5) {
        std::thread::yield_now();
    }
    assert!(flag.load(Ordering::SeqCst), "the resolver goes on");
}

#[test]
fn an_answer_stops_growing_at_its_limit() {
    let server = Server::trial(&["--max-answer", "1000"]);
    // {"data":{"large":"…"}} is 21 bytes longer than the text.
    let answer = server.ask("{ large(bytes: 979) }");
    assert_eq!((answer.status, answer.body.len()), (200, 1000));
    let answer = server.ask("{ large(bytes: 980) }");
    assert_eq!(
        (answer.status, answer.code().as_str(), answer.json().get("data")),
        (400, "ANSWER_TOO_LARGE", None)
    );
    assert!(answer.message().contains("more than 1000 bytes"));
}

#[test]
fn validation_names_each_fault_in_its_place() {
    let answer = Server::trial(&[]).ask("{ helo\n echo }");
    assert_eq!((answer.status, answer.code().as_str()), (400, "VALIDATION_FAILED"));
    assert_eq!(
        answer.json().pointer("/errors/0/locations/0"),
        Some(&json!({ "line": 1, "column": 3 }))
    );
    assert!(answer.message().contains("Did you mean"), "{}", answer.message());
    assert_eq!(
        answer.json().pointer("/errors/1/extensions/code"),
        Some(&json!("VALIDATION_FAILED"))
    );
}

#[test]
fn the_statements_of_an_operation_are_counted() {
    let server = Server::trial(&[]);
    assert_eq!(
        server.ask("{ statements(times: 3) }").json(),
        json!({ "data": { "statements": 3 } })
    );
    let metrics = server.get("/metrics").text();
    // Of this server one operation, which asked three times.
    assert!(metrics.contains("sabha_graphql_statements_sum 3.0"), "{metrics}");
    assert!(metrics.contains("sabha_graphql_statements_count 1"), "{metrics}");
}

#[test]
fn an_object_is_the_same_however_it_is_selected() {
    let plain = "slug name(language: \"hi\") place { __typename slug within { slug } } states { code }
        participations(first: 3) { totalCount nodes { roles official { slug } organisation { slug } } }";
    let selections = [
        plain.to_owned(),
        format!("... on Meeting {{ {plain} }}"),
        format!("... @include(if: true) {{ {plain} }}"),
        format!("{plain} {plain}"),
        "slug place { slug } slug name(language: \"hi\") ...Rest".to_owned(),
    ];
    on_each(|server| {
        let ask = |selection: &String| {
            let rest = if selection.contains("...Rest") {
                format!("fragment Rest on Meeting {{ {plain} }}")
            } else {
                String::new()
            };
            let list = format!(
                "{{ meetings(first: 4) {{ nodes {{ {selection} }} edges {{ node {{ {selection} }} }} }} }} {rest}"
            );
            let data = server.data(&list, &Value::Null);
            let nodes = data["meetings"]["nodes"].clone();
            let edges = data["meetings"]["edges"].as_array().unwrap();
            let edges: Vec<&Value> = edges.iter().map(|edge| &edge["node"]).collect();
            assert_eq!(
                nodes.as_array().unwrap().iter().collect::<Vec<_>>(),
                edges,
                "{selection}"
            );
            nodes
        };
        let first = ask(&selections[0]);
        let some = |pointer: &str| first.as_array().unwrap().iter().any(|it| it.pointer(pointer).is_some());
        assert!(
            some("/place/__typename") && some("/participations/nodes/0/roles/0"),
            "{first}"
        );
        for selection in &selections[1..] {
            assert_eq!(ask(selection), first, "{selection}");
        }
        // In the order of the selection, as the specification asks.
        let answer = server.ask("{ meetings(first: 1) { nodes { states { code } slug place { slug } kind } } }");
        let text = answer.text();
        let places: Vec<_> = ["states", "slug", "place", "kind"]
            .iter()
            .map(|key| text.find(&format!("\"{key}\"")).unwrap())
            .collect();
        assert!(places.is_sorted(), "{text}");
    });
}
