//! `seed schema`

use std::fs;
use std::io;
use std::path::PathBuf;

use super::{Console, Outcome};
use crate::json_schema;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Writes one file a kind into this folder, e.g. `seed/schema`.
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// Compares the files in this folder with what would be written.
    #[arg(long, value_name = "DIR", conflicts_with = "write")]
    check: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<Outcome> {
    let mut outcome = Outcome::Fine;
    if let Some(folder) = &arguments.write {
        fs::create_dir_all(folder)?;
    }
    for (name, text) in json_schema::files() {
        if let Some(folder) = &arguments.write {
            fs::write(folder.join(&name), text)?;
            console.line(&format!("{name}: written"))?;
        } else if let Some(folder) = &arguments.check {
            if fs::read_to_string(folder.join(&name)).ok().as_ref() != Some(&text) {
                console.line(&format!(
                    "{name}: not as it would be written; run `seed schema --write {}`",
                    folder.display()
                ))?;
                outcome = Outcome::Differences;
            }
        } else {
            console.out.write_all(text.as_bytes())?;
        }
    }
    Ok(outcome)
}
