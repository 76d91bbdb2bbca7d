//! How problems are shown: with the line and a caret for people, one JSON object a line for machines.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, Severity,
    SourceCode, SourceSpan, SpanContents,
};

use crate::problem::{Problem, Problems};

/// How a command shows what it has to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Where and how problems are shown.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// For whom.
    pub format: Format,
    /// True on a terminal: colours and drawn lines.
    pub is_terminal: bool,
    /// The dataset's folder, before the names of its files; a terminal can then open them.
    pub folder: &'a Path,
}

/// Writes every problem and, for people, how many there are.
///
/// # Errors
/// What the writer says.
pub fn problems(out: &mut dyn Write, problems: &Problems, look: Look<'_>) -> io::Result<()> {
    if look.format == Format::Json {
        return problems.iter().try_for_each(|problem| {
            serde_json::to_writer(&mut *out, problem)?;
            writeln!(out)
        });
    }
    let theme = if look.is_terminal {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::none()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_context_lines(0)
        .with_links(false)
        .with_width(120);
    for problem in problems {
        let mut text = String::new();
        handler
            .render_report(&mut text, &Shown::of(problem, look.folder))
            .map_err(io::Error::other)?;
        writeln!(out, "{}", text.trim_end())?;
        writeln!(out)?;
    }
    let mut files: Vec<&str> = problems.iter().map(|it| it.file.as_str()).collect();
    files.dedup();
    writeln!(
        out,
        "{} in {}",
        count(problems.len(), "problem"),
        count(files.len(), "file")
    )
}

/// A number with its noun.
pub fn count(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        _ => format!("{number} {noun}s"),
    }
}

/// A problem as miette wants it.
#[derive(Debug)]
struct Shown<'a> {
    problem: &'a Problem,
    text: Option<OneLine<'a>>,
}

impl<'a> Shown<'a> {
    fn of(problem: &'a Problem, folder: &Path) -> Self {
        let name = folder.join(&problem.file).display().to_string();
        let text = problem.source.as_ref().map(|it| OneLine {
            name,
            text: &it.text,
            lines_before: it.lines_before,
        });
        Self { problem, text }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.text.is_none() {
            write!(f, "{}: ", self.problem.file)?;
        }
        f.write_str(&self.problem.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.problem.rule))
    }

    fn severity(&self) -> Option<Severity> {
        Some(Severity::Error)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.problem.help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.text.as_ref().map(|it| it as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.problem.span.clone();
        let path = Some(self.problem.path.clone()).filter(|it| !it.is_empty());
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(path, span))))
    }
}

/// A file of which miette sees the one line that is meant.
#[derive(Debug)]
struct OneLine<'a> {
    name: String,
    text: &'a str,
    lines_before: usize,
}

impl OneLine<'_> {
    /// What of a very long line is shown: what stands around the place.
    fn near(&self, line: std::ops::Range<usize>, span: &SourceSpan) -> (usize, usize) {
        const LONG: usize = 400;
        const AROUND: usize = 60;
        if line.len() <= LONG {
            return (line.start, line.end);
        }
        let from = self.text.floor_char_boundary(span.offset().saturating_sub(AROUND));
        let to = self
            .text
            .ceil_char_boundary((span.offset() + span.len() + AROUND).min(self.text.len()));
        (from.max(line.start), to.min(line.end))
    }
}

impl SourceCode for OneLine<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (before, after) = self
            .text
            .split_at_checked(span.offset())
            .ok_or(MietteError::OutOfBounds)?;
        let start = before.rfind('\n').map_or(0, |it| it + 1);
        let end = after.find('\n').map_or(self.text.len(), |it| span.offset() + it);
        let number = self.lines_before + before.matches('\n').count();
        // The place is told in code points, as an editor counts them.
        let column = before.get(start..).unwrap_or_default().chars().count();
        let (start, end) = self.near(start..end, span);
        let line = self.text.get(start..end).ok_or(MietteError::OutOfBounds)?;
        let bytes = SourceSpan::from(start..end);
        let contents =
            MietteSpanContents::new_named(self.name.clone(), line.as_bytes(), bytes, number, column, number + 1);
        Ok(Box::new(contents))
    }
}
