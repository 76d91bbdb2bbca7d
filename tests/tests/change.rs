//! The change log as it is asked: what a revision did, from any place in it, by kind and by page.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where it cannot go on"
)]

use entity::RecordKind;
use serde_json::{Value, json};
use tests::{
    Kind, Server,
    database::{curated, data, wait},
    revise::{edit, key, revise, revise_by_sql},
};

/// A server with a second revision that renames, changes, merges and deletes, and a third that changes one name.
fn revised(kind: Kind) -> Server {
    let server = Server::loaded(kind);
    let mut dataset = curated(&data());
    wait(async {
        let db = server.database().open().await;
        // `hathkhoj` becomes a name of `bhilai`, and with it the firm is in Bhilai.
        dataset.records.remove(&key(RecordKind::Place, "hathkhoj")).unwrap();
        edit(&mut dataset, RecordKind::Place, "bhilai", |place| {
            place["formerly"] = json!(["hathkhoj"]);
        });
        edit(&mut dataset, RecordKind::Organisation, "shivalik-engineering", |firm| {
            firm["place"] = "bhilai".into();
        });
        edit(&mut dataset, RecordKind::Meeting, "osaka-expo-visit-2025", |meeting| {
            meeting["slug"] = "osaka-expo-2025-visit".into();
            meeting["formerly"] = json!(["osaka-expo-visit-2025"]);
        });
        // No meeting is about tourism any more, so the topic may go.
        edit(
            &mut dataset,
            RecordKind::Meeting,
            "ambassador-dinner-japan-2025",
            |meeting| {
                let without = |topics: &mut Value| topics.as_array_mut().unwrap().retain(|it| it != "tourism");
                without(&mut meeting["topics"]);
                let statements = meeting["statements"].as_array_mut().unwrap();
                statements.iter_mut().for_each(|it| without(&mut it["topics"]));
            },
        );
        dataset.records.remove(&key(RecordKind::Topic, "tourism")).unwrap();
        assert_eq!(revise(&db, &dataset).await, 2);
        edit(&mut dataset, RecordKind::Topic, "steel", |topic| {
            topic["name"]["en"] = "Steels".into()
        });
        assert_eq!(revise(&db, &dataset).await, 3);
        db.close().await.unwrap();
    });
    server
}

/// `action kind slug`, with what it was merged into.
fn told(nodes: &Value) -> Vec<String> {
    let word = |node: &Value, name: &str| node[name].as_str().unwrap_or_default().to_owned();
    let line = |node: &Value| {
        let into = node["mergedInto"]["slug"].as_str();
        let into = into.map(|into| format!(" into {into}")).unwrap_or_default();
        format!(
            "{} {} {}{into}",
            word(node, "action"),
            word(node, "kind"),
            word(node, "slug")
        )
    };
    nodes.as_array().unwrap().iter().map(line).collect()
}

#[test]
fn a_revision_tells_what_was_renamed_changed_merged_and_deleted() {
    for kind in Kind::all() {
        let data = revised(kind).data(
            "{ changes(since: 1, first: 100) {
                totalCount
                nodes {
                    id revision actor action kind slug record { slug } mergedInto { slug }
                    fields { path before after }
                }
            } }",
            &Value::Null,
        );
        let nodes = &data["changes"]["nodes"];
        assert_eq!(
            told(nodes),
            [
                "UPDATED PLACE bhilai",
                "UPDATED ORGANISATION shivalik-engineering",
                "UPDATED MEETING ambassador-dinner-japan-2025",
                "UPDATED MEETING osaka-expo-2025-visit",
                "MERGED PLACE hathkhoj into bhilai",
                "DELETED TOPIC tourism",
                "UPDATED TOPIC steel",
            ],
            "on {kind:?}"
        );
        assert_eq!(data["changes"]["totalCount"], 7);
        let at = |slug: &str| {
            nodes
                .as_array()
                .unwrap()
                .iter()
                .find(|node| node["slug"] == slug)
                .unwrap()
        };
        // A rename is a change of the slug, under the new one.
        let renamed = at("osaka-expo-2025-visit");
        let slug =
            json!({ "path": "slug", "before": "\"osaka-expo-visit-2025\"", "after": "\"osaka-expo-2025-visit\"" });
        assert_eq!(renamed["fields"][0], slug);
        assert_eq!(renamed["record"]["slug"], "osaka-expo-2025-visit");
        // What is gone is told whole, as it was.
        for gone in ["hathkhoj", "tourism"] {
            assert_eq!(at(gone)["record"], Value::Null);
            let fields = at(gone)["fields"].as_array().unwrap();
            assert!(fields.len() > 1 && fields.iter().all(|field| field["after"] == Value::Null));
        }
        assert_eq!(
            (&at("steel")["revision"], &at("steel")["actor"]),
            (&3.into(), &"curator".into())
        );
    }
}

#[test]
fn pages_and_kinds_give_each_change_once_and_in_order() {
    const PAGE: &str = "query ($since: Revision, $kinds: [RecordKind!], $first: Int, $after: String) {
        changes(since: $since, kinds: $kinds, first: $first, after: $after) {
            totalCount
            edges { cursor node { id action kind slug } }
            pageInfo { hasNextPage hasPreviousPage endCursor }
        }
    }";
    for kind in Kind::all() {
        let server = revised(kind);
        wait(async {
            let db = server.database().open().await;
            revise_by_sql(&db, 150).await;
            db.close().await.unwrap();
        });
        let all = |kinds: Value, since: Value| {
            let mut found: Vec<Value> = Vec::new();
            let mut after = Value::Null;
            loop {
                let variables = json!({ "since": since, "kinds": kinds, "first": 40, "after": after });
                let page = server.data(PAGE, &variables)["changes"].take();
                let edges = page["edges"].as_array().unwrap();
                found.extend(edges.iter().map(|edge| edge["node"].clone()));
                assert_eq!(page["pageInfo"]["hasPreviousPage"], !after.is_null());
                if page["pageInfo"]["hasNextPage"] == false {
                    assert_eq!(page["totalCount"], found.len(), "{kinds} since {since} on {kind:?}");
                    return found;
                }
                after = page["pageInfo"]["endCursor"].clone();
            }
        };
        let whole = all(Value::Null, Value::Null);
        assert!(whole.len() > 250, "{}", whole.len());
        assert_eq!(all(json!([]), Value::Null), Vec::<Value>::new());
        assert_eq!(whole, all(Value::Null, 0.into()));
        assert_eq!(whole[whole.len() - 150..], all(Value::Null, 3.into()));
        assert_eq!(all(Value::Null, 4.into()), Vec::<Value>::new());
        let every = json!([
            "ARTICLE",
            "TOPIC",
            "POLICY",
            "MEETING",
            "ORGANISATION",
            "OFFICIAL",
            "PLACE",
            "STATE"
        ]);
        assert_eq!(whole, all(every, Value::Null));
        for kinds in [
            json!(["TOPIC"]),
            json!(["MEETING", "PLACE"]),
            json!(["TOPIC", "TOPIC", "OFFICIAL"]),
        ] {
            let of = |node: &&Value| kinds.as_array().unwrap().contains(&node["kind"]);
            for since in [0, 1, 2, 3] {
                let later: Vec<Value> = all(Value::Null, since.into()).iter().filter(of).cloned().collect();
                assert!(!later.is_empty() || since > 0);
                assert_eq!(
                    later,
                    all(kinds.clone(), since.into()),
                    "{kinds} since {since} on {kind:?}"
                );
            }
        }
    }
}

#[test]
fn two_logs_in_one_question_do_not_mix() {
    for kind in Kind::all() {
        let data = revised(kind).data(
            "{
                second: changes(since: 1, first: 1) { totalCount nodes { revision } }
                third: changes(since: 2, first: 1) { totalCount nodes { revision } }
                none: changes(since: 3) { totalCount nodes { revision } }
            }",
            &Value::Null,
        );
        assert_eq!(
            data["second"],
            json!({ "totalCount": 7, "nodes": [{ "revision": 2 }] }),
            "on {kind:?}"
        );
        assert_eq!(data["third"], json!({ "totalCount": 1, "nodes": [{ "revision": 3 }] }));
        assert_eq!(data["none"], json!({ "totalCount": 0, "nodes": [] }));
    }
}
