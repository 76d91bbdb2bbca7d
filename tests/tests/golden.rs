//! Questions about the five articles with their answers: a folder each under `tests/queries/<concept>/<case>/`.
//!
//! `query.graphql` is the question, with `variables.json` and `headers.json` where it needs them; `readme.md` says what is
//! asked and why the answer is right; `response.snap` is the status and the body, the same on every kind of database.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::{fs, path::Path};

use serde_json::{Value, json};
use tests::{Kind, Server, records::shared};

#[test]
fn every_question_has_its_answer() {
    let servers: Vec<_> = Kind::all().into_iter().map(shared).collect();
    insta::glob!("../queries", "*/*/query.graphql", |query| {
        let folder = query.parent().unwrap();
        let answers: Vec<String> = servers.iter().map(|server| answer(server, folder)).collect();
        assert!(folder.join("readme.md").is_file(), "{}", folder.display());
        for other in &answers {
            assert_eq!(*other, answers[0], "the databases differ: {}", folder.display());
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.set_omit_expression(true);
        settings.remove_input_file();
        settings.bind(|| insta::assert_snapshot!("response", answers[0]));
    });
}

/// The status and the body, with instants, which differ from load to load, made alike.
fn answer(server: &Server, folder: &Path) -> String {
    let document = fs::read_to_string(folder.join("query.graphql")).unwrap();
    let file = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let json = |text: String| serde_json::from_str::<Value>(&text).unwrap();
    let variables = file("variables.json").map_or_else(|| json!({}), json);
    let headers = file("headers.json").map_or_else(|| json!({}), json);
    let mut request = server
        .request("POST", "/graphql")
        .accept("application/graphql-response+json");
    for (name, value) in headers.as_object().unwrap() {
        request = request.header(name, value.as_str().unwrap());
    }
    let body = json!({ "query": document, "variables": variables });
    let answer = request.json(&body.to_string()).send();
    let mut body = answer.json();
    level_instants(&mut body);
    format!("{}\n{}", answer.status, serde_json::to_string_pretty(&body).unwrap())
}

fn level_instants(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if matches!(name.as_str(), "at" | "updatedAt") && value.is_string() {
                    *value = "[instant]".into();
                }
                level_instants(value);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(level_instants),
        _ => {}
    }
}
