//! The benchmarks behind `tests/bench`: operations over one connection at two sizes (`times`, without a word), many
//! connections beside a raw handler (`wire`), start and memory (`idle`), and other servers on the same data (`peers`).

mod idle;
mod peers;
mod round;
mod set;
mod times;
mod wire;

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Parser, Subcommand};

/// Measures Sabha: by default the time of each operation at two sizes, over one connection.
#[derive(Debug, Parser)]
struct Arguments {
    /// Directory with `sabha`, `seed` and `raw`.
    #[arg(long, global = true, default_value = "target/release")]
    binaries: PathBuf,
    #[command(flatten)]
    times: times::Times,
    #[command(subcommand)]
    bench: Option<Bench>,
}

#[derive(Debug, Subcommand)]
enum Bench {
    /// Many connections, beside a plain handler that answers with the same bytes
    Wire(wire::Wire),
    /// How long a start takes, and how much memory is taken then
    Idle(idle::Idle),
    /// Other servers on the same data, by their own runner
    Peers(peers::Peers),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let binaries = &arguments.binaries;
    let all_answered = match &arguments.bench {
        None => times::measure(binaries, &arguments.times),
        Some(Bench::Wire(it)) => wire::measure(binaries, it),
        Some(Bench::Idle(it)) => idle::measure(binaries, it),
        Some(Bench::Peers(it)) => peers::measure(binaries, it),
    };
    match all_answered {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _nobody_listens = writeln!(io::stderr(), "bench: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn options_are_told_apart() {
        Arguments::command().debug_assert();
        let told = [
            "bench",
            "--binaries",
            "x",
            "peers",
            "--csv",
            "a",
            "--keep",
            "b",
            "--",
            "run",
            "--size",
            "m",
        ];
        let Some(Bench::Peers(_)) = Arguments::try_parse_from(told).unwrap().bench else {
            panic!("another bench");
        };
        assert!(Arguments::try_parse_from(["bench", "--set", "1000"]).is_err());
    }
}
