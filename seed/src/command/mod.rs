//! The commands, one file each: read the options, call the library, show what came back.

pub(crate) mod check;
pub(crate) mod cite;
pub(crate) mod format;
pub(crate) mod schema;
pub(crate) mod verify;

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::Options;
use crate::problem::Problems;
use crate::progress::Progress;
use crate::show::{self, Format, Look};

/// How a command ended; the number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Fine = 0,
    Problems = 1,
    #[expect(dead_code, reason = "for `plan`")]
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
