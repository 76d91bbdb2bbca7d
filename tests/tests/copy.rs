//! A database that was copied, to its own kind and to the other, answers every question of the golden folders as the first
//! one does: the same global ids, cursors, instants and history.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::{fs, path::Path};

use serde_json::{Value, json};
use tests::{Database, Kind, Server, database};

/// The curated dataset with a past: a word of it changed, and changed back.
fn with_a_past(kind: Kind) -> Database {
    let database = Database::loaded(kind);
    database::wait(async {
        let db = database.open().await;
        let curated = database::curated(&database::data());
        let mut other = curated.clone();
        other.dataset.licence = "CC0-1.0".to_owned();
        for record in other.records.values_mut() {
            if let seed::record::Record::Official(it) = record {
                it.remark = None;
                it.wikidata = Some("Q1".to_owned());
            }
        }
        for state in [&other, &curated] {
            seed::apply::apply(&db, state, "seed", "Changed").await.unwrap();
        }
        db.close().await.unwrap();
    });
    database
}

fn copied(from: &Database, kind: Kind) -> Database {
    let to = Database::blank(kind);
    database::wait(async {
        let (source, target) = (from.open().await, to.open().await);
        seed::copy::copy(&source, &target, |_| ()).await.unwrap();
        source.close().await.unwrap();
        target.close().await.unwrap();
    });
    to
}

fn answer(server: &Server, folder: &Path) -> String {
    let document = fs::read_to_string(folder.join("query.graphql")).unwrap();
    let file = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let json = |text: String| serde_json::from_str::<Value>(&text).unwrap();
    let variables = file("variables.json").map_or_else(|| json!({}), json);
    let headers = file("headers.json").map_or_else(|| json!({}), json);
    let mut request = server.request("POST", "/graphql");
    for (name, value) in headers.as_object().unwrap() {
        request = request.header(name, value.as_str().unwrap());
    }
    let answer = request
        .json(&json!({ "query": document, "variables": variables }).to_string())
        .send();
    answer.text()
}

#[test]
fn a_copy_answers_as_its_original() {
    for kind in Kind::all() {
        let original = with_a_past(kind);
        let copies: Vec<Server> = Kind::all()
            .into_iter()
            .map(|to| Server::over(copied(&original, to), None))
            .collect();
        let original = Server::over(original, None);
        let mut asked = 0;
        for concept in fs::read_dir("queries").unwrap() {
            for case in fs::read_dir(concept.unwrap().path()).unwrap() {
                let folder = case.unwrap().path();
                let expected = answer(&original, &folder);
                for copy in &copies {
                    assert_eq!(answer(copy, &folder), expected, "{}", folder.display());
                }
                asked += 1;
            }
        }
        assert!(asked > 100, "{asked} questions");
        let revisions = "{ dataset { revision updatedAt } }";
        for copy in &copies {
            assert_eq!(copy.ask(revisions).text(), original.ask(revisions).text());
            assert_eq!(copy.ask(revisions).json()["data"]["dataset"]["revision"], 3);
        }
    }
}
