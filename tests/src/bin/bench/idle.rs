//! How long a start takes, and how much memory the service has before and after its first question.

use std::{
    fs,
    io::{self, Write},
    path::Path,
    time::{Duration, Instant},
};

use tests::{
    measure::{
        Outcome,
        ask::{Ask, request, send},
        figures::median,
        process,
    },
    operation::{Operation, benchmark},
    service::Service,
};

use super::set::{Set, Sets, known};

/// The first question.
const FIRST: &str = "detail-page";
/// Longest wait for a service to be ready.
const PATIENCE: Duration = Duration::from_secs(120);

#[derive(Debug, clap::Args)]
pub(super) struct Idle {
    #[command(flatten)]
    sets: Sets,
    /// Starts of each set; the median is told.
    #[arg(long, default_value_t = 5)]
    runs: usize,
}

struct Start {
    seconds: f64,
    /// Megabytes when it was ready, after the first question, and at most.
    memory: [f64; 3],
}

/// Measures all sets.
pub(super) fn measure(binaries: &Path, arguments: &Idle) -> Outcome<bool> {
    let program = binaries.join("sabha");
    let operation = Operation::all(&benchmark())?
        .into_iter()
        .find(|it| it.name == FIRST)
        .ok_or("the first question is not there")?;
    let folder = arguments.sets.folder()?;
    let mut out = io::stdout().lock();
    writeln!(out, "`sabha` has {:.1} MB.\n", megabytes(fs::metadata(&program)?.len()))?;
    writeln!(
        out,
        "| set | start to ready, s | memory then, MB | after a question, MB | at most, MB |"
    )?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: |")?;
    for set in arguments.sets.or_curated(&folder) {
        // The first start brings the tables up to date, and loads the curated set.
        let facts = known(Service::start(&program, &set.url, &[])?.port)?;
        let variables = operation.variables(&facts);
        let starts: Outcome<Vec<Start>> = (0..arguments.runs)
            .map(|_| {
                start(&program, &set, |port| {
                    request(port, Ask::Post, &operation.document, &variables)
                })
            })
            .collect();
        let starts = starts?;
        write!(
            out,
            "| {} | {:.3} |",
            set.name,
            median(starts.iter().map(|it| it.seconds))
        )?;
        for at in 0..3 {
            let all = starts.iter().filter_map(|it| it.memory.get(at).copied());
            write!(out, " {:.1} |", median(all))?;
        }
        writeln!(out)?;
    }
    Ok(true)
}

fn start(program: &Path, set: &Set, question: impl FnOnce(u16) -> Outcome<Vec<u8>>) -> Outcome<Start> {
    let began = Instant::now();
    let service = Service::start(program, &set.url, &[])?;
    let ready = b"GET /health/ready HTTP/1.1\r\nhost: bench\r\n\r\n";
    while send(service.port, ready)?.status != 200 {
        if began.elapsed() > PATIENCE {
            return Err("the service is not ready".into());
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    let idle = process::memory(service.id())?;
    let answer = send(service.port, &question(service.port)?)?;
    if let Some(error) = answer.error() {
        return Err(error.into());
    }
    let memory = [idle, process::memory(service.id())?, process::peak(service.id())?];
    Ok(Start {
        seconds,
        memory: memory.map(megabytes),
    })
}

#[expect(clippy::cast_precision_loss, reason = "a size of far less than 2⁵²")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
