//! What is known of a revision: asked of the database once, whoever asks; never of another revision; bounded.

use std::thread;

use serde_json::{Value, json};
use tests::{
    Kind, Server,
    revise::{rename, revised},
    until,
};

use crate::cache::{PATIENCE, metric, post, with};

/// No whole answers, so that each question is run.
const ALONE: [&str; 2] = ["--answer-cache", "0"];

const MEETING: &str = "query ($slug: String!) {
    meeting(slug: $slug) {
        name topics { slug name }
        participations { totalCount nodes { roles official { name } organisation { name } } }
        evidence { article { slug } }
    }
}";

const DINNER: &str = "ambassador-dinner-japan-2025";

fn server(kind: Kind, options: &[&str]) -> Server {
    with(kind, &[&ALONE, options].concat())
}

fn ask(server: &Server, document: &str, variables: &Value) -> (u64, Value) {
    let (statements, answer) = server.statements(|server| post(server, document, variables).send());
    assert_eq!(answer.message(), "", "{document}");
    (statements, answer.json())
}

#[test]
fn what_was_read_once_is_not_asked_for_again() {
    for kind in Kind::all() {
        let server = server(kind, &[]);
        let dinner = json!({ "slug": DINNER });
        let (statements, first) = ask(&server, MEETING, &dinner);
        assert!(statements > 5, "{statements}");
        let before = metric(&server, "record_cache_misses_total");
        assert_eq!(ask(&server, MEETING, &dinner), (0, first));
        assert_eq!(metric(&server, "record_cache_misses_total"), before);
        // Another question over the same records costs what is new of it.
        let list = "{ meetings(filter: { slug: { eq: \"ambassador-dinner-japan-2025\" } }) { nodes { name topics { name } } } }";
        let (statements, _) = ask(&server, list, &json!({}));
        assert_eq!(statements, 1);
        for document in [
            "{ search(text: \"steel\") { totalCount nodes { slug } edges { matches { snippet } } } }",
            "{ search(text: \"stele\") { nodes { slug } edges { matches { snippet } } } }",
            "{ dataset { revision counts { kind count } } }",
            "{ topic(slug: \"nothing-is-called-so\") { name } }",
            "{ meetings { facets(by: [TOPIC]) { values { key count } } } }",
        ] {
            let (statements, first) = ask(&server, document, &json!({}));
            assert!(statements > 0, "{document}");
            assert_eq!(ask(&server, document, &json!({})), (0, first), "{document}");
        }
        assert!(metric(&server, "record_cache_hits_total") > 0);
        assert!(metric(&server, "record_cache_entries") > 0);
        assert!(metric(&server, "record_cache_bytes") > 0);
    }
}

#[test]
fn a_new_revision_begins_with_nothing() {
    for kind in Kind::all() {
        let server = server(kind, &[]);
        let (topic, named) = (
            "{ topic(slug: \"casting\") { name } }",
            |name: &str| json!({ "data": { "topic": { "name": name } } }),
        );
        assert_eq!(ask(&server, topic, &json!({})).1, named("Casting"));
        assert_eq!(ask(&server, topic, &json!({})), (0, named("Casting")));
        assert_eq!(
            revised(server.database(), |dataset| rename(dataset, "casting", "Founding")),
            2
        );
        // Who has seen the revision is never answered from before it, whatever this node knows.
        let seen = post(&server, topic, &json!({})).header("x-sabha-revision", "2").send();
        assert_eq!(seen.json(), named("Founding"));
        until(PATIENCE, "the revision is known", || {
            ask(&server, topic, &json!({})) == (0, named("Founding"))
        });
    }
}

#[test]
fn an_answer_is_of_one_revision_however_many_come() {
    for kind in Kind::all() {
        let server = server(kind, &[]);
        // One record under four fields, which are four keys.
        let document = "{
            topic(slug: \"casting\") { name revision }
            topics(filter: { slug: { eq: \"casting\" } }) { nodes { name revision } }
            search(text: \"casting\", kinds: [TOPIC]) { nodes { ... on Topic { name revision } } }
            dataset { revision }
        }";
        thread::scope(|scope| {
            let writing = scope.spawn(|| {
                for number in 2..8 {
                    let revision = revised(server.database(), |dataset| {
                        rename(dataset, "casting", &format!("Casting {number}"))
                    });
                    assert_eq!(revision, number);
                }
            });
            while !writing.is_finished() {
                let answer = post(&server, document, &json!({})).send();
                let data = answer.json()["data"].clone();
                let names = [
                    &data["topic"]["name"],
                    &data["topics"]["nodes"][0]["name"],
                    &data["search"]["nodes"][0]["name"],
                ];
                let told: i64 = answer.header("x-sabha-revision").parse().unwrap();
                assert!(names.iter().all(|name| *name == names[0]), "{data}");
                // Told with a number that is not newer than what was read.
                assert!(told <= data["dataset"]["revision"].as_i64().unwrap(), "{data}");
            }
        });
        until(PATIENCE, "the last revision is known", || {
            ask(&server, document, &json!({})).1["data"]["topic"]["name"] == "Casting 7"
        });
    }
}

#[test]
fn nobody_can_fill_the_memory() {
    let server = server(Kind::Sqlite, &["--record-cache", "64KiB"]);
    for number in 0..500 {
        let slug = format!("{number:04}-is-the-slug-of-nothing-{}", "x".repeat(60));
        assert_eq!(
            ask(&server, MEETING, &json!({ "slug": slug })).1["data"]["meeting"],
            Value::Null
        );
    }
    assert!(metric(&server, "record_cache_evictions_total") > 100);
    assert!(metric(&server, "record_cache_bytes") <= 64 * 1_024);
    let first = ask(&server, MEETING, &json!({ "slug": DINNER })).1;
    assert_eq!(ask(&server, MEETING, &json!({ "slug": DINNER })).1, first);
}

#[test]
fn a_cache_of_nothing_reads_each_time() {
    let server = server(Kind::Sqlite, &["--record-cache", "0"]);
    let dinner = json!({ "slug": DINNER });
    let first = ask(&server, MEETING, &dinner);
    assert_eq!(ask(&server, MEETING, &dinner), first);
    assert_eq!(metric(&server, "record_cache_entries"), 0);
}
