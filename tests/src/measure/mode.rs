//! Which caches a service has while it is measured.

use std::{path::Path, process::Command};

use super::{Outcome, ask::Ask};

/// The option for the cache of whole answers.
const ANSWERS: &str = "--answer-cache";
/// The option for the caches of records.
const RECORDS: &str = "--record-cache";

/// What is kept from one request to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Mode {
    /// Whole answers: the same question is asked again and again.
    Hot,
    /// Records but no answers.
    Warm,
    /// Neither.
    Cold,
}

impl Mode {
    /// Its name in a table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hot => "hot",
            Self::Warm => "warm",
            Self::Cold => "cold",
        }
    }

    /// The ways to ask that say something in this mode.
    #[must_use]
    pub fn asks(self) -> &'static [Ask] {
        match self {
            Self::Hot => &[Ask::Get, Ask::Post, Ask::NotModified],
            Self::Warm | Self::Cold => &[Ask::Post],
        }
    }

    /// The options of the service, of those that it has: `help` is what `sabha --help` prints.
    #[must_use]
    pub fn options(self, help: &str) -> Options {
        let off: &[&'static str] = match self {
            Self::Hot => &[],
            Self::Warm => &[ANSWERS],
            Self::Cold => &[ANSWERS, RECORDS],
        };
        let (there, missing): (Vec<&str>, Vec<&str>) = off.iter().partition(|option| has(help, option));
        Options {
            given: there.into_iter().flat_map(|option| [option, "0"]).collect(),
            missing,
        }
    }
}

/// What a service is started with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Options and their values.
    pub given: Vec<&'static str>,
    /// What the mode would turn off, and this program does not have.
    pub missing: Vec<&'static str>,
}

/// What a program says of its options.
///
/// # Errors
/// When it does not run.
pub fn help(program: &Path) -> Outcome<String> {
    let told = Command::new(program).arg("--help").output()?;
    Ok(String::from_utf8_lossy(&told.stdout).into_owned())
}

fn has(help: &str, option: &str) -> bool {
    help.split_whitespace().any(|word| word == option)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mode_turns_off_what_there_is() {
        let help = "  --answer-cache <SIZE>\n      kept of answers\n  --record-cache-entries <N>";
        assert_eq!(Mode::Warm.options(help).given, ["--answer-cache", "0"]);
        let cold = Mode::Cold.options(help);
        assert_eq!(cold.given, ["--answer-cache", "0"]);
        assert_eq!(cold.missing, ["--record-cache"]);
        assert!(Mode::Hot.options(help).given.is_empty());
    }
}
