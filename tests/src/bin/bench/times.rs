//! The time of each operation, over one connection, at two sizes.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    time::{Duration, Instant},
};

use serde_json::{Map, Value};
use tests::{
    measure::{Outcome, figures::percentile, mode::Mode},
    operation::{Operation, benchmark},
    service::Service,
};

use super::set::{Sets, known};

/// Runs that are not counted: they fill the caches of the database and of the service.
const WARM: usize = 3;
/// An operation is measured no longer than this, and then with fewer runs.
const LONGEST: Duration = Duration::from_secs(20);

#[derive(Debug, clap::Args)]
pub(super) struct Times {
    /// Numbers of meetings of the sets that are made, the smaller first.
    #[arg(long, value_delimiter = ',', num_args = 1.., default_values_t = [10_000, 300_000])]
    sizes: Vec<usize>,
    #[command(flatten)]
    sets: Sets,
    /// Runs of an operation.
    #[arg(long, default_value_t = 30)]
    runs: usize,
    /// Only operations whose names hold this word.
    #[arg(long, default_value = "")]
    only: String,
}

/// What an operation took; the reason when it was answered with an error.
type Measured = Result<Figures, String>;

struct Figures {
    median: f64,
    late: f64,
    statements: u64,
}

/// Measures all; false when an operation failed.
pub(super) fn measure(binaries: &Path, arguments: &Times) -> Outcome<bool> {
    let mut operations = Operation::all(&benchmark())?;
    operations.retain(|it| it.name.contains(&arguments.only));
    let folder = arguments.sets.folder()?;
    let sets = arguments.sets.or_made(binaries, &folder, &arguments.sizes)?;
    let columns: Outcome<Vec<Vec<Measured>>> = sets
        .iter()
        .map(|set| at(binaries, arguments.runs, &set.url, &operations))
        .collect();
    let columns = columns?;
    let names: Vec<String> = sets.into_iter().map(|it| it.name).collect();
    table(&names, &operations, &columns)?;
    Ok(columns.iter().flatten().all(Result::is_ok))
}

/// Measures all operations on one set.
fn at(binaries: &Path, runs: usize, url: &str, operations: &[Operation]) -> Outcome<Vec<Measured>> {
    let program = binaries.join("sabha");
    // What is repeated would say nothing of the set.
    let options = [&["--workers", "1"], Mode::Cold.options()].concat();
    let service = Service::start(&program, url, &options)?;
    let facts = known(service.port)?;
    let mut line = Line::to(service.port)?;
    operations
        .iter()
        .map(|it| one(runs, &service, (&mut line, &facts), it))
        .collect()
}

/// Runs an operation as often as asked, or as the time allows.
fn one(
    runs: usize,
    service: &Service,
    (line, facts): (&mut Line, &Map<String, Value>),
    it: &Operation,
) -> Outcome<Measured> {
    let body = it.body(facts);
    let before = service.statements()?;
    let (_, answer) = line.ask(&body)?;
    let statements = service.statements()? - before;
    if let Some(error) = answer.pointer("/errors/0/message") {
        return Ok(Err(error.to_string()));
    }
    let began = Instant::now();
    let mut times = Vec::with_capacity(runs);
    for run in 0..WARM + runs {
        let (took, answer) = line.ask(&body)?;
        if let Some(error) = answer.pointer("/errors/0/message") {
            return Ok(Err(error.to_string()));
        }
        if run >= WARM || began.elapsed() > LONGEST {
            times.push(took.as_secs_f64() * 1_000.0);
        }
        if began.elapsed() > LONGEST {
            break;
        }
    }
    times.sort_by(f64::total_cmp);
    Ok(Ok(Figures {
        median: percentile(&times, 50),
        late: percentile(&times, 95),
        statements,
    }))
}

fn table(sets: &[String], operations: &[Operation], columns: &[Vec<Measured>]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "| operation |")?;
    for set in sets {
        write!(out, " {set}: median ms | p95 ms | SQL |")?;
    }
    writeln!(
        out,
        " ratio |\n| --- |{} ---: |",
        " ---: | ---: | ---: |".repeat(sets.len())
    )?;
    for (at, operation) in operations.iter().enumerate() {
        write!(out, "| {} |", operation.name)?;
        let cells: Vec<&Measured> = columns.iter().filter_map(|it| it.get(at)).collect();
        for cell in &cells {
            match cell {
                Ok(it) => write!(out, " {:.2} | {:.2} | {} |", it.median, it.late, it.statements)?,
                Err(_) => write!(out, " failed | | |")?,
            }
        }
        match (cells.first(), cells.last()) {
            (Some(Ok(small)), Some(Ok(large))) => writeln!(out, " {:.1} |", large.median / small.median.max(0.001))?,
            _ => writeln!(out, " |")?,
        }
    }
    for (operation, failed) in operations.iter().enumerate().filter_map(|(at, it)| {
        let failed = columns.iter().find_map(|cells| cells.get(at)?.as_ref().err())?;
        Some((it, failed))
    }) {
        writeln!(out, "\n{} failed: {failed}", operation.name)?;
    }
    Ok(())
}

/// One connection, kept open.
struct Line(BufReader<TcpStream>);

impl Line {
    fn to(port: u16) -> io::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    /// Asks, and tells the time from the first byte of the request to the last one of the answer.
    fn ask(&mut self, body: &str) -> Outcome<(Duration, Value)> {
        let head = format!(
            "POST /graphql HTTP/1.1\r\nhost: bench\r\naccept: application/graphql-response+json\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let began = Instant::now();
        self.0.get_mut().write_all(format!("{head}{body}").as_bytes())?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line)? == 0 {
                return Err("the service closed the connection".into());
            }
            if let Some(number) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = number.trim().parse()?;
            }
            if line == "\r\n" {
                break;
            }
        }
        let mut answer = vec![0; length];
        self.0.read_exact(&mut answer)?;
        let took = began.elapsed();
        Ok((took, serde_json::from_slice(&answer)?))
    }
}
