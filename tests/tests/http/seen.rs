//! `X-Sabha-Revision`: told with what was read, and asked for by who has seen it. What replicas make of it is the drill's.

use std::time::Duration;

use serde_json::json;
use tests::{Answer, Request, Server, records::on_each, until};

const HEADER: &str = "x-sabha-revision";
/// As long as a busy machine may need.
const PATIENCE: Duration = Duration::from_secs(60);

fn asked(request: Request) -> Answer {
    let body = json!({ "query": "{ dataset { revision } }" }).to_string();
    request.accept("application/graphql-response+json").json(&body).send()
}

/// A server looks at its database soon after it has started.
fn knows_its_revision(server: &Server) {
    until(PATIENCE, "the first revision is told", || {
        asked(server.request("POST", "/graphql")).header(HEADER) == "1"
    });
}

#[test]
fn what_was_read_tells_its_revision() {
    on_each(|server| {
        knows_its_revision(server);
        for path in [
            "/graphql?query=%7B__typename%7D",
            "/reconcile/suggest/entity?prefix=Du",
            "/reconcile?queries=%7B%22q%22%3A%7B%22query%22%3A%22Durg%22%7D%7D",
        ] {
            let answer = server.request("GET", path).header(HEADER, "1").send();
            assert_eq!((answer.status, answer.header(HEADER).as_str()), (200, "1"), "{path}");
            let exposed = answer.header("access-control-expose-headers");
            assert!(exposed.contains(HEADER), "{path}: {exposed}");
        }
        // A fault of the document is found without reading.
        let refused = server.ask("{ nothing }");
        assert_eq!((refused.status, refused.header(HEADER).as_str()), (400, ""));
    });
}

#[test]
fn a_revision_that_is_not_there_yet_asks_for_nothing() {
    on_each(|server| {
        knows_its_revision(server);
        let answer = asked(server.request("POST", "/graphql").header(HEADER, "9223372036854775807"));
        assert_eq!((answer.status, answer.header(HEADER).as_str()), (200, "1"));
        assert_eq!(answer.json(), json!({ "data": { "dataset": { "revision": 1 } } }));
    });
}

#[test]
fn what_is_no_revision_is_refused_with_what_is_expected() {
    on_each(|server| {
        for wrong in ["newest", "-1", "1.5", "1, 2"] {
            for (method, path) in [
                ("GET", "/graphql?query=%7B__typename%7D"),
                ("GET", "/reconcile/suggest/entity?prefix=Du"),
                ("GET", "/reconcile?queries=%7B%7D"),
            ] {
                let answer = server.request(method, path).header(HEADER, wrong).send();
                assert_eq!(
                    (answer.status, answer.code().as_str()),
                    (400, "BAD_REQUEST"),
                    "{path} {wrong}"
                );
                assert!(
                    answer.message().contains("e.g. `X-Sabha-Revision: 42`"),
                    "{}",
                    answer.text()
                );
            }
        }
    });
}
