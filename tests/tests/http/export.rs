//! `/export/…`: the same bytes as the command's, tagged, streamed, and ended for whoever does not read.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where it cannot go on"
)]

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use api::schema;
use flate2::read::GzDecoder;
use seed::export::{BASE, Form, Stream, csv::Table};
use seed::synth::{Plan, load};
use tests::{Answer, Database, Kind, Server, database::wait, records::on_each};

fn forms() -> Vec<(String, Form)> {
    let tables = Table::ALL
        .iter()
        .map(|table| (format!("/export/csv/{}.csv", table.word()), Form::Csv(*table)));
    let json_ld = Form::JsonLd { base: BASE.to_owned() };
    [
        ("/export/ndjson".to_owned(), Form::Ndjson),
        ("/export/jsonld".to_owned(), json_ld),
    ]
    .into_iter()
    .chain(tables)
    .collect()
}

/// What the command writes.
fn written(database: &Database, form: Form) -> Vec<u8> {
    wait(async {
        let db = database.open().await;
        let mut stream = Stream::begin(&db, form).await.unwrap();
        let mut bytes = Vec::new();
        while let Some(some) = stream.next().await.unwrap() {
            bytes.extend(some);
        }
        db.close().await.unwrap();
        bytes
    })
}

/// The body of an answer in chunks, and whether it came to its end.
fn dechunked(answer: &Answer) -> (Vec<u8>, bool) {
    assert_eq!(answer.header("transfer-encoding"), "chunked");
    let (mut rest, mut body) = (answer.body.as_slice(), Vec::new());
    loop {
        let Some(end) = rest.windows(2).position(|it| it == b"\r\n") else {
            return (body, false);
        };
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            return (body, true);
        }
        let Some(chunk) = rest.get(end + 2..end + 2 + size) else {
            return (body, false);
        };
        body.extend(chunk);
        rest = &rest[(end + 4 + size).min(rest.len())..];
    }
}

#[test]
fn every_form_has_the_bytes_of_the_command() {
    on_each(|server| {
        for (path, form) in forms() {
            let answer = server.get(&path);
            assert_eq!(
                (answer.status, answer.header("content-type").as_str()),
                (200, form.media_type()),
                "{path}"
            );
            assert_eq!(answer.header("x-sabha-revision"), "1");
            assert_eq!(
                answer.header("content-disposition"),
                format!("attachment; filename=\"{}\"", form.file())
            );
            let (body, whole) = dechunked(&answer);
            assert!(whole, "{path}");
            assert!(body == written(server.database(), form), "{path}");
        }
        let lines = dechunked(&server.get("/export/ndjson")).0;
        let lines = String::from_utf8(lines).unwrap();
        assert!(lines.starts_with("{\"dataset\":{") && lines.contains("\n{\"meeting\":{"));
        let index = server.get("/export").json();
        let paths: Vec<_> = index["exports"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["path"].as_str().unwrap())
            .collect();
        assert_eq!(paths, forms().iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>());
        assert_eq!(server.get("/export/csv").json(), index);
    });
}

#[test]
fn what_is_known_is_not_sent_again() {
    on_each(|server| {
        let mut tags = Vec::new();
        for (path, _) in forms().into_iter().take(3) {
            let first = server.get(&path);
            let tag = first.header("etag");
            assert!(tag.starts_with("\"1-") && !first.header("last-modified").is_empty());
            let again = server.request("GET", &path).header("if-none-match", &tag).send();
            assert_eq!(
                (again.status, again.body.len(), again.header("etag")),
                (304, 0, tag.clone())
            );
            assert_eq!(again.header("x-sabha-revision"), "1");
            let head = server.request("HEAD", &path).send();
            assert_eq!(
                (head.status, head.body.len(), head.header("etag")),
                (200, 0, tag.clone())
            );
            assert_eq!(head.header("content-type"), first.header("content-type"));
            let packed = server
                .request("GET", &path)
                .header("accept-encoding", "br, gzip")
                .send();
            assert_eq!(packed.header("content-encoding"), "gzip");
            let mut unpacked = Vec::new();
            GzDecoder::new(dechunked(&packed).0.as_slice())
                .read_to_end(&mut unpacked)
                .unwrap();
            assert!(unpacked == dechunked(&first).0, "{path}");
            tags.extend([tag, packed.header("etag")]);
        }
        let count = tags.len();
        tags.sort();
        tags.dedup();
        assert_eq!((count, tags.len()), (6, 6), "a tag is of one form and coding");
    });
}

#[test]
fn what_is_not_there_and_not_allowed_is_said() {
    let server = Server::start();
    let empty = server.get("/export/ndjson");
    assert_eq!((empty.status, empty.code().as_str()), (404, "NOT_FOUND"));
    assert!(empty.message().contains("holds no dataset yet"));
    let table = server.get("/export/csv/meetings.csv");
    assert_eq!((table.status, table.code().as_str()), (404, "NOT_FOUND"));
    assert!(
        table.message().contains("meeting, participation"),
        "{}",
        table.message()
    );
    let post = server.request("POST", "/export/ndjson").body(b"").send();
    assert_eq!((post.status, post.header("allow").as_str()), (405, "GET, HEAD"));
}

/// A database of a set that is larger than what sockets hold.
fn large(kind: Kind) -> Database {
    let database = Database::blank(kind);
    wait(async {
        let db = database.open().await;
        seed::database::migrate(&db).await.unwrap();
        let plan = Plan {
            meetings: 2_500,
            seed: 1,
        };
        load(&db, plan, |_| ()).await.unwrap();
        db.close().await.unwrap();
    });
    database
}

fn serve(database: &Database, options: &[&str]) -> Server {
    let url = ["--database-url", &database.url, "--database-connections", "3"];
    Server::serve(&[&url, options].concat(), |_| schema::build())
}

/// Asks for an export and reads its head only.
fn begin(server: &Server) -> TcpStream {
    let mut stream = server.connect().unwrap();
    stream
        .write_all(b"GET /export/ndjson HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        .unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.extend(byte);
    }
    assert!(head.starts_with(b"HTTP/1.1 200 "));
    stream
}

/// Asks until an answer is as it should be.
fn until(what: &str, mut done: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    while !done() {
        assert!(Instant::now() < end, "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

// The set is large, and it takes long to make it: its tests go one after the other.
#[test]
fn a_large_set_is_read_by_some_at_a_time_slowly_or_not_at_all() {
    for kind in Kind::all() {
        let database = large(kind);
        only_some_run_at_a_time_and_one_that_is_hung_up_makes_room(&database);
        one_that_is_not_read_in_time_is_cut_short_and_seen_to_be(&database);
        a_slow_reader_gets_all(&database);
    }
}

fn only_some_run_at_a_time_and_one_that_is_hung_up_makes_room(database: &Database) {
    let server = serve(database, &["--max-exports", "2"]);
    let (first, second) = (begin(&server), begin(&server));
    let refused = server.get("/export/csv/state.csv");
    assert_eq!((refused.status, refused.code().as_str()), (503, "UNAVAILABLE"));
    assert_eq!(refused.header("retry-after"), "30");
    // Others are answered meanwhile.
    let asked = server.ask("{ dataset { revision } }").json();
    assert!(asked["data"]["dataset"]["revision"].is_number(), "{asked}");
    drop(first);
    until("a client that hangs up makes room", || {
        server.get("/export/csv/state.csv").status == 200
    });
    drop(second);
}

fn one_that_is_not_read_in_time_is_cut_short_and_seen_to_be(database: &Database) {
    let server = serve(database, &["--max-exports", "1", "--export-timeout", "1s"]);
    let mut slow = begin(&server);
    until("the time of one that is not read ends", || {
        server.get("/export/csv/state.csv").status == 200
    });
    let mut rest = Vec::new();
    let _reset = slow.read_to_end(&mut rest);
    assert!(!rest.ends_with(b"0\r\n\r\n"), "it does not end as a whole one does");
    assert!(rest.len() < written(database, Form::Ndjson).len());
}

fn a_slow_reader_gets_all(database: &Database) {
    let server = serve(database, &[]);
    let mut slow = begin(&server);
    // Nothing is lost for who takes breath between the bytes.
    let (mut raw, mut some) = (Vec::new(), vec![0; 1 << 20]);
    loop {
        std::thread::sleep(Duration::from_millis(5));
        let read = slow.read(&mut some).unwrap();
        if read == 0 {
            break;
        }
        raw.extend(&some[..read]);
    }
    let answer = Answer {
        status: 200,
        headers: vec![("transfer-encoding".to_owned(), "chunked".to_owned())],
        body: raw,
    };
    let (body, whole) = dechunked(&answer);
    assert!(whole && body == written(database, Form::Ndjson));
}
