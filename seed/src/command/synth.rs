//! `seed synth`

use std::io;
use std::time::Instant;

use super::{Console, Outcome, database};
use crate::cli::Options;
use crate::database::migrate;
use crate::show::count;
use crate::synth::{Plan, load};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many meetings the set has; other records follow from it.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    meetings: u32,
    /// Another seed gives another set.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

pub(crate) fn run(arguments: &Arguments, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let plan = Plan {
        meetings: usize::try_from(arguments.meetings).map_err(io::Error::other)?,
        seed: arguments.seed,
    };
    let began = Instant::now();
    let loaded = database(options, async |db| {
        migrate(db).await?;
        load(db, plan, |so_far| {
            console
                .progress
                .rate("meetings", so_far.meetings, plan.meetings, began.elapsed());
        })
        .await
    })?;
    let seconds = began.elapsed().as_secs_f64();
    let text = format!(
        "revision 1: {} in {}, made up, in {seconds:.1} s",
        count(loaded.meetings, "meeting"),
        count(loaded.records, "record")
    );
    console.result(options.format, &text, &loaded)?;
    Ok(Outcome::Fine)
}
