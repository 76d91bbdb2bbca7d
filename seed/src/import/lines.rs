//! The lines of a set, read ahead in a thread of their own: while a chunk is written, the next is read, taken apart and
//! folded.

use std::io::{BufRead, Read};

use tokio::sync::mpsc::{Receiver, channel};

use super::line::{self, Line, read_line};
use crate::index::Maker;
use crate::problem::{Place, Problems};

/// Lines of a chunk, and bytes: whichever is reached first.
const LINES: usize = 2_000;
const BYTES: u64 = 8_000_000;
/// The longest line that is read: no record is so long, and a file that is no set may be one line.
const LONGEST: u64 = 8_000_000;

/// Some lines of a file.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub(super) lines: Vec<Line>,
    /// What is wrong with lines by themselves.
    pub(super) problems: Problems,
    /// Where the line after the last begins.
    pub(super) end: Mark,
    /// Why no more could be read, where that is not the file's end.
    pub(super) error: Option<std::io::Error>,
}

/// A place between two lines of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes before it.
    pub(super) position: u64,
    /// Lines before it.
    pub(super) lines: usize,
}

/// Reads chunks, one ahead. The thread ends with the file, and when nobody listens any more.
pub(super) fn read_ahead(name: String, from: Mark, mut file: impl BufRead + Send + 'static) -> Receiver<Chunk> {
    let (sender, receiver) = channel(1);
    std::thread::spawn(move || {
        let (mut maker, mut at) = (Maker::default(), from);
        loop {
            let chunk = read(&name, at, (LINES, &mut file), &mut maker);
            at = chunk.end;
            let is_last = chunk.error.is_some() || chunk.lines.is_empty();
            if sender.blocking_send(chunk).is_err() || is_last {
                return;
            }
        }
    });
    receiver
}

/// Reads the next lines, at most so many; none at the end.
pub(super) fn read(name: &str, from: Mark, (most, file): (usize, &mut impl BufRead), maker: &mut Maker) -> Chunk {
    let mut chunk = Chunk {
        end: from,
        ..Chunk::default()
    };
    while chunk.lines.len() < most && chunk.end.position - from.position < BYTES {
        let mut bytes = Vec::new();
        match file.by_ref().take(LONGEST).read_until(b'\n', &mut bytes) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => {
                chunk.error = Some(error);
                break;
            }
        }
        let at = chunk.end;
        chunk.end.position += bytes.len() as u64;
        chunk.end.lines += 1;
        let is_long = bytes.len() as u64 >= LONGEST && bytes.last() != Some(&b'\n');
        while bytes.last().is_some_and(|it| matches!(it, b'\n' | b'\r')) {
            bytes.pop();
        }
        if bytes.is_empty() {
            // An empty line says nothing, as the last of a file may be.
            continue;
        }
        let problems = &mut chunk.problems;
        let line = match String::from_utf8(bytes) {
            Ok(text) if !is_long => read_line(line::source(name, text, at.lines), at.position, maker, problems),
            other => {
                let (message, help) = match other {
                    Ok(_) => (
                        format!("the line is longer than {LONGEST} bytes"),
                        "write one record a line",
                    ),
                    Err(_) => ("the line is not UTF-8".to_owned(), "save the file as UTF-8"),
                };
                let source = std::sync::Arc::new(line::source(name, String::new(), at.lines));
                let place = Place {
                    source: &source,
                    span: 0..0,
                    path: String::new(),
                };
                problems.at(&place, "line", message, help.to_owned());
                if is_long {
                    chunk.error = Some(std::io::Error::other("a line is too long to be read on"));
                    break;
                }
                continue;
            }
        };
        chunk.lines.push(line);
    }
    chunk
}
