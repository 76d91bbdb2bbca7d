//! The command line of `seed`: its commands, its options and its exit codes. What each command does is in `command/`.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::command::{self, Console, Outcome};
use crate::show::Format;

const EXIT_CODES: &str = "\
Exit codes:
   0  fine
   1  problems in the files
   2  `plan`: there is something to change
   3  `verify`: the texts, the lock and the citations differ, or a sentence is untouched
      `format --check`, `schema --check`: a file is not as it would be written; `cite`: nothing found
   4  trouble with the database or with reading and writing
  64  the command line is not understood";

/// The curated files of Sabha: checked, planned, applied, verified, exported.
#[derive(Debug, Parser)]
#[command(name = "seed", version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    options: Options,
}

/// What all commands have in common.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Folder of the dataset.
    #[arg(long, global = true, value_name = "DIR", default_value = "seed/data")]
    pub(crate) data: PathBuf,
    /// Database, `sqlite://…` or `postgres://…`.
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite://sabha.db"
    )]
    pub(crate) database_url: String,
    /// How results are shown: for people, or one JSON object a line.
    #[arg(long, global = true, value_enum, default_value_t)]
    pub(crate) format: Format,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Reads the files and shows every problem, with its place and the way to mend it.
    Check,
    /// Shows what `apply` would change, field by field; exit code 2 when there is something.
    Plan,
    /// Makes the database hold what the files say: one transaction, one revision; nothing when nothing differs.
    Apply(command::apply::Arguments),
    /// Proves the citations against the articles' texts and lists the sentences that none touches.
    Verify(command::verify::Arguments),
    /// Prints the citations of printed words, to paste.
    Cite(command::cite::Arguments),
    /// Writes what the database holds: as files, the same bytes as those that were loaded, or in another form.
    Export(command::export::Arguments),
    /// Copies everything, revisions and change log included, from one database into an empty one of either kind.
    Copy(command::copy::Arguments),
    /// Copies a SQLite database that may be in use to a file, and proves the copy.
    Backup(command::backup::Arguments),
    /// Says what the database holds.
    Status,
    /// Rewrites the files in their canonical form.
    Format(command::format::Arguments),
    /// Fills an empty database with a made-up set of any size, for load tests; the same number and seed give the same set.
    Synth(command::synth::Arguments),
    /// Prints or writes the JSON Schemas of the files, for editors.
    Schema(command::schema::Arguments),
}

impl Command {
    fn run(&self, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
        match self {
            Self::Check => command::check::run(options, console),
            Self::Plan => command::plan::run(options, console),
            Self::Apply(arguments) => command::apply::run(arguments, options, console),
            Self::Export(arguments) => command::export::run(arguments, options, console),
            Self::Copy(arguments) => command::copy::run(arguments, options, console),
            Self::Backup(arguments) => command::backup::run(arguments, options, console),
            Self::Status => command::status::run(options, console),
            Self::Verify(arguments) => command::verify::run(arguments, options, console),
            Self::Cite(arguments) => command::cite::run(arguments, options, console),
            Self::Format(arguments) => command::format::run(arguments, options, console),
            Self::Synth(arguments) => command::synth::run(arguments, options, console),
            Self::Schema(arguments) => command::schema::run(arguments, console),
        }
    }
}

/// Runs the command of the process's arguments.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 64 } else { 0 });
        }
    };
    let is_terminal = io::stdout().is_terminal();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut console = Console::new(&mut out, is_terminal);
    let outcome = arguments.command.run(&arguments.options, &mut console);
    drop(console);
    match outcome.and_then(|outcome| out.flush().map(|()| outcome)) {
        Ok(outcome) => ExitCode::from(outcome as u8),
        // Who stopped listening had enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "seed: {error}");
            ExitCode::from(Outcome::Trouble as u8)
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Arguments;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}
