//! `/changes.ndjson`: the change log as lines, for mirrors.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use api::schema;
use serde_json::{Value, json};
use tests::{Answer, Database, Kind, Server, database::wait, revise::revise_by_sql};

/// A server that notices new revisions soon, and its database.
fn serve(kind: Kind) -> (Server, Database) {
    let database = Database::loaded(kind);
    let options = ["--database-url", &database.url, "--revision-interval", "20ms"];
    (Server::serve(&options, |_| schema::build()), database)
}

fn write(database: &Database, counts: &[usize]) {
    wait(async {
        let db = database.open().await;
        for count in counts {
            revise_by_sql(&db, *count).await;
        }
        db.close().await.unwrap();
    });
}

/// The lines of an answer; what stands between is the sizes of its chunks.
fn lines(answer: &Answer) -> Vec<Value> {
    let text = answer.text();
    let lines = text.lines().filter(|line| line.starts_with('{'));
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_whole_log_is_told_in_lines() {
    for kind in Kind::all() {
        let (server, database) = serve(kind);
        write(&database, &[3, 130]);
        let answer = server.get("/changes.ndjson");
        let header = |name: &str| answer.header(name);
        assert_eq!(
            (answer.status, header("content-type").as_str()),
            (200, "application/x-ndjson")
        );
        assert_eq!(
            (header("cache-control").as_str(), header("x-sabha-revision").as_str()),
            ("no-store", "3")
        );
        let all = lines(&answer);
        let data = server.data("{ changes { totalCount } }", &Value::Null);
        assert_eq!(data["changes"]["totalCount"], all.len(), "on {kind:?}");
        let steel = all.iter().find(|line| line["slug"] == "steel").unwrap();
        let names: Vec<&String> = steel.as_object().unwrap().keys().collect();
        assert_eq!(
            names,
            [
                "id",
                "revision",
                "at",
                "actor",
                "action",
                "kind",
                "slug",
                "mergedInto",
                "fields"
            ]
        );
        assert_eq!((&steel["action"], &steel["kind"]), (&"CREATED".into(), &"TOPIC".into()));
        // What is created is there whole, as JSON and not as text.
        let name = steel["fields"]
            .as_array()
            .unwrap()
            .iter()
            .find(|field| field["path"] == "name")
            .unwrap();
        assert_eq!(
            *name,
            json!({ "path": "name", "before": null, "after": { "en": "Steel", "hi": "स्टील" } })
        );
        let last = &all[all.len() - 1];
        assert_eq!(
            last["fields"],
            json!([{ "path": "name.en", "before": "old", "after": "new" }])
        );
        assert_eq!((&last["revision"], &last["slug"]), (&3.into(), &"made-130".into()));
        // The same ids as GraphQL's, and each is a place to go on from.
        let log = server.data("{ changes(since: 1, first: 100) { nodes { id } } }", &Value::Null);
        let later: Vec<&Value> = all.iter().filter(|line| line["revision"] != 1).collect();
        assert_eq!(later[7]["id"], log["changes"]["nodes"][7]["id"]);
        assert_eq!(
            lines(&server.get("/changes.ndjson?since=1")).iter().collect::<Vec<_>>(),
            later
        );
        let id = later[7]["id"].as_str().unwrap();
        assert_eq!(
            lines(&server.get(&format!("/changes.ndjson?after={id}")))
                .iter()
                .collect::<Vec<_>>(),
            later[8..]
        );
        let topics = lines(&server.get("/changes.ndjson?since=1&kinds=TOPIC,PLACE&follow=false"));
        assert_eq!(
            topics.iter().collect::<Vec<_>>(),
            later
                .iter()
                .copied()
                .filter(|it| it["kind"] == "TOPIC")
                .collect::<Vec<_>>()
        );
        assert_eq!(topics.len(), 66);
        let none = server.get("/changes.ndjson?since=3");
        assert_eq!((none.status, lines(&none).len()), (200, 0));
        // What it covers is told without it, too.
        let head = server.request("HEAD", "/changes.ndjson").send();
        assert_eq!(
            (head.status, head.header("x-sabha-revision").as_str(), head.body.len()),
            (200, "3", 0)
        );
    }
}

#[test]
fn a_wrong_question_is_refused_in_words() {
    let (server, _database) = serve(Kind::Sqlite);
    for (query, code, words) in [
        ("since=2", "BAD_INPUT", "the newest revision is 1."),
        ("since=last", "BAD_REQUEST", "`since=last` is not a revision"),
        ("after=x", "BAD_INPUT", "`after` is not a change of this dataset"),
        ("kinds=MEETINGS", "BAD_REQUEST", "STATE, PLACE, OFFICIAL"),
        ("follow=1", "BAD_REQUEST", "neither `true` nor `false`"),
        (
            "revision=1",
            "BAD_REQUEST",
            "it takes `since`, `after`, `kinds` and `follow`",
        ),
    ] {
        let answer = server.get(&format!("/changes.ndjson?{query}"));
        assert_eq!((answer.status, answer.code().as_str()), (400, code), "{query}");
        assert!(answer.message().contains(words), "{query}: {}", answer.message());
        let text = server
            .request("GET", &format!("/changes.ndjson?{query}"))
            .accept("text/plain")
            .send();
        assert_eq!(text.text(), format!("{}\n", answer.message()));
    }
    let posted = server.request("POST", "/changes.ndjson").send();
    assert_eq!((posted.status, posted.header("allow").as_str()), (405, "GET, HEAD"));
}

/// Reads on to the next line that is one.
fn next(reader: &mut BufReader<TcpStream>) -> Value {
    loop {
        let mut line = String::new();
        assert!(reader.read_line(&mut line).unwrap() > 0, "the answer has ended");
        if line.starts_with('{') {
            return serde_json::from_str(&line).unwrap();
        }
    }
}

#[test]
fn a_mirror_may_go_on_as_long_as_it_likes() {
    for kind in Kind::all() {
        let (server, database) = serve(kind);
        write(&database, &[2]);
        let mut stream = server.connect().unwrap();
        write!(
            stream,
            "GET /changes.ndjson?since=1&follow=true HTTP/1.1\r\nhost: x\r\n\r\n"
        )
        .unwrap();
        let mut reader = BufReader::new(stream);
        let told: Vec<Value> = (0..2).map(|_| next(&mut reader)).collect();
        assert_eq!(told[1]["revision"], 2, "on {kind:?}");
        // What is applied from now on follows by itself, over the same connection.
        write(&database, &[70, 1]);
        for (revision, count) in [(3, 70), (4, 1)] {
            for number in 1..=count {
                let line = next(&mut reader);
                assert_eq!(
                    (&line["revision"], &line["slug"]),
                    (&revision.into(), &format!("made-{number}").into())
                );
            }
        }
        // Cut there, and gone on with later, nothing is missing.
        drop(reader);
        write(&database, &[1]);
        let after = server.data("{ changes(since: 3) { nodes { id } } }", &Value::Null);
        let id = after["changes"]["nodes"][0]["id"].as_str().unwrap();
        let rest = lines(&server.get(&format!("/changes.ndjson?since=1&after={id}")));
        assert_eq!(rest.iter().map(|line| &line["revision"]).collect::<Vec<_>>(), [5]);
    }
}
