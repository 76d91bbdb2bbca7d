//! Every limit, refused over the socket with its code, and every bound let through.

use std::fmt::Write;

use serde_json::json;
use tests::{Answer, Server};

/// A document of `count` parts.
fn parts(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

fn refused(answer: &Answer, code: &str, found: Option<u64>, limit: u64) {
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (400, code),
        "{}",
        answer.text()
    );
    let extensions = answer
        .json()
        .pointer("/errors/0/extensions")
        .cloned()
        .unwrap_or_default();
    assert_eq!(extensions.get("limit"), Some(&json!(limit)), "{extensions}");
    if let Some(found) = found {
        assert_eq!(extensions.get("found"), Some(&json!(found)), "{extensions}");
    }
    let message = answer.message();
    assert!(
        message.contains(&format!("the limit is {limit}. ")) && message.ends_with('.'),
        "{message}"
    );
    assert_eq!(answer.json().get("data"), None);
}

#[test]
fn each_limit_lets_its_bound_through_and_refuses_one_more() {
    let server = Server::trial(&[]);
    let deep = |levels: usize| {
        format!(
            "{{ item {} name {} }}",
            "{ next ".repeat(levels - 2) + "{",
            "}".repeat(levels - 1)
        )
    };
    let aliases = |count| format!("{{ item {{ {} }} }}", parts(count, |n| format!("a{n}: name ")));
    let roots = |count| format!("{{ {} }}", parts(count, |n| format!("a{n}: hello ")));
    let directives = |count| {
        format!(
            "{{ item {{ {} }} }}",
            parts(count, |_| "name @include(if: true) ".into())
        )
    };
    let fragments = |count: usize| {
        format!(
            "{{ item {{ {} }} }} {}",
            parts(count, |n| format!("...F{n} ")),
            parts(count, |n| format!("fragment F{n} on Item {{ name }} "))
        )
    };
    let variables = |count| {
        format!(
            "query ({}) {{ nodes(ids: [{}]) {{ name }} }}",
            parts(count, |n| format!("$v{n}: ID! = 1 ")),
            parts(count, |n| format!("$v{n} "))
        )
    };
    let operations = |count| parts(count, |n| format!("query Q{n} {{ hello }} "));
    let nested = |levels: usize| {
        format!(
            "{{ search(filter: {}{{least: 1}}{}) }}",
            "{least: 1, and: ".repeat(levels - 3),
            "}".repeat(levels - 3)
        )
    };
    let cost =
        |page: usize| format!("{{ items(first: {page}) {{ nodes {{ items(first: 49) {{ nodes {{ name }} }} }} }} }}");
    for (code, limit, document) in [
        ("TOO_DEEP", 15, &deep as &dyn Fn(usize) -> String),
        ("TOO_MANY_ALIASES", 30, &aliases),
        ("TOO_MANY_ROOT_FIELDS", 20, &roots),
        ("TOO_MANY_DIRECTIVES", 20, &directives),
        ("TOO_MANY_FRAGMENTS", 50, &fragments),
        ("TOO_MANY_VARIABLES", 100, &variables),
        ("TOO_DEEP", 64, &nested),
    ] {
        let answer = server.ask(&document(limit));
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (200, ""),
            "{code} at {limit}: {}",
            answer.text()
        );
        refused(
            &server.ask(&document(limit + 1)),
            code,
            Some(limit as u64 + 1),
            limit as u64,
        );
    }
    // The list, and for each item itself, its list, and the 49 items of that: 98 of them cost 4,999.
    assert_eq!(server.ask(&cost(98)).status, 200);
    refused(&server.ask(&cost(99)), "TOO_COSTLY", Some(5050), 5000);

    let named = json!({ "query": operations(10), "operationName": "Q7" }).to_string();
    assert_eq!(server.request("POST", "/graphql").json(&named).send().status, 200);
    refused(&server.ask(&operations(11)), "TOO_MANY_OPERATIONS", Some(11), 10);
}

#[test]
fn texts_and_tokens_are_bounded_before_the_parser() {
    let server = Server::trial(&[]);
    let long = |bytes: usize| format!("{{ hello }} #{}", "x".repeat(bytes - 11));
    assert_eq!(server.ask(&long(64 * 1024)).status, 200);
    refused(
        &server.ask(&long(64 * 1024 + 1)),
        "QUERY_TOO_LONG",
        Some(64 * 1024 + 1),
        64 * 1024,
    );
    // Three tokens beside the names.
    let names = |count: usize| format!("{{ item {{ {} }} }}", "name ".repeat(count));
    assert_eq!(server.ask(&names(1995)).status, 200);
    refused(&server.ask(&names(1996)), "TOO_MANY_TOKENS", Some(2001), 2000);
    refused(&server.ask(&"{a".repeat(10_000)), "TOO_DEEP", Some(65), 64);
    refused(
        &server.ask(&format!("{{ a(x: {}", "[".repeat(30_000))),
        "TOO_DEEP",
        Some(65),
        64,
    );
}

#[test]
fn chains_of_fragment_pairs_are_counted_not_expanded() {
    let server = Server::trial(&[]);
    let mut document = "{ item { ...F0 } } ".to_owned();
    for n in 0..40 {
        write!(document, "fragment F{n} on Item {{ ...F{0} ...F{0} }} ", n + 1).unwrap();
    }
    document += "fragment F40 on Item { name }";
    let answer = server.ask(&document);
    // item, ...F0, and twice as many spreads at each step, and 2^40 names.
    refused(
        &answer,
        "TOO_MANY_SELECTIONS",
        Some(2 + 2 * ((1 << 40) - 1) + (1 << 40)),
        5000,
    );
}

#[test]
fn fragments_that_spread_themselves_are_refused_without_expanding_them() {
    let server = Server::trial(&[]);
    for document in [
        "{ item { ...A } } fragment A on Item { name ...A ...A }",
        "{ item { ...A } } fragment A on Item { next { ...B ...B } } fragment B on Item { next { ...A ...A } }",
    ] {
        let answer = server.ask(document);
        assert_eq!((answer.status, answer.code().as_str()), (400, "VALIDATION_FAILED"));
        assert!(
            answer
                .message()
                .starts_with("Cannot spread fragment \"A\" within itself."),
            "{}",
            answer.message()
        );
    }
}

#[test]
fn pages_multiply_by_literal_variable_and_default() {
    let server = Server::trial(&[]);
    let cost = |document: &str, variables| {
        let body = json!({ "query": document, "variables": variables, "extensions": { "cost": true } }).to_string();
        let answer = server.request("POST", "/graphql").json(&body).send();
        answer
            .json()
            .pointer("/extensions/cost/estimated")
            .and_then(serde_json::Value::as_u64)
    };
    for (document, variables, expected) in [
        ("{ hello }", json!({}), 0),
        ("{ items { nodes { name } } }", json!({}), 1 + 20),
        (
            "{ items(first: 3) { edges { cursor node { name } } pageInfo { hasNextPage } } }",
            json!({}),
            1 + 3 + 1,
        ),
        ("{ items(first: 3, last: 9) { nodes { name } } }", json!({}), 1 + 9),
        (
            "query ($n: Int) { items(first: $n) { nodes { name } } }",
            json!({ "n": 50 }),
            1 + 50,
        ),
        (
            "query ($n: Int = 4) { items(first: $n) { nodes { name } } }",
            json!({}),
            1 + 4,
        ),
        (
            "query ($n: Int = 4) { items(last: $n) { nodes { name } } }",
            json!({ "n": null }),
            1 + 20,
        ),
        // A list that is short by nature counts as 5, whatever its default, until more is asked for.
        ("{ figures { name } }", json!({}), 5),
        ("{ figures(first: 9) { name } }", json!({}), 9),
        ("{ plain { name next { name } } }", json!({}), 5 * 2),
        (
            "query ($ids: [ID!]!) { nodes(ids: $ids) { name } }",
            json!({ "ids": ["a", "b", "c"] }),
            3,
        ),
        (
            "{ items(first: 5) { ...C } } fragment C on ItemConnection { totalCount nodes { ...I } } fragment I on Item { name }",
            json!({}),
            1 + 1 + 5,
        ),
    ] {
        assert_eq!(cost(document, variables), Some(expected), "{document}");
    }
    let answer = server.ask("{ items(first: 99999999999) { nodes { items(first: 99999999999) { nodes { name } } } } }");
    assert_eq!(answer.code(), "TOO_COSTLY");
    assert!(
        answer.message().contains("more than can be counted"),
        "{}",
        answer.message()
    );
}

#[test]
fn introspection_fits_and_cannot_be_multiplied() {
    let server = Server::trial(&[]);
    let answer = server.ask(include_str!("introspection.graphql"));
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (200, ""),
        "{}",
        answer.message()
    );
    let folded = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
    refused(&server.ask(folded), "TOO_DEEP", Some(4), 3);

    let server = Server::trial(&["--introspection", "off"]);
    assert_eq!(
        server.ask("{ __schema { queryType { name } } }").code(),
        "VALIDATION_FAILED"
    );
    assert_eq!(server.ask("{ __typename }").status, 200);
    assert_eq!(server.get("/schema.graphql").status, 404);
}

#[test]
fn a_variable_may_not_nest_deeper_than_a_document() {
    let server = Server::trial(&[]);
    let mut filter = json!({ "least": 1 });
    for _ in 0..40 {
        filter = json!({ "least": 1, "and": [filter] });
    }
    let answer = server.ask_with(
        "query ($filter: Filter) { search(filter: $filter) }",
        &json!({ "filter": filter }),
    );
    refused(&answer, "TOO_DEEP", Some(81), 64);
}

#[test]
fn an_option_moves_its_limit() {
    let server = Server::trial(&["--max-depth", "2", "--max-cost", "3"]);
    refused(&server.ask("{ item { next { name } } }"), "TOO_DEEP", Some(3), 2);
    refused(&server.ask("{ plain { name } }"), "TOO_COSTLY", Some(5), 3);
}
