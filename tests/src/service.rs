//! A service as a process of its own, for measurements.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use crate::measure::Outcome;

/// What a service may take to bring the tables of a large set up to date.
const START: Duration = Duration::from_secs(1_800);

/// A service on a port that the system chose, ended with this value.
#[derive(Debug)]
pub struct Service {
    process: Child,
    /// The port, at 127.0.0.1.
    pub port: u16,
}

impl Service {
    /// Starts Sabha over a database, with further options, and waits until it serves.
    ///
    /// # Errors
    /// When it does not start, or not in half an hour.
    pub fn start(program: &Path, url: &str, options: &[&str]) -> Outcome<Self> {
        let own = ["--listen", "127.0.0.1:0", "--log-format", "text", "--database-url", url];
        Self::spawn(program, &[&own, options].concat())
    }

    /// Starts a program that says ` is at http://127.0.0.1:` and its port once it serves, and waits until then.
    ///
    /// # Errors
    /// When it does not start, or not in half an hour.
    pub fn spawn(program: &Path, options: &[&str]) -> Outcome<Self> {
        let mut process = Command::new(program)
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (out, err) = (
            process.stdout.take().ok_or("no output")?,
            process.stderr.take().ok_or("no output")?,
        );
        let (found, port) = mpsc::channel();
        for stream in [Box::new(out) as Box<dyn Read + Send>, Box::new(err)] {
            let found = found.clone();
            // Read to the end, so that the service never waits for its own log.
            thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let address = line.split(" is at http://127.0.0.1:").nth(1);
                    let port = address.and_then(|it| it.split(',').next()?.trim().parse::<u16>().ok());
                    let _told = port.map(|port| found.send(port));
                }
            });
        }
        drop(found);
        let port = port.recv_timeout(START);
        let mut service = Self { process, port: 0 };
        service.port = port?;
        Ok(service)
    }

    /// How many SQL statements requests have taken so far.
    ///
    /// # Errors
    /// When its metrics cannot be read.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a metric of a few thousand whole numbers"
    )]
    pub fn statements(&self) -> Outcome<u64> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.write_all(b"GET /metrics HTTP/1.1\r\nhost: bench\r\nconnection: close\r\n\r\n")?;
        let mut text = String::new();
        stream.read_to_string(&mut text)?;
        let sum = text
            .lines()
            .find_map(|line| line.strip_prefix("sabha_graphql_statements_sum "));
        Ok(sum.ok_or("the service does not count statements")?.parse::<f64>()? as u64)
    }

    /// The process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _gone = self.process.kill();
        let _status = self.process.wait();
    }
}
