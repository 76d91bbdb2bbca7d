//! Persisted documents: registered by clients as Apollo's protocol has it, and trusted ones from a file.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::{env, fs, path::PathBuf};

use api::schema;
use seed::article_text::sha256;
use serde_json::{Value, json};
use tests::{Answer, Database, Kind, Server};

const GRAPHQL: &str = "application/graphql-response+json";

/// The `extensions` that name a document by its hash.
fn named(hash: &str) -> Value {
    json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } })
}

fn get(server: &Server, text: Option<&str>, hash: &str, variables: &Value) -> Answer {
    let (extensions, variables) = (named(hash).to_string(), variables.to_string());
    let mut parameters = vec![("extensions", extensions.as_str()), ("variables", &variables)];
    parameters.extend(text.map(|text| ("query", text)));
    server.graphql(&parameters).send()
}

fn post(server: &Server, text: Option<&str>, hash: &str, variables: &Value) -> Answer {
    let body = json!({ "query": text, "extensions": named(hash), "variables": variables });
    server.request("POST", "/graphql").json(&body.to_string()).send()
}

/// What is told of a hash that nobody has registered.
fn assert_unknown(answer: &Answer) {
    let told = (
        answer.status,
        answer.code(),
        answer.message(),
        answer.json().get("data").cloned(),
    );
    let unknown = (
        "PERSISTED_QUERY_NOT_FOUND".to_owned(),
        "PersistedQueryNotFound".to_owned(),
    );
    assert_eq!(told, (200, unknown.0, unknown.1, None));
    assert_eq!(
        (answer.header("cache-control").as_str(), answer.header("etag").as_str()),
        ("no-store", "")
    );
}

#[test]
fn a_document_is_sent_once_and_named_from_then_on() {
    let document = "query ($code: String!) { state(code: $code) { slug } }";
    let (hash, variables) = (sha256(document), json!({ "code": "IN-CG" }));
    let expected = json!({ "data": { "state": { "slug": "chhattisgarh" } } });
    for kind in Kind::all() {
        for (send, other) in [
            (get as fn(&_, _, &_, &_) -> _, post as fn(&_, _, &_, &_) -> _),
            (post, get),
        ] {
            let server = Server::loaded(kind);
            assert_unknown(&send(&server, None, &hash, &variables));
            assert_eq!(send(&server, Some(document), &hash, &variables).json(), expected);
            for ask in [send, other] {
                let answer = ask(&server, None, &hash, &variables);
                assert_eq!((answer.status, answer.json()), (200, expected.clone()), "on {kind:?}");
            }
            // Other variables, same document; and by the id of GraphQL over HTTP.
            let answer = send(&server, None, &hash, &json!({ "code": "nowhere" }));
            assert_eq!(answer.json(), json!({ "data": { "state": null } }));
            let (id, variables) = (format!("sha256:{hash}"), variables.to_string());
            let answer = server.graphql(&[("documentId", &id), ("variables", &variables)]).send();
            assert_eq!(answer.json(), expected);
            assert_unknown(&send(&server, None, &sha256("{ other }"), &json!({})));
        }
    }
}

#[test]
fn what_is_unknown_is_no_failure_to_who_reads_plain_json() {
    let server = Server::trial(&[]);
    let hash = sha256("{ hello }");
    let extensions = named(&hash).to_string();
    let body = json!({ "extensions": named(&hash), "query": null }).to_string();
    for accept in [
        "application/json",
        // Apollo Client's and urql's.
        "application/graphql-response+json,application/json;q=0.9",
        "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed",
        "*/*",
    ] {
        for answer in [
            server.graphql(&[("extensions", &extensions)]).accept(accept).send(),
            server.request("POST", "/graphql").accept(accept).json(&body).send(),
        ] {
            assert_unknown(&answer);
            assert_eq!(
                answer.header("content-type"),
                "application/json; charset=utf-8",
                "{accept}"
            );
        }
    }
    // Of the newer type an answer without data is never a success.
    for accept in [GRAPHQL, "application/graphql-response+json, application/json;q=0"] {
        let answer = server.graphql(&[("extensions", &extensions)]).accept(accept).send();
        let told = (
            answer.status,
            answer.code(),
            answer.message(),
            answer.header("cache-control"),
        );
        let expected = ["PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound", "no-store"].map(str::to_owned);
        let [code, message, caching] = expected;
        assert_eq!(told, (400, code, message, caching), "{accept}");
    }
}

#[test]
fn a_wrong_hash_is_refused_and_registers_nothing() {
    let server = Server::trial(&[]);
    let (document, right) = ("{ hello }", sha256("{ hello }"));
    for wrong in [sha256("{hello}"), right.to_uppercase(), "x".to_owned(), String::new()] {
        let answer = post(&server, Some(document), &wrong, &json!({}));
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (200, "PERSISTED_QUERY_MISMATCH"),
            "{wrong}"
        );
        assert!(
            answer.message().contains("is not the SHA-256 of its document"),
            "{}",
            answer.message()
        );
        assert_unknown(&post(&server, None, &wrong, &json!({})));
    }
    let body = json!({ "query": document, "documentId": "sha256:0" }).to_string();
    let answer = server.request("POST", "/graphql").accept(GRAPHQL).json(&body).send();
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (400, "PERSISTED_QUERY_MISMATCH")
    );
    assert_unknown(&post(&server, None, &right, &json!({})));
}

#[test]
fn what_does_not_run_is_not_registered() {
    let server = Server::trial(&["--max-aliases", "1"]);
    for (document, code) in [
        ("{", "PARSE_FAILED"),
        ("{ nothing }", "VALIDATION_FAILED"),
        ("{ a: hello b: hello }", "TOO_MANY_ALIASES"),
    ] {
        let hash = sha256(document);
        assert_eq!(post(&server, Some(document), &hash, &json!({})).code(), code);
        assert_unknown(&post(&server, None, &hash, &json!({})));
    }
    // A field that fails is no fault of the document.
    let document = "{ hello badCursor }";
    assert_eq!(
        post(&server, Some(document), &sha256(document), &json!({})).code(),
        "BAD_INPUT"
    );
    assert_eq!(post(&server, None, &sha256(document), &json!({})).code(), "BAD_INPUT");
    // Nor is a text that nobody wants registered.
    assert_eq!(server.ask("{ item { name } }").status, 200);
    assert_unknown(&post(&server, None, &sha256("{ item { name } }"), &json!({})));
}

#[test]
fn wrong_shapes_are_named() {
    let server = Server::trial(&[]);
    let hash = sha256("{ hello }");
    for (body, told) in [
        (
            json!({ "extensions": { "persistedQuery": 7 } }),
            "`extensions.persistedQuery` must be {\"version\": 1",
        ),
        (
            json!({ "extensions": { "persistedQuery": { "version": 2, "sha256Hash": hash } } }),
            "\"version\": 1",
        ),
        (
            json!({ "extensions": { "persistedQuery": { "version": 1 } } }),
            "\"sha256Hash\"",
        ),
        (
            json!({ "documentId": 7 }),
            "`documentId` must be a string or null, but is a number",
        ),
        (
            json!({ "documentId": "a", "extensions": named(&hash) }),
            "name two documents",
        ),
        (
            json!({ "documentId": null, "extensions": { "persistedQuery": null } }),
            "`query` is missing",
        ),
        (
            json!({ "query": "", "documentId": null, "extensions": { "cost": true } }),
            "",
        ),
    ] {
        let answer = server
            .request("POST", "/graphql")
            .accept(GRAPHQL)
            .json(&body.to_string())
            .send();
        let code = if told.is_empty() { "PARSE_FAILED" } else { "BAD_REQUEST" };
        assert_eq!((answer.status, answer.code().as_str()), (400, code), "{body}");
        assert!(answer.message().contains(told), "{body}: {}", answer.message());
    }
    // Both names of one document, and an empty text beside a name, as some clients send them.
    assert_eq!(post(&server, Some("{ hello }"), &hash, &json!({})).status, 200);
    let body = json!({ "query": "", "documentId": format!("sha256:{hash}"), "extensions": named(&hash) }).to_string();
    assert_eq!(
        server.request("POST", "/graphql").json(&body).send().json(),
        json!({ "data": { "hello": "नमस्ते" } })
    );
}

#[test]
fn sockets_and_event_streams_name_documents_too() {
    let server = Server::trial(&[]);
    let document = "subscription { ticks }";
    let hash = sha256(document);
    let mut socket = server.socket();
    let mut ask = |id: &str, text: Option<&str>| {
        let mut payload = json!({ "extensions": named(&hash) });
        if let Some(text) = text {
            payload["query"] = text.into();
        }
        socket.say(&json!({ "id": id, "type": "subscribe", "payload": payload }));
        let mut messages = vec![socket.message()];
        while messages.last().unwrap()["type"] == "next" {
            messages.push(socket.message());
        }
        messages
    };
    let unknown = ask("1", None);
    assert_eq!((unknown.len(), &unknown[0]["type"]), (1, &json!("error")));
    let code = unknown[0].pointer("/payload/0/extensions/code");
    assert_eq!(code, Some(&json!("PERSISTED_QUERY_NOT_FOUND")));
    for text in [Some(document), None] {
        let messages = ask("2", text);
        let ticks: Vec<_> = messages
            .iter()
            .filter_map(|it| it.pointer("/payload/data/ticks"))
            .collect();
        assert_eq!(ticks, [1, 2, 3]);
    }
    let extensions = named(&hash).to_string();
    let stream = server
        .graphql(&[("extensions", &extensions)])
        .accept("text/event-stream")
        .send();
    assert_eq!(stream.text().matches("event: next").count(), 3, "{}", stream.text());
    let extensions = named(&sha256("{ other }")).to_string();
    let stream = server
        .graphql(&[("extensions", &extensions)])
        .accept("text/event-stream")
        .send();
    assert!(stream.text().contains("PersistedQueryNotFound") && stream.text().contains("event: complete"));
}

#[test]
fn a_mutation_that_is_named_goes_by_post_only() {
    let server = Server::trial(&[]);
    let (document, hash) = ("mutation { touch }", sha256("mutation { touch }"));
    assert_eq!(post(&server, Some(document), &hash, &json!({})).status, 200);
    assert_eq!(
        post(&server, None, &hash, &json!({})).json(),
        json!({ "data": { "touch": true } })
    );
    let answer = get(&server, None, &hash, &json!({}));
    assert_eq!((answer.status, answer.code().as_str()), (405, "METHOD_NOT_ALLOWED"));
}

#[test]
fn random_documents_do_not_drive_out_those_that_are_asked_for() {
    let server = Server::trial(&["--document-cache", "8KiB"]);
    let wanted = "{ hello wanted: hello }";
    let hash = sha256(wanted);
    assert_eq!(post(&server, Some(wanted), &hash, &json!({})).status, 200);
    for _ in 0..2 {
        assert_eq!(get(&server, None, &hash, &json!({})).status, 200);
    }
    let random = |number: usize| format!("{{ hello random{number}: hello }}");
    for number in 0..100 {
        let document = random(number);
        post(&server, Some(&document), &sha256(&document), &json!({}));
    }
    assert_unknown(&get(&server, None, &sha256(&random(0)), &json!({})));
    assert!(
        get(&server, None, &sha256(&random(99)), &json!({}))
            .json()
            .get("data")
            .is_some()
    );
    assert!(get(&server, None, &hash, &json!({})).json().get("data").is_some());
    let metrics = server.get("/metrics").text();
    let bytes = metrics
        .lines()
        .find_map(|line| line.strip_prefix("sabha_registered_documents_bytes "));
    let bytes: usize = bytes.unwrap().parse().unwrap();
    assert!((1..=8 * 1024).contains(&bytes), "{bytes}");
    for line in [
        "sabha_named_documents_total{outcome=\"sent\"} 101",
        "sabha_named_documents_total{outcome=\"found\"} 4",
        "sabha_named_documents_total{outcome=\"unknown\"} 1",
    ] {
        assert!(metrics.contains(line), "{line}: {metrics}");
    }
}

#[test]
fn a_service_without_room_says_that_it_keeps_nothing() {
    let server = Server::trial(&["--document-cache", "0"]);
    let (document, hash) = ("{ hello }", sha256("{ hello }"));
    for text in [None, Some(document), None] {
        let answer = get(&server, text, &hash, &json!({}));
        let expected = if text.is_some() {
            ""
        } else {
            "PERSISTED_QUERY_NOT_SUPPORTED"
        };
        assert_eq!((answer.status, answer.code().as_str()), (200, expected));
        let message = if text.is_some() {
            ""
        } else {
            "PersistedQueryNotSupported"
        };
        assert_eq!(answer.message(), message);
    }
}

/// A file that is gone when it is dropped.
struct File(PathBuf);

impl File {
    fn of(name: &str, content: &Value) -> Self {
        let file = env::temp_dir().join(format!("sabha_tests_{}_{name}.json", std::process::id()));
        fs::write(&file, content.to_string()).unwrap();
        Self(file)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _gone = fs::remove_file(&self.0);
    }
}

const TRUSTED: &str = "query Title { dataset { title } }";
const OTHER: &str = "query Other($slug: String!) { topic(slug: $slug) { slug } }";

#[test]
fn trusted_documents_are_there_from_the_start() {
    let relay = File::of(
        "relay",
        &json!({ format!("sha256:{}", sha256(TRUSTED)): TRUSTED, "d41d8cd9": OTHER }),
    );
    let apollo = File::of(
        "apollo",
        &json!({
            "format": "apollo-persisted-query-manifest",
            "version": 1,
            "operations": [
                { "id": sha256(TRUSTED), "name": "Title", "type": "query", "body": TRUSTED },
                { "id": "d41d8cd9", "name": "Other", "type": "query", "body": OTHER },
            ],
        }),
    );
    for kind in Kind::all() {
        for file in [&relay, &apollo] {
            for only in [false, true] {
                let database = Database::loaded(kind);
                let mut options = vec![
                    "--database-url",
                    &database.url,
                    "--documents",
                    file.path(),
                    "--document-cache",
                    "0",
                ];
                options.extend(only.then_some("--only-documents"));
                let server = Server::serve(&options, |_| schema::build());
                let hash = sha256(TRUSTED);
                let title = |answer: Answer| {
                    let title = answer.json().pointer("/data/dataset/title").cloned();
                    assert_eq!(
                        title,
                        Some(json!("Meetings of officials in five Hindi news reports")),
                        "{}",
                        answer.text()
                    );
                };
                title(get(&server, None, &hash, &json!({})));
                title(post(&server, None, &hash, &json!({})));
                title(server.graphql(&[("documentId", &format!("sha256:{hash}"))]).send());
                title(server.graphql(&[("documentId", &hash)]).send());
                title(server.ask(TRUSTED));
                // An id need not be a hash, and its text may come with it.
                for text in [None, Some(OTHER)] {
                    let body = json!({ "documentId": "d41d8cd9", "query": text, "variables": { "slug": "steel" } });
                    let answer = server.request("POST", "/graphql").json(&body.to_string()).send();
                    assert_eq!(answer.json(), json!({ "data": { "topic": { "slug": "steel" } } }));
                }
                // Its limits are those of other documents.
                let answer = get(&server, None, "d41d8cd9", &json!({}));
                assert_eq!(answer.code(), "BAD_VARIABLES");
                for unknown in ["x", &sha256("{ __typename }")] {
                    let answer = get(&server, None, unknown, &json!({}));
                    match only {
                        true => assert_unknown(&answer),
                        // Nothing is kept here, so clients are to send texts.
                        false => assert_eq!(answer.code(), "PERSISTED_QUERY_NOT_SUPPORTED"),
                    }
                }
            }
        }
    }
}

#[test]
fn where_only_trusted_documents_run_no_others_do() {
    let file = File::of(
        "only",
        &json!({ sha256("{ hello }"): "{ hello }", "ticks": "subscription { ticks }" }),
    );
    let server = Server::trial(&["--documents", file.path(), "--only-documents"]);
    assert_eq!(server.ask("{ hello }").status, 200);
    for document in [
        "{hello}",
        "{ item { name } }",
        "{ __schema { queryType { name } } }",
        "{",
    ] {
        let answer = server.ask(document);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (400, "PERSISTED_QUERY_ONLY"),
            "{document}"
        );
        assert_eq!(answer.json().get("data"), None);
        for send in [get, post] {
            let answer = send(&server, Some(document), &sha256(document), &json!({}));
            assert_eq!(
                (answer.status, answer.code().as_str()),
                (200, "PERSISTED_QUERY_ONLY"),
                "{document}"
            );
            assert_unknown(&send(&server, None, &sha256(document), &json!({})));
        }
    }
    let mut socket = server.socket();
    socket.subscribe("1", "subscription { endless }");
    let refused = socket.message();
    assert_eq!(
        refused.pointer("/payload/0/extensions/code"),
        Some(&json!("PERSISTED_QUERY_ONLY"))
    );
    socket.say(&json!({ "id": "2", "type": "subscribe", "payload": { "documentId": "ticks" } }));
    assert_eq!(socket.message()["payload"], json!({ "data": { "ticks": 1 } }));
}
