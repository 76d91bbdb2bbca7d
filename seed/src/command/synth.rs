//! `seed synth`

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::json;

use super::{Console, Outcome, database};
use crate::cli::Options;
use crate::database::migrate_for_load;
use crate::line;
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
    /// Writes the set to a file, a record a line, as `seed import` reads it, and loads nothing; `-` is the standard output.
    #[arg(long, value_name = "FILE.ndjson")]
    to: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let plan = Plan {
        meetings: usize::try_from(arguments.meetings).map_err(io::Error::other)?,
        seed: arguments.seed,
    };
    if let Some(file) = &arguments.to {
        return write(plan, file, options, console);
    }
    let began = Instant::now();
    let loaded = database(options, async |db| {
        migrate_for_load(db).await?;
        load(db, plan, |so_far| {
            console
                .progress
                .rate("meetings", so_far.meetings, plan.meetings, began.elapsed());
        })
        .await
    })?;
    let seconds = began.elapsed().as_secs_f64();
    let text = format!(
        "{} in {}, made up, in {seconds:.1} s: {}",
        count(loaded.meetings, "meeting"),
        count(loaded.records, "record"),
        count(loaded.rows, "row")
    );
    console.result(options.format, &text, &loaded)?;
    Ok(Outcome::Fine)
}

/// Writes the set as lines.
fn write(plan: Plan, file: &Path, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    if file == Path::new("-") {
        console.progress.end();
        lines(plan, &mut *console.out)?;
        return Ok(Outcome::Fine);
    }
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file)?);
    let records = lines(plan, &mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    let text = format!("{} written to {}", count(records, "record"), file.display());
    let object = json!({ "file": file.display().to_string(), "records": records });
    console.result(options.format, &text, &object)?;
    Ok(Outcome::Fine)
}

fn lines(plan: Plan, out: &mut dyn Write) -> io::Result<usize> {
    out.write_all(line::of_dataset(&plan.dataset()).as_bytes())?;
    let mut records = 0;
    for chunk in plan.chunks() {
        for record in &chunk.records {
            out.write_all(line::of_record(record, &chunk.lock).as_bytes())?;
            records += 1;
        }
    }
    Ok(records)
}
