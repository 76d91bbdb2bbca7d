//! Answers that clients keep: their tags, and that one which is still right costs nothing.

use std::time::Duration;

use api::schema;
use seed::article_text::sha256;
use serde_json::json;
use tests::{
    Answer, Database, Kind, Request, Server,
    revise::{rename, revised},
    until,
};

const DOCUMENT: &str = "query Topic($slug: String!) { topic(slug: $slug) { name } }";
/// As long as a busy machine may need.
const PATIENCE: Duration = Duration::from_secs(60);

/// A request for a topic, its document named and sent.
fn topic(server: &Server, slug: &str) -> Request {
    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": sha256(DOCUMENT) } }).to_string();
    let variables = json!({ "slug": slug }).to_string();
    server.graphql(&[
        ("query", DOCUMENT),
        ("extensions", &extensions),
        ("variables", &variables),
    ])
}

/// The same, named only.
fn named(server: &Server, slug: &str) -> Request {
    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": sha256(DOCUMENT) } }).to_string();
    let variables = json!({ "slug": slug }).to_string();
    server.graphql(&[("extensions", &extensions), ("variables", &variables)])
}

fn assert_unchanged(answer: &Answer, tag: &str) {
    assert_eq!(
        (answer.status, answer.body.len(), answer.header("etag").as_str()),
        (304, 0, tag)
    );
    assert_eq!(answer.header("cache-control"), "no-cache");
    assert_eq!(answer.header("vary"), "Accept, Accept-Encoding, Accept-Language");
}

/// A server that knows its revision.
fn server(kind: Kind) -> Server {
    let server = Server::loaded(kind);
    until(PATIENCE, "the first revision is told", || {
        server.get("/graphql?query=%7B__typename%7D").header("x-sabha-revision") == "1"
    });
    server
}

#[test]
fn an_answer_that_is_still_right_is_not_made_again() {
    for kind in Kind::all() {
        let server = server(kind);
        let (statements, first) = server.statements(|server| topic(server, "steel").send());
        assert_eq!(
            (first.status, first.json()),
            (200, json!({ "data": { "topic": { "name": "Steel" } } }))
        );
        assert_eq!(
            (
                first.header("cache-control").as_str(),
                first.header("x-sabha-revision").as_str()
            ),
            ("no-cache", "1")
        );
        assert_eq!(first.header("vary"), "Accept, Accept-Encoding, Accept-Language");
        assert!(statements > 0);
        let tag = first.header("etag");
        assert!(tag.starts_with('"') && tag.len() > 30, "{tag}");
        for header in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
            let ask = |server: &Server| named(server, "steel").header("if-none-match", &header).send();
            let (statements, again) = server.statements(ask);
            assert_eq!(statements, 0, "{header} on {kind:?}");
            assert_unchanged(&again, &tag);
            assert_eq!(again.header("x-sabha-revision"), "1");
        }
        // How the document came is no part of the answer.
        let same = topic(&server, "steel").header("if-none-match", &tag).send();
        assert_unchanged(&same, &tag);
        assert_eq!(named(&server, "steel").send().header("etag"), tag);
        for other in ["\"other\"", "*"] {
            let answer = named(&server, "steel").header("if-none-match", other).send();
            assert_eq!((answer.status, answer.header("etag")), (200, tag.clone()), "{other}");
        }
    }
}

#[test]
fn what_changes_an_answer_changes_its_tag() {
    for kind in Kind::all() {
        let server = server(kind);
        let tag = topic(&server, "steel").send().header("etag");
        let mut tags = vec![tag.clone()];
        for (request, what) in [
            (named(&server, "casting"), "variables"),
            (named(&server, "steel").header("accept-language", "hi"), "language"),
            (named(&server, "steel").header("x-sabha-cost", "1"), "cost"),
            (
                named(&server, "steel").accept("application/graphql-response+json"),
                "media type",
            ),
            (
                server.graphql(&[("query", "{ topic(slug: \"steel\") { name } }")]),
                "document",
            ),
        ] {
            let answer = request.header("if-none-match", &tag).send();
            assert_eq!(answer.status, 200, "{what}");
            tags.push(answer.header("etag"));
        }
        let count = tags.len();
        tags.sort();
        tags.dedup();
        assert_eq!((tags.len(), tags.contains(&String::new())), (count, false));

        let hindi = named(&server, "steel").header("accept-language", "hi").send();
        assert_eq!(hindi.json(), json!({ "data": { "topic": { "name": "स्टील" } } }));
        let again = named(&server, "steel").header("accept-language", "hi");
        assert_unchanged(
            &again.header("if-none-match", &hindi.header("etag")).send(),
            &hindi.header("etag"),
        );
    }
}

#[test]
fn a_new_revision_is_a_new_answer() {
    for kind in Kind::all() {
        let server = server(kind);
        let tag = topic(&server, "casting").send().header("etag");
        assert_eq!(revised(server.database(), |it| rename(it, "casting", "Founding")), 2);
        // Who has seen the revision is not told that nothing has changed, whatever this node knows.
        let seen = named(&server, "casting")
            .header("x-sabha-revision", "2")
            .header("if-none-match", &tag)
            .send();
        assert_eq!(
            (seen.status, seen.json()),
            (200, json!({ "data": { "topic": { "name": "Founding" } } }))
        );
        until(PATIENCE, "the revision is known", || {
            named(&server, "casting").header("if-none-match", &tag).send().status == 200
        });
        let answer = named(&server, "casting").send();
        assert_eq!(answer.header("x-sabha-revision"), "2");
        assert_unchanged(
            &named(&server, "casting")
                .header("if-none-match", &answer.header("etag"))
                .send(),
            &answer.header("etag"),
        );
    }
}

#[test]
fn what_may_be_better_the_next_time_is_not_kept() {
    let server = Server::trial(&["--operation-timeout", "200ms"]);
    for (document, code) in [
        ("{ hello badCursor }", "BAD_INPUT"),
        ("{ busy }", "UNAVAILABLE"),
        ("{ slow }", "TIMEOUT"),
        ("{ databaseFails }", "INTERNAL"),
        ("{ nothing }", "VALIDATION_FAILED"),
        ("{", "PARSE_FAILED"),
    ] {
        let answer = server.graphql(&[("query", document)]).send();
        assert_eq!(answer.code(), code);
        let headers = ["cache-control", "etag"].map(|name| answer.header(name));
        assert_eq!(headers, ["no-store", ""].map(str::to_owned), "{document}");
    }
}

#[test]
fn nodes_of_one_database_know_one_anothers_answers() {
    for kind in Kind::all() {
        let database = Database::loaded(kind);
        let node = |options: &[&str]| {
            let node = Server::serve(&[&["--database-url", &database.url], options].concat(), |_| {
                schema::build()
            });
            until(PATIENCE, "the first revision is told", || {
                node.get("/graphql?query=%7B__typename%7D").header("x-sabha-revision") == "1"
            });
            node
        };
        let (one, same, other) = (
            node(&[]),
            node(&["--max-sockets", "1000"]),
            node(&["--max-errors", "3"]),
        );
        let tag = topic(&one, "steel").send().header("etag");
        assert_unchanged(&topic(&same, "steel").header("if-none-match", &tag).send(), &tag);
        // One that may answer otherwise.
        assert_eq!(topic(&other, "steel").header("if-none-match", &tag).send().status, 200);
    }
}

#[test]
fn only_what_is_asked_for_by_its_address_is_kept() {
    let server = server(Kind::Sqlite);
    let tag = topic(&server, "steel").send().header("etag");
    let body = json!({ "query": DOCUMENT, "variables": { "slug": "steel" } }).to_string();
    let posted = server
        .request("POST", "/graphql")
        .header("if-none-match", &tag)
        .json(&body)
        .send();
    let stream = topic(&server, "steel")
        .accept("text/event-stream")
        .header("if-none-match", &tag)
        .send();
    for answer in [posted, stream] {
        let headers = ["cache-control", "etag"].map(|name| answer.header(name));
        assert_eq!((answer.status, headers), (200, ["no-store", ""].map(str::to_owned)));
        assert!(answer.text().contains("Steel"));
    }
}

#[test]
fn a_database_that_was_made_anew_has_answers_of_its_own() {
    for kind in Kind::all() {
        let (one, other) = (server(kind), Server::over(Database::blank(kind), None));
        let tag = topic(&one, "steel").send().header("etag");
        assert_ne!(tag, "");
        // Nothing was loaded into it: an answer is as it happens to be.
        let empty = topic(&other, "steel").header("if-none-match", &tag).send();
        assert_eq!(
            (
                empty.status,
                empty.header("etag").as_str(),
                empty.header("cache-control").as_str()
            ),
            (200, "", "no-store")
        );
        assert_eq!(empty.json(), json!({ "data": { "topic": null } }));
        let first = revised(other.database(), |dataset| rename(dataset, "steel", "Iron"));
        assert_eq!(first, 1);
        let again = topic(&other, "steel")
            .header("x-sabha-revision", "1")
            .header("if-none-match", &tag)
            .send();
        assert_eq!(
            (again.status, again.json()),
            (200, json!({ "data": { "topic": { "name": "Iron" } } }))
        );
    }
}
