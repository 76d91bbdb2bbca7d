//! `seed import` from outside: killed in the middle and run again, it leaves what one run would have left.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use sea_orm::ConnectionTrait;

/// Address of a PostgreSQL database whose user may make databases; when it is set, the tests run there too.
const POSTGRES: &str = "SABHA_TEST_POSTGRES_URL";

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("import-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn command(url: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seed"));
    command.args(arguments).args(["--database-url", url]);
    command
}

fn seed(url: &str, arguments: &[&str]) -> Output {
    command(url, arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Databases of their own on each kind of server that there is: two new ones, gone with the server's or the tests' folder.
fn addresses(folder: &Path) -> Vec<[String; 2]> {
    let file = |name: &str| format!("sqlite://{}", folder.join(name).display());
    let mut all = vec![[file("whole.db"), file("cut.db")]];
    #[expect(
        clippy::disallowed_methods,
        reason = "tests have no options; this is the one variable that they read"
    )]
    let server = std::env::var(POSTGRES).ok();
    if let Some(url) = server {
        let name = |which: &str| format!("sabha_import_{}_{which}", std::process::id());
        let made = ["whole", "cut"].map(|which| {
            run_on(&url, &format!("CREATE DATABASE {}", name(which)));
            format!("{}/{}", url.rsplit_once('/').unwrap().0, name(which))
        });
        all.push(made);
    }
    all
}

fn run_on(url: &str, sql: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let db = seed::database::open(url).await.unwrap();
        db.execute_unprepared(sql).await.unwrap();
        db.close().await.unwrap();
    });
}

/// The lines of all records, sorted, since inside ids follow the chunks.
fn content(url: &str) -> Vec<String> {
    let text = out(&seed(url, &["export", "--as", "ndjson", "-"]));
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// The revision that a database is at.
fn revision(url: &str) -> i64 {
    let status = seed(url, &["status", "--format", "json"]);
    let status: serde_json::Value = serde_json::from_slice(&status.stdout).unwrap_or_default();
    status
        .get("revision")
        .and_then(serde_json::Value::as_i64)
        .unwrap_or_default()
}

#[test]
fn an_import_that_is_killed_goes_on_where_it_was() {
    let folder = folder();
    let set = folder.join("set.ndjson");
    let file = set.to_str().unwrap();
    out(&seed(
        "sqlite::memory:",
        &["synth", "--meetings", "2600", "--seed", "4", "--to", file],
    ));
    let lines = fs::read_to_string(&set).unwrap().lines().count();
    assert!(lines > 3_500, "{lines}");
    for [whole, cut] in addresses(&folder) {
        let machine = out(&seed(&whole, &["import", file, "--format", "json"]));
        let summary: serde_json::Value = serde_json::from_str(&machine).unwrap();
        assert_eq!(
            (&summary["created"], &summary["equal"]),
            (&(lines - 1).into(), &0.into())
        );
        assert!(summary["rows"].as_u64().unwrap() > 30_000 && summary["seconds"].as_f64().unwrap() > 0.0);

        let mut first = command(&cut, &["import", file]);
        let mut first = first.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let began = Instant::now();
        while revision(&cut) == 0 {
            assert!(began.elapsed() < Duration::from_secs(300), "no chunk is written");
            assert!(first.try_wait().unwrap().is_none(), "the import ended by itself");
            std::thread::sleep(Duration::from_millis(20));
        }
        first.kill().unwrap();
        assert!(!first.wait().unwrap().success());
        let told = out(&seed(&cut, &["import", file]));
        assert!(told.contains("lines of an earlier run"), "{told}");
        assert_eq!(content(&cut), content(&whole));
        let told = out(&seed(&cut, &["import", file]));
        assert!(told.starts_with("nothing to do: an earlier run has done all"), "{told}");

        let told = out(&seed(&cut, &["import", file, "--restart"]));
        assert!(
            told.contains(&format!("0 new, 0 changed, {} equal", lines - 1)),
            "{told}"
        );
        let of_schema = |url: &str| objects(url);
        assert_eq!(of_schema(&cut), of_schema(&whole), "an index or a key is missing");
    }
    fs::remove_dir_all(&folder).unwrap();
}

/// The names of all indexes and keys.
fn objects(url: &str) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let db = seed::database::open(url).await.unwrap();
        let backend = db.get_database_backend();
        let sql = if backend == sea_orm::DatabaseBackend::Sqlite {
            "SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name"
        } else {
            "SELECT indexname::text AS name FROM pg_indexes WHERE schemaname = 'public' \
             UNION ALL SELECT conname::text FROM pg_constraint WHERE contype = 'f' AND convalidated ORDER BY name"
        };
        let rows = db
            .query_all_raw(sea_orm::Statement::from_string(backend, sql))
            .await
            .unwrap();
        let names: Vec<String> = rows.iter().map(|row| row.try_get("", "name").unwrap()).collect();
        assert!(names.len() > 60, "{names:?}");
        db.close().await.unwrap();
        names
    })
}

#[test]
fn standard_input_is_read_once_and_problems_end_with_1() {
    use std::io::Write;

    let folder = folder().join("stdin");
    fs::create_dir_all(&folder).unwrap();
    let url = format!("sqlite://{}", folder.join("a.db").display());
    let set = out(&seed(&url, &["synth", "--meetings", "20", "--to", "-"]));
    let import = |text: &str| {
        let mut child = command(&url, &["import", "-"]);
        child
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = child.spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let broken = import(&set.replacen("\"kind\":\"country\"", "\"kind\":\"county\"", 1));
    assert_eq!(broken.status.code(), Some(1));
    let told = String::from_utf8(broken.stdout).unwrap();
    assert!(
        told.contains("`county` is no word for `kind`") && told.contains("standard input:"),
        "{told}"
    );
    assert_eq!(revision(&url), 0);
    let told = out(&import(&set));
    assert!(told.contains("0 changed, 0 equal"), "{told}");
    let told = out(&import(&set));
    assert!(told.contains(": 0 new, 0 changed"), "{told}");
    fs::remove_dir_all(&folder).unwrap();
}
