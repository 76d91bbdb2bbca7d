//! A measurement of `subscription changes`: what a subscriber costs, how soon the last of many hears of a commit, and whether
//! each hears every change once and in order while changes come quickly.
//!
//! The service is a process of its own on a new SQLite file, or an empty database that is given; the subscribers are sockets of this one, on one thread.

use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::Parser;
use sea_orm::DatabaseConnection;
use seed::curated::Curated;
use seed::record::Record;
use serde_json::Value;
use tests::measure::process::memory;
use tests::service::Service;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::watch;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// What each subscriber asks.
const ASKED: &str =
    r#"{"id":"1","type":"subscribe","payload":{"query":"subscription { changes { id revision action kind slug } }"}}"#;
/// How long a subscriber may wait for anything.
const PATIENCE: Duration = Duration::from_secs(60);

/// Measures subscriptions.
#[derive(Debug, Parser)]
struct Arguments {
    /// Directory with `sabha`.
    #[arg(long)]
    binaries: PathBuf,
    /// An empty database to do it in; a new SQLite file when not given.
    #[arg(long)]
    database_url: Option<String>,
    /// How many subscribers.
    #[arg(long, default_value_t = 1_000)]
    subscribers: usize,
    /// Changes of one revision while they come quickly.
    #[arg(long, default_value_t = 20)]
    changes: usize,
    /// Revisions then; ten a second.
    #[arg(long, default_value_t = 50)]
    revisions: usize,
}

fn main() -> Outcome<()> {
    let arguments = Arguments::parse();
    let file = std::env::temp_dir().join(format!("sabha-subscribers-{}.db", std::process::id()));
    let given = arguments.database_url.clone();
    let url = given.unwrap_or_else(|| format!("sqlite://{}", file.display()));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let measured = runtime.block_on(measure(&arguments, &url));
    for more in ["", "-wal", "-shm"] {
        let _not_there = std::fs::remove_file(format!("{}{more}", file.display()));
    }
    measured
}

async fn measure(arguments: &Arguments, url: &str) -> Outcome<()> {
    let options = ["--max-sockets", "2000", "--workers", "2"];
    let mut out = std::io::stdout();
    let service = Service::start(&arguments.binaries.join("sabha"), url, &options)?;
    let port = service.port;
    // One subscriber before, so that what the first one costs the process is not counted for each.
    let first = subscribe(port).await?;
    let before = memory(service.id())?;
    let mut sockets = vec![first];
    for _ in 0..arguments.subscribers {
        sockets.push(subscribe(port).await?);
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    let each = memory(service.id())?.saturating_sub(before) / u64::try_from(arguments.subscribers.max(1))?;
    writeln!(
        out,
        "{} subscribers, {each} bytes of resident memory each",
        sockets.len()
    )?;

    let mut crowd = Crowd::of(sockets);
    let db = seed::database::open(url).await?;
    let mut curated = seed::export::export(&db).await?;
    let (committed, _) = commit(&db, &mut curated, 1, 0).await?;
    let told = crowd.told(1).await?;
    writeln!(out, "one change: {}", spread(&told, committed))?;

    let mut expected = 1;
    let mut last = committed;
    let mut beat = tokio::time::interval(Duration::from_millis(100));
    let began = Instant::now();
    for number in 1..=arguments.revisions {
        beat.tick().await;
        let (at, changes) = commit(&db, &mut curated, arguments.changes, number).await?;
        expected += changes;
        last = at;
    }
    let rate = (expected - 1) as f64 / began.elapsed().as_secs_f64();
    let told = crowd.told(expected).await?;
    writeln!(
        out,
        "{} changes at {rate:.0} a second: {}",
        expected - 1,
        spread(&told, last)
    )?;
    writeln!(
        out,
        "every subscriber heard each of the {expected} changes once and in order"
    )?;
    writeln!(
        out,
        "resident memory of the service then: {} MB",
        memory(service.id())? / 1_000_000
    )?;
    db.close().await?;
    Ok(())
}

/// Applies a revision that changes the remarks of so many records; when it was committed, and how many changed.
async fn commit(
    db: &DatabaseConnection,
    curated: &mut Curated,
    changes: usize,
    number: usize,
) -> Outcome<(Instant, usize)> {
    let officials = curated.records.values_mut().filter_map(|record| match record {
        Record::Official(it) => Some(it),
        _ => None,
    });
    for it in officials.take(changes) {
        it.remark = Some(serde_json::from_value(
            serde_json::json!({ "en": format!("Remark {number}") }),
        )?);
    }
    let applied = seed::apply::apply(db, curated, "bench", "Remarks").await?;
    Ok((Instant::now(), applied.changes.len()))
}

/// The first, the median and the last to hear, after a moment.
fn spread(told: &[Instant], since: Instant) -> String {
    let mut times: Vec<Duration> = told.iter().map(|at| at.saturating_duration_since(since)).collect();
    times.sort_unstable();
    let at = |place: usize| times.get(place).copied().unwrap_or_default().as_secs_f64() * 1_000.0;
    let last = times.len().saturating_sub(1);
    format!(
        "from commit to the first {:.1} ms, the median {:.1} ms, the last of {} {:.1} ms",
        at(0),
        at(last / 2),
        times.len(),
        at(last)
    )
}

/// Many sockets, each read by a task.
struct Crowd {
    heard: Vec<watch::Receiver<(usize, Instant)>>,
    wrong: Arc<Mutex<Option<String>>>,
}

impl Crowd {
    fn of(sockets: Vec<Socket>) -> Self {
        let wrong = Arc::new(Mutex::new(None));
        let listen = |socket: Socket| {
            let (sender, heard) = watch::channel((0, Instant::now()));
            let wrong = Arc::clone(&wrong);
            tokio::spawn(async move {
                if let Err(error) = listen(socket, &sender).await {
                    wrong
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .get_or_insert(error.to_string());
                }
            });
            heard
        };
        let heard = sockets.into_iter().map(listen).collect();
        Self { heard, wrong }
    }

    /// Waits until everybody has heard so many changes; when each did.
    async fn told(&mut self, count: usize) -> Outcome<Vec<Instant>> {
        let mut times = Vec::with_capacity(self.heard.len());
        for one in &mut self.heard {
            let heard = tokio::time::timeout(PATIENCE, one.wait_for(|(number, _)| *number >= count)).await;
            if let Ok(Ok(heard)) = &heard {
                times.push(heard.1);
                continue;
            }
            let wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner).take();
            return Err(wrong.unwrap_or_else(|| "a subscriber waits in vain".to_owned()).into());
        }
        Ok(times)
    }
}

/// Reads changes as they come: each must be the one after the one before.
async fn listen(mut socket: Socket, heard: &watch::Sender<(usize, Instant)>) -> Outcome<()> {
    let mut seen = 0;
    let mut last = (0, String::new());
    loop {
        let message = socket.next().await?;
        if text(&message, "/type") != "next" {
            return Err(format!("unexpected: {message}").into());
        }
        let revision = message
            .pointer("/payload/data/changes/revision")
            .and_then(Value::as_i64);
        let revision = revision.ok_or_else(|| format!("no revision: {message}"))?;
        let id = text(&message, "/payload/data/changes/id").to_owned();
        if revision < last.0 || id == last.1 {
            return Err(format!("{message} came after {last:?}").into());
        }
        last = (revision, id);
        seen += 1;
        heard.send_replace((seen, Instant::now()));
    }
}

/// The text at a place of a message; empty when there is none.
fn text<'a>(message: &'a Value, place: &str) -> &'a str {
    message.pointer(place).and_then(Value::as_str).unwrap_or_default()
}

async fn subscribe(port: u16) -> Outcome<Socket> {
    let mut socket = Socket::open(port).await?;
    socket.send(r#"{"type":"connection_init"}"#).await?;
    let ack = tokio::time::timeout(PATIENCE, socket.next()).await??;
    if text(&ack, "/type") != "connection_ack" {
        return Err(format!("no acknowledgement: {ack}").into());
    }
    socket.send(ASKED).await?;
    Ok(socket)
}

/// A WebSocket as far as this program needs it: it sends short texts and reads whole ones.
struct Socket(BufReader<TcpStream>);

impl Socket {
    async fn open(port: u16) -> Outcome<Self> {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        let head = "GET /graphql/ws HTTP/1.1\r\nhost: bench\r\nupgrade: websocket\r\nconnection: upgrade\r\n\
                    sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
                    sec-websocket-protocol: graphql-transport-ws\r\n\r\n";
        stream.write_all(head.as_bytes()).await?;
        let mut reader = BufReader::with_capacity(2_048, stream);
        let mut line = String::new();
        reader.read_line(&mut line).await?;
        if !line.starts_with("HTTP/1.1 101") {
            return Err(format!("no socket: {line}").into());
        }
        while line != "\r\n" {
            line.clear();
            reader.read_line(&mut line).await?;
        }
        Ok(Self(reader))
    }

    /// Sends a text of less than 64 KiB, masked with zeroes.
    async fn send(&mut self, text: &str) -> Outcome<()> {
        let mut frame = vec![0x81];
        match u8::try_from(text.len()) {
            Ok(short) if short < 126 => frame.push(0x80 | short),
            _ => {
                frame.push(0x80 | 126);
                frame.extend(u16::try_from(text.len())?.to_be_bytes());
            }
        }
        frame.extend([0; 4]);
        frame.extend(text.as_bytes());
        Ok(self.0.write_all(&frame).await?)
    }

    /// The next message; a ping is answered on the way.
    async fn next(&mut self) -> Outcome<Value> {
        loop {
            let (kind, length) = (self.0.read_u8().await?, self.0.read_u8().await?);
            let length = match length {
                126 => u64::from(self.0.read_u16().await?),
                127 => self.0.read_u64().await?,
                short => u64::from(short),
            };
            let mut payload = vec![0; usize::try_from(length)?];
            self.0.read_exact(&mut payload).await?;
            match kind {
                0x81 => {
                    let message: Value = serde_json::from_slice(&payload)?;
                    if text(&message, "/type") == "ping" {
                        self.send(r#"{"type":"pong"}"#).await?;
                        continue;
                    }
                    return Ok(message);
                }
                0x89 => self.0.write_all(&[0x8A, 0x80, 0, 0, 0, 0]).await?,
                _ => return Err(format!("a frame of kind {kind:#x}: {}", String::from_utf8_lossy(&payload)).into()),
            }
        }
    }
}
