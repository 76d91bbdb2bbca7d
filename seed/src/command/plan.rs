//! `seed plan`

use std::io;

use super::{Console, Outcome, database};
use crate::cli::Options;
use crate::plan::plan;

pub(crate) fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let Some(curated) = console.read(options)? else {
        return Ok(Outcome::Problems);
    };
    console.progress.step("comparing with the database");
    let plan = database(options, async |db| plan(db, &curated).await)?;
    let shown = plan.shown(console.is_terminal).to_string();
    console.result(options.format, shown.trim_end(), &plan)?;
    Ok(if plan.is_empty() {
        Outcome::Fine
    } else {
        Outcome::Changes
    })
}
