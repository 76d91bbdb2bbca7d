//! A closed loop of load: so many connections, each of which sends its next request when the answer to the last one is whole.
//!
//! One thread serves them all, so that the generator takes one processor at most and its own share can be told. Latencies
//! are kept one by one: a percentile is a latency that was measured.

use std::{
    io::{self, ErrorKind, Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use mio::{Events, Interest, Poll, Token};

use super::{Outcome, figures::percentile, response};

/// Longest wait for the answers that are still out when the time is over.
const PATIENCE: Duration = Duration::from_secs(120);
/// What is read at once.
const PIECE: usize = 65_536;

/// What is to be sent.
#[derive(Clone, Copy, Debug)]
pub struct Load<'a> {
    /// Where the server listens, at 127.0.0.1.
    pub port: u16,
    /// Whole requests, sent in turn.
    pub requests: &'a [Vec<u8>],
    /// How many connections.
    pub connections: usize,
    /// For how long requests are begun.
    pub time: Duration,
    /// The status of every answer; another one ends the run.
    pub status: u16,
}

/// What came back.
#[derive(Debug, Default)]
pub struct Run {
    /// How long each answer took, in nanoseconds, from the first byte sent to the last one read; sorted.
    pub latencies: Vec<u64>,
    /// From the first request to the last answer.
    pub elapsed: Duration,
    /// Bytes of all answers, with their heads.
    pub bytes: u64,
}

impl Run {
    /// How many answers.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a count of far less than 2⁵²")]
    pub fn count(&self) -> f64 {
        self.latencies.len() as f64
    }

    /// Answers a second.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.count() / self.elapsed.as_secs_f64().max(1e-9)
    }

    /// A percentile of the latencies, in milliseconds.
    #[must_use]
    pub fn late(&self, hundredth: usize) -> f64 {
        Duration::from_nanos(percentile(&self.latencies, hundredth)).as_secs_f64() * 1_000.0
    }
}

/// Sends the load.
///
/// # Errors
/// When the server cannot be reached, closes a connection, or answers with another status.
pub fn run(load: &Load<'_>) -> Outcome<Run> {
    let mut poll = Poll::new()?;
    let mut lines: Vec<Line<'_>> = (0..load.connections)
        .map(|number| Line::open(&poll, load.port, number))
        .collect::<Result<_, _>>()?;
    let mut run = Run::default();
    let mut sent = 0;
    let mut next = || {
        let request = load.requests.get(sent % load.requests.len().max(1));
        sent += 1;
        request.map(Vec::as_slice).ok_or("there is nothing to send")
    };
    let mut events = Events::with_capacity(load.connections.max(1));
    let began = Instant::now();
    for line in &mut lines {
        line.begin(next()?)?;
    }
    let mut out = lines.len();
    while out > 0 {
        let left = (load.time + PATIENCE).saturating_sub(began.elapsed());
        if left.is_zero() {
            return Err(format!("{out} answers did not come within {PATIENCE:?}").into());
        }
        match poll.poll(&mut events, Some(left)) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            polled => polled?,
        }
        for event in &events {
            let Some(line) = lines.get_mut(event.token().0) else {
                continue;
            };
            line.write()?;
            let Some(answer) = line.read()? else { continue };
            if answer.status != load.status {
                return Err(format!("an answer has status {} and not {}", answer.status, load.status).into());
            }
            run.latencies.push(answer.nanoseconds);
            run.bytes += answer.bytes;
            if began.elapsed() < load.time {
                line.begin(next()?)?;
            } else {
                out -= 1;
            }
        }
    }
    run.elapsed = began.elapsed();
    run.latencies.sort_unstable();
    Ok(run)
}

/// A connection.
struct Line<'a> {
    stream: mio::net::TcpStream,
    /// What of the request is still to be written.
    request: &'a [u8],
    began: Instant,
    answer: Vec<u8>,
    /// How much of `answer` has come.
    come: usize,
    head: Option<response::Head>,
    /// Whether an answer is awaited.
    waits: bool,
}

struct Answer {
    status: u16,
    nanoseconds: u64,
    bytes: u64,
}

impl<'a> Line<'a> {
    fn open(poll: &Poll, port: u16, number: usize) -> io::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        let mut stream = mio::net::TcpStream::from_std(stream);
        let interest = Interest::READABLE | Interest::WRITABLE;
        poll.registry().register(&mut stream, Token(number), interest)?;
        Ok(Self {
            stream,
            request: &[],
            began: Instant::now(),
            answer: vec![0; PIECE],
            come: 0,
            head: None,
            waits: false,
        })
    }

    fn begin(&mut self, request: &'a [u8]) -> io::Result<()> {
        self.request = request;
        self.come = 0;
        self.head = None;
        self.waits = true;
        self.began = Instant::now();
        self.write()
    }

    /// Writes as much as goes.
    fn write(&mut self) -> io::Result<()> {
        while !self.request.is_empty() {
            match self.stream.write(self.request) {
                Ok(count) => self.request = self.request.get(count..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Reads what there is, to the end unless the answer is whole before: what is left would not be told again.
    fn read(&mut self) -> Outcome<Option<Answer>> {
        while self.waits {
            if self.come == self.answer.len() {
                self.answer.resize(self.come + PIECE, 0);
            }
            let room = self.answer.get_mut(self.come..).unwrap_or_default();
            let count = match self.stream.read(room) {
                Ok(0) => return Err("the server closed a connection".into()),
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(None),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error.into()),
            };
            self.come += count;
            if let Some(answer) = self.whole()? {
                return Ok(Some(answer));
            }
        }
        Ok(None)
    }

    fn whole(&mut self) -> Outcome<Option<Answer>> {
        if self.head.is_none() {
            self.head = response::head(self.answer.get(..self.come).unwrap_or_default())?;
        }
        let Some(head) = self.head.filter(|it| it.end() <= self.come) else {
            return Ok(None);
        };
        if head.end() < self.come {
            return Err("more than one answer came to one request".into());
        }
        self.waits = false;
        Ok(Some(Answer {
            status: head.status,
            nanoseconds: u64::try_from(self.began.elapsed().as_nanos())?,
            bytes: u64::try_from(head.end())?,
        }))
    }
}
