//! What a long run is at: a living line on a terminal, plain lines elsewhere, always to standard error.

use std::io::{self, IsTerminal, Write};

/// Tells how far a command is.
#[derive(Debug)]
pub struct Progress {
    is_terminal: bool,
    is_open: bool,
}

impl Progress {
    /// Progress to standard error.
    pub fn new() -> Self {
        Self {
            is_terminal: io::stderr().is_terminal(),
            is_open: false,
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
