//! Media types: which one an answer has, and what its status says in each.

use tests::Server;

const JSON: &str = "application/json; charset=utf-8";
const GRAPHQL: &str = "application/graphql-response+json; charset=utf-8";

#[test]
fn an_answer_has_the_type_that_was_asked_for() {
    let server = Server::trial(&[]);
    for (accept, expected) in [
        (None, JSON),
        (Some("*/*"), JSON),
        (Some("application/json"), JSON),
        (Some("application/graphql-response+json"), GRAPHQL),
        (
            Some("application/graphql-response+json;q=0.4, application/json;q=0.5"),
            JSON,
        ),
        (
            Some("application/json;q=0.4, application/graphql-response+json;q=0.5"),
            GRAPHQL,
        ),
    ] {
        let request = server.request("POST", "/graphql").json(r#"{"query": "{ hello }"}"#);
        let answer = match accept {
            Some(accept) => request.accept(accept).send(),
            None => request.send(),
        };
        assert_eq!(
            (answer.status, answer.header("content-type").as_str()),
            (200, expected),
            "{accept:?}"
        );
        assert_eq!(answer.text(), r#"{"data":{"hello":"नमस्ते"}}"#);
        assert!(answer.header("vary").contains("Accept"));
    }
}

#[test]
fn what_cannot_be_answered_is_not_acceptable() {
    let server = Server::trial(&[]);
    for accept in [
        "text/html",
        "application/xml",
        "application/json;q=0",
        "application/json;charset=latin1",
    ] {
        let answer = server
            .request("GET", "/graphql?query=%7Bhello%7D")
            .accept(accept)
            .send();
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (406, "NOT_ACCEPTABLE"),
            "{accept}"
        );
    }
}

#[test]
fn only_json_in_utf8_is_read() {
    let server = Server::trial(&[]);
    let body = br#"{"query": "{ hello }"}"#;
    for (media, status) in [
        (Some("application/json"), 200),
        (Some("application/json; charset=UTF-8"), 200),
        (Some("Application/JSON;charset=\"utf-8\""), 200),
        (Some("application/json; charset=utf-16"), 415),
        (Some("text/plain"), 415),
        (Some("application/graphql"), 415),
        (Some("application/x-www-form-urlencoded"), 415),
        (Some("multipart/form-data; boundary=x"), 415),
        (None, 415),
    ] {
        let request = server.request("POST", "/graphql");
        let request = media.map_or(request.clone(), |media| request.header("content-type", media));
        let answer = request.body(body).send();
        assert_eq!(answer.status, status, "{media:?}");
        if status == 415 {
            assert_eq!(
                (answer.code().as_str(), answer.header("accept-post").as_str()),
                ("UNSUPPORTED_MEDIA_TYPE", "application/json")
            );
        }
    }
}

#[test]
fn a_document_that_cannot_run_is_400_or_200_by_media_type() {
    let server = Server::trial(&[]);
    for (document, code) in [
        ("{", "PARSE_FAILED"),
        ("{ nothing }", "VALIDATION_FAILED"),
        ("query A { hello } query B { hello }", "VALIDATION_FAILED"),
        ("query ($text: String!) { echo(text: $text) }", "BAD_VARIABLES"),
        ("subscription { ticks }", "SUBSCRIPTION_UNSUPPORTED"),
    ] {
        let body = serde_json::json!({ "query": document }).to_string();
        for (accept, status) in [("application/json", 200), ("application/graphql-response+json", 400)] {
            let answer = server.request("POST", "/graphql").accept(accept).json(&body).send();
            assert_eq!(
                (answer.status, answer.code().as_str()),
                (status, code),
                "{document} as {accept}"
            );
            assert_eq!(answer.json().get("data"), None, "{document}");
        }
    }
}

#[test]
fn a_request_that_is_no_graphql_request_is_400_in_both() {
    let server = Server::trial(&[]);
    for accept in ["application/json", "application/graphql-response+json"] {
        let answer = server
            .request("POST", "/graphql")
            .accept(accept)
            .json("{\"query\":")
            .send();
        assert_eq!((answer.status, answer.code().as_str()), (400, "BAD_REQUEST"));
    }
}
