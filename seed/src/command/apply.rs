//! `seed apply`

use std::io;

use super::{Console, Outcome, database};
use crate::apply::{Applied, apply};
use crate::cli::Options;
use crate::database::migrate;
use crate::show::count;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// What the revision says of itself.
    #[arg(long, short, value_name = "TEXT", default_value = "Loaded from the curated files")]
    message: String,
}

pub(crate) fn run(arguments: &Arguments, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let Some(curated) = console.read(options)? else {
        return Ok(Outcome::Problems);
    };
    console.progress.step("applying");
    let applied = database(options, async |db| {
        migrate(db).await?;
        apply(db, &curated, "seed", &arguments.message).await
    })?;
    console.result(options.format, &told(&applied), &applied)?;
    Ok(Outcome::Fine)
}

fn told(applied: &Applied) -> String {
    let fields: usize = applied.changes.iter().map(|change| change.fields.len()).sum();
    if applied.is_new {
        let records = count(applied.changes.len(), "record");
        format!(
            "revision {}: {records} changed, {}",
            applied.revision,
            count(fields, "field")
        )
    } else {
        format!("nothing to change: the database is at revision {}", applied.revision)
    }
}
