//! The curated dataset itself, from the files in `data/` through the command and the database and back.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use seed::curated::Curated;

fn crate_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn data() -> PathBuf {
    crate_folder().join("data")
}

/// A folder of a test's own, empty.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("curated").join(test);
    let _not_there = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

/// The files of a dataset with their bytes, by name; the folder has others too, such as the licence.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some() {
                let name = path.strip_prefix(folder).unwrap().to_owned();
                found.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{from}");
    fs::write(file, text.replace(from, to)).unwrap();
}

/// The database of a test, in its folder.
fn database(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("sabha.db").display())
}

fn seed(data: &Path, database: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_seed"))
        .arg("--data")
        .arg(data)
        .args(["--database-url", database])
        .args(arguments)
        .output()
        .unwrap()
}

/// The exit code and what was printed.
fn told(output: &Output) -> (i32, String) {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    (output.status.code().unwrap(), text)
}

fn curated(folder: &Path) -> Curated {
    seed::read::read(folder).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn check_finds_nothing_wrong() {
    let (code, text) = told(&seed(&data(), "sqlite::memory:", &["check"]));
    assert_eq!(code, 0, "{text}");
    assert_eq!(
        text,
        "no problems: 2 states, 15 places, 32 officials, 34 organisations, 13 meetings, 12 policies, 58 topics, 5 articles; 666 citations\n"
    );
}

#[test]
fn the_committed_files_are_in_their_canonical_form() {
    let (code, text) = told(&seed(&data(), "sqlite::memory:", &["format", "--check"]));
    assert_eq!(code, 0, "{text}");
    let written = seed::yaml::files(&curated(&data())).unwrap();
    let committed: Vec<PathBuf> = files(&data()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(committed, written.into_keys().collect::<Vec<_>>());
}

#[test]
fn applied_twice_it_changes_nothing_the_second_time() {
    let folder = folder("twice");
    let database = database(&folder);
    let (code, text) = told(&seed(&data(), &database, &["apply"]));
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("revision 1: 171 records changed"), "{text}");
    let before = told(&seed(&data(), &database, &["status"]));
    let (code, text) = told(&seed(&data(), &database, &["apply"]));
    assert_eq!(code, 0, "{text}");
    assert!(!text.contains("revision 2"), "{text}");
    assert_eq!(told(&seed(&data(), &database, &["status"])), before);
    let (code, text) = told(&seed(&data(), &database, &["plan"]));
    assert_eq!(code, 0, "{text}");
    assert!(
        text.ends_with("Nothing to change: the database holds this dataset at revision 1.\n"),
        "{text}"
    );
}

#[test]
fn a_plan_shows_the_one_word_that_changed() {
    let folder = folder("word");
    let (database, data) = (database(&folder), folder.join("data"));
    copy(&self::data(), &data);
    assert_eq!(told(&seed(&data, &database, &["apply"])).0, 0);
    edit(
        &data.join("meeting/hyundai-motor-studio-visit-2025.yaml"),
        "is also to visit Hyundai Motor Studio.",
        "is also to see Hyundai Motor Studio.",
    );
    let (code, text) = told(&seed(&data, &database, &["plan"]));
    assert_eq!(code, 2, "{text}");
    let plan = text.split_once("update ").map(|(_, plan)| plan).unwrap();
    assert_eq!(
        plan,
        "meeting hyundai-motor-studio-visit-2025\n\
         \x20 - summary.en: The Chief Minister is also to visit Hyundai Motor Studio.\n\
         \x20 + summary.en: The Chief Minister is also to see Hyundai Motor Studio.\n\
         Revision 2: 0 to create, 1 to update, 0 to merge, 0 to delete.\n"
    );
    assert_eq!(
        told(&seed(&data, &database, &["status"]))
            .1
            .matches("revision 2")
            .count(),
        0
    );
    assert!(
        told(&seed(&data, &database, &["apply"]))
            .1
            .contains("revision 2: 1 record")
    );
    assert_eq!(told(&seed(&data, &database, &["plan"])).0, 0);
}

#[test]
fn what_was_loaded_is_exported_with_the_same_bytes() {
    let folder = folder("export");
    let (database, exported) = (database(&folder), folder.join("exported"));
    assert_eq!(told(&seed(&data(), &database, &["apply"])).0, 0);
    let output = seed(&data(), &database, &["export", exported.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let (committed, exported) = (files(&data()), files(&exported));
    let names = |files: &[(PathBuf, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&exported), names(&committed));
    for ((name, committed), (_, exported)) in committed.iter().zip(&exported) {
        assert!(committed == exported, "{} differs", name.display());
    }
}

/// Five mistakes in one file are told at once, each with its place, its line and the way to mend it, and nothing is loaded.
#[test]
fn five_mistakes_are_five_messages_and_nothing_is_written() {
    let folder = folder("mistakes");
    let (database, data) = (database(&folder), folder.join("data"));
    copy(&self::data(), &data);
    assert_eq!(told(&seed(&data, &database, &["apply"])).0, 0);
    let before = told(&seed(&data, &database, &["status"]));
    let file = data.join("meeting/kita-meeting-south-korea-2025.yaml");
    edit(&file, "kind: talks", "kind: talk");
    edit(&file, "edtf: \"2025-08-28/..\"", "edtf: \"2025-08-38/..\"");
    edit(&file, "place: south-korea", "place: south-corea");
    edit(&file, "    organisation: kita\n", "    organization: kita\n");
    edit(&file, "jetro-tokyo-2025@1875-1932", "jetro-tokyo-2025@1932-1875");
    for command in ["check", "plan", "apply"] {
        let (code, text) = told(&seed(&data, &database, &[command, "--format", "json"]));
        assert_eq!(code, 1, "{command}: {text}");
        let problems: Vec<serde_json::Value> = text
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .filter(|line: &serde_json::Value| line.get("rule").is_some())
            .collect();
        let places: Vec<String> = problems
            .iter()
            .map(|it| format!("{}:{} {}", it["line"], it["column"], it["rule"].as_str().unwrap()))
            .collect();
        assert_eq!(places, FIVE, "{command}");
        for problem in &problems {
            assert_eq!(problem["file"], "meeting/kita-meeting-south-korea-2025.yaml");
            assert!(problem["help"].as_str().unwrap().len() > 10, "{problem}");
        }
    }
    let (_, text) = told(&seed(&data, &database, &["check"]));
    for line in [
        "kind: talk",
        "2025-08-38",
        "south-corea",
        "organization: kita",
        "@1932-1875",
    ] {
        assert!(text.contains(line), "{line} is not shown: {text}");
    }
    assert!(text.ends_with("5 problems in 1 file\n"), "{text}");
    assert_eq!(told(&seed(&data, &database, &["status"])), before);
}

/// Line and column of each, and the rule that is broken.
const FIVE: [&str; 5] = [
    "5:7 unknown-word",
    "9:9 form",
    "21:8 reference",
    "33:5 unknown-field",
    "71:10 form",
];

/// Where the articles' texts are: every citation holds, and no sentence of an article is untouched.
#[test]
#[expect(
    clippy::print_stderr,
    reason = "whoever reads the output should know what was not tested"
)]
fn every_citation_is_right_and_no_sentence_is_left_out() {
    let articles = crate_folder().join("../../shared/articles");
    if !articles.is_dir() {
        eprintln!("skipped: the articles' texts are not here");
        return;
    }
    let (code, text) = told(&seed(
        &data(),
        "sqlite::memory:",
        &["verify", "--articles", articles.to_str().unwrap()],
    ));
    assert_eq!(code, 0, "{text}");
    let lines: Vec<&str> = text.lines().filter(|line| line.contains(" citations, ")).collect();
    assert_eq!(lines.len(), 5, "{text}");
    for line in lines {
        assert!(line.contains(" 0 untouched,"), "{line}");
    }
}
