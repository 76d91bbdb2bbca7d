//! `/reconcile` over a socket: answers as the specification's own JSON Schemas want them, and what OpenRefine relies on.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::{fs, path::Path};

use jsonschema::{Draft, Resource, Validator};
use serde_json::{Value, json};
use tests::{Answer, Kind, Server, records::on_each};

const FORM: &str = "application/x-www-form-urlencoded";

/// One of the specification's schemas, which `tests/reconcile/NOTICE.md` tells of.
fn schema(name: &str) -> Validator {
    let read = |name: &str| -> Value {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("reconcile/{name}.json"));
        serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
    };
    let mut schema = read(name);
    // They name no draft that is, and their manifest refers to a schema elsewhere for what the service does not have.
    schema.as_object_mut().unwrap().remove("$schema");
    let resource = |value: Value| Resource::from_contents(value).unwrap();
    jsonschema::options()
        .with_draft(Draft::Draft7)
        .with_resource(
            "https://reconciliation-api.github.io/specs/0.2/schemas/type.json",
            resource(read("type")),
        )
        .with_resource(
            "http://swagger.io/v2/schema.json",
            resource(json!({ "definitions": { "securityDefinitions": { "additionalProperties": {} } } })),
        )
        .build(&schema)
        .unwrap()
}

fn fits(schema: &Validator, value: &Value) {
    let faults: Vec<String> = schema.iter_errors(value).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}\n{value:#}");
}

/// A text as forms and query strings carry it.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn post(server: &Server, batch: &Value) -> Answer {
    let form = format!("queries={}", encoded(&batch.to_string()));
    let request = server.request("POST", "/reconcile").header("content-type", FORM);
    request.body(form.as_bytes()).send()
}

#[test]
fn the_manifest_is_one_and_tells_what_there_is() {
    on_each(|server| {
        let answer = server.get("/reconcile");
        let manifest = answer.json();
        assert_eq!(answer.status, 200, "{}", answer.text());
        fits(&schema("manifest"), &manifest);
        let base = format!("http://127.0.0.1:{}", server.port);
        assert_eq!(manifest["identifierSpace"], json!(format!("{base}/reconcile/")));
        assert_eq!(manifest["batchSize"], 50);
        let types: Vec<&str> = manifest["defaultTypes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["id"].as_str().unwrap())
            .collect();
        assert_eq!(
            types,
            [
                "State",
                "Place",
                "Official",
                "Organisation",
                "Meeting",
                "Policy",
                "Topic",
                "Article"
            ]
        );
        let suggest = &manifest["suggest"]["entity"];
        let path = suggest["service_path"].as_str().unwrap();
        assert_eq!(
            (
                suggest["service_url"].as_str(),
                server.get(&format!("{path}?prefix=Du")).status
            ),
            (Some(&*base), 200)
        );
    });
}

#[test]
fn a_batch_is_answered_by_its_keys() {
    let batch = json!({
        "q0": { "query": "मुख्यमंत्री साय", "type": "Official", "type_strict": "should", "limit": 3 },
        "q1": { "query": "the collector of Durg", "properties": [{ "pid": "on", "v": "2022-05-15" }] },
        "q2": { "query": "Durg", "type": ["Place", "State"], "properties": [{ "pid": "language", "v": "hi" }] },
        "q3": { "query": "  " },
        "q4": { "query": "Kumar", "limit": 2 },
    });
    fits(&schema("reconciliation-query-batch"), &batch);
    on_each(|server| {
        let answer = post(server, &batch);
        assert_eq!(answer.status, 200, "{}", answer.text());
        let json = answer.json();
        fits(&schema("reconciliation-result-batch"), &json);
        let result = |key: &str| json[key]["result"].as_array().unwrap().clone();
        let sai = &result("q0")[0];
        assert_eq!(
            (&sai["id"], &sai["name"], &sai["score"], &sai["match"]),
            (
                &json!("Official/vishnu-deo-sai"),
                &json!("Vishnu Deo Sai"),
                &json!(100.0),
                &json!(true)
            )
        );
        assert_eq!(sai["type"], json!([{ "id": "Official", "name": "Official" }]));
        let collector = &result("q1")[0];
        assert_eq!(
            (&collector["id"], &collector["match"]),
            (&json!("Official/sarveshwar-narendra-bhure"), &json!(false))
        );
        assert!(
            collector["description"]
                .as_str()
                .unwrap()
                .contains("which may be the asked day"),
            "{collector}"
        );
        assert_eq!(result("q2")[0]["name"], "दुर्ग");
        assert_eq!(result("q3"), Vec::<Value>::new());
        let kumar = result("q4");
        assert!(
            kumar.len() == 2 && kumar.iter().all(|it| it["match"] == false),
            "{kumar:?}"
        );
        assert_eq!(json.as_object().unwrap().len(), 5);
    });
}

/// By `GET` too, for browsers, whose scripts may read it from any origin.
#[test]
fn get_and_post_answer_alike_for_any_origin() {
    on_each(|server| {
        let batch = json!({ "q0": { "query": "साय" } });
        let by_get = server
            .request("GET", &format!("/reconcile?queries={}", encoded(&batch.to_string())))
            .header("origin", "https://example.org")
            .header("accept-language", "hi")
            .send();
        assert_eq!(by_get.header("access-control-allow-origin"), "*");
        assert_eq!(by_get.json()["q0"]["result"][0]["name"], "विष्णु देव साय");
        let by_post = post(server, &batch).json();
        assert_eq!(by_post["q0"]["result"][0]["id"], by_get.json()["q0"]["result"][0]["id"]);
    });
}

#[test]
fn what_is_typed_is_completed() {
    on_each(|server| {
        let suggestions = schema("suggest-entities-response");
        for (query, expected) in [
            ("prefix=Vishnu%20De&type=Official", &["Official/vishnu-deo-sai"][..]),
            (
                &*format!("type=Place&prefix={}", encoded("दुर्ग जि")),
                &["Place/durg-district"],
            ),
            ("prefix=Durg&type=Place", &["Place/durg", "Place/durg-district"]),
            ("prefix=", &[]),
            ("prefix=Qwertz", &[]),
        ] {
            let answer = server.get(&format!("/reconcile/suggest/entity?{query}"));
            assert_eq!(answer.status, 200, "{}", answer.text());
            fits(&suggestions, &answer.json());
            let ids: Vec<Value> = answer.json()["result"]
                .as_array()
                .unwrap()
                .iter()
                .map(|it| it["id"].clone())
                .collect();
            assert_eq!(
                ids.iter().filter_map(Value::as_str).collect::<Vec<_>>(),
                expected,
                "{query}"
            );
        }
    });
}

#[test]
fn what_cannot_be_answered_is_refused_as_json_with_a_code() {
    on_each(|server| {
        let form = |body: &str| {
            server
                .request("POST", "/reconcile")
                .header("content-type", FORM)
                .body(body.as_bytes())
                .send()
        };
        let many: serde_json::Map<String, Value> =
            (0..51).map(|at| (format!("q{at}"), json!({ "query": "x" }))).collect();
        let long = format!("queries={}", "x".repeat(600 * 1024));
        for (answer, status, code, part) in [
            (form("queries=soup"), 400, "BAD_REQUEST", "is not a batch"),
            (form("query=x"), 400, "BAD_REQUEST", "has no `queries`"),
            (form("queries=%FF"), 400, "BAD_REQUEST", ""),
            (
                post(server, &Value::Object(many)),
                400,
                "BAD_REQUEST",
                "send 50 at most",
            ),
            (
                post(server, &json!({ "q7": { "query": "x", "type": "Person" } })),
                400,
                "BAD_REQUEST",
                "Query `q7`: `Person`",
            ),
            (
                server.request("POST", "/reconcile").json("{}").send(),
                415,
                "UNSUPPORTED_MEDIA_TYPE",
                "x-www-form-urlencoded",
            ),
            (form(&long), 413, "BODY_TOO_LARGE", "limit is 524288"),
            (
                server.request("DELETE", "/reconcile").send(),
                405,
                "METHOD_NOT_ALLOWED",
                "by GET, or by POST",
            ),
            (
                server.get("/reconcile/suggest/entity"),
                400,
                "BAD_REQUEST",
                "`prefix` is missing",
            ),
        ] {
            assert_eq!(
                (answer.status, answer.code().as_str()),
                (status, code),
                "{}",
                answer.text()
            );
            assert!(answer.message().contains(part), "{part}: {}", answer.message());
        }
    });
}

/// Each query costs the same, however many candidates it has.
#[test]
fn a_query_costs_at_most_seven_statements() {
    for kind in Kind::all() {
        let server = Server::loaded(kind);
        let cost = |batch: &Value| server.statements(|server| post(server, batch)).0;
        for text in [
            "साय",
            "मुख्यमंत्री साय",
            "Kumar",
            "the collector of Durg",
            "Chief Secretary of Bihar",
        ] {
            let one = cost(&json!({ "q0": { "query": text } }));
            // Short words have no neighbours to ask for.
            assert!((6..=7).contains(&one), "{text}: {one}");
            let two = cost(&json!({ "q0": { "query": text, "limit": 100 }, "q1": { "query": text } }));
            assert_eq!(two, 2 * one, "{text}");
        }
        assert_eq!(cost(&json!({ "q0": { "query": "" } })), 0);
    }
}
