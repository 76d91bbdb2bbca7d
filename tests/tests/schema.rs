//! The schema that is served: the committed one, described throughout, with Relay's shapes.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where it cannot go on"
)]

use std::{fs, path::Path};

use serde_json::Value;
use tests::Server;

const INTROSPECTION: &str = "{
    __schema {
        queryType { name }
        types {
            kind name description specifiedByURL
            fields(includeDeprecated: true) {
                name description type { ...Type }
                args { name description defaultValue type { ...Type } }
            }
            inputFields { name description type { ...Type } }
            enumValues { name description }
            interfaces { name }
            possibleTypes { name }
        }
        directives { name description args { name description } }
    }
}
fragment Type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// The schema's own types, without those of introspection.
fn types() -> Vec<Value> {
    let server = Server::start();
    let schema = server.data(INTROSPECTION, &Value::Null);
    let types = list(&schema["__schema"]["types"]);
    types.into_iter().filter(|ty| !name(ty).starts_with("__")).collect()
}

fn name(value: &Value) -> &str {
    value["name"].as_str().unwrap()
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

/// A type as it is written: `[Meeting!]!`.
fn written(ty: &Value) -> String {
    match ty["kind"].as_str().unwrap() {
        "NON_NULL" => format!("{}!", written(&ty["ofType"])),
        "LIST" => format!("[{}]", written(&ty["ofType"])),
        _ => name(ty).to_owned(),
    }
}

fn field<'a>(ty: &'a Value, wanted: &str) -> Option<&'a Value> {
    ty["fields"].as_array()?.iter().find(|field| name(field) == wanted)
}

#[test]
fn the_committed_schema_is_the_served_one() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/schema.graphql");
    let committed = fs::read_to_string(file).unwrap();
    let served = Server::start().get("/schema.graphql").text();
    assert!(
        committed == served,
        "run `cargo run -p api -- schema > api/schema.graphql` and look at what changes"
    );
}

#[test]
fn everything_has_a_description() {
    let mut silent = Vec::new();
    let mut look = |value: &Value, path: String| {
        if value["description"].as_str().is_none_or(|text| text.trim().len() < 3) {
            silent.push(path);
        }
    };
    let mut types = types();
    // GraphQL's own, for which async-graphql has no words.
    types.retain(|ty| name(ty) != "ID");
    for ty in &types {
        look(ty, name(ty).to_owned());
        for (of, separator) in [("fields", "."), ("inputFields", "."), ("enumValues", " = ")] {
            for part in list(&ty[of]) {
                let path = format!("{}{separator}{}", name(ty), name(&part));
                for argument in list(&part["args"]) {
                    look(&argument, format!("{path}({})", name(&argument)));
                }
                look(&part, path);
            }
        }
    }
    assert!(types.len() > 90, "{}", types.len());
    assert!(silent.is_empty(), "without a description: {silent:#?}");
}

#[test]
fn connections_have_the_shape_of_relay() {
    let types = types();
    let find = |wanted: &str| types.iter().find(|ty| name(ty) == wanted).unwrap();
    let connections = types.iter().filter(|ty| name(ty).ends_with("Connection"));
    let mut count = 0;
    for connection in connections {
        count += 1;
        let item = name(connection).trim_end_matches("Connection");
        let ty = |of: &Value, wanted: &str| field(of, wanted).map(|it| written(&it["type"]));
        assert_eq!(ty(connection, "pageInfo").as_deref(), Some("PageInfo!"), "{item}");
        assert_eq!(ty(connection, "totalCount").as_deref(), Some("Int!"), "{item}");
        assert_eq!(ty(connection, "edges"), Some(format!("[{item}Edge!]!")));
        let edge = find(&format!("{item}Edge"));
        assert_eq!(ty(edge, "cursor").as_deref(), Some("String!"), "{item}");
        let node = ty(edge, "node").unwrap();
        assert!(node.ends_with('!'), "{item}: {node}");
        assert_eq!(ty(connection, "nodes"), Some(format!("[{node}]!")));
        let facets = (item == "Meeting").then(|| "[Facet!]!".to_owned());
        assert_eq!(ty(connection, "facets"), facets, "{item}");
    }
    assert!(count >= 15, "{count}");
    // A page under another name would be a list of meetings that is answered without its facets.
    let pages = types.iter().filter(|ty| field(ty, "pageInfo").is_some());
    assert_eq!(pages.count(), count);
    let info = find("PageInfo");
    let fields: Vec<String> = list(&info["fields"])
        .iter()
        .map(|it| format!("{}: {}", name(it), written(&it["type"])))
        .collect();
    assert_eq!(
        fields,
        [
            "hasNextPage: Boolean!",
            "hasPreviousPage: Boolean!",
            "startCursor: String",
            "endCursor: String"
        ]
    );
}

#[test]
fn fields_take_the_arguments_of_what_they_answer() {
    for ty in types() {
        for field in list(&ty["fields"]) {
            let path = format!("{}.{}", name(&ty), name(&field));
            let answers = written(&field["type"]);
            let arguments: Vec<(String, String)> = list(&field["args"])
                .iter()
                .map(|it| (name(it).to_owned(), written(&it["type"])))
                .collect();
            let argument = |wanted: &str| {
                let found = arguments.iter().find(|(name, _)| name == wanted);
                found.map(|(_, ty)| ty.as_str())
            };
            if answers.ends_with("Connection!") {
                assert_eq!(argument("first"), Some("Int"), "{path}");
                assert_eq!(argument("after"), Some("String"), "{path}");
                assert_eq!(argument("last").is_some(), argument("before").is_some(), "{path}");
            } else if path == "Subscription.changes" {
                // What is followed begins after a thing, which has an id, and not after a place in a page.
                assert_eq!(argument("after"), Some("ID"), "{path}");
            } else {
                assert_eq!(argument("after"), None, "{path}");
            }
            assert!(
                !answers.contains("Connection") || answers.ends_with("Connection!"),
                "{path}: {answers}"
            );
            // A list may be empty, but it is there, and so are its items.
            let holes = ["[Node]!"].contains(&answers.as_str());
            assert!(
                !answers.contains("]") || answers.ends_with("!]!") || holes,
                "{path}: {answers}"
            );
            if let Some(language) = argument("language") {
                assert_eq!(language, "LanguageTag", "{path}");
            }
        }
    }
}

#[test]
fn nodes_and_records_are_what_they_say() {
    let types = types();
    let find = |wanted: &str| types.iter().find(|ty| name(ty) == wanted).unwrap();
    let possible = |of: &str| -> Vec<String> {
        let types = list(&find(of)["possibleTypes"]);
        types.iter().map(|it| name(it).to_owned()).collect()
    };
    let (nodes, records) = (possible("Node"), possible("Record"));
    assert_eq!(records.len(), 8, "{records:?}");
    assert!(records.iter().all(|record| nodes.contains(record)), "{nodes:?}");
    // What has an id can be fetched by it.
    for ty in types.iter().filter(|ty| ty["kind"] == "OBJECT") {
        assert_eq!(
            field(ty, "id").is_some(),
            nodes.iter().any(|it| it == name(ty)),
            "{}",
            name(ty)
        );
    }
    for record in &records {
        let ty = find(record);
        let has_articles = field(ty, "articles").map(|it| written(&it["type"]));
        assert_eq!(
            has_articles.as_deref(),
            (record != "Article").then_some("[Article!]!"),
            "{record}"
        );
    }
}

#[test]
fn scalars_say_where_they_are_specified() {
    let types = types();
    let specified = |wanted: &str| {
        let scalar = types.iter().find(|ty| name(ty) == wanted).unwrap();
        scalar["specifiedByURL"].as_str().map(ToOwned::to_owned)
    };
    for (scalar, url) in [
        ("Date", "https://scalars.graphql.org/andimarek/local-date.html"),
        ("DateTime", "https://scalars.graphql.org/andimarek/date-time.html"),
        ("EDTF", "https://www.loc.gov/standards/datetime/"),
    ] {
        assert_eq!(specified(scalar).as_deref(), Some(url));
    }
}
