//! `seed apply`

use std::io;

use super::{Console, Outcome, database};
use crate::apply::{Applied, apply};
use crate::cli::Options;
use crate::database::migrate;
use crate::plan::plan;
use crate::show::count;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// What the revision says of itself.
    #[arg(long, short, value_name = "TEXT", default_value = "Loaded from the curated files")]
    message: String,
    /// Applies also when most records of the database would go, as when the files hold another dataset.
    #[arg(long)]
    replace: bool,
}

pub(crate) fn run(arguments: &Arguments, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let Some(curated) = console.read(options)? else {
        return Ok(Outcome::Problems);
    };
    console.progress.step("applying");
    let applied = database(options, async |db| {
        migrate(db).await?;
        if !arguments.replace && plan(db, &curated).await?.replaces() {
            return Ok(None);
        }
        apply(db, &curated, "seed", &arguments.message).await.map(Some)
    })?;
    let Some(applied) = applied else {
        console.note("nothing is applied: most records of the database are not in the files, as if they were another dataset's; `seed plan` shows which, and `seed apply --replace` does it")?;
        return Ok(Outcome::Problems);
    };
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
