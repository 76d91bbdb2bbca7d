//! The `seed` command: see [`seed::cli`] for what it can do.

use std::process::ExitCode;

fn main() -> ExitCode {
    seed::cli::run()
}
