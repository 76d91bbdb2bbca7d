//! The log's lines, cheap enough to have one for each request.
//!
//! A line that goes to a file or a pipe is written with others that come within some milliseconds, by a thread of its own: a
//! system call for each would cost as much as a kept answer. A warning is written at once, and all that is left when the
//! program ends. On a terminal a line is written as it comes.

use std::{
    cell::RefCell,
    fmt::{self, Debug},
    io::{self, IsTerminal, Write},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use tracing::{
    Level, Metadata,
    field::{Field, Visit},
};
use tracing_subscriber::{
    field::RecordFields,
    fmt::{
        FormatFields, MakeWriter,
        format::Writer,
        time::{FormatTime, SystemTime as Date},
    },
};

use crate::config::LogFormat;

/// How long a line waits for others.
const PAUSE: Duration = Duration::from_millis(10);
/// More bytes than this are not held back: who writes faster than they are read waits.
const MOST: usize = 1 << 20;

/// Sends the program's log lines to the standard error from now on. What is left of them is written when the value is
/// dropped.
#[must_use]
pub fn start(filter: &str, format: LogFormat) -> Option<Lines> {
    let logs = tracing_subscriber::fmt().with_env_filter(filter);
    if io::stderr().is_terminal() {
        let logs = logs.with_writer(io::stderr);
        match format {
            LogFormat::Text => logs.init(),
            LogFormat::Json => logs.json().flatten_event(true).init(),
        }
        return None;
    }
    let lines = Lines::new(Box::new(io::stderr()));
    let logs = logs.with_ansi(false).with_timer(Clock).with_writer(lines.writer());
    match format {
        LogFormat::Text => logs.fmt_fields(Fields).init(),
        LogFormat::Json => logs.json().flatten_event(true).init(),
    }
    Some(lines)
}

/// Lines on their way.
#[derive(Debug)]
pub struct Lines {
    shared: Arc<Shared>,
    writing: Option<JoinHandle<()>>,
}

struct Shared {
    held: Mutex<Held>,
    some: Condvar,
    /// Locked before `held` is emptied, so that lines keep their order.
    out: Mutex<Box<dyn Write + Send>>,
}

#[derive(Debug, Default)]
struct Held {
    bytes: Vec<u8>,
    /// Nobody writes them later.
    is_over: bool,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared")
            .field("held", &self.held)
            .finish_non_exhaustive()
    }
}

impl Lines {
    fn new(out: Box<dyn Write + Send>) -> Self {
        let shared = Arc::new(Shared {
            held: Mutex::default(),
            some: Condvar::new(),
            out: Mutex::new(out),
        });
        let writing = {
            let shared = shared.clone();
            thread::Builder::new().name("log".into()).spawn(move || shared.write())
        };
        if writing.is_err() {
            shared.held().is_over = true;
        }
        Self {
            shared,
            writing: writing.ok(),
        }
    }

    fn writer(&self) -> Lining {
        Lining(self.shared.clone())
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        self.shared.held().is_over = true;
        self.shared.some.notify_all();
        let _a_thread_that_panicked_wrote_what_it_could = self.writing.take().map(JoinHandle::join);
    }
}

impl Shared {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hold(&self, line: &[u8], is_urgent: bool) {
        let mut held = self.held();
        if held.bytes.is_empty() {
            self.some.notify_one();
        }
        held.bytes.extend_from_slice(line);
        let is_due = is_urgent || held.is_over || held.bytes.len() > MOST;
        drop(held);
        if is_due {
            self.flush();
        }
    }

    fn flush(&self) {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = std::mem::take(&mut self.held().bytes);
        // Who cannot write its log has nobody to tell.
        let _lost = out.write_all(&bytes).and_then(|()| out.flush());
    }

    fn write(&self) {
        loop {
            let wait = |held: &mut Held| held.bytes.is_empty() && !held.is_over;
            let held = self.some.wait_while(self.held(), wait);
            let is_over = held.unwrap_or_else(PoisonError::into_inner).is_over;
            if is_over {
                return self.flush();
            }
            thread::sleep(PAUSE);
            self.flush();
        }
    }
}

/// Makes writers of lines.
#[derive(Debug)]
struct Lining(Arc<Shared>);

/// Writes one line.
#[derive(Debug)]
struct Line<'a> {
    shared: &'a Shared,
    is_urgent: bool,
}

impl<'a> MakeWriter<'a> for Lining {
    type Writer = Line<'a>;

    fn make_writer(&'a self) -> Line<'a> {
        Line {
            shared: &self.0,
            is_urgent: true,
        }
    }

    fn make_writer_for(&'a self, about: &Metadata<'_>) -> Line<'a> {
        Line {
            shared: &self.0,
            is_urgent: *about.level() <= Level::WARN,
        }
    }
}

impl Write for Line<'_> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.shared.hold(line, self.is_urgent);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The time in UTC, to the microsecond; the second is written out once.
#[derive(Debug)]
struct Clock;

/// As long as `2026-01-01T00:00:00.`.
const TO_THE_SECOND: usize = 20;

thread_local! {
    static SECOND: RefCell<(u64, String)> = const { RefCell::new((u64::MAX, String::new())) };
}

impl FormatTime for Clock {
    fn format_time(&self, line: &mut Writer<'_>) -> fmt::Result {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        SECOND.with_borrow_mut(|(second, text)| {
            if *second != now.as_secs() {
                text.clear();
                Date.format_time(&mut Writer::new(text))?;
                text.truncate(TO_THE_SECOND);
                *second = now.as_secs();
            }
            line.write_str(text)
        })?;
        write!(line, "{:06}Z", now.subsec_micros())
    }
}

/// Writes `name=value`, as the library's own format does without colours, in half the time.
#[derive(Debug)]
struct Fields;

struct Writing<'a> {
    line: Writer<'a>,
    is_first: bool,
    result: fmt::Result,
}

impl<'a> FormatFields<'a> for Fields {
    fn format_fields<R: RecordFields>(&self, line: Writer<'a>, fields: R) -> fmt::Result {
        let mut writing = Writing {
            line,
            is_first: true,
            result: Ok(()),
        };
        fields.record(&mut writing);
        writing.result
    }
}

impl Writing<'_> {
    fn field(&mut self, field: &Field, value: impl FnOnce(&mut Writer<'_>, bool) -> fmt::Result) {
        // What the `log` crate's records bring along stands elsewhere in the line.
        if self.result.is_ok() && !field.name().starts_with("log.") {
            self.result = self.write(field.name(), value);
        }
    }

    fn write(&mut self, name: &str, value: impl FnOnce(&mut Writer<'_>, bool) -> fmt::Result) -> fmt::Result {
        let is_message = name == "message";
        if !std::mem::take(&mut self.is_first) {
            self.line.write_str(" ")?;
        }
        if !is_message {
            self.line.write_str(name)?;
            self.line.write_str("=")?;
        }
        value(&mut self.line, is_message)
    }
}

impl Visit for Writing<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.field(field, |line, _| write!(line, "{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
        self.field(field, |line, is_message| {
            if is_message {
                line.write_str(value)
            } else if value.bytes().all(is_plain) {
                line.write_str("\"")?;
                line.write_str(value)?;
                line.write_str("\"")
            } else {
                write!(line, "{value:?}")
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use tracing::subscriber::with_default;

    use super::*;

    #[derive(Clone, Default)]
    struct Out(Arc<Mutex<Vec<u8>>>);

    impl Write for Out {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Out {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    fn tell() {
        tracing::info!(target: "a", text = "सा\"य", plain = "x y", none = None::<u8>, number = 7_u64, shown = %"é", "it is said");
        tracing::info!(target: "a", "{} is", 1);
        tracing::info!(target: "a", only = true);
    }

    #[test]
    fn a_line_is_as_the_library_writes_it() {
        let (own, other) = (Out::default(), Out::default());
        let lines = Lines::new(Box::new(own.clone()));
        let logs = || tracing_subscriber::fmt().with_ansi(false).without_time();
        with_default(logs().fmt_fields(Fields).with_writer(lines.writer()).finish(), tell);
        drop(lines);
        let out = other.clone();
        with_default(logs().with_writer(move || out.clone()).finish(), tell);
        assert_eq!(own.text().lines().count(), 3);
        assert_eq!(own.text(), other.text());
    }

    #[test]
    fn a_second_is_written_once_and_its_parts_each_time() {
        let mut texts = [String::new(), String::new()];
        for text in &mut texts {
            Clock.format_time(&mut Writer::new(text)).unwrap();
            assert!(text.len() == 27 && text.ends_with('Z'), "{text}");
        }
        assert!(texts[0] <= texts[1]);
        let mut date = String::new();
        Date.format_time(&mut Writer::new(&mut date)).unwrap();
        assert_eq!(date.len(), 27);
        assert!(texts[1] <= date);
    }

    #[test]
    fn lines_keep_their_order_and_none_is_lost() {
        let out = Out::default();
        let lines = Lines::new(Box::new(out.clone()));
        let shared = lines.shared.clone();
        let mut expected = String::new();
        for number in 0..5_000 {
            let line = format!("{number}\n");
            shared.hold(line.as_bytes(), number % 1_000 == 0);
            expected += &line;
            if number % 1_000 == 0 {
                assert_eq!(out.text(), expected);
            }
        }
        drop(lines);
        assert_eq!(out.text(), expected);
        shared.hold(b"late\n", false);
        assert!(out.text().ends_with("late\n"));
    }
}
