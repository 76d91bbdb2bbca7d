//! The commands, one file each: read the options, call the library, show what came back.

pub(crate) mod apply;
pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod cite;
pub(crate) mod copy;
pub(crate) mod export;
pub(crate) mod format;
pub(crate) mod plan;
pub(crate) mod schema;
pub(crate) mod status;
pub(crate) mod synth;
pub(crate) mod verify;

use std::io::{self, Write};

use sea_orm::DatabaseConnection;
use serde::Serialize;

use crate::cli::Options;
use crate::curated::Curated;
use crate::database;
use crate::problem::Problems;
use crate::progress::Progress;
use crate::read;
use crate::show::{self, Format, Look};

/// How a command ended; the number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Fine = 0,
    Problems = 1,
    Changes = 2,
    Differences = 3,
    Trouble = 4,
}

/// Where a command writes: its results to standard output, how far it is to standard error.
pub(crate) struct Console<'a> {
    pub(crate) out: &'a mut dyn Write,
    pub(crate) progress: Progress,
    is_terminal: bool,
}

impl<'a> Console<'a> {
    pub(crate) fn new(out: &'a mut dyn Write, is_terminal: bool) -> Self {
        Self {
            out,
            progress: Progress::new(),
            is_terminal,
        }
    }

    /// Shows problems of the dataset's files.
    pub(crate) fn problems(&mut self, options: &Options, problems: &Problems) -> io::Result<()> {
        self.progress.end();
        let look = Look {
            format: options.format,
            is_terminal: self.is_terminal,
            folder: &options.data,
        };
        show::problems(self.out, problems, look)
    }

    /// Reads and checks the files; `None` when they have problems, which are then shown.
    pub(crate) fn read(&mut self, options: &Options) -> io::Result<Option<Curated>> {
        self.progress.step(&format!("checking {}", options.data.display()));
        match read::read(&options.data) {
            Ok(curated) => Ok(Some(curated)),
            Err(problems) => {
                self.problems(options, &problems)?;
                Ok(None)
            }
        }
    }

    /// Tells something beside the results, to standard error.
    pub(crate) fn note(&mut self, text: &str) -> io::Result<()> {
        self.progress.end();
        writeln!(io::stderr(), "{text}")
    }

    /// Writes a line for people.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        self.progress.end();
        writeln!(self.out, "{text}")
    }

    /// Writes a result: a line for people, or an object for machines.
    pub(crate) fn result<T: Serialize>(&mut self, format: Format, text: &str, object: &T) -> io::Result<()> {
        self.progress.end();
        match format {
            Format::Text => writeln!(self.out, "{text}"),
            Format::Json => {
                serde_json::to_writer(&mut *self.out, object)?;
                writeln!(self.out)
            }
        }
    }
}

/// Opens the database and works on it.
fn database<T>(
    options: &Options,
    work: impl AsyncFnOnce(&DatabaseConnection) -> Result<T, database::Error>,
) -> io::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let db = database::open(&options.database_url).await.map_err(io::Error::other)?;
        let done = work(&db).await.map_err(io::Error::other);
        let closed = db.close().await.map_err(io::Error::other);
        // The error of the work says more than that of closing after it.
        done.and_then(|it| closed.map(|()| it))
    })
}
