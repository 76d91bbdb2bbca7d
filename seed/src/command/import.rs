//! `seed import`

use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::{Console, Outcome, database};
use crate::cli::Options;
use crate::database::migrate_for_load;
use crate::import::{self, Error, Imported, Progress};
use crate::progress::peak_memory;
use crate::show::count;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The set: the dataset's description in the first line, then a record a line; `-` for standard input.
    #[arg(value_name = "FILE.ndjson")]
    file: PathBuf,
    /// Reads the file from its beginning, also when an earlier run has done a part of it, or all.
    #[arg(long)]
    restart: bool,
    /// Tells each field of a new record in the change log, as `apply` does: the log is then as large as the set.
    #[arg(long)]
    log_fields: bool,
}

/// What an import comes to, for machines.
#[derive(Debug, Serialize)]
struct Summary {
    #[serde(flatten)]
    imported: Imported,
    records: usize,
    seconds: f64,
    rows_per_second: f64,
    peak_memory_bytes: Option<u64>,
}

pub(crate) fn run(arguments: &Arguments, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let began = Instant::now();
    let how = import::Options {
        restart: arguments.restart,
        logs_fields: arguments.log_fields,
    };
    let imported = database(options, async |db| {
        migrate_for_load(db).await?;
        let told = |progress: &Progress| console.progress.load(&line(progress, began.elapsed()), share(progress));
        Ok(if arguments.file.as_os_str() == "-" {
            import::stream(db, io::stdin(), how, told).await
        } else {
            import::file(db, &arguments.file, how, told).await
        })
    })?;
    let imported = match imported {
        Ok(imported) => imported,
        Err(Error::Problems(problems)) => {
            console.problems(options, &problems)?;
            return Ok(Outcome::Problems);
        }
        Err(error @ Error::Waiting(_)) => {
            console.note(&format!("seed: {error}"))?;
            return Ok(Outcome::Problems);
        }
        Err(error) => return Err(io::Error::other(error)),
    };
    let seconds = began.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
    let summary = Summary {
        records: imported.records(),
        rows_per_second: imported.rows as f64 / seconds.max(0.001),
        seconds,
        peak_memory_bytes: peak_memory(),
        imported,
    };
    console.result(options.format, &text(&summary), &summary)?;
    Ok(Outcome::Fine)
}

fn text(it: &Summary) -> String {
    let Imported {
        created,
        updated,
        equal,
        rows,
        lines_before,
        was_done,
    } = it.imported;
    if was_done {
        return format!(
            "nothing to do: an earlier run has done all {}; `--restart` reads it again",
            count(lines_before, "line")
        );
    }
    let before = if lines_before > 0 {
        format!(", after {} of an earlier run", count(lines_before, "line"))
    } else {
        String::new()
    };
    let memory = it.peak_memory_bytes.map_or(String::new(), |bytes| {
        format!(", {} MB of memory at most", bytes / 1_000_000)
    });
    format!(
        "{} in {:.1} s{before}: {created} new, {updated} changed, {equal} equal; {}, {:.0} a second{memory}",
        count(it.records, "record"),
        it.seconds,
        count(rows, "row"),
        it.rows_per_second
    )
}

fn line(it: &Progress, took: Duration) -> String {
    if it.indexes > 0 {
        return format!("indexes: {} to make", it.indexes);
    }
    let seconds = took.as_secs_f64().max(0.001);
    #[expect(clippy::cast_precision_loss, reason = "shown without a fraction")]
    let rate = |number: usize| number as f64 / seconds;
    let (records, rows) = (it.imported.records(), it.imported.rows);
    let mut line = format!(
        "{records} records, {:.0} a second; {:.0} rows a second",
        rate(records),
        rate(rows)
    );
    if let Some(size) = it.size {
        let megabytes = |bytes: u64| bytes / 1_000_000;
        line.push_str(&format!("; {} of {} MB", megabytes(it.position), megabytes(size)));
        if let Some(left) = left(it, size, seconds) {
            line.push_str(&format!(", {left} s left"));
        }
    }
    if it.waiting > 0 {
        line.push_str(&format!("; {} wait", count(it.waiting, "line")));
    }
    line
}

/// Seconds that the rest of the file takes, when it goes on as it went.
fn left(it: &Progress, size: u64, seconds: f64) -> Option<u64> {
    let done = it.position.checked_sub(it.from).filter(|done| *done > 0)?;
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an estimate"
    )]
    let left = (size.saturating_sub(it.position) as f64 / done as f64 * seconds) as u64;
    Some(left)
}

/// Tenths of the file that are read.
fn share(it: &Progress) -> Option<usize> {
    let tenths = it.position.checked_mul(10)?.checked_div(it.size?)?;
    usize::try_from(tenths).ok()
}
