//! How many SQL statements a question costs: exact numbers, the same for small pages and large, on each kind of database.
//!
//! A number that grows is a loop around a query; one that falls is good news, and this file is to say so.

use serde_json::{Value, json};
use tests::{Kind, Server};

/// Meetings with all that hangs on them: the heaviest question that fits the default limit of cost at twenty meetings.
const HEAVIEST: &str = "query ($first: Int) {
    meetings(first: $first) {
        nodes {
            id slug name when { display }
            place { slug }
            venue { slug }
            states { code }
            topics { slug }
            evidence(first: 3) { start article { slug } }
            participations(first: 4) {
                nodes {
                    roles
                    official { slug }
                    organisation { slug kind }
                    appointment { position { title organisation { slug } } }
                    evidence(first: 2) { start }
                }
            }
            policies { relation policy { slug issuer { slug } } }
            outcomes { text responsible { slug } decidedBy { slug } evidence(first: 2) { start } }
            statements { text speaker { slug } topics { slug } }
        }
    }
}";

/// Asks with pages of 2, 13 and 20, and gives how many statements each took.
fn costs(server: &Server, document: &str) -> [u64; 3] {
    [2, 13, 20].map(|first| {
        let (statements, answer) = server.statements(|server| server.ask_with(document, &json!({ "first": first })));
        assert_eq!(answer.json().get("errors"), None, "{}", answer.text());
        statements
    })
}

fn on_each(test: impl Fn(&Server)) {
    Kind::all().into_iter().for_each(|kind| test(&Server::forgetful(kind)));
}

#[test]
fn the_heaviest_question_fits_and_does_not_grow() {
    on_each(|server| {
        let body =
            json!({ "query": HEAVIEST, "variables": { "first": 20 }, "extensions": { "cost": true } }).to_string();
        let answer = server.request("POST", "/graphql").json(&body).send().json();
        let cost = answer
            .pointer("/extensions/cost/estimated")
            .and_then(Value::as_u64)
            .unwrap();
        assert!((2_000..=5_000).contains(&cost), "{cost}");
        // Bodies and officials are met on several ways; whether two ways meet in one statement is a matter of time.
        for statements in costs(server, HEAVIEST) {
            assert!(
                (24..=32).contains(&statements),
                "{statements} on {:?}",
                server.database().kind
            );
        }
    });
}

/// A page takes fewer statements when it lacks a kind of thing, e.g. two officials without a printed post, and no more
/// when it is longer.
#[test]
fn lists_cost_the_same_whatever_their_length() {
    let questions = [
        (
            "query ($first: Int) { officials(first: $first) { nodes { slug name meetings(first: 2) { totalCount nodes { slug } } appointments { position { title organisation { slug } } } } } }",
            [6, 8, 8],
        ),
        (
            "query ($first: Int) { organisations(first: $first) { totalCount nodes { slug parent { slug } positions(first: 3) { nodes { title exOfficio { title } } } figures { value } policiesIssued(first: 2) { nodes { slug } } } } }",
            [7, 9, 8],
        ),
        (
            "query ($first: Int) { article(slug: \"ntt-ceo-tokyo-2025\") { citations(first: $first) { nodes { start end note subject { __typename } } } } }",
            [7, 14, 16],
        ),
        (
            "query ($first: Int) { policies(first: $first) { nodes { slug related { kind policy { slug } evidence { start } } mentions(first: 3) { nodes { relation meeting { slug } } } } } }",
            [6, 7, 7],
        ),
        (
            "query ($first: Int) { changes(first: $first, kinds: [TOPIC]) { nodes { id at actor record { slug } mergedInto { slug } fields { path } } } }",
            [6, 6, 6],
        ),
        (
            "query ($first: Int) { topics(first: $first) { nodes { slug broader { slug } narrower { slug } meetings(first: 2) { nodes { slug } } history(first: 1) { nodes { actor fields { path } } } } } }",
            [11, 11, 11],
        ),
    ];
    on_each(|server| {
        for (document, expected) in questions {
            assert_eq!(
                costs(server, document),
                expected,
                "{document} on {:?}",
                server.database().kind
            );
        }
    });
}

#[test]
fn a_count_reads_no_page_and_a_page_counts_nothing() {
    on_each(|server| {
        for (document, expected) in [
            ("{ meetings { totalCount } }", 1),
            (
                "{ meetings(filter: { participations: { some: { role: [CHAIR] } } }) { totalCount } }",
                1,
            ),
            ("{ meetings { __typename } }", 0),
            ("{ meetings { pageInfo { hasNextPage } } }", 1),
            ("{ meetings { nodes { slug } } }", 2),
            (
                "{ meetings { edges { cursor node { slug } } nodes { slug } pageInfo { endCursor } } }",
                2,
            ),
            ("{ meetings { nodes { slug } totalCount } }", 3),
            ("{ meetings { nodes { slug participations { totalCount } } } }", 3),
            (
                "{ meetings { nodes { slug participations(first: 2) { nodes { roles } } } } }",
                4,
            ),
            ("{ __schema { queryType { name } } }", 0),
            ("{ changes { nodes { slug } } }", 2),
            ("{ changes(since: 0) { nodes { slug } } }", 3),
            (
                "{ changes(since: 0, kinds: [TOPIC, PLACE]) { totalCount nodes { slug } } }",
                4,
            ),
            ("{ dataset { revision } }", 1),
            ("{ dataset { counts { count } } }", 2),
        ] {
            let (statements, answer) = server.statements(|server| server.ask(document));
            assert_eq!(answer.json().get("errors"), None, "{}", answer.text());
            assert_eq!(statements, expected, "{document} on {:?}", server.database().kind);
        }
    });
}

/// What is met twice is read once.
#[test]
fn the_same_thing_is_read_once() {
    on_each(|server| {
        for (document, expected) in [
            (
                "{ a: meeting(slug: \"osaka-expo-visit-2025\") { slug } b: meeting(slug: \"osaka-expo-visit-2025\") { name } }",
                2,
            ),
            (
                "{ officials(first: 100) { nodes { participations(first: 1) { nodes { organisation { state { country { slug } } } } } } } }",
                7,
            ),
        ] {
            let (statements, answer) = server.statements(|server| server.ask(document));
            assert_eq!(answer.json().get("errors"), None, "{}", answer.text());
            assert_eq!(statements, expected, "{document} on {:?}", server.database().kind);
        }
    });
}

/// Up to six statements find: one a group of tiers until the page is full, one for near keys, and one for what begins as the
/// last word. Then the records are
/// loaded, by kind, and the texts of all that are shown.
#[test]
fn a_search_takes_few_statements() {
    on_each(|server| {
        for (document, most) in [
            (
                "{ search(text: \"meeting\", first: 2) { pageInfo { hasNextPage } } }",
                1,
            ),
            (
                "{ search(text: \"sai\", kinds: [OFFICIAL]) { pageInfo { hasNextPage } } }",
                6,
            ),
            ("{ search(text: \"sai\", kinds: [OFFICIAL]) { nodes { slug } } }", 8),
            (
                "{ search(text: \"sai\", kinds: [MEETING]) { edges { score node { slug } matches { snippet } } } }",
                9,
            ),
            (
                "{ search(text: \"Kaushil\") { edges { score node { slug } matches { snippet } } } }",
                11,
            ),
            ("{ search(text: \"mukherji\") { totalCount } }", 3),
        ] {
            let (statements, answer) = server.statements(|server| server.ask(document));
            assert_eq!(answer.json().get("errors"), None, "{}", answer.text());
            assert!(
                statements <= most,
                "{statements} for {document} on {:?}",
                server.database().kind
            );
        }
    });
}
