//! Sabha beside a raw handler that answers with the same bytes: rounds take turns, so that what else the machine does meets
//! both, and what is told are ratios of the medians of the rounds.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use clap::ValueEnum;
use serde_json::{Map, Value};
use tests::{
    measure::{
        Outcome,
        ask::{Ask, request, send},
        figures::{median, ratio},
        load::{Load, run},
        mode::Mode,
        process,
    },
    operation::{Operation, benchmark},
    service::Service,
};

use super::{
    round::{Asked, Round, round},
    set::{Set, Sets, known},
};

/// What is asked when nothing else is said.
const OPERATIONS: [&str; 5] = [
    "detail-page",
    "list-of-twenty",
    "list-filtered",
    "page-deep",
    "search-rare-word",
];
/// Load before the first round, which is not counted.
const WARM: Duration = Duration::from_millis(300);

#[derive(Debug, clap::Args)]
pub(super) struct Wire {
    #[command(flatten)]
    sets: Sets,
    /// The caches that Sabha has.
    #[arg(long, value_enum, value_delimiter = ',', num_args = 1.., default_values_t = Mode::value_variants().to_vec())]
    modes: Vec<Mode>,
    /// Names of files of `tests/operations/bench`.
    #[arg(long, value_delimiter = ',', num_args = 1.., default_values = OPERATIONS)]
    operations: Vec<String>,
    /// Numbers of connections.
    #[arg(long, value_delimiter = ',', num_args = 1.., default_values_t = [1, 16, 64])]
    connections: Vec<usize>,
    /// Rounds of each of the two.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Seconds of a round.
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
    /// Threads that serve requests, of both [default: one for each processor].
    #[arg(long)]
    workers: Option<usize>,
}

/// What is measured: a question, asked in one way.
struct Question<'a> {
    operation: &'a str,
    ask: Ask,
    request: Vec<u8>,
    bytes: usize,
}

/// Measures all; false when a question was answered with an error.
pub(super) fn measure(binaries: &Path, arguments: &Wire) -> Outcome<bool> {
    let folder = arguments.sets.folder()?;
    let operations: Vec<Operation> = Operation::all(&benchmark())?
        .into_iter()
        .filter(|it| arguments.operations.contains(&it.name))
        .collect();
    let mut all_answered = true;
    for set in arguments.sets.or_curated(&folder) {
        for mode in &arguments.modes {
            all_answered &= in_mode(binaries, arguments, (&set, *mode), (&operations, &folder.path))?;
        }
    }
    Ok(all_answered)
}

fn in_mode(
    binaries: &Path,
    arguments: &Wire,
    (set, mode): (&Set, Mode),
    (operations, folder): (&[Operation], &Path),
) -> Outcome<bool> {
    let program = binaries.join("sabha");
    let processors = || thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let workers = arguments.workers.unwrap_or_else(processors).to_string();
    let options = [&["--workers", &workers], mode.options()].concat();
    let service = Service::start(&program, &set.url, &options)?;
    let asked = Asked {
        service: &service,
        database: process::server(&set.url)?,
        counts: true,
    };
    heading(set, mode)?;
    let facts = known(service.port)?;
    let mut failed = Vec::new();
    for (operation, ask) in operations
        .iter()
        .flat_map(|it| mode.asks().iter().map(move |ask| (it, *ask)))
    {
        let answer: PathBuf = folder.join("raw-answer");
        match question(service.port, (operation, ask), &facts, &answer) {
            Ok(question) => {
                let answer = answer.to_string_lossy();
                let options = ["--answer", &answer, "--workers", &workers];
                let raw = Service::spawn(&binaries.join("raw"), &options)?;
                for connections in &arguments.connections {
                    let rounds = beside(asked, &raw, (&question, *connections), arguments)?;
                    row(&question, *connections, &rounds)?;
                }
            }
            Err(error) => failed.push(format!("{}, {}: {error}", operation.name, ask.name())),
        }
    }
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "\nMemory of `sabha` then: {:.1} MB, at most {:.1} MB.",
        megabytes(process::memory(service.id())?),
        megabytes(process::peak(service.id())?)
    )?;
    for failed in &failed {
        writeln!(out, "\nfailed: {failed}")?;
    }
    writeln!(out)?;
    Ok(failed.is_empty())
}

/// Asks once, and keeps the answer for the raw handler.
fn question<'a>(
    port: u16,
    (operation, ask): (&'a Operation, Ask),
    facts: &Map<String, Value>,
    file: &Path,
) -> Outcome<Question<'a>> {
    let request = request(port, ask, &operation.document, &operation.variables(facts))?;
    let answer = send(port, &request)?;
    if let Some(error) = answer.error() {
        return Err(error.into());
    }
    if answer.status != ask.status() {
        return Err(format!("status {}", answer.status).into());
    }
    fs::write(file, answer.bytes())?;
    Ok(Question {
        operation: &operation.name,
        ask,
        request,
        bytes: answer.body.len(),
    })
}

/// The rounds of the raw handler and of Sabha, in turn.
fn beside(
    sabha: Asked<'_>,
    raw: &Service,
    (question, connections): (&Question<'_>, usize),
    arguments: &Wire,
) -> Outcome<[Vec<Round>; 2]> {
    let raw = Asked {
        service: raw,
        database: None,
        counts: false,
    };
    let requests = std::slice::from_ref(&question.request);
    let load = |asked: Asked<'_>, time| Load {
        port: asked.service.port,
        requests,
        connections,
        time,
        status: question.ask.status(),
    };
    let [mut of_raw, mut of_sabha] = [Vec::new(), Vec::new()];
    for asked in [raw, sabha] {
        run(&load(asked, WARM))?;
    }
    for _ in 0..arguments.rounds {
        for (asked, rounds) in [(raw, &mut of_raw), (sabha, &mut of_sabha)] {
            rounds.push(round(asked, &load(asked, Duration::from_secs_f64(arguments.seconds)))?);
        }
    }
    Ok([of_raw, of_sabha])
}

fn heading(set: &Set, mode: Mode) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "## {}, {}\n", set.name, mode.name())?;
    writeln!(
        out,
        "| operation | bytes | ask | connections | raw/s | Sabha/s | ratio | raw p50, p99 ms | Sabha p50, p99 ms | p99 ratio | raw CPU ms \
         | Sabha CPU ms | PostgreSQL CPU ms | SQL | generator | foreign |"
    )?;
    writeln!(out, "| --- | ---: | --- |{}", " ---: |".repeat(13))
}

fn row(question: &Question<'_>, connections: usize, [raw, sabha]: &[Vec<Round>; 2]) -> io::Result<()> {
    let of = |rounds: &[Round], figure: fn(&Round) -> f64| median(rounds.iter().map(figure));
    let of_raw = |figure| of(raw, figure);
    let of_sabha = |figure| of(sabha, figure);
    let mut out = io::stdout().lock();
    write!(
        out,
        "| {} | {} | {} | {connections} |",
        question.operation,
        question.bytes,
        question.ask.name()
    )?;
    let (raw_rate, rate) = (of_raw(|it| it.rate), of_sabha(|it| it.rate));
    write!(out, " {raw_rate:.0} | {rate:.0} | {:.3} |", ratio(rate, raw_rate))?;
    let (raw_late, late) = (of_raw(|it| it.p99), of_sabha(|it| it.p99));
    write!(out, " {:.2}, {raw_late:.2} |", of_raw(|it| it.p50))?;
    write!(
        out,
        " {:.2}, {late:.2} | {:.1} |",
        of_sabha(|it| it.p50),
        ratio(late, raw_late)
    )?;
    write!(
        out,
        " {:.4} | {:.4} |",
        of_raw(|it| it.server),
        of_sabha(|it| it.server)
    )?;
    write!(
        out,
        " {:.4} | {:.1} |",
        of_sabha(|it| it.database),
        of_sabha(|it| it.statements)
    )?;
    write!(
        out,
        " {:.2}, {:.2} |",
        of_raw(|it| it.generator),
        of_sabha(|it| it.generator)
    )?;
    writeln!(
        out,
        " {:.2}, {:.2} |",
        of_raw(|it| it.foreign),
        of_sabha(|it| it.foreign)
    )?;
    out.flush()
}

#[expect(clippy::cast_precision_loss, reason = "a size of far less than 2⁵²")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
