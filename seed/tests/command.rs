//! The `seed` command from outside: what it prints and how it ends.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn tests(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// A copy of the sound dataset that a test may change.
fn copy(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command").join(test);
    let _ = fs::remove_dir_all(&folder);
    for (name, text) in seed::yaml::files(&seed::read::read(&tests("base")).unwrap()).unwrap() {
        fs::create_dir_all(folder.join(&name).parent().unwrap()).unwrap();
        fs::write(folder.join(&name), text).unwrap();
    }
    folder
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

fn seed(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_seed"))
        .arg("--data")
        .arg(data)
        .args(arguments)
        .output()
        .unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn check_ends_with_0_or_1_and_shows_the_line() {
    let data = copy("check");
    let sound = seed(&data, &["check"]);
    assert_eq!(code(&sound), 0);
    assert!(
        out(&sound).starts_with("no problems: 1 state, 2 places"),
        "{}",
        out(&sound)
    );

    edit(&data.join("policy.yaml"), "action_plan", "plan");
    let broken = seed(&data, &["check"]);
    assert_eq!(code(&broken), 1);
    let text = out(&broken);
    assert!(text.contains("policy.yaml:5:9"), "{text}");
    assert!(text.contains("   kind: plan") && text.contains("^^"), "{text}");
    assert!(text.ends_with("1 problem in 1 file\n"), "{text}");

    let machine = out(&seed(&data, &["check", "--format", "json"]));
    let problem: serde_json::Value = serde_json::from_str(&machine).unwrap();
    assert_eq!(problem["file"], "policy.yaml");
    assert_eq!((&problem["line"], &problem["column"]), (&5.into(), &9.into()));
    assert_eq!(
        (&problem["rule"], &problem["path"]),
        (&"unknown-word".into(), &"kind".into())
    );
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let output = seed(Path::new("/nowhere"), &["check"]);
    assert_eq!(code(&output), 1);
    assert!(
        out(&output).contains("/nowhere: the folder cannot be read"),
        "{}",
        out(&output)
    );
}

#[test]
fn a_file_that_must_be_there_is_missed() {
    let data = copy("missing");
    fs::remove_file(data.join("dataset.yaml")).unwrap();
    fs::remove_file(data.join("evidence.lock")).unwrap();
    let output = seed(&data, &["check"]);
    assert_eq!(code(&output), 1);
    let text = out(&output);
    assert!(
        text.contains("there is no `dataset.yaml`") && text.contains("there is no `evidence.lock`"),
        "{text}"
    );
    assert!(text.ends_with("2 problems in 2 files\n"), "{text}");
}

#[test]
fn verify_proves_writes_and_tells_what_differs() {
    let data = copy("verify");
    let texts = tests("texts");
    let verify = |more: &[&str]| {
        seed(
            &data,
            &[&["verify", "--articles", texts.to_str().unwrap()], more].concat(),
        )
    };
    let sound = verify(&[]);
    assert_eq!(code(&sound), 0, "{}", out(&sound));
    assert_eq!(
        out(&sound),
        "example-report-2024: 11 citations, 7 sentences, 0 untouched, 5 words untouched\n"
    );

    // A citation that the lock does not have, and a sentence that nothing touches any more.
    edit(
        &data.join("article/example-report-2024.yaml"),
        "  - {at: example-report-2024@206-215}\n",
        "",
    );
    edit(&data.join("meeting/example-talks-2024.yaml"), "@115-124", "@118-124");
    let differs = verify(&[]);
    assert_eq!(code(&differs), 3);
    let text = out(&differs);
    assert!(
        text.contains("`example-report-2024@118-124` is not in evidence.lock"),
        "{text}"
    );
    assert!(
        text.contains("nothing refers to `example-report-2024@206-215` any more"),
        "{text}"
    );
    assert!(
        text.contains("no citation touches example-report-2024@206-215 line 5: Read more"),
        "{text}"
    );

    let written = verify(&["--write"]);
    assert_eq!(code(&written), 3, "a sentence is still untouched");
    edit(
        &data.join("article/example-report-2024.yaml"),
        "boilerplate:\n",
        "boilerplate:\n  - {at: example-report-2024@206-215}\n",
    );
    assert_eq!(code(&verify(&["--write"])), 0);
    assert_eq!(code(&verify(&[])), 0);
    assert_eq!(code(&seed(&data, &["check"])), 0);

    edit(&data.join("meeting/example-talks-2024.yaml"), "@118-124", "@118-1240");
    let unprovable = verify(&["--write"]);
    assert_eq!(code(&unprovable), 3);
    assert!(
        out(&unprovable).contains("is not within the text, which has 216 code points"),
        "{}",
        out(&unprovable)
    );
    assert!(
        err(&unprovable).contains("the lock is not written"),
        "{}",
        err(&unprovable)
    );
}

#[test]
fn verify_says_when_a_text_is_another_or_not_there() {
    let data = copy("texts");
    let texts = data.join("texts");
    fs::create_dir_all(&texts).unwrap();
    let verify = || seed(&data, &["verify", "--articles", texts.to_str().unwrap()]);
    let missing = verify();
    assert_eq!(code(&missing), 3);
    assert!(
        out(&missing).contains("the text `example-report.txt` of this article cannot be read"),
        "{}",
        out(&missing)
    );

    let text = fs::read_to_string(tests("texts/example-report.txt")).unwrap();
    fs::write(texts.join("example-report.txt"), text.replace("Minister", "Ministre")).unwrap();
    let other = out(&verify());
    assert!(
        other.contains("the text of `example-report-2024` is not the one that was locked"),
        "{other}"
    );
    assert!(
        other.contains("the words of `example-report-2024@63-71` are not those that were locked"),
        "{other}"
    );
}

#[test]
fn cite_prints_every_occurrence() {
    let texts = tests("texts");
    let cite = |words: &[&str]| {
        seed(
            &tests("base"),
            &[&["cite", "--articles", texts.to_str().unwrap()], words].concat(),
        )
    };
    let exact = cite(&["example-report-2024", "Harbour City"]);
    assert_eq!(code(&exact), 0);
    assert_eq!(
        out(&exact),
        "example-report-2024@21-33  line 2: Harbour City\nexample-report-2024@34-46  line 3: Harbour City\n"
    );
    let loose = cite(&["example-report.txt", "HarbourCity,12"]);
    assert_eq!(out(&loose), "example-report-2024@34-50  line 3: Harbour City, 12\n");
    assert!(err(&loose).contains("not printed exactly so"), "{}", err(&loose));
    let none = cite(&["example-report", "Nowhere"]);
    assert_eq!((code(&none), out(&none)), (3, String::new()));
    assert_eq!(code(&cite(&["other", "x"])), 4);
}

#[test]
fn format_rewrites_and_keeps_comments_until_told_otherwise() {
    let data = copy("format");
    assert_eq!(code(&seed(&data, &["format", "--check"])), 0);
    let policy = data.join("policy.yaml");
    let canonical = fs::read_to_string(&policy).unwrap();
    edit(&policy, "    en: Port plan\n", "    en: \"Port plan \" # a plan\n");
    let refused = seed(&data, &["format"]);
    assert_eq!(code(&refused), 1);
    assert!(
        out(&refused).contains("this comment would be lost"),
        "{}",
        out(&refused)
    );
    assert_eq!(code(&seed(&data, &["format", "--check"])), 3);
    assert_eq!(code(&seed(&data, &["format", "--drop-comments"])), 0);
    assert_eq!(fs::read_to_string(&policy).unwrap(), canonical);
}

#[test]
fn a_wrong_command_line_ends_with_64_and_help_with_0() {
    assert_eq!(code(&seed(&tests("base"), &["chekc"])), 64);
    let help = seed(&tests("base"), &["--help"]);
    assert_eq!(code(&help), 0);
    assert!(out(&help).contains("Exit codes:"), "{}", out(&help));
}
