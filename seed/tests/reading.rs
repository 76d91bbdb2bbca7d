//! Reading: what is sound reads back byte for byte, and nothing that a file may hold makes the reader panic.

#![expect(clippy::indexing_slicing, reason = "a test ends where it cannot go on")]

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

fn base() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/base")
}

#[test]
fn sound_and_canonical_folders_are_written_with_the_same_bytes() {
    for folder in [base(), Path::new(env!("CARGO_MANIFEST_DIR")).join("data")] {
        let curated = seed::read::read(&folder).unwrap_or_else(|problems| panic!("{problems}"));
        for (name, text) in seed::yaml::files(&curated).unwrap() {
            let path = folder.join(&name);
            assert!(
                text == fs::read_to_string(&path).unwrap(),
                "run `seed format`: {}",
                path.display()
            );
        }
    }
}

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    let committed = fs::read_dir(&folder).unwrap().count();
    let files = seed::json_schema::files();
    assert_eq!(committed, files.len());
    for (name, text) in files {
        let committed = fs::read_to_string(folder.join(&name)).unwrap();
        assert!(
            committed == text,
            "{name}: run `cargo run -p seed -- schema --write seed/schema`"
        );
    }
}

/// A cut, a doubling or a stroke of the keyboard somewhere in a file.
fn change(text: &str, at: usize, length: usize, put: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = at % (letters.len() + 1);
    let end = (at + length).min(letters.len());
    letters[..at]
        .iter()
        .copied()
        .chain(put.chars())
        .chain(letters[end..].iter().copied())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn no_change_of_a_file_makes_the_reader_panic(
        file in prop::sample::select(vec![
            "dataset.yaml", "place.yaml", "state.yaml", "topic.yaml", "organisation.yaml", "official.yaml", "policy.yaml",
            "article/example-report-2024.yaml", "meeting/example-talks-2024.yaml", "evidence.lock",
        ]),
        at in 0usize..4000,
        length in 0usize..40,
        put in "[ -~\n]{0,3}|- |: |\\[|\\{|\"|'|\n  |\u{feff}|é|&a |\\*a |!!int |null|\t|>-\n|---\n",
    ) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changed");
        for name in seed::yaml::files(&seed::read::read(&base()).unwrap()).unwrap().keys() {
            let text = fs::read_to_string(base().join(name)).unwrap();
            let text = if name == Path::new(file) { change(&text, at, length, &put) } else { text };
            fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
            fs::write(folder.join(name), text).unwrap();
        }
        match seed::read::read(&folder) {
            Ok(curated) => {
                // What is read is written and read again as the same.
                let again = folder.with_file_name("written");
                for (name, text) in seed::yaml::files(&curated).unwrap() {
                    fs::create_dir_all(again.join(&name).parent().unwrap()).unwrap();
                    fs::write(again.join(&name), text).unwrap();
                }
                let read = seed::read::read(&again);
                let _ = fs::remove_dir_all(&again);
                prop_assert_eq!(read.unwrap(), curated);
            }
            Err(problems) => {
                for problem in &problems {
                    prop_assert!(problem.line > 0 && problem.column > 0);
                    prop_assert!(!problem.message.is_empty() && !problem.help.is_empty(), "{}", problem);
                }
            }
        }
        let _ = fs::remove_dir_all(&folder);
    }
}
