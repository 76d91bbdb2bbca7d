//! `seed format`

use std::fs;
use std::io;

use serde_json::json;

use super::{Console, Outcome};
use crate::cli::Options;
use crate::format::{comments, format};
use crate::show::count;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Writes nothing; says which files are not in canonical form.
    #[arg(long)]
    check: bool,
    /// Rewrites files that have comments, too; the comments are lost.
    #[arg(long)]
    drop_comments: bool,
}

pub(crate) fn run(arguments: &Arguments, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let files = match format(&options.data) {
        Ok(files) => files,
        Err(problems) => {
            console.problems(options, &problems)?;
            return Ok(Outcome::Problems);
        }
    };
    // The lock's comment is its header, which is written again.
    let lost = comments(&options.data);
    if !arguments.check && !arguments.drop_comments && !lost.is_empty() {
        console.problems(options, &lost)?;
        return Ok(Outcome::Problems);
    }
    for file in &files {
        let what = if arguments.check {
            "would be rewritten"
        } else {
            "rewritten"
        };
        if !arguments.check {
            fs::write(options.data.join(&file.name), &file.text)?;
        }
        let loss = if file.comments > 0 {
            format!(", without {}", count(file.comments, "comment"))
        } else {
            String::new()
        };
        let object = json!({ "file": file.name, "written": !arguments.check, "comments": file.comments });
        console.result(options.format, &format!("{}: {what}{loss}", file.name), &object)?;
    }
    Ok(if arguments.check && !files.is_empty() {
        Outcome::Differences
    } else {
        Outcome::Fine
    })
}
