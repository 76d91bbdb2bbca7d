//! `seed copy`

use std::io;
use std::time::Instant;

use super::{Console, Outcome};
use crate::cli::Options;
use crate::copy::copy;
use crate::database;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Database to copy, `sqlite://…` or `postgres://…`; it may be in use, and stays as it is.
    #[arg(value_name = "FROM")]
    from: String,
    /// Database to copy to, which must hold nothing; a SQLite file is made when it is missing.
    #[arg(value_name = "TO")]
    to: String,
}

pub(crate) fn run(arguments: &Arguments, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    if arguments.from == arguments.to {
        return Err(io::Error::other("FROM and TO are the same database: name another"));
    }
    let began = Instant::now();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let progress = &mut console.progress;
    let mut told = 0;
    let copied = runtime.block_on(async {
        let from = database::open(&arguments.from).await.map_err(io::Error::other)?;
        let to = database::open(&arguments.to).await.map_err(io::Error::other)?;
        let copied = copy(&from, &to, |rows| {
            if rows / STEP > told {
                told = rows / STEP;
                progress.step(&format!("{rows} rows copied"));
            }
        })
        .await
        .map_err(io::Error::other);
        let closed = from.close().await.and(to.close().await).map_err(io::Error::other);
        // The error of the work says more than that of closing after it.
        copied.and_then(|it| closed.map(|()| it))
    })?;
    let rows: u64 = copied.rows.values().sum();
    let seconds = began.elapsed().as_secs_f64();
    let text = format!(
        "revision {}: {rows} rows in {} tables copied and compared, in {seconds:.1} s",
        copied.revision,
        copied.rows.len()
    );
    console.result(options.format, &text, &copied)?;
    Ok(Outcome::Fine)
}

/// Every so many rows it is told how many there are.
const STEP: u64 = 100_000;
