//! Every rule, broken: a folder of `faults/` holds the files that break it, laid over the sound dataset in `base/`, and in
//! `expected.txt` every problem that must be found, with its place and the way to mend it. Nothing else may be found.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::fs;
use std::path::{Path, PathBuf};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn names(folder: &Path) -> Vec<String> {
    let name = |it: std::io::Result<fs::DirEntry>| it.unwrap().file_name().into_string().unwrap();
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(name).collect();
    names.sort();
    names
}

fn lay_over(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for name in names(from) {
        if from.join(&name).is_dir() {
            lay_over(&from.join(&name), &to.join(&name));
        } else {
            fs::copy(from.join(&name), to.join(&name)).unwrap();
        }
    }
}

/// The sound dataset with the files of a case over it.
fn dataset(case: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults").join(case);
    let _ = fs::remove_dir_all(&folder);
    lay_over(&tests().join("base"), &folder);
    lay_over(&tests().join("faults").join(case), &folder);
    fs::remove_file(folder.join("expected.txt")).unwrap();
    folder
}

#[test]
fn the_dataset_under_the_cases_is_sound() {
    if let Err(problems) = seed::read::read(&tests().join("base")) {
        panic!("{problems}");
    }
}

#[test]
fn each_broken_rule_is_told_in_its_place_and_nothing_else() {
    let mut wrong = Vec::new();
    for case in names(&tests().join("faults")) {
        let expected = fs::read_to_string(tests().join("faults").join(&case).join("expected.txt")).unwrap();
        let found = seed::read::read(&dataset(&case)).err().unwrap_or_default().to_string();
        if found != expected {
            wrong.push(format!("== {case}\n-- expected\n{expected}-- found\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
