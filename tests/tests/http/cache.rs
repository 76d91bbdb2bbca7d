//! Answers that the service keeps by revision: given again at no cost, never too old, bounded, made once.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::{io::Read, net::Shutdown, thread, time::Duration};

use seed::article_text::sha256;
use serde_json::{Value, json};
use tests::{
    Answer, Database, Kind, Request, Server,
    revise::{rename, revised},
    trial, until,
};

const TOPIC: &str = "query Topic($slug: String!) { topic(slug: $slug) { name } }";
/// More than a kilobyte of words that repeat.
const TOPICS: &str = "{ topics(first: 20) { nodes { __typename id slug name names { language text } } } }";
/// As long as a busy machine may need.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
const HIT: &str = "answer_cache_requests_total{outcome=\"hit\"}";
const SHARED: &str = "answer_cache_requests_total{outcome=\"shared\"}";
const MADE: &str = "answer_cache_requests_total{outcome=\"made\"}";

/// A metric's value.
pub(crate) fn metric(server: &Server, name: &str) -> i64 {
    let text = server.get("/metrics").text();
    let value = text
        .lines()
        .find_map(|line| line.strip_prefix("sabha_")?.strip_prefix(name)?.strip_prefix(' '));
    value.and_then(|value| value.parse().ok()).unwrap_or(-1)
}

pub(crate) fn post(server: &Server, document: &str, variables: &Value) -> Request {
    let body = json!({ "query": document, "variables": variables }).to_string();
    server.request("POST", "/graphql").json(&body)
}

fn topic(server: &Server, slug: &str) -> Request {
    post(server, TOPIC, &json!({ "slug": slug }))
}

/// A server that knows its revision; what it was asked for that is counted below.
fn knowing(server: Server) -> Server {
    until(PATIENCE, "the first revision is told", || {
        server.get("/graphql?query=%7B__typename%7D").header("x-sabha-revision") == "1"
    });
    server
}

fn loaded(kind: Kind) -> Server {
    knowing(Server::loaded(kind))
}

/// The real schema with options, over a database of its own.
pub(crate) fn with(kind: Kind, options: &[&str]) -> Server {
    knowing(Server::with(Database::loaded(kind), options, None))
}

/// The trial schema over a database with a revision.
fn trial(options: &[&str]) -> (Database, Server) {
    let database = Database::loaded(Kind::Sqlite);
    let options = [&["--database-url", &database.url], options].concat();
    let server = knowing(Server::serve(&options, |db| trial::build().data(db)));
    (database, server)
}

/// What a client sees of an answer, but for the time.
fn seen(answer: &Answer) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let mut headers = answer.headers.clone();
    headers.retain(|(name, _)| name != "date");
    (answer.status, headers, answer.body.clone())
}

#[test]
fn an_answer_is_given_again_at_no_cost() {
    for kind in Kind::all() {
        let server = with(kind, &["--record-cache", "0"]);
        let by_get = |server: &Server| server.graphql(&[("query", TOPIC), ("variables", "{\"slug\": \"steel\"}")]);
        let ways: [&dyn Fn(&Server) -> Request; 4] = [
            &|server| topic(server, "steel"),
            &|server| topic(server, "steel").header("accept-language", "hi"),
            &|server| topic(server, "steel").header("x-sabha-cost", "1"),
            &by_get,
        ];
        for (way, ask) in ways.into_iter().enumerate() {
            let (statements, first) = server.statements(|server| ask(server).send());
            assert!(statements > 0 && first.status == 200, "{way}: {}", first.text());
            let hits = metric(&server, HIT);
            for _ in 0..3 {
                let (statements, again) = server.statements(|server| ask(server).send());
                assert_eq!((statements, seen(&again)), (0, seen(&first)), "{way}");
            }
            assert_eq!(metric(&server, HIT), hits + 3, "{way}");
        }
        let other = topic(&server, "steel")
            .accept("application/graphql-response+json")
            .send();
        assert_eq!(
            other.header("content-type"),
            "application/graphql-response+json; charset=utf-8"
        );
        assert!(metric(&server, "answer_cache_entries") >= 5);
        assert!(metric(&server, "answer_cache_bytes") > 0);
    }
}

#[test]
fn a_new_revision_is_answered_anew_and_the_older_answers_go() {
    for kind in Kind::all() {
        let server = loaded(kind);
        for slug in ["steel", "casting"] {
            let _kept = (topic(&server, slug).send(), topic(&server, slug).send());
        }
        assert!(metric(&server, "answer_cache_entries") >= 2);
        assert_eq!(revised(server.database(), |it| rename(it, "casting", "Founding")), 2);
        // Who has seen the revision is never answered from before it, whatever this node knows.
        let renamed = json!({ "data": { "topic": { "name": "Founding" } } });
        let answer = topic(&server, "casting").header("x-sabha-revision", "2").send();
        assert_eq!((answer.status, answer.json()), (200, renamed.clone()));
        assert_eq!(answer.header("x-sabha-revision"), "2");
        assert_eq!(metric(&server, "answer_cache_entries"), 1);
        until(PATIENCE, "the revision is known", || {
            let (statements, answer) = server.statements(|server| topic(server, "casting").send());
            // Nobody is told an older revision than the answer's, and so nobody a newer name with an older number.
            assert_eq!(answer.header("x-sabha-revision") == "2", answer.json() == renamed);
            statements == 0 && answer.json() == renamed
        });
        let (statements, _) = server.statements(|server| topic(server, "steel").send());
        assert!(statements > 0);
    }
}

#[test]
fn what_has_errors_or_writes_is_run_each_time() {
    let (_database, server) = trial(&["--operation-timeout", "200ms"]);
    let entries = metric(&server, "answer_cache_entries");
    for (document, code) in [
        ("{ hello badCursor }", "BAD_INPUT"),
        ("{ databaseFails }", "INTERNAL"),
        ("{ slow }", "TIMEOUT"),
        ("{ busy }", "UNAVAILABLE"),
        ("{ nothing }", "VALIDATION_FAILED"),
        ("{", "PARSE_FAILED"),
        ("mutation { touch }", ""),
    ] {
        let mut ids = [0, 1].map(|_| {
            let answer = server.ask(document);
            assert_eq!(answer.code(), code, "{document}");
            answer
                .json()
                .pointer("/errors/0/extensions/correlationId")
                .map(Value::to_string)
        });
        if code == "INTERNAL" {
            ids.sort();
            assert!(ids[0].is_some() && ids[0] != ids[1], "{ids:?}");
        }
    }
    assert_eq!(
        (metric(&server, HIT), metric(&server, "answer_cache_entries")),
        (0, entries)
    );
}

#[test]
fn questions_asked_once_do_not_cost_others_their_answers() {
    let server = with(Kind::Sqlite, &["--answer-cache", "128KiB"]);
    let ask = |server: &Server| topic(server, "steel").send();
    let first = (ask(&server), ask(&server)).0;
    for number in 0..600 {
        let question = format!("{{ a{number}: __typename }}");
        assert_eq!(server.ask(&question).status, 200);
        if number % 20 == 0 {
            let (statements, answer) = server.statements(ask);
            assert_eq!((statements, &answer.body), (0, &first.body), "{number}");
        }
    }
    assert!(metric(&server, "answer_cache_evictions_total") > 100);
    assert!(metric(&server, "answer_cache_bytes") <= 128 * 1_024);
}

#[test]
fn an_answer_that_would_take_too_much_room_is_not_kept() {
    let (_database, server) = trial(&["--answer-cache", "64KiB"]);
    // It counts twice, for its compressed twins.
    for (bytes, hits) in [(1_500, 1), (2_500, 0)] {
        let before = metric(&server, HIT);
        let document = format!("{{ large(bytes: {bytes}) }}");
        assert_eq!(server.ask(&document).body, server.ask(&document).body);
        assert_eq!(metric(&server, HIT) - before, hits, "{bytes}");
    }
}

#[test]
fn equal_questions_at_a_time_are_answered_once() {
    let (_database, server) = trial(&[]);
    let (made, document) = (metric(&server, MADE), "{ wait(millis: 1500) statements(times: 3) }");
    let (statements, answer) = server.statements(|server| {
        let answers = thread::scope(|scope| {
            let ask = || server.ask(document);
            let asking: Vec<_> = (0..16).map(|_| scope.spawn(ask)).collect();
            asking.into_iter().map(|it| it.join().unwrap()).collect::<Vec<_>>()
        });
        let first = answers[0].clone();
        assert_eq!(first.json(), json!({ "data": { "wait": true, "statements": 3 } }));
        assert!(answers.iter().all(|answer| seen(answer) == seen(&first)));
        first
    });
    assert_eq!((statements, answer.status), (3, 200));
    assert_eq!(
        (
            metric(&server, MADE) - made,
            metric(&server, SHARED) + metric(&server, HIT)
        ),
        (1, 15)
    );
}

#[test]
fn who_waits_for_an_answer_that_fails_has_its_own() {
    let (_database, server) = trial(&[]);
    let answers = thread::scope(|scope| {
        let ask = || server.ask("{ wait(millis: 800) databaseFails }");
        let asking: Vec<_> = (0..6).map(|_| scope.spawn(ask)).collect();
        asking.into_iter().map(|it| it.join().unwrap()).collect::<Vec<_>>()
    });
    let mut ids: Vec<String> = answers
        .iter()
        .map(|answer| {
            assert_eq!(answer.code(), "INTERNAL");
            answer.json()["errors"][0]["extensions"].to_string()
        })
        .collect();
    ids.sort();
    ids.dedup();
    // Each error has a trace id of its own.
    assert_eq!(ids.len(), 6);
    assert_eq!((metric(&server, SHARED), metric(&server, HIT)), (0, 0));
}

#[test]
fn who_waits_for_a_client_that_hangs_up_is_answered() {
    let (_database, server) = trial(&[]);
    let ask = || post(&server, "{ wait(millis: 2000) hello }", &json!({}));
    let made = metric(&server, MADE);
    let first = ask().open();
    until(PATIENCE, "the first is being answered", || metric(&server, MADE) > made);
    thread::scope(|scope| {
        let second = scope.spawn(|| ask().send());
        thread::sleep(Duration::from_millis(300));
        first.shutdown(Shutdown::Both).unwrap();
        let answer = second.join().unwrap();
        assert_eq!(answer.json(), json!({ "data": { "wait": true, "hello": "नमस्ते" } }));
    });
}

#[test]
fn a_cache_of_nothing_keeps_nothing() {
    let nothing = ["--answer-cache", "0", "--record-cache", "0", "--parsed-cache", "0"];
    let server = with(Kind::Sqlite, &nothing);
    let asked = [0, 1].map(|_| server.statements(|server| topic(server, "steel").send()));
    assert!(asked[0].0 > 0);
    assert_eq!((asked[0].0, seen(&asked[0].1)), (asked[1].0, seen(&asked[1].1)));
    for name in [
        HIT,
        MADE,
        "answer_cache_entries",
        "answer_cache_bytes",
        "parsed_cache_hits_total",
    ] {
        assert_eq!(metric(&server, name), 0, "{name}");
    }
}

#[test]
fn a_document_is_parsed_once() {
    let server = loaded(Kind::Sqlite);
    let counted = |server: &Server| ["hits", "misses"].map(|it| metric(server, &format!("parsed_cache_{it}_total")));
    let before = counted(&server);
    for slug in ["steel", "casting", "steel"] {
        assert_eq!(topic(&server, slug).send().status, 200);
    }
    let after = counted(&server);
    assert_eq!([after[0] - before[0], after[1] - before[1]], [1, 1]);
    // What depends on the variables is looked at each time.
    assert_eq!(
        post(&server, TOPIC, &json!({ "slug": 7 })).send().code(),
        "BAD_VARIABLES"
    );
}

#[test]
fn a_named_document_is_found_or_asked_for_as_if_it_ran() {
    let server = loaded(Kind::Sqlite);
    let named = json!({ "persistedQuery": { "version": 1, "sha256Hash": sha256(TOPIC) } }).to_string();
    let variables = json!({ "slug": "steel" }).to_string();
    let ask = |text: bool| {
        let mut parameters = vec![("extensions", named.as_str()), ("variables", &variables)];
        if text {
            parameters.push(("query", TOPIC));
        }
        server.graphql(&parameters).send()
    };
    assert_eq!(ask(false).code(), "PERSISTED_QUERY_NOT_FOUND");
    let first = ask(true);
    let again = [ask(false), ask(false), ask(false)];
    assert!(again.iter().all(|answer| seen(answer) == seen(&first)));
    assert_eq!(metric(&server, HIT), 2);
    assert_eq!(metric(&server, "named_documents_total{outcome=\"found\"}"), 3);
}

/// What a client reads of a compressed answer.
fn decoded(answer: &Answer) -> Vec<u8> {
    let (mut plain, coded) = (Vec::new(), answer.body.as_slice());
    match answer.header("content-encoding").as_str() {
        "br" => brotli::Decompressor::new(coded, 4_096).read_to_end(&mut plain).unwrap(),
        "gzip" => flate2::read::GzDecoder::new(coded).read_to_end(&mut plain).unwrap(),
        other => {
            assert_eq!(other, "");
            plain.extend_from_slice(coded);
            coded.len()
        }
    };
    plain
}

#[test]
fn an_answer_comes_in_the_coding_that_its_client_likes_best() {
    for options in [&[][..], &["--answer-cache", "0"]] {
        let server = with(Kind::Sqlite, options);
        let by_get = |server: &Server| server.graphql(&[("query", TOPICS)]);
        let by_post = |server: &Server| post(server, TOPICS, &json!({}));
        for ask in [&by_get as &dyn Fn(&Server) -> Request, &by_post] {
            let plain = ask(&server).send();
            assert!(plain.body.len() > 1_500 && plain.json()["data"]["topics"]["nodes"][0]["name"].is_string());
            for (accept, coding) in [
                ("br", "br"),
                ("gzip", "gzip"),
                ("gzip, deflate, br, zstd", "br"),
                ("br;q=0.5, gzip", "gzip"),
                ("identity", ""),
                ("br;q=0", ""),
                ("zstd", ""),
                ("br", "br"),
            ] {
                let answer = ask(&server).header("accept-encoding", accept).send();
                assert_eq!(
                    (answer.status, answer.header("content-encoding").as_str()),
                    (200, coding),
                    "{accept}"
                );
                assert_eq!(decoded(&answer), plain.body, "{accept}");
                assert_eq!(answer.header("vary"), "Accept, Accept-Encoding, Accept-Language");
                assert_eq!(answer.header("content-length"), answer.body.len().to_string());
                assert!(coding.is_empty() || answer.body.len() < plain.body.len() / 2);
            }
        }
        // What fits into a packet stays as it is, and so does what has no body.
        let small = topic(&server, "steel").header("accept-encoding", "br, gzip").send();
        assert_eq!((small.status, small.header("content-encoding").as_str()), (200, ""));
    }
}

#[test]
fn each_coding_has_its_tag_and_any_of_them_is_known_again() {
    let server = loaded(Kind::Sqlite);
    let ask = |accept: &str, tag: &str| {
        let request = server.graphql(&[("query", TOPICS)]).header("accept-encoding", accept);
        request.header("if-none-match", tag).send()
    };
    let tags = ["identity", "br", "gzip"].map(|coding| ask(coding, "\"other\"").header("etag"));
    let [plain, brotli, gzip] = &tags;
    let bare = plain.trim_matches('"');
    assert_eq!([brotli, gzip], [&format!("\"{bare}-br\""), &format!("\"{bare}-gzip\"")]);
    for (accept, tag) in [("br", plain), ("br", brotli), ("gzip, br", gzip), ("", plain)] {
        let (statements, answer) = server.statements(|_| ask(accept, tag));
        assert_eq!(
            (answer.status, answer.body.len(), statements),
            (304, 0, 0),
            "{accept} {tag}"
        );
        assert_eq!(
            (&answer.header("etag"), answer.header("content-encoding").as_str()),
            (tag, "")
        );
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
    // A twin is of no use to who does not read it any more.
    assert_eq!(ask("gzip", brotli).status, 200);
    assert_eq!(ask("", brotli).status, 200);
}

#[test]
fn what_is_large_or_has_errors_is_compressed_too() {
    let (_database, server) = trial(&[]);
    for document in ["{ large(bytes: 300000) }", "{ broken(count: 20) { value } }"] {
        let plain = server.ask(document);
        let body = json!({ "query": document }).to_string();
        let request = server.request("POST", "/graphql").json(&body);
        let coded = request
            .accept("application/graphql-response+json")
            .header("accept-encoding", "br")
            .send();
        assert_eq!(coded.header("content-encoding"), "br", "{document}");
        assert_eq!(
            (coded.status, decoded(&coded)),
            (plain.status, plain.body),
            "{document}"
        );
    }
}
