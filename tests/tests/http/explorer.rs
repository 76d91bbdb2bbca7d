//! The explorer's addresses: its pages in both languages, real 404s, redirects of what was called otherwise.

use api::schema;
use entity::RecordKind;
use serde_json::json;
use tests::{
    Database, Kind, Server,
    plan::Log,
    records::on_each,
    revise::{edit, key, revised},
};

use crate::page::inflated;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

#[test]
fn every_page_is_the_explorer_in_the_language_of_its_address() {
    on_each(|server| {
        let home = server.get("/");
        assert!(home.text().contains("<html lang=\"en\""), "{}", home.text());
        for path in [
            "",
            "/meetings",
            "/meetings/osaka-expo-visit-2025",
            "/officials",
            "/officials/kayo-ito",
            "/organisations",
            "/organisations/shivalik-engineering",
            "/policies",
            "/states",
            "/states/IN-CG",
            "/places",
            "/places/hathkhoj",
            "/topics",
            "/topics/steel",
            "/articles",
            "/articles/bihar-tech-hub-2025",
            "/relation?a=officials/kayo-ito&b=organisations/ntt",
            "/search?q=%E0%A4%B8%E0%A4%BE%E0%A4%AF",
            "/timeline",
            "/network?around=officials/kayo-ito",
            "/map",
            "/about",
            "/meetings?kind=TALKS&after=x",
        ] {
            for (prefix, language) in [("", "en"), ("/hi", "hi")] {
                let path = format!(
                    "{prefix}{}",
                    if prefix.is_empty() && path.is_empty() {
                        "/"
                    } else {
                        path
                    }
                );
                let page = server.get(&path);
                assert_eq!(
                    (page.status, page.header("content-type").as_str()),
                    (200, "text/html; charset=utf-8"),
                    "{path}"
                );
                let expected = home.text().replacen("lang=\"en\"", &format!("lang=\"{language}\""), 1);
                assert_eq!(page.text(), expected, "{path}");
                for (header, value) in [
                    ("cache-control", "no-cache"),
                    ("content-security-policy", POLICY),
                    ("referrer-policy", "same-origin"),
                    ("vary", "Accept-Encoding"),
                    ("x-content-type-options", "nosniff"),
                ] {
                    assert_eq!(page.header(header), value, "{path}");
                }
                let again = server
                    .request("GET", &path)
                    .header("if-none-match", &page.header("etag"))
                    .send();
                assert_eq!(
                    (again.status, again.body.len(), again.header("etag")),
                    (304, 0, page.header("etag")),
                    "{path}"
                );
                let head = server.request("HEAD", &path).send();
                assert_eq!(
                    (head.status, head.body.len(), head.header("etag")),
                    (200, 0, page.header("etag")),
                    "{path}"
                );
                let post = server.request("POST", &path).body(b"x").send();
                assert_eq!(
                    (post.status, post.header("allow").as_str()),
                    (405, "GET, HEAD"),
                    "{path}"
                );
            }
        }
    });
}

#[test]
fn the_page_comes_compressed_in_either_language() {
    let server = Server::start();
    for path in ["/", "/hi", "/hi/about"] {
        let plain = server.get(path);
        let mut tags = vec![plain.header("etag")];
        for coding in ["br", "gzip"] {
            let coded = server.request("GET", path).header("accept-encoding", coding).send();
            assert_eq!(
                (coded.header("content-encoding").as_str(), coded.status),
                (coding, 200),
                "{path}"
            );
            assert_eq!(inflated(&coded), plain.body, "{path}");
            tags.push(coded.header("etag"));
        }
        assert!(tags[0] != tags[1] && tags[1] != tags[2], "{tags:?}");
    }
    assert_ne!(server.get("/").header("etag"), server.get("/hi").header("etag"));
}

#[test]
fn where_there_is_no_record_the_page_says_so() {
    on_each(|server| {
        for path in [
            "/meetings/none",
            "/hi/meetings/none",
            "/officials/osaka-expo-visit-2025",
            "/states/IN-XX",
            "/hi/states/in-cg",
            "/topics/steel%20",
            "/topics/%ff",
            "/topics/%00",
            "/articles/%E0%A4%96",
            &format!("/places/{}", "x".repeat(5_000)),
        ] {
            let page = server.get(path);
            assert_eq!(page.status, 404, "{path}");
            let language = if path.starts_with("/hi") { "hi" } else { "en" };
            assert!(
                page.text().contains(&format!("<html lang=\"{language}\"")),
                "{path}: {}",
                page.text()
            );
            let headers = ["cache-control", "content-security-policy"].map(|name| page.header(name));
            assert_eq!(headers, ["no-cache", POLICY], "{path}");
            // There is nothing to compare with what the client has.
            let again = server
                .request("GET", path)
                .header("if-none-match", &page.header("etag"))
                .send();
            assert_eq!(again.status, 404, "{path}");
        }
        for path in [
            "/hindi",
            "/hi/hi",
            "/meetings/a/b",
            "/about/x",
            "/relation/x",
            "//meetings",
            "/index.html",
            "/hi/assets/x",
        ] {
            let page = server.request("GET", path).accept("text/html").send();
            assert_eq!(
                (page.status, page.header("content-security-policy").as_str()),
                (404, POLICY),
                "{path}"
            );
            let answer = server.get(path);
            assert_eq!((answer.status, answer.code().as_str()), (404, "NOT_FOUND"), "{path}");
        }
    });
}

#[test]
fn a_page_takes_one_statement_at_most() {
    for kind in Kind::all() {
        let (database, log) = (Database::loaded(kind), Log::default());
        let watched = log.clone();
        let server = Server::serve_watched(
            &["--database-url", &database.url],
            move |db| watched.watch(db),
            |_| schema::build(),
        );
        for (path, statements) in [
            ("/", 0),
            ("/meetings", 0),
            ("/assets/none.js", 0),
            ("/meetings/osaka-expo-visit-2025", 1),
            ("/hi/states/IN-CG", 1),
            ("/topics/none", 1),
        ] {
            drop(log.take());
            drop(server.get(path));
            // The revision is looked up meanwhile.
            let asked = log.take().into_iter().filter(|it| it.sql.contains("former_slug"));
            assert_eq!(asked.count(), statements, "{path} on {kind:?}");
        }
        assert_eq!(server.get(&format!("/topics/{}", "x".repeat(201))).status, 404);
        assert!(!log.take().iter().any(|it| it.sql.contains("former_slug")));
    }
}

#[test]
fn a_slash_too_many_is_taken_away() {
    on_each(|server| {
        for (path, to) in [
            ("/hi/", "/hi"),
            ("/meetings/", "/meetings"),
            ("/hi/meetings/?kind=TALKS", "/hi/meetings?kind=TALKS"),
            ("/meetings/none/", "/meetings/none"),
            ("/about/", "/about"),
        ] {
            for method in ["GET", "HEAD"] {
                let answer = server.request(method, path).send();
                assert_eq!((answer.status, answer.header("location").as_str()), (308, to), "{path}");
            }
        }
        for path in ["//evil.example/", "//meetings/", "/nothing/", "/meetings//", "/hi//"] {
            let answer = server.get(path);
            assert_eq!((answer.status, answer.header("location").as_str()), (404, ""), "{path}");
        }
        assert_eq!(server.request("POST", "/meetings/").body(b"x").send().status, 404);
    });
}

#[test]
fn what_was_called_otherwise_leads_to_what_it_is_called_now() {
    for kind in Kind::all() {
        let server = Server::loaded(kind);
        let revision = revised(server.database(), |dataset| {
            edit(dataset, RecordKind::Meeting, "osaka-expo-visit-2025", |record| {
                record["slug"] = "osaka-expo-2025-visit".into();
                record["formerly"] = json!(["osaka-expo-visit-2025"]);
            });
            // A record that was merged leads to the one that it is now.
            dataset.records.remove(&key(RecordKind::Place, "hathkhoj")).unwrap();
            edit(dataset, RecordKind::Place, "bhilai", |record| {
                record["formerly"] = json!(["hathkhoj"])
            });
            edit(dataset, RecordKind::Organisation, "shivalik-engineering", |record| {
                record["place"] = "bhilai".into()
            });
        });
        assert_eq!(revision, 2);
        for (path, to) in [
            ("/meetings/osaka-expo-visit-2025", "/meetings/osaka-expo-2025-visit"),
            (
                "/hi/meetings/osaka-expo-visit-2025?tab=a%26b&x",
                "/hi/meetings/osaka-expo-2025-visit?tab=a%26b&x",
            ),
            ("/places/hathkhoj", "/places/bhilai"),
            // A code of ISO 3166-2 that was changed.
            ("/hi/states/IN-CT", "/hi/states/chhattisgarh"),
        ] {
            let answer = server.get(path);
            assert_eq!(
                (answer.status, answer.header("location").as_str()),
                (308, to),
                "{path} on {kind:?}"
            );
            assert_eq!(answer.header("cache-control"), "no-cache");
            assert_eq!(server.get(to).status, 200, "{to}");
        }
        // A slug belongs to its kind.
        assert_eq!(server.get("/topics/hathkhoj").status, 404);
    }
}

#[test]
fn a_database_that_is_away_costs_no_page() {
    let server = Server::serve(&[], |db| {
        actix_web::rt::spawn(db.clone().close());
        tests::trial::build()
    });
    let page = server.get("/meetings/osaka-expo-visit-2025");
    assert_eq!((page.status, page.text()), (200, server.get("/").text()));
}

#[test]
fn other_files_of_the_build_are_there() {
    let server = Server::start();
    if server.get("/").text().contains("are not in this build") {
        return;
    }
    for path in ["/licenses.md", "/font-licenses.txt"] {
        let file = server.request("GET", path).header("accept-encoding", "gzip").send();
        let headers = ["content-type", "cache-control", "content-encoding"].map(|name| file.header(name));
        assert_eq!(
            (file.status, headers),
            (
                200,
                ["text/plain; charset=utf-8", "no-cache", "gzip"].map(str::to_owned)
            )
        );
        assert_eq!(server.request("POST", path).body(b"x").send().status, 405);
    }
}
