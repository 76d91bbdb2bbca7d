//! The commands that move a dataset, from outside: `export --as`, `copy` and `backup`.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An empty folder of this test's own.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("moving").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs `seed` in a folder, with `sabha.db` there as its database unless the arguments name another.
fn seed(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_seed"))
        .current_dir(folder)
        .env("DATABASE_URL", "sqlite://sabha.db")
        .arg("--data")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/base"))
        .args(arguments)
        .output()
        .unwrap()
}

#[track_caller]
fn fine(output: &Output) -> String {
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[track_caller]
fn trouble(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(4));
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_form_is_written_to_a_file_or_to_the_output() {
    let folder = folder("forms");
    assert!(trouble(&seed(&folder, &["export", "--as", "ndjson", "never"])).contains("not up to date"));
    assert!(!folder.join("never").exists() && !folder.join("never.part").exists());
    fine(&seed(&folder, &["apply"]));

    let shown = fine(&seed(&folder, &["export", "--as", "ndjson", "-"]));
    assert!(shown.starts_with("{\"dataset\":{"), "{shown}");
    let told = fine(&seed(&folder, &["export", "--as", "ndjson", "all.ndjson"]));
    assert!(
        told.starts_with(&format!("{} bytes written to all.ndjson", shown.len())),
        "{told}"
    );
    assert_eq!(fs::read_to_string(folder.join("all.ndjson")).unwrap(), shown);

    let told = fine(&seed(
        &folder,
        &["export", "--as", "jsonld", "--format", "json", "all.jsonld"],
    ));
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let text = fs::read_to_string(folder.join("all.jsonld")).unwrap();
    assert_eq!(
        (&told["file"], &told["bytes"]),
        (&"all.jsonld".into(), &text.len().into())
    );
    assert!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["@graph"].is_array());
    let based = fine(&seed(
        &folder,
        &["export", "--as", "jsonld", "--base", "https://sabha.example/", "-"],
    ));
    assert!(based.contains("\"meeting\":\"https://sabha.example/meeting/\""));

    let told = fine(&seed(&folder, &["export", "--as", "csv", "tables"]));
    assert_eq!(told, "19 files written to tables\n");
    let meetings = fs::read_to_string(folder.join("tables/meeting.csv")).unwrap();
    assert!(
        meetings.starts_with("\u{feff}slug,formerly,name_en,name_hi,kind,status,"),
        "{meetings}"
    );
    assert!(meetings.contains("\r\nexample-talks-2024,"), "{meetings}");
    assert!(fine(&seed(&folder, &["export", "files"])).ends_with("files written to files\n"));
    assert!(folder.join("files/dataset.yaml").is_file());
}

#[test]
fn a_copy_holds_the_same_and_is_made_into_nothing_only() {
    let folder = folder("copy");
    fine(&seed(&folder, &["apply"]));
    let told = fine(&seed(&folder, &["copy", "sqlite://sabha.db", "sqlite://other.db"]));
    assert!(
        told.starts_with("revision 1: ") && told.contains(" copied and compared"),
        "{told}"
    );
    let status = |url: &str| fine(&seed(&folder, &["status", "--database-url", url]));
    assert_eq!(status("sqlite://other.db"), status("sqlite://sabha.db"));
    assert!(fine(&seed(&folder, &["apply", "--database-url", "sqlite://other.db"])).starts_with("nothing to change"));
    let held = trouble(&seed(&folder, &["copy", "sqlite://sabha.db", "sqlite://other.db"]));
    assert!(held.contains("holds a dataset, at revision 1"), "{held}");
    assert!(trouble(&seed(&folder, &["copy", "sqlite://sabha.db", "sqlite://sabha.db"])).contains("the same database"));
}

#[test]
fn a_backup_is_told_with_its_digest_and_restored_by_copying_it_back() {
    let folder = folder("backup");
    let missing = trouble(&seed(&folder, &["backup", "first.db"]));
    assert!(missing.contains("there is no such file to back up"), "{missing}");
    assert!(!folder.join("sabha.db").exists());
    fine(&seed(&folder, &["apply"]));
    let told = fine(&seed(&folder, &["backup", "first.db"]));
    let digest = Command::new("sha256sum").arg(folder.join("first.db")).output().unwrap();
    let digest = String::from_utf8(digest.stdout).unwrap();
    let size = fs::metadata(folder.join("first.db")).unwrap().len();
    let (digest, _) = digest.split_once(' ').unwrap();
    assert_eq!(
        told,
        format!("revision 1: {size} bytes in first.db, SHA-256 {digest}\n")
    );
    let again = trouble(&seed(&folder, &["backup", "first.db"]));
    assert!(again.contains("first.db is there already"), "{again}");
    fine(&seed(&folder, &["backup", "--force", "first.db"]));

    let before = fine(&seed(&folder, &["export", "--as", "ndjson", "-"]));
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(folder.join(format!("sabha.db{end}")));
    }
    fs::copy(folder.join("first.db"), folder.join("sabha.db")).unwrap();
    assert_eq!(fine(&seed(&folder, &["export", "--as", "ndjson", "-"])), before);
    let names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|it| it.unwrap().file_name())
        .collect();
    assert!(
        names.iter().all(|it| !it.to_string_lossy().contains(".part")),
        "{names:?}"
    );
}
