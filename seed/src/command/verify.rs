//! `seed verify`

use std::fs;
use std::io;
use std::path::PathBuf;

use super::{Console, Outcome};
use crate::cli::Options;
use crate::show::{Format, count};
use crate::source::LOCK;
use crate::verify::{ArticleReport, Passage, Verification, verify};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Folder with the articles' texts.
    #[arg(long, value_name = "DIR")]
    articles: PathBuf,
    /// Writes `evidence.lock` anew.
    #[arg(long)]
    write: bool,
    /// Lists also the words that no citation touches, for information.
    #[arg(long)]
    words: bool,
}

pub(crate) fn run(arguments: &Arguments, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    console.progress.step(&format!(
        "proving {} by {}",
        options.data.display(),
        arguments.articles.display()
    ));
    let mut found = match verify(&options.data, &arguments.articles) {
        Ok(found) => found,
        Err(problems) => {
            console.problems(options, &problems)?;
            return Ok(Outcome::Problems);
        }
    };
    let written = arguments.write && !found.is_unprovable;
    if written {
        write(options, &mut found, console)?;
    }
    if !found.differences.is_empty() {
        console.problems(options, &found.differences)?;
    }
    for report in &found.articles {
        article(arguments, options, report, console)?;
    }
    if arguments.write && !written {
        console.progress.end();
        console.note("the lock is not written: mend what cannot be proven first")?;
    }
    let is_touched = found.articles.iter().all(|it| it.untouched.is_empty());
    let is_same = found.differences.is_empty();
    Ok(if is_touched && is_same {
        Outcome::Fine
    } else {
        Outcome::Differences
    })
}

/// Writes the lock; what differed from the old one is then told as changes, not as differences.
fn write(options: &Options, found: &mut Verification, console: &mut Console<'_>) -> io::Result<()> {
    let path = options.data.join(LOCK);
    let text = found.lock.to_string();
    if fs::read_to_string(&path).is_ok_and(|old| old == text) {
        console.note(&format!("{} is up to date", path.display()))?;
    } else {
        fs::write(&path, text)?;
        let changes = found
            .differences
            .iter()
            .filter(|it| it.rule.starts_with("lock-"))
            .count();
        console.note(&format!("{} is written: {}", path.display(), count(changes, "change")))?;
        for change in found.differences.iter().filter(|it| it.rule == "lock-text") {
            console.note(&format!("{}: {}", change.file, change.message))?;
        }
    }
    found.differences.forget_lock();
    Ok(())
}

fn article(
    arguments: &Arguments,
    options: &Options,
    report: &ArticleReport,
    console: &mut Console<'_>,
) -> io::Result<()> {
    let ArticleReport {
        article,
        citations,
        sentences,
        untouched,
        untouched_words,
    } = report;
    if options.format == Format::Json {
        return console.result(Format::Json, "", report);
    }
    console.line(&format!(
        "{article}: {}, {}, {} untouched, {} untouched",
        count(*citations, "citation"),
        count(*sentences, "sentence"),
        untouched.len(),
        count(untouched_words.len(), "word"),
    ))?;
    let passage = |it: &Passage, what: &str| format!("  {what} {} line {}: {}", it.at, it.line, it.text);
    untouched
        .iter()
        .try_for_each(|it| console.line(&passage(it, "no citation touches")))?;
    if arguments.words {
        untouched_words
            .iter()
            .try_for_each(|it| console.line(&passage(it, "word")))?;
    }
    Ok(())
}
