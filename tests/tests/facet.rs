//! Facets of meetings: each count is what the value's filter finds, and the counts add up.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where it cannot go on"
)]

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::{Kind, Server, records::on_each};

/// All facets, those first of which a meeting has exactly one value.
const BY: [&str; 12] = [
    "KIND",
    "STATUS",
    "FORMAT",
    "YEAR",
    "MONTH",
    "STATE",
    "PLACE",
    "TOPIC",
    "OFFICIAL",
    "ORGANISATION",
    "POLICY",
    "ARTICLE",
];
const SINGLE: usize = 5;

const FACETS: &str = "query ($filter: MeetingFilter, $by: [MeetingFacet!]!) {
    meetings(filter: $filter) { totalCount facets(by: $by, first: 100) { by valueCount missing values { key count } } }
}";

/// Filters that leave all, many, few and no meetings.
fn filters() -> Vec<Value> {
    vec![
        Value::Null,
        json!({}),
        json!({ "status": ["HELD"] }),
        json!({ "not": { "place": { "within": { "slug": { "eq": "japan" } } } } }),
        json!({ "when": { "overlaps": { "from": "2025-08-22", "to": "2025-08-28" } } }),
        json!({ "participations": { "some": { "official": { "slug": { "eq": "vishnu-deo-sai" } } } }, "kind": ["TALKS", "TOUR"] }),
        json!({ "topic": { "under": "technology" }, "minArticles": 2 }),
        json!({ "slug": { "eq": "south-korea-arrival-2025" } }),
        json!({ "slug": { "eq": "no-such-meeting" } }),
    ]
}

fn meetings(server: &Server, filter: &Value, by: &[&str]) -> Value {
    server.data(FACETS, &json!({ "filter": filter, "by": by }))["meetings"].take()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap()
}

/// The filter that the descriptions of the facets name, for a value that has one of its own.
fn filter_of(by: &str, key: &str) -> Value {
    let slug = json!({ "slug": { "eq": key } });
    let within = |first: String, last: String| json!({ "when": { "within": { "from": first, "to": last } } });
    match by {
        "KIND" => json!({ "kind": [key] }),
        "STATUS" => json!({ "status": [key] }),
        "FORMAT" => json!({ "format": [key] }),
        "YEAR" => within(format!("{key}-01-01"), format!("{key}-12-31")),
        "MONTH" => {
            let mut last = (28..=31).rev().map(|day| format!("{key}-{day}"));
            let last = last.find(|day| day.parse::<sea_orm::prelude::Date>().is_ok());
            within(format!("{key}-01"), last.unwrap())
        }
        "STATE" => json!({ "state": { "code": { "eq": key } } }),
        "PLACE" => json!({ "place": { "within": slug } }),
        "TOPIC" => json!({ "topic": { "under": key } }),
        "OFFICIAL" => json!({ "participations": { "some": { "official": slug } } }),
        "ORGANISATION" => json!({ "participations": { "some": { "organisation": slug } } }),
        "POLICY" => json!({ "policy": slug }),
        _ => json!({ "article": slug }),
    }
}

/// How many meetings each of the filters leaves; many are asked for at once.
fn counts(server: &Server, filters: &[Value]) -> Vec<Value> {
    let mut counts = Vec::new();
    for some in filters.chunks(20) {
        let variables: Vec<String> = (0..some.len()).map(|at| format!("$f{at}: MeetingFilter")).collect();
        let fields = (0..some.len()).map(|at| format!("m{at}: meetings(filter: $f{at}) {{ totalCount }}"));
        let document = format!(
            "query ({}) {{ {} }}",
            variables.join(", "),
            fields.collect::<Vec<_>>().join(" ")
        );
        let given = some
            .iter()
            .enumerate()
            .map(|(at, filter)| (format!("f{at}"), filter.clone()));
        let data = server.data(&document, &Value::Object(given.collect()));
        counts.extend((0..some.len()).map(|at| data[format!("m{at}")]["totalCount"].clone()));
    }
    counts
}

#[test]
fn each_value_is_a_filter_that_leaves_as_many() {
    on_each(|server| {
        let (mut asked, mut told, mut what) = (Vec::new(), Vec::new(), Vec::new());
        for filter in filters() {
            for facet in list(&meetings(server, &filter, &BY)["facets"]) {
                let by = facet["by"].as_str().unwrap();
                let values = list(&facet["values"]);
                let certain: Vec<Value> = values
                    .iter()
                    .filter_map(|value| value["key"].as_str().filter(|key| *key != "uncertain"))
                    .map(|key| filter_of(by, key))
                    .collect();
                let mut certain_left = certain.iter();
                for value in values {
                    let own = if value["key"] == "uncertain" {
                        json!({ "not": { "or": certain } })
                    } else {
                        certain_left.next().unwrap().clone()
                    };
                    let and = if filter.is_null() { json!({}) } else { filter.clone() };
                    asked.push(json!({ "and": [and, own] }));
                    told.push(value["count"].clone());
                    what.push(format!("{filter} {by} {value}"));
                }
            }
        }
        assert!(asked.len() > 400, "{}", asked.len());
        for ((counted, told), what) in counts(server, &asked).iter().zip(&told).zip(&what) {
            assert_eq!(counted, told, "{what}");
        }
    });
}

#[test]
fn the_counts_add_up() {
    const EACH: &str = "query ($filter: MeetingFilter) { meetings(filter: $filter, first: 20) { nodes {
        states { slug } place { slug } topics { slug } policies { relation } articles { slug }
        participations(first: 40) { nodes { official { slug } organisation { slug } } }
    } } }";
    on_each(|server| {
        for filter in filters() {
            let answer = meetings(server, &filter, &BY);
            let total = answer["totalCount"].as_u64().unwrap();
            let nodes = server.data(EACH, &json!({ "filter": filter }))["meetings"]["nodes"].take();
            assert_eq!(list(&nodes).len() as u64, total);
            for (at, facet) in list(&answer["facets"]).iter().enumerate() {
                assert_eq!(facet["by"], BY[at]);
                let values = list(&facet["values"]);
                let what = format!("{filter} {facet}");
                assert_eq!(facet["valueCount"], values.len(), "{what}");
                let keys: BTreeSet<&str> = values.iter().map(|value| value["key"].as_str().unwrap()).collect();
                assert_eq!(keys.len(), values.len(), "{what}");
                let order = |value: &Value| {
                    let key = value["key"].as_str().unwrap().to_owned();
                    (std::cmp::Reverse(value["count"].as_u64().unwrap()), key)
                };
                assert!(values.is_sorted_by_key(order), "{what}");
                assert!(
                    values
                        .iter()
                        .all(|value| (1..=total).contains(&value["count"].as_u64().unwrap())),
                    "{what}"
                );
                if at < SINGLE {
                    let sum: u64 = values.iter().map(|value| value["count"].as_u64().unwrap()).sum();
                    assert_eq!((sum, &facet["missing"]), (total, &json!(0)), "{what}");
                    continue;
                }
                let has = |meeting: &&Value| {
                    let took_part = |who: &str| {
                        let all = list(&meeting["participations"]["nodes"]);
                        all.iter().any(|it| !it[who].is_null())
                    };
                    match BY[at] {
                        "STATE" => !list(&meeting["states"]).is_empty(),
                        "PLACE" => !meeting["place"].is_null(),
                        "TOPIC" => !list(&meeting["topics"]).is_empty(),
                        "OFFICIAL" => took_part("official"),
                        "ORGANISATION" => took_part("organisation"),
                        "POLICY" => !list(&meeting["policies"]).is_empty(),
                        _ => !list(&meeting["articles"]).is_empty(),
                    }
                };
                let lacking = list(&nodes).iter().filter(|meeting| !has(meeting)).count();
                assert_eq!(facet["missing"], lacking, "{what}");
            }
        }
    });
}

/// What is kept of all meetings is what is counted; a filter that leaves all has it counted.
#[test]
fn all_meetings_have_the_facets_of_a_filter_that_leaves_all() {
    on_each(|server| {
        let kept = meetings(server, &Value::Null, &BY);
        assert_eq!(kept, meetings(server, &json!({}), &BY));
        assert_eq!(kept, meetings(server, &json!({ "not": { "minArticles": 1000 } }), &BY));
        let some = "{ all: meetings { facets(by: [OFFICIAL, ARTICLE, MONTH], first: 2) { valueCount values { key count } } }
            each: meetings(filter: {}) { facets(by: [OFFICIAL, ARTICLE, MONTH], first: 2) { valueCount values { key count } } }
            none: meetings { facets(by: [OFFICIAL, ARTICLE, MONTH], first: 0) { valueCount values { key count } } } }";
        let data = server.data(some, &Value::Null);
        assert_eq!(data["all"], data["each"]);
        for (at, facet) in list(&data["all"]["facets"]).iter().enumerate() {
            let whole = list(&kept["facets"])
                .iter()
                .find(|it| it["by"] == ["OFFICIAL", "ARTICLE", "MONTH"][at])
                .unwrap();
            assert_eq!(list(&facet["values"]), &list(&whole["values"])[..2]);
            assert_eq!(facet["valueCount"], whole["valueCount"]);
            let none = &data["none"]["facets"][at];
            assert_eq!(
                (list(&none["values"]).len(), &none["valueCount"]),
                (0, &whole["valueCount"])
            );
        }
    });
}

/// Under many parents the facets are those that each parent has alone, whatever the page.
#[test]
fn facets_under_many_parents_are_those_of_each() {
    const NESTED: [(&str, &str); 6] = [
        ("states", "STATE"),
        ("places", "PLACE"),
        ("officials", "OFFICIAL"),
        ("organisations", "ORGANISATION"),
        ("policies", "POLICY"),
        ("topics", "TOPIC"),
    ];
    on_each(|server| {
        for (field, of) in NESTED {
            let document = format!(
                "{{ {field}(first: 100) {{ nodes {{ slug {} meetings(first: 1) {{
                    totalCount facets(by: [KIND, MONTH, PLACE, TOPIC, OFFICIAL], first: 7) {{ by valueCount missing values {{ key count }} }}
                }} }} }} }}",
                if of == "STATE" { "key: code" } else { "key: slug" }
            );
            let document = document.replace("first: 100", "first: 15");
            let data = server.data(&document, &Value::Null);
            let parents = list(&data[field]["nodes"]);
            assert!(parents.len() > 1, "{field}");
            for parent in parents {
                let filter = filter_of(of, parent["key"].as_str().unwrap());
                let alone = server.data(
                    "query ($filter: MeetingFilter) { meetings(filter: $filter, last: 2) {
                        totalCount facets(by: [KIND, MONTH, PLACE, TOPIC, OFFICIAL], first: 7) { by valueCount missing values { key count } }
                    } }",
                    &json!({ "filter": filter }),
                );
                assert_eq!(parent["meetings"], alone["meetings"], "{field} {}", parent["slug"]);
            }
        }
    });
}

/// All facets of a list are one statement, under however many parents; labels, records and what is missing come on top.
#[test]
fn facets_cost_one_statement() {
    let all = BY.join(" ");
    let questions = [
        ("{ meetings { facets(by: []) { by } } }".to_owned(), 0),
        (format!("{{ meetings {{ facets(by: [{all}]) {{ values {{ key count }} }} }} }}"), 1),
        (
            format!("{{ meetings(filter: {{ status: [HELD] }}) {{ facets(by: [{all}]) {{ valueCount values {{ key }} }} }} }}"),
            1,
        ),
        (format!("{{ meetings {{ facets(by: [{all}]) {{ missing }} }} }}"), 2),
        ("{ meetings { facets(by: [KIND, MONTH]) { missing values { label } } } }".to_owned(), 1),
        (
            "{ meetings { facets(by: [OFFICIAL, STATE, PLACE]) { values { en: label hi: label(language: \"hi\") } } } }".to_owned(),
            2,
        ),
        // The kinds of the records, then those of each kind.
        (
            "{ meetings { facets(by: [OFFICIAL, PLACE]) { values { record { slug } } } } }".to_owned(),
            4,
        ),
        (
            "{ officials(first: 20) { nodes { meetings(first: 1) { facets(by: [KIND, PLACE, TOPIC], first: 3) { missing values { key count } } } } } }"
                .to_owned(),
            4,
        ),
        ("{ meetings(first: 2) { totalCount nodes { slug } facets(by: [KIND]) { values { key } } } }".to_owned(), 4),
    ];
    for kind in Kind::all() {
        let server = Server::forgetful(kind);
        for (document, expected) in &questions {
            let (statements, answer) = server.statements(|server| server.ask(document));
            assert_eq!(answer.json().get("errors"), None, "{}", answer.text());
            assert_eq!(statements, *expected, "{document} on {:?}", server.database().kind);
        }
    }
}
