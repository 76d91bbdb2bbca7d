//! Requests: by `GET` and `POST`, in the right shape and in wrong ones.

use serde_json::{Value, json};
use tests::Server;

#[test]
fn a_query_goes_by_get_with_all_its_parameters() {
    let server = Server::trial(&[]);
    let path = "/graphql?query=query%20A(%24t%3AString!)%7Becho(text%3A%24t)%7D%20query%20B%7Bhello%7D&operationName=A\
                &variables=%7B%22t%22%3A%22%E0%A4%B8%22%7D&extensions=%7B%22cost%22%3Atrue%7D";
    let answer = server.get(path);
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.json(),
        json!({ "data": { "echo": "स" }, "extensions": { "cost": { "estimated": 0, "limit": 5000 } } })
    );
    assert_eq!(
        server
            .get("/graphql?query=%7Bhello%7D&variables=&operationName=&other=1")
            .status,
        200
    );
}

#[test]
fn a_mutation_goes_by_post_only() {
    let server = Server::trial(&[]);
    for accept in ["application/json", "application/graphql-response+json"] {
        let answer = server
            .request("GET", "/graphql?query=mutation%7Btouch%7D")
            .accept(accept)
            .send();
        assert_eq!((answer.status, answer.code().as_str()), (405, "METHOD_NOT_ALLOWED"));
        assert_eq!(answer.header("allow"), "POST");
    }
    assert_eq!(
        server.ask("mutation { touch }").json(),
        json!({ "data": { "touch": true } })
    );
    // The operation that runs counts, not the one beside it.
    let answer = server.get("/graphql?query=mutation%20A%7Btouch%7D%20query%20B%7Bhello%7D&operationName=B");
    assert_eq!(answer.json(), json!({ "data": { "hello": "नमस्ते" } }));
}

#[test]
fn other_methods_are_told_which_ones_there_are() {
    let server = Server::trial(&[]);
    for method in ["PUT", "DELETE", "PATCH", "BREW"] {
        let answer = server.request(method, "/graphql").send();
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (405, "METHOD_NOT_ALLOWED"),
            "{method}"
        );
        assert_eq!(answer.header("allow"), "GET, POST, OPTIONS");
    }
    let answer = server.request("OPTIONS", "/graphql").send();
    assert_eq!(
        (answer.status, answer.header("allow").as_str()),
        (204, "GET, POST, OPTIONS")
    );
}

#[test]
fn wrong_shapes_are_named() {
    let server = Server::trial(&[]);
    for (body, code, told) in [
        ("", "BAD_REQUEST", "The body is empty"),
        ("{\"query\": nonsense}", "BAD_REQUEST", "not JSON: expected"),
        (
            "7",
            "BAD_REQUEST",
            "must be a JSON object with `query`, but is a number",
        ),
        ("{}", "BAD_REQUEST", "`query` is missing"),
        (r#"{"query": null}"#, "BAD_REQUEST", "`query` is missing"),
        (
            r#"{"query": ["{ hello }"]}"#,
            "BAD_REQUEST",
            "`query` must be a string, but is an array",
        ),
        (
            r#"{"query": "{ hello }", "operationName": 1}"#,
            "BAD_REQUEST",
            "`operationName` must be a string or null, but is a number",
        ),
        (
            r#"{"query": "{ hello }", "variables": "{}"}"#,
            "BAD_REQUEST",
            "`variables` must be an object or null, but is a string",
        ),
        (
            r#"{"query": "{ hello }", "variables": []}"#,
            "BAD_REQUEST",
            "`variables` must be an object or null, but is an array",
        ),
        (
            r#"{"query": "{ hello }", "extensions": true}"#,
            "BAD_REQUEST",
            "`extensions` must be an object or null, but is a boolean",
        ),
        (
            r#"[{"query": "{ hello }"}]"#,
            "BATCHING_UNSUPPORTED",
            "array of requests",
        ),
        ("[]", "BATCHING_UNSUPPORTED", "array of requests"),
    ] {
        let answer = server.request("POST", "/graphql").json(body).send();
        assert_eq!((answer.status, answer.code().as_str()), (400, code), "{body}");
        assert!(answer.message().contains(told), "{body}: {}", answer.message());
    }
    let deep = format!("{{\"query\": {}1{}}}", "[".repeat(500), "]".repeat(500));
    assert_eq!(
        server.request("POST", "/graphql").json(&deep).send().code(),
        "BAD_REQUEST"
    );
    assert_eq!(
        server
            .request("POST", "/graphql")
            .header("content-type", "application/json")
            .body(b"{\"query\": \"\xff\"}")
            .send()
            .code(),
        "BAD_REQUEST"
    );
    for (query, told) in [
        ("", "`query` is missing"),
        ("?query=%7Bhello%7D&query=%7Bhello%7D", "`query` is given twice"),
        ("?query=%7Bhello%7D&variables=%7B", "`variables` is not JSON"),
        ("?query=%7Bhello%7D&variables=%5B%5D", "`variables` must be an object"),
    ] {
        let answer = server.get(&format!("/graphql{query}"));
        assert_eq!((answer.status, answer.code().as_str()), (400, "BAD_REQUEST"), "{query}");
        assert!(answer.message().contains(told), "{query}: {}", answer.message());
    }
}

#[test]
fn null_members_count_as_absent() {
    let server = Server::trial(&[]);
    let body = r#"{"query": "{ hello }", "operationName": null, "variables": null, "extensions": null, "id": 7}"#;
    assert_eq!(
        server.request("POST", "/graphql").json(body).send().json(),
        json!({ "data": { "hello": "नमस्ते" } })
    );
}

#[test]
fn a_wrong_variable_is_named_with_the_path_into_it() {
    let server = Server::trial(&[]);
    let document = "query ($number: Int, $filter: Filter, $which: Which) { number(value: $number) search(filter: $filter, which: $which) }";
    for (variables, told) in [
        (
            json!({ "number": "7" }),
            "Variable \"$number\" does not fit its type \"Int\": expected a whole number",
        ),
        (json!({ "number": 2_147_483_648_i64 }), "expected a whole number"),
        (json!({ "filter": [] }), "expected an object, found a list"),
        (
            json!({ "filter": { "kind": ["TALKS"] } }),
            "the field \"least\" of \"Filter\" is required",
        ),
        (
            json!({ "filter": { "least": null } }),
            "at filter.least: null is not allowed",
        ),
        (
            json!({ "filter": { "least": 1, "kind": ["TALKS", "WAR"] } }),
            "at filter.kind[1]: expected one of TALKS, VISIT",
        ),
        (
            json!({ "filter": { "least": 1, "and": [{ "least": 1, "nme": "x" }] } }),
            "at filter.and[0]: \"Filter\" has no field \"nme\"",
        ),
        (
            json!({ "which": { "slug": "a", "number": 1 } }),
            "exactly one field of \"Which\" must be set",
        ),
    ] {
        let answer = server.ask_with(document, &variables);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (400, "BAD_VARIABLES"),
            "{variables}"
        );
        assert!(answer.message().contains(told), "{variables}: {}", answer.message());
    }
    for variables in [
        json!({}),
        json!({ "number": null, "unknown": 1 }),
        json!({ "filter": { "least": 1, "kind": "TALKS", "and": { "least": 2 } }, "which": { "slug": "a" } }),
    ] {
        let answer = server.ask_with(document, &variables);
        assert_eq!((answer.status, answer.json().get("errors")), (200, None), "{variables}");
    }
}

#[test]
fn the_languages_of_a_request_reach_the_resolvers() {
    let server = Server::trial(&[]);
    let request = server
        .request("GET", "/graphql?query=%7Blanguages%7D")
        .header("accept-language", "en;q=0.5, hi-IN, *;q=0.1");
    assert_eq!(
        request.send().json(),
        json!({ "data": { "languages": ["hi-IN", "en"] } })
    );
    assert_eq!(
        server.ask("{ languages }").json(),
        json!({ "data": { "languages": [] } })
    );
}

#[test]
fn the_cost_is_told_when_asked_for() {
    let server = Server::trial(&[]);
    let body = json!({ "query": "{ items(first: 10) { nodes { name } totalCount } }" }).to_string();
    let answer = server
        .request("POST", "/graphql")
        .header("x-sabha-cost", "1")
        .json(&body)
        .send();
    assert_eq!(
        answer.json().pointer("/extensions/cost"),
        Some(&json!({ "estimated": 12, "limit": 5000 }))
    );
    let answer = server.request("POST", "/graphql").json(&body).send();
    assert_eq!(answer.json().get("extensions").map(Value::to_string), None);
}
