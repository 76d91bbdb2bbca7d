//! Global ids: whatever id is answered anywhere leads back to the same thing.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where it cannot go on"
)]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tests::{Server, records::on_each};

/// Where ids are found: lists of the root with what they lead to, for each of the 17 types with an id.
const QUESTIONS: [&str; 9] = [
    "states(first: 100) { nodes { id history { nodes { id } } country { id } capital { id } } }",
    "places(first: 100) { nodes { id history { nodes { id } } within { id } state { id } } }",
    "officials(first: 40) { nodes { id history { nodes { id } } appointments { id position { id } } statements { nodes { id } } } }",
    "organisations(first: 50) { nodes { id history { nodes { id } } positions { nodes { id exOfficio { id } } } figures { id } } }",
    "meetings(first: 15) { nodes { id history { nodes { id } } participations { nodes { id } } } }",
    "meetings(first: 15) { nodes { policies { id policy { id } } outcomes { id } statements { id } topics { id } } }",
    "policies(first: 30) { nodes { id history { nodes { id } } mentions { nodes { id } } related { policy { id } } } }",
    "topics(first: 100) { nodes { id history { nodes { id } } } }",
    "articles { nodes { id history { nodes { id } } publisher { id } dateline { id } records(first: 100) { nodes { id } } } }",
];

#[test]
fn each_id_leads_back_to_the_same_thing() {
    on_each(|server| {
        let mut ids = BTreeSet::new();
        for question in QUESTIONS {
            collect(&server.data(&format!("{{ {question} }}"), &Value::Null), &mut ids);
        }
        collect_evidence(server, &mut ids);
        let ids: Vec<String> = ids.into_iter().collect();
        let types = fields_of_nodes(server);
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        for some in ids.chunks(100) {
            let data = server.data(
                "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }",
                &json!({ "ids": some }),
            );
            let nodes = data["nodes"].as_array().unwrap();
            assert_eq!(nodes.len(), some.len());
            for (id, node) in some.iter().zip(nodes) {
                assert_eq!(node["id"], *id, "{node}");
                *found
                    .entry(node["__typename"].as_str().unwrap().to_owned())
                    .or_default() += 1;
            }
        }
        let reached: Vec<&String> = found.keys().collect();
        assert_eq!(
            reached,
            types.keys().collect::<Vec<_>>(),
            "types with an id that were not reached"
        );
        assert_eq!(
            found["Evidence"],
            evidence(server),
            "each piece of evidence has an id of its own"
        );
        assert_eq!(found["Participation"], 59);
        assert_eq!(found["Statement"], 45);
        assert_eq!(found["Change"], 171);
    });
}

/// What an id leads to by `node` and what is found elsewhere have the same fields.
#[test]
fn a_node_has_the_fields_of_the_thing() {
    on_each(|server| {
        let types = fields_of_nodes(server);
        for (root, ty) in [
            ("states", "State"),
            ("places", "Place"),
            ("officials", "Official"),
            ("organisations", "Organisation"),
            ("meetings", "Meeting"),
            ("policies", "Policy"),
            ("topics", "Topic"),
            ("articles", "Article"),
            ("outcomes", "Outcome"),
            ("statements", "Statement"),
        ] {
            let fields = types[ty].join(" ");
            let listed = server.data(
                &format!("{{ {root}(first: 60) {{ nodes {{ {fields} }} }} }}"),
                &Value::Null,
            );
            let listed = listed[root]["nodes"].as_array().unwrap().clone();
            let ids: Vec<&Value> = listed.iter().map(|node| &node["id"]).collect();
            let document = format!("query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {ty} {{ {fields} }} }} }}");
            let again = server.data(&document, &json!({ "ids": ids }));
            assert_eq!(again["nodes"], Value::Array(listed), "{ty}");
        }
    });
}

/// A record's slug and its id lead to the same thing, and a type's id to nothing of another.
#[test]
fn ids_are_of_their_type() {
    on_each(|server| {
        let data = server.data(
            "{ topic(slug: \"steel\") { id } organisation(slug: \"ntt\") { id positions { nodes { id } } } }",
            &Value::Null,
        );
        let ids = [
            &data["topic"]["id"],
            &data["organisation"]["id"],
            &data["organisation"]["positions"]["nodes"][0]["id"],
        ];
        let document = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Topic { slug } ... on Organisation { slug } ... on Position { titles { text } } } }";
        let again = server.data(document, &json!({ "ids": ids }));
        assert_eq!(
            again["nodes"],
            json!([{ "slug": "steel" }, { "slug": "ntt" }, { "titles": [{ "text": "CEO" }, { "text": "सीईओ" }] }])
        );
    });
}

/// Every `id` in an answer.
fn collect(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            ids.extend(fields.get("id").and_then(Value::as_str).map(ToOwned::to_owned));
            fields.values().for_each(|value| collect(value, ids));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, ids)),
        _ => {}
    }
}

/// The ids of all evidence and of what it supports, page by page.
fn collect_evidence(server: &Server, ids: &mut BTreeSet<String>) {
    let articles = server.data("{ articles { nodes { slug } } }", &Value::Null);
    for article in articles["articles"]["nodes"].as_array().unwrap() {
        let mut after = Value::Null;
        loop {
            let data = server.data(
                "query ($slug: String!, $after: String) {
                    article(slug: $slug) {
                        citations(first: 100, after: $after) {
                            nodes { id subject { ... on Node { id } } }
                            pageInfo { hasNextPage endCursor }
                        }
                    }
                }",
                &json!({ "slug": article["slug"], "after": after }),
            );
            collect(&data, ids);
            let info = &data["article"]["citations"]["pageInfo"];
            if info["hasNextPage"] != true {
                break;
            }
            after = info["endCursor"].clone();
        }
    }
}

/// How many pieces of evidence there are.
fn evidence(server: &Server) -> usize {
    let data = server.data("{ articles { nodes { citations { totalCount } } } }", &Value::Null);
    let articles = data["articles"]["nodes"].as_array().unwrap();
    let counts = articles
        .iter()
        .map(|it| it["citations"]["totalCount"].as_u64().unwrap());
    usize::try_from(counts.sum::<u64>()).unwrap()
}

/// The types with an id, and the fields of each that are values and need no argument.
fn fields_of_nodes(server: &Server) -> BTreeMap<String, Vec<String>> {
    let data = server.data(
        "{ __type(name: \"Node\") { possibleTypes { name fields {
            name args { type { kind } } type { kind ofType { kind } }
        } } } }",
        &Value::Null,
    );
    let leaf = |ty: &Value| matches!(ty["kind"].as_str(), Some("SCALAR" | "ENUM"));
    let fields = |ty: &Value| -> Vec<String> {
        let fields = ty["fields"].as_array().unwrap().iter();
        let plain = fields.filter(|field| leaf(&field["type"]) || leaf(&field["type"]["ofType"]));
        plain.map(|field| field["name"].as_str().unwrap().to_owned()).collect()
    };
    let types = data["__type"]["possibleTypes"].as_array().unwrap();
    types
        .iter()
        .map(|ty| (ty["name"].as_str().unwrap().to_owned(), fields(ty)))
        .collect()
}
