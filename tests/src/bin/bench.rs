//! The benchmark behind `tests/bench`: two synthetic sets, each served by a process of its own, asked over one connection.

use std::error::Error;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use clap::Parser;
use serde_json::{Map, Value, json};
use tests::operation::{FACTS, Operation, benchmark, facts, find_middle};
use tests::service::Service;

/// Runs that are not counted: they fill the caches of the database and of the service.
const WARM: usize = 3;
/// An operation is measured no longer than this, and then with fewer runs.
const LONGEST: Duration = Duration::from_secs(20);

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Measures Sabha at two sizes.
#[derive(Debug, Parser)]
struct Arguments {
    /// Directory with `sabha` and `seed`.
    #[arg(long)]
    binaries: PathBuf,
    /// Numbers of meetings, the smaller first.
    #[arg(long, value_delimiter = ',', num_args = 1.., default_values_t = [10_000, 300_000])]
    sizes: Vec<usize>,
    /// Sets that are there, instead of made ones, each as `MEETINGS=URL`, the smaller first: `10000=sqlite:///sabha.db`,
    /// `1000000=postgres://sabha@localhost/sabha`. The service brings their tables up to date.
    #[arg(long, value_parser = set, num_args = 1..)]
    set: Vec<(usize, String)>,
    /// Runs of an operation.
    #[arg(long, default_value_t = 30)]
    runs: usize,
    /// Directory where the sets stay, and are looked for first.
    #[arg(long)]
    keep: Option<PathBuf>,
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

fn main() -> ExitCode {
    match measure(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _nobody_listens = writeln!(io::stderr(), "bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Measures all; false when an operation failed.
fn measure(arguments: &Arguments) -> Outcome<bool> {
    let mut operations = Operation::all(&benchmark())?;
    operations.retain(|it| it.name.contains(&arguments.only));
    if !arguments.set.is_empty() {
        let columns: Outcome<Vec<Vec<Measured>>> = arguments
            .set
            .iter()
            .map(|(_, url)| at(arguments, url, &operations))
            .collect();
        let names: Vec<String> = arguments
            .set
            .iter()
            .map(|(size, url)| format!("{size}, {}", kind(url)))
            .collect();
        let columns = columns?;
        table(&names, &operations, &columns)?;
        return Ok(columns.iter().flatten().all(Result::is_ok));
    }
    let own = std::env::temp_dir().join(format!("sabha-bench-{}", std::process::id()));
    let folder = arguments.keep.as_ref().unwrap_or(&own);
    fs::create_dir_all(folder)?;
    let columns: Outcome<Vec<Vec<Measured>>> = arguments
        .sizes
        .iter()
        .map(|size| at_size(arguments, folder, *size, &operations))
        .collect();
    if arguments.keep.is_none() {
        fs::remove_dir_all(&own)?;
    }
    let columns = columns?;
    let names: Vec<String> = arguments.sizes.iter().map(ToString::to_string).collect();
    table(&names, &operations, &columns)?;
    Ok(columns.iter().flatten().all(Result::is_ok))
}

fn at_size(arguments: &Arguments, folder: &Path, size: usize, operations: &[Operation]) -> Outcome<Vec<Measured>> {
    let file = folder.join(format!("sabha-{size}.db"));
    let url = format!("sqlite://{}", file.display());
    if !file.exists() {
        let size = size.to_string();
        let seed = ["synth", "--meetings", &size, "--database-url", &url];
        if !Command::new(arguments.binaries.join("seed"))
            .args(seed)
            .status()?
            .success()
        {
            return Err("the set cannot be made".into());
        }
    }
    at(arguments, &url, operations)
}

/// `MEETINGS=URL`.
fn set(text: &str) -> Result<(usize, String), String> {
    let parted = text
        .split_once('=')
        .and_then(|(size, url)| Some((size.parse().ok()?, url.to_owned())));
    parted.ok_or_else(|| format!("`{text}` is not a number of meetings, `=` and the address of a database"))
}

/// The sort of database that an address is of.
fn kind(url: &str) -> &str {
    url.split([':', '+']).next().unwrap_or_default()
}

/// Measures all operations on one set.
fn at(arguments: &Arguments, url: &str, operations: &[Operation]) -> Outcome<Vec<Measured>> {
    let service = Service::start(
        &arguments.binaries.join("sabha"),
        url,
        &["--workers", "1", "--answer-cache", "0"],
    )?;
    let mut line = Line::to(service.port)?;
    let mut ask = |document: &str, variables: &Value| -> Outcome<Value> {
        let (_, answer) = line.ask(&json!({ "query": document, "variables": variables }).to_string())?;
        Ok(answer.get("data").ok_or("the set cannot be asked")?.clone())
    };
    let data = ask(FACTS, &Value::Null)?;
    let mut facts = facts(&data);
    find_middle(&data, &mut facts, ask)?;
    operations
        .iter()
        .map(|it| one(arguments, &service, (&mut line, &facts), it))
        .collect()
}

/// Runs an operation as often as asked, or as the time allows.
fn one(
    arguments: &Arguments,
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
    let mut times = Vec::with_capacity(arguments.runs);
    for run in 0..WARM + arguments.runs {
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
    let at = |hundredth: usize| {
        times
            .get(((times.len() - 1) * hundredth).div_ceil(100))
            .copied()
            .unwrap_or_default()
    };
    Ok(Ok(Figures {
        median: at(50),
        late: at(95),
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
