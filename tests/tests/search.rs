//! Search over the curated dataset: whoever knows a name finds its bearer.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where it cannot go on"
)]

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tests::{Server, records::on_each};

/// The lists whose names are looked for.
const LISTS: [&str; 8] = [
    "officials",
    "organisations",
    "places",
    "states",
    "policies",
    "topics",
    "meetings",
    "articles",
];

const SEARCH: &str = "query ($text: String!) { search(text: $text, first: 3) { nodes { __typename slug } } }";

/// A name or alias, and the records that bear it.
type Names = BTreeMap<String, Vec<(String, String)>>;

fn names(server: &Server) -> Names {
    let mut names = Names::new();
    for field in LISTS {
        let document =
            format!("{{ {field}(first: 100) {{ nodes {{ __typename slug names {{ text }} aliases {{ text }} }} }} }}");
        for node in server.data(&document, &Value::Null)[field]["nodes"].as_array().unwrap() {
            let key = (
                node["__typename"].as_str().unwrap().to_owned(),
                node["slug"].as_str().unwrap().to_owned(),
            );
            for list in ["names", "aliases"] {
                for text in node[list].as_array().unwrap() {
                    let bearers = names.entry(text["text"].as_str().unwrap().to_owned()).or_default();
                    if !bearers.contains(&key) {
                        bearers.push(key.clone());
                    }
                }
            }
        }
    }
    names
}

#[test]
fn every_name_and_alias_finds_its_bearer_first() {
    on_each(|server| {
        let names = names(server);
        assert!(names.len() > 300, "{}", names.len());
        for (name, bearers) in names {
            let data = server.data(SEARCH, &json!({ "text": name }));
            let nodes = data["search"]["nodes"].as_array().unwrap();
            let place = |(kind, slug): &(String, String)| {
                nodes
                    .iter()
                    .position(|it| it["__typename"] == **kind && it["slug"] == **slug)
            };
            for bearer in &bearers {
                // First, or second when another bears the same name.
                assert!(
                    place(bearer).is_some_and(|at| at < bearers.len().max(1)),
                    "{name}: {bearer:?} in {nodes:?}"
                );
            }
        }
    });
}

/// Words of names as people type them, with the record that they mean.
#[test]
fn what_people_type_finds_what_they_mean() {
    let typed = [
        ("vishnu deo", "vishnu-deo-sai"),
        ("Vishnu Dev Saay", "vishnu-deo-sai"),
        ("abhijit mukherji", "abhijit-mukherjee"),
        ("अभिजित मुखर्जी", "abhijit-mukherjee"),
        ("kaushik bhattacharyya", "kaushik-bhattacharya"),
        ("pratyaya amrit", "pratyay-amrit"),
        ("टोकियो", "tokyo"),
        ("bhilay", "bhilai"),
        ("chattisgarh", "chhattisgarh"),
        ("छत्तीसगढ", "chhattisgarh"),
        ("jetro", "jetro"),
    ];
    on_each(|server| {
        for (text, slug) in typed {
            let data = server.data(SEARCH, &json!({ "text": text }));
            assert_eq!(data["search"]["nodes"][0]["slug"], slug, "{text}: {data}");
        }
    });
}

#[test]
fn pages_give_each_record_once_and_as_many_as_counted() {
    on_each(|server| {
        for text in ["chief minister", "बैठक", "सा", "छत्तीसगढ़", "export"] {
            let document = "query ($text: String!, $after: String) {
                search(text: $text, first: 3, after: $after) {
                    totalCount edges { cursor score node { id } } pageInfo { hasNextPage endCursor }
                }
            }";
            let (mut seen, mut scores, mut after) = (Vec::new(), Vec::new(), Value::Null);
            let total = loop {
                let data = server.data(document, &json!({ "text": text, "after": after }));
                let found = &data["search"];
                for edge in found["edges"].as_array().unwrap() {
                    assert!(!seen.contains(&edge["node"]["id"]), "{text}: {edge} twice");
                    seen.push(edge["node"]["id"].clone());
                    scores.push(edge["score"].as_f64().unwrap());
                }
                after = found["pageInfo"]["endCursor"].clone();
                if found["pageInfo"]["hasNextPage"] == false {
                    break found["totalCount"].as_u64().unwrap();
                }
            };
            assert_eq!(seen.len() as u64, total, "{text}");
            assert!(total > 3, "{text}: {total}");
            assert!(scores.windows(2).all(|pair| pair[0] >= pair[1]), "{text}: {scores:?}");
        }
    });
}
