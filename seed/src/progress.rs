//! What a long run is at: a living line on a terminal, plain lines elsewhere, always to standard error.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Tells how far a command is.
#[derive(Debug)]
pub struct Progress {
    is_terminal: bool,
    is_open: bool,
    /// The tenths of a known number that were told.
    tenth: usize,
    /// When something was told last.
    told: Option<Instant>,
}

impl Progress {
    /// Progress to standard error.
    pub fn new() -> Self {
        Self {
            is_terminal: io::stderr().is_terminal(),
            is_open: false,
            tenth: 0,
            told: None,
        }
    }

    /// Says what is being done now.
    pub fn step(&mut self, what: &str) {
        let text = if self.is_terminal {
            format!("\r\x1b[2K{what} …")
        } else {
            format!("{what}\n")
        };
        self.write(&text);
        self.is_open = self.is_terminal;
    }

    /// Says how many of a known number are done: each on a terminal, every tenth part elsewhere.
    pub fn count(&mut self, what: &str, done: usize, total: usize) {
        let tenth = (total / 10).max(1);
        if self.is_terminal || done.is_multiple_of(tenth) || done == total {
            self.step(&format!("{what}: {done} of {total}"));
        }
    }

    /// Says how many of a known number are done, and how many a second: each time on a terminal, when another tenth is done
    /// elsewhere.
    pub fn rate(&mut self, what: &str, done: usize, total: usize, took: Duration) {
        let tenth = done * 10 / total.max(1);
        if self.is_terminal || tenth > self.tenth {
            self.tenth = tenth;
            #[expect(clippy::cast_precision_loss, reason = "shown without a fraction")]
            let rate = done as f64 / took.as_secs_f64().max(0.001);
            self.step(&format!("{done} of {total} {what}, {rate:.0} a second"));
        }
    }

    /// Says how far a load is: each time on a terminal, when another tenth is done elsewhere, or, where nobody knows the
    /// tenths, every ten seconds.
    pub fn load(&mut self, line: &str, tenths: Option<usize>) {
        const PAUSE: Duration = Duration::from_secs(10);
        let is_time = match tenths {
            Some(tenths) => tenths > self.tenth,
            None => self.told.is_none_or(|told| told.elapsed() >= PAUSE),
        };
        if self.is_terminal || is_time {
            self.told = Some(Instant::now());
            self.tenth = tenths.unwrap_or_default();
            self.step(line);
        }
    }

    /// Clears the living line, before something else is written.
    pub fn end(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.write("\r\x1b[2K");
        }
    }

    /// Nobody is to fail because nobody listens.
    fn write(&mut self, text: &str) {
        let mut err = io::stderr().lock();
        let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}

/// The most memory that this process had at a time, in bytes; `None` where the system does not tell.
#[must_use]
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
