//! What is served beside GraphQL: pages, the schema, health, metrics, and the answers where there is nothing.

use std::io::Read;

use tests::{Request, Server};

const POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; \
                      font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'";

#[test]
fn the_playground_is_looked_at_again_each_time() {
    let server = Server::start();
    let page = server.get("/playground");
    assert_eq!(
        (page.status, page.header("content-type").as_str()),
        (200, "text/html; charset=utf-8")
    );
    assert_eq!(
        (
            page.header("cache-control").as_str(),
            page.header("content-security-policy").as_str()
        ),
        ("no-cache", POLICY)
    );
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "same-origin");
    assert!(page.text().contains("Sabha"));
    let again = server
        .request("GET", "/playground")
        .header("if-none-match", &page.header("etag"))
        .send();
    assert_eq!(
        (again.status, again.body.len(), again.header("etag")),
        (304, 0, page.header("etag"))
    );
    let head = server.request("HEAD", "/playground").send();
    assert_eq!(
        (head.status, head.body.len(), head.header("etag")),
        (200, 0, page.header("etag"))
    );
}

#[test]
fn assets_are_kept_for_ever_and_come_compressed() {
    let server = Server::start();
    for (page, assets) in [("/playground", "/playground/assets/"), ("/", "/assets/")] {
        let page = server.get(page).text();
        // Without Node there is one plain page, and no assets.
        let Some(script) = page
            .split('"')
            .find(|part| part.starts_with(assets) && part.ends_with(".js"))
        else {
            assert!(page.contains("are not in this build"), "{page}");
            return;
        };
        let plain = server.get(script);
        assert_eq!(
            (plain.status, plain.header("content-type").as_str()),
            (200, "text/javascript; charset=utf-8")
        );
        assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(plain.header("content-encoding"), "");
        let mut tags = vec![plain.header("etag")];
        for (accept, coding) in [("gzip;q=0.8, br;q=0.9", "br"), ("br;q=0.5, gzip", "gzip")] {
            let coded = server.request("GET", script).header("accept-encoding", accept).send();
            assert_eq!((coded.status, coded.header("content-encoding").as_str()), (200, coding));
            assert!(coded.body.len() < plain.body.len(), "{script}");
            assert_eq!(inflated(&coded), plain.body, "{script}");
            assert_eq!(coded.header("vary"), "Accept-Encoding");
            tags.push(coded.header("etag"));
            let again = server
                .request("GET", script)
                .header("accept-encoding", accept)
                .header("if-none-match", &tags.join(", "))
                .send();
            assert_eq!((again.status, again.header("etag")), (304, coded.header("etag")));
        }
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), 3);
        for refused in ["br;q=0, gzip;q=0", "identity, br;q=0.9", "zstd"] {
            let answer = server.request("GET", script).header("accept-encoding", refused).send();
            assert_eq!(
                (answer.header("content-encoding").as_str(), answer.body),
                ("", plain.body.clone()),
                "{refused}"
            );
        }
        for twin in ["br", "gz"] {
            assert_eq!(server.get(&format!("{script}.{twin}")).status, 404);
        }
    }
}

/// An answer's body without its coding.
pub(crate) fn inflated(answer: &tests::Answer) -> Vec<u8> {
    let mut plain = Vec::new();
    let read = match answer.header("content-encoding").as_str() {
        "br" => brotli::Decompressor::new(&*answer.body, 4096).read_to_end(&mut plain),
        "gzip" => flate2::read::GzDecoder::new(&*answer.body).read_to_end(&mut plain),
        _ => return answer.body.clone(),
    };
    assert!(read.is_ok(), "{read:?}");
    plain
}

#[test]
fn where_there_is_nothing_the_answer_says_where_to_go() {
    let server = Server::start();
    for path in [
        "/nothing",
        "/playground/assets/none.js",
        "/playground/assets/..%2f..%2findex.html",
        "/playground/none.html",
        "/playground/assets",
        "/graphql/x",
        "/assets/",
    ] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.code().as_str()), (404, "NOT_FOUND"), "{path}");
        assert!(answer.message().contains("The explorer is at /,") && answer.message().contains("/playground"));
        // People get a page, whatever it was that is not there.
        let page = server.request("GET", path).accept("text/html, */*;q=0.8").send();
        assert_eq!((page.status, page.text()), (404, server.get("/").text()), "{path}");
        assert_eq!(page.header("vary"), "Accept, Accept-Encoding");
    }
    let text = server.request("GET", "/nothing").accept("text/plain").send();
    assert_eq!(
        (text.status, text.header("content-type").as_str()),
        (404, "text/plain; charset=utf-8")
    );
    assert!(text.text().starts_with("There is nothing here."));
    let post = server.request("POST", "/playground").body(b"x").send();
    assert_eq!((post.status, post.header("allow").as_str()), (405, "GET, HEAD"));
}

#[test]
fn the_schema_is_served_with_a_tag() {
    let server = Server::trial(&[]);
    let schema = server.get("/schema.graphql");
    assert_eq!(
        (schema.status, schema.header("content-type").as_str()),
        (200, "text/plain; charset=utf-8")
    );
    assert!(schema.text().contains("type ItemConnection"));
    let again = server
        .request("GET", "/schema.graphql")
        .header("if-none-match", &format!("W/{}", schema.header("etag")))
        .send();
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[test]
fn small_files_are_there() {
    let server = Server::start();
    let robots = server.get("/robots.txt");
    assert!(robots.status == 200 && robots.text().contains("Disallow: /export"));
    // What shows pages to a crawler must be open to it, and its answers are kept out of the index by themselves.
    assert!(!robots.text().contains("/graphql") && !robots.text().contains("/meetings"));
    let answer = server.get("/graphql?query=%7B__typename%7D");
    assert_eq!(answer.header("x-robots-tag"), "noindex");
    assert_eq!(server.get("/favicon.ico").header("content-type"), "image/svg+xml");
}

#[test]
fn health_is_told_apart_from_readiness() {
    let server = Server::start();
    assert_eq!(
        (server.get("/health/live").status, server.get("/health/ready").status),
        (200, 200)
    );
    let address = std::net::SocketAddr::from(([0, 0, 0, 0], server.port));
    api::http::health::ask(address).unwrap();
    server.stop().unwrap();
    assert!(api::http::health::ask(address).is_err());

    let server = Server::serve(&[], |db| {
        // The service keeps a connection that is closed under it.
        actix_web::rt::spawn(db.clone().close());
        tests::trial::build()
    });
    let ready = server.get("/health/ready");
    assert_eq!((server.get("/health/live").status, ready.status), (200, 503));
    assert!(api::http::health::ask(std::net::SocketAddr::from(([127, 0, 0, 1], server.port))).is_err());
}

#[test]
fn metrics_count_requests_by_route_and_code() {
    let server = Server::trial(&[]);
    assert_eq!(
        (
            server.ask("{ hello }").status,
            server.ask("{").status,
            server.get("/a/b/c").status
        ),
        (200, 400, 404)
    );
    let metrics = server.get("/metrics");
    assert_eq!(
        metrics.header("content-type"),
        "application/openmetrics-text; version=1.0.0; charset=utf-8"
    );
    for line in [
        "sabha_http_requests_total{method=\"POST\",route=\"/graphql\",status=\"200\"} 1",
        "sabha_http_requests_total{method=\"POST\",route=\"/graphql\",status=\"400\"} 1",
        "sabha_http_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1",
        "sabha_graphql_requests_total{code=\"OK\"} 1",
        "sabha_graphql_requests_total{code=\"PARSE_FAILED\"} 1",
        "sabha_graphql_duration_seconds_count 2",
        "sabha_in_flight 1",
        "sabha_build_info{version=\"",
    ] {
        assert!(
            metrics.text().contains(line),
            "{line} is missing in\n{}",
            metrics.text()
        );
    }
}

#[test]
fn metrics_may_have_a_listener_of_their_own() {
    let server = Server::trial(&["--metrics-listen", "127.0.0.1:0"]);
    assert_eq!(server.get("/metrics").status, 404);
    let port = server.metrics_port.unwrap();
    assert_eq!(Request::new(port, "GET", "/metrics").send().status, 200);
    assert_eq!(Request::new(port, "GET", "/graphql").send().status, 404);
}

#[test]
fn any_origin_may_read_unless_some_are_named() {
    let server = Server::trial(&[]);
    let answer = server
        .request("GET", "/graphql?query=%7Bhello%7D")
        .header("origin", "https://a.example")
        .send();
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("access-control-allow-credentials"), "");
    let preflight = |server: &Server, origin: &str| {
        let request = server.request("OPTIONS", "/graphql").header("origin", origin);
        request
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "content-type")
            .send()
    };
    let answer = preflight(&server, "https://a.example");
    assert_eq!(
        (answer.status, answer.header("access-control-allow-methods").as_str()),
        (204, "GET, POST")
    );
    assert!(answer.header("access-control-allow-headers").contains("content-type"));
    assert_eq!(answer.header("access-control-max-age"), "86400");

    let server = Server::trial(&[
        "--allow-origin",
        "https://a.example",
        "--allow-origin",
        "http://b.example:8080",
    ]);
    for (origin, allowed) in [
        ("https://a.example", true),
        ("http://b.example:8080", true),
        ("http://a.example", false),
        ("null", false),
    ] {
        for answer in [
            preflight(&server, origin),
            server
                .request("GET", "/graphql?query=%7Bhello%7D")
                .header("origin", origin)
                .send(),
        ] {
            assert_eq!(
                answer.header("access-control-allow-origin"),
                if allowed { origin } else { "" }
            );
            assert!(answer.header("vary").contains("Origin"));
        }
    }
}
