//! `seed cite`

use std::io;
use std::path::PathBuf;

use serde_json::json;

use super::{Console, Outcome};
use crate::cite::open;
use crate::cli::Options;
use crate::form::is_words;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Folder with the articles' texts.
    #[arg(long, value_name = "DIR")]
    articles: PathBuf,
    /// Slug of the article, or the name of its text's file.
    article: String,
    /// Words as they are printed, each to be found on its own.
    #[arg(required = true)]
    words: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let article = match open(&options.data, &arguments.articles, &arguments.article) {
        Ok(article) => article,
        Err(message) => return Err(io::Error::new(io::ErrorKind::NotFound, message)),
    };
    if !article.has_record {
        console.note(&format!(
            "no record describes this article yet; `{}` is its file's name",
            article.slug
        ))?;
    }
    if !is_words(&article.slug) {
        console.note("call it by a slug of lower-case ASCII words with hyphens in the files")?;
    }
    let mut outcome = Outcome::Fine;
    for words in &arguments.words {
        let found = article.find(words);
        if found.is_empty() {
            console.note(&format!("not found: {words}"))?;
            outcome = Outcome::Differences;
        }
        if found.iter().any(|it| !it.is_exact) {
            console.note(&format!(
                "not printed exactly so, found but for composition and white space: {words}"
            ))?;
        }
        for it in found {
            let text = format!("{}  line {}: {}", it.at, it.line, it.text);
            let object = json!({ "at": it.at, "line": it.line, "text": it.text, "exact": it.is_exact });
            console.result(options.format, &text, &object)?;
        }
    }
    Ok(outcome)
}
