//! `seed export`

use std::fs;
use std::io;
use std::path::PathBuf;

use serde_json::json;

use super::{Console, Outcome, database};
use crate::cli::Options;
use crate::export::export;
use crate::show::count;
use crate::yaml;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Folder to write to; it is made when missing. Files of other names there are left alone.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(crate) fn run(arguments: &Arguments, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    console.progress.step("reading the database");
    let curated = database(options, export)?;
    let files = yaml::files(&curated)?;
    for (name, text) in &files {
        let path = arguments.folder.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
    }
    let folder = arguments.folder.display();
    let object = json!({ "folder": folder.to_string(), "files": files.len() });
    console.result(
        options.format,
        &format!("{} written to {folder}", count(files.len(), "file")),
        &object,
    )?;
    Ok(Outcome::Fine)
}
