//! The gate as a whole: measures of documents, and that the work stays linear.

use std::fmt::Write;

use async_graphql::{Variables, parser::parse_query};
use clap::{Args, FromArgMatches};
use proptest::prelude::*;

use super::{walk::Measure, *};

const SDL: &str = "
    schema { query: Root mutation: Change }
    type Root { meeting(slug: String!): Meeting meetings(first: Int, last: Int): MeetingConnection! topics: [Topic!]! node: Node }
    type Change { touch: Boolean! }
    interface Node { id: ID! }
    type MeetingConnection { edges: [MeetingEdge!]! nodes: [Meeting!]! totalCount: Int! topics(first: Int = 30): [Topic!]!
        facets(by: [By!]!, first: Int! = 20): [Facet!]! }
    enum By { KIND YEAR }
    type Facet { values: [Value!]! missing: Int! }
    type Value { key: String! topic: Topic }
    type MeetingEdge { cursor: String! node: Meeting! }
    type Meeting implements Node { id: ID! topics: [Topic!]! meetings(first: Int! = 10): MeetingConnection! }
    type Topic { name: String! }";

fn limits() -> Limits {
    let matches = Limits::augment_args(clap::Command::new("test")).get_matches_from(["test"]);
    Limits::from_arg_matches(&matches).unwrap()
}

fn gate() -> Gate {
    Gate::new(SDL, limits(), true).unwrap()
}

/// The measure of a document's only operation, and how many fragments were looked at.
fn measure(text: &str) -> (Measure, usize) {
    let document = parse_query(text).unwrap();
    let (gate, variables) = (gate(), Variables::default());
    let (_, operation) = document.operations.iter().next().unwrap();
    let mut walk = Walk::new(
        &document,
        &gate.catalogue,
        &gate.limits,
        Scope::new(&operation.node, &variables),
    );
    let measure = walk.operation(&operation.node).unwrap();
    (measure, walk.measured())
}

fn refused(text: &str) -> Vec<(Code, String)> {
    let refusals = gate().admit(text, None, &Variables::default()).unwrap_err();
    refusals
        .into_iter()
        .map(|refusal| (refusal.code, refusal.message))
        .collect()
}

#[test]
fn costs_are_those_of_the_documentation() {
    for (text, cost) in [
        ("{ __typename }", 0),
        ("{ meeting(slug: \"a\") { id topics { name } } }", 1 + 5),
        ("{ meetings { edges { cursor node { id } } } }", 1 + 20),
        ("{ meetings(first: 100) { nodes { id } totalCount } }", 1 + 100 + 1),
        (
            "{ meetings(first: 2) { nodes { meetings { nodes { id } } } } }",
            1 + 2 * (1 + (1 + 10)),
        ),
        ("{ meetings(first: 2) { topics { name } } }", 1 + 5),
        ("{ meetings { facets(by: [KIND]) { values { key } } } }", 1 + (1 + 20)),
        (
            "{ meetings { facets(by: [KIND, YEAR], first: 3) { missing values { key topic { name } } } } }",
            1 + 2 * (1 + 1 + 3 * (1 + 1)),
        ),
        ("{ meetings { facets(by: []) { values { key } } } }", 1),
        ("{ meetings { facets(by: YEAR, first: 0) { values { key } } } }", 1 + 1),
        (
            "{ meetings(first: 2) { nodes { meetings { facets(by: [KIND, YEAR], first: 4) { values { key } } } } } }",
            1 + 2 * (1 + (1 + 2 * (1 + 4))),
        ),
        ("{ meetings(first: -2) { nodes { id } } }", 1),
        ("{ meetings(first: \"many\") { nodes { id } } }", 1 + 20),
        ("{ node { id ... on Meeting { topics { name } } } }", 1 + 5),
        ("{ nothing { at { all } } }", 2),
        ("mutation { touch }", 0),
    ] {
        assert_eq!(measure(text).0.cost, cost, "{text}");
    }
}

#[test]
fn fragments_are_measured_once_whatever_their_expansion() {
    let chain = |length: usize| {
        let mut text = "{ meeting(slug: \"a\") { ...F0 } }".to_owned();
        for n in 0..length {
            write!(text, " fragment F{n} on Meeting {{ ...F{0} ...F{0} }}", n + 1).unwrap();
        }
        text + &format!(" fragment F{length} on Meeting {{ id }}")
    };
    let (measure, measured) = self::measure(&chain(10));
    assert_eq!(
        (measure.selections, measure.depth, measured),
        (2 + 2 * (1023) + 1024, 2, 11)
    );
    let (measure, measured) = self::measure(&chain(60));
    assert!(measure.selections > 1 << 60);
    assert_eq!(measured, 61);
    assert_eq!(measure.nesting, 63);
}

#[test]
fn depth_counts_fields_and_nesting_counts_sets() {
    let (measure, _) = measure(
        "{ node { ... { ... on Meeting { meetings { ...C } } } } } fragment C on MeetingConnection { nodes { id } }",
    );
    assert_eq!(
        (measure.depth, measure.nesting, measure.selections, measure.roots),
        (4, 7, 7, 1)
    );
    let (measure, _) =
        self::measure("{ ...A ... { topics { name } } } fragment A on Root { a: node { id } b: node { id } }");
    assert_eq!(measure.roots, 3);
}

#[test]
fn a_refusal_says_what_how_much_and_how_to_mend_it() {
    let text = format!("{{ {} }}", "node { id } ".repeat(21));
    let message =
        "The operation selects 21 root fields; the limit is 20. Split it into several requests, or use `nodes(ids:)`.";
    assert_eq!(refused(&text), [(Code::TooManyRootFields, message.to_owned())]);
    assert_eq!(
        refused("query A { node { id } } query A { node { id } }")[0].0,
        Code::ParseFailed
    );
    assert_eq!(
        refused("query A { node { id } } query B { node { id } }")[0].0,
        Code::ValidationFailed
    );
    assert_eq!(
        refused("query ($a: Int!, $b: [ID!]! = [], $c: ID!) { node { id } }").len(),
        2
    );
}

#[test]
fn the_operation_that_runs_pays_and_every_operation_is_measured() {
    let text = "query A { node { id } } query B { meetings(first: 9) { nodes { id } } }";
    let cost = |name| gate().admit(text, Some(name), &Variables::default()).unwrap().cost;
    assert_eq!((cost("A"), cost("B")), (1, 10));
    let aside = format!(
        "query A {{ node {{ id }} }} query B {{ {} id {} }}",
        "node { ".repeat(15),
        "}".repeat(15)
    );
    let refusals = gate().admit(&aside, Some("A"), &Variables::default()).unwrap_err();
    assert_eq!(refusals[0].code, Code::TooDeep);
}

proptest! {
    #[test]
    fn no_text_makes_the_gate_fall_over(text in "(\\{|\\}|\\[|\\(|\\)|a|b|\\.\\.\\.|F|fragment F on Root|query|@include\\(if: \\$a\\)|: |\\$a|\"| |first: 9){0,60}") {
        let _either_way = gate().admit(&text, None, &Variables::default());
    }

    #[test]
    fn a_measure_is_what_writing_it_out_would_count(widths in prop::collection::vec(1_u64..4, 1..6)) {
        // Fragment n spreads its successor widths[n] times; the last one has one field.
        let mut text = "{ node { ...F0 } }".to_owned();
        for (n, width) in widths.iter().enumerate() {
            let spreads = format!("...F{} ", n + 1).repeat(usize::try_from(*width).unwrap());
            write!(text, " fragment F{n} on Meeting {{ {spreads} }}").unwrap();
        }
        write!(text, " fragment F{} on Meeting {{ id }}", widths.len()).unwrap();
        let mut expected = 1;
        for width in widths.iter().rev() {
            expected = width * (1 + expected);
        }
        prop_assert_eq!(measure(&text).0.selections, 2 + expected);
    }
}

#[test]
fn the_values_of_a_field_are_counted_with_their_variables_written_out() {
    let text = "query($f: Filter) { meetings(filter: {or: [$f, $f, $f]}) { nodes { id } } }";
    let admit = |items: usize| {
        let variables = Variables::from_json(serde_json::json!({ "f": { "slugs": vec!["a"; items] } }));
        gate().admit(text, None, &variables).map(drop)
    };
    let codes = |refused: Result<(), Vec<Refusal>>| refused.err().map(|them| them[0].code);
    // The filter's object and its list, and of each `$f` an object, a list and its items.
    assert_eq!(codes(admit(164)), None);
    assert_eq!(codes(admit(165)), Some(Code::TooManyValues));
    assert_eq!(codes(admit(20_000)), Some(Code::TooManyValues));
}

#[test]
fn a_text_with_a_nul_is_refused_wherever_it_stands() {
    let refused =
        |text: &str, variables| gate().admit(text, None, &Variables::from_json(variables)).unwrap_err()[0].code;
    assert_eq!(
        refused(r#"{ meeting(slug: "a\u0000b") { id } }"#, serde_json::json!({})),
        Code::BadInput
    );
    let text = "query($s: String!) { meeting(slug: $s) { id } }";
    assert_eq!(refused(text, serde_json::json!({ "s": "a\0b" })), Code::BadInput);
}
