//! `seed backup`

use std::io;
use std::path::{Path, PathBuf};

use super::{Console, Outcome, database};
use crate::backup::backup;
use crate::cli::Options;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// File to write.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Overwrites the file when it is there.
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(arguments: &Arguments, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    // To open a file that is missing would make it.
    let address = options.database_url.split('?').next().unwrap_or_default();
    let path = address.strip_prefix("sqlite:").map(|it| it.trim_start_matches("//"));
    if path.is_some_and(|path| !Path::new(path).is_file()) {
        return Err(io::Error::other(format!("{address}: there is no such file to back up")));
    }
    console.progress.step("copying the database");
    let made = database(options, async |db| {
        Ok(backup(db, &arguments.file, arguments.force).await)
    })?;
    let made = made.map_err(io::Error::other)?;
    let text = format!(
        "revision {}: {} bytes in {}, SHA-256 {}",
        made.revision,
        made.bytes,
        made.file.display(),
        made.sha256
    );
    console.result(options.format, &text, &made)?;
    Ok(Outcome::Fine)
}
