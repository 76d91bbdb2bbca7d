//! A dataset that moves on: what a later revision changes, renames, merges and deletes, as clients see it.

use entity::RecordKind;
use seed::curated::Curated;
use serde_json::{Value, json};
use tests::{
    Kind, Server,
    revise::{edit, key, revised},
};

/// A server of which the dataset has been changed: revision 2.
fn changed(kind: Kind, change: impl FnOnce(&mut Curated)) -> Server {
    let server = Server::loaded(kind);
    assert_eq!(revised(server.database(), change), 2);
    server
}

#[test]
fn a_former_slug_leads_to_the_renamed_record() {
    for kind in Kind::all() {
        let before = Server::loaded(kind).data("{ meeting(slug: \"osaka-expo-visit-2025\") { id } }", &Value::Null);
        let server = changed(kind, |dataset| {
            edit(dataset, RecordKind::Meeting, "osaka-expo-visit-2025", |record| {
                record["slug"] = "osaka-expo-2025-visit".into();
                record["formerly"] = json!(["osaka-expo-visit-2025"]);
            });
        });
        let data = server.data(
            "query ($id: ID!) {
                old: meeting(slug: \"osaka-expo-visit-2025\") { slug revision name }
                new: meeting(slug: \"osaka-expo-2025-visit\") {
                    slug revision
                    history { nodes { revision actor action slug fields { path before after } } }
                }
                oldId: node(id: $id) { ... on Meeting { slug } }
                listed: meetings(filter: { slug: { contains: \"osaka\" } }) { totalCount nodes { slug } }
                all: meetings { totalCount }
            }",
            &json!({ "id": before["meeting"]["id"] }),
        );
        assert_eq!(data["old"]["slug"], "osaka-expo-2025-visit", "on {kind:?}");
        assert_eq!(data["old"]["revision"], 2);
        assert_eq!(data["oldId"]["slug"], "osaka-expo-2025-visit");
        assert_eq!(
            data["listed"],
            json!({ "totalCount": 1, "nodes": [{ "slug": "osaka-expo-2025-visit" }] })
        );
        assert_eq!(data["all"]["totalCount"], 13);
        let history = &data["new"]["history"]["nodes"];
        assert_eq!(history.as_array().unwrap().len(), 2, "{history}");
        assert_eq!(history[0]["revision"], 2);
        assert_eq!(history[0]["actor"], "curator");
        assert_eq!(history[0]["action"], "UPDATED");
        assert_eq!(history[1]["action"], "CREATED");
    }
}

#[test]
fn a_changed_word_is_one_change_of_one_record() {
    for kind in Kind::all() {
        let server = changed(kind, |dataset| {
            edit(dataset, RecordKind::Topic, "steel", |record| {
                record["name"]["en"] = "Iron and steel".into();
            });
        });
        let data = server.data(
            "{
                topic(slug: \"steel\") {
                    name revision
                    history { totalCount nodes { revision action fields { path before after } } }
                }
                found: topics(filter: { name: { eq: \"iron and steel\" } }) { nodes { slug } }
                # Its Hindi name, the same word in the other script, is still what it was.
                byHindi: topics(filter: { name: { eq: \"steel\" } }) { nodes { slug } }
                noLongerWhole: search(text: \"steel\", match: EXACT, kinds: [TOPIC]) { edges { score node { slug } } }
                other: topic(slug: \"casting\") { revision history { totalCount } }
                dataset { revision }
            }",
            &Value::Null,
        );
        assert_eq!(
            data["topic"]["history"]["nodes"][0],
            json!({
                "revision": 2,
                "action": "UPDATED",
                "fields": [{ "path": "name.en", "before": "\"Steel\"", "after": "\"Iron and steel\"" }]
            }),
            "on {kind:?}"
        );
        assert_eq!(data["topic"]["name"], "Iron and steel");
        assert_eq!(
            (&data["topic"]["revision"], &data["dataset"]["revision"]),
            (&json!(2), &json!(2))
        );
        assert_eq!(data["found"]["nodes"], json!([{ "slug": "steel" }]));
        assert_eq!(data["byHindi"]["nodes"], json!([{ "slug": "steel" }]));
        assert_eq!(
            data["noLongerWhole"]["edges"],
            json!([{ "score": 0.849, "node": { "slug": "steel" } }])
        );
        assert_eq!(data["other"], json!({ "revision": 1, "history": { "totalCount": 1 } }));
    }
}

#[test]
fn lists_by_when_they_changed_have_the_changed_last() {
    for kind in Kind::all() {
        let server = changed(kind, |dataset| {
            edit(dataset, RecordKind::Official, "kayo-ito", |record| {
                record["name"]["hi"] = "कायो इतो जी".into();
            });
        });
        let data = server.data(
            "{
                last: officials(orderBy: [{ field: UPDATED_AT }], last: 1) { nodes { slug } }
                first: officials(orderBy: [{ field: UPDATED_AT, direction: DESC }], first: 1) { nodes { slug } }
            }",
            &Value::Null,
        );
        assert_eq!(data["last"]["nodes"], json!([{ "slug": "kayo-ito" }]), "on {kind:?}");
        assert_eq!(data["first"], data["last"]);
    }
}

#[test]
fn a_merged_record_leads_to_the_other_and_a_deleted_one_nowhere() {
    for kind in Kind::all() {
        let server = changed(kind, |dataset| {
            // `hathkhoj` becomes a name of `bhilai`; nothing else names it once the firm is in Bhilai.
            dataset.records.remove(&key(RecordKind::Place, "hathkhoj")).unwrap();
            edit(dataset, RecordKind::Place, "bhilai", |record| {
                record["formerly"] = json!(["hathkhoj"]);
            });
            edit(dataset, RecordKind::Organisation, "shivalik-engineering", |record| {
                record["place"] = "bhilai".into();
            });
            // No meeting or policy is about tourism any more, so the topic may go.
            edit(dataset, RecordKind::Meeting, "ambassador-dinner-japan-2025", |record| {
                let without = |topics: &mut Value| topics.as_array_mut().unwrap().retain(|it| it != "tourism");
                without(&mut record["topics"]);
                record["statements"]
                    .as_array_mut()
                    .unwrap()
                    .iter_mut()
                    .for_each(|it| without(&mut it["topics"]));
            });
            dataset.records.remove(&key(RecordKind::Topic, "tourism")).unwrap();
        });
        let data = server.data(
            "{
                merged: place(slug: \"hathkhoj\") { slug organisations: meetings { totalCount } }
                places { totalCount }
                gone: topic(slug: \"tourism\") { slug }
                bhilai: place(slug: \"bhilai\") { history { nodes { action slug kind mergedInto { slug } } } }
            }",
            &Value::Null,
        );
        assert_eq!(data["merged"]["slug"], "bhilai", "on {kind:?}");
        assert_eq!(data["places"]["totalCount"], 14);
        assert_eq!(data["gone"], Value::Null);
        // The merger is the last that happened to it, after what it took over.
        let history = &data["bhilai"]["history"]["nodes"];
        let merger =
            json!({ "action": "MERGED", "slug": "hathkhoj", "kind": "PLACE", "mergedInto": { "slug": "bhilai" } });
        assert_eq!(history[0], merger, "{data}");
        assert_eq!(history[1]["action"], "UPDATED", "{data}");
        assert_eq!(history[2]["action"], "CREATED", "{data}");
    }
}
