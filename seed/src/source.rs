//! The folder of the dataset: which files it has, what each holds, and their text.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use entity::RecordKind;

use crate::nearest::did_you_mean;
use crate::problem::Problems;

/// Name of the file that describes the dataset.
pub(crate) const DATASET: &str = "dataset.yaml";
/// Name of the generated file that proves the evidence.
pub(crate) const LOCK: &str = "evidence.lock";

/// The kinds of records, with the word for each in file names, in the order of `RecordKind`.
pub(crate) const KINDS: [(RecordKind, &str); 8] = [
    (RecordKind::State, "state"),
    (RecordKind::Place, "place"),
    (RecordKind::Official, "official"),
    (RecordKind::Organisation, "organisation"),
    (RecordKind::Meeting, "meeting"),
    (RecordKind::Policy, "policy"),
    (RecordKind::Topic, "topic"),
    (RecordKind::Article, "article"),
];

/// The word for a kind, as in file names.
pub fn word(kind: RecordKind) -> &'static str {
    KINDS
        .iter()
        .find(|(it, _)| *it == kind)
        .map_or("record", |(_, word)| word)
}

/// True for the kinds of which each record has a file of its own.
pub fn has_own_file(kind: RecordKind) -> bool {
    matches!(kind, RecordKind::Meeting | RecordKind::Article)
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// The description of the dataset.
    Dataset,
    /// All records of a kind.
    List(RecordKind),
    /// One record of a kind.
    One(RecordKind),
    /// The lock of the evidence.
    Lock,
    /// One record, or the description, in a line of a set.
    Line,
}

/// A file with its text.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name from the dataset's folder, with `/`.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
    /// Its text; empty when it cannot be read, which is a problem of its own.
    pub text: String,
    /// Lines before the text, where it is a line of a larger file.
    pub lines_before: usize,
    /// False when it cannot be read.
    pub is_readable: bool,
}

impl Source {
    /// The file's name without folder and ending.
    pub(crate) fn stem(&self) -> &str {
        let file = self.name.rsplit('/').next().unwrap_or(&self.name);
        file.strip_suffix(".yaml").unwrap_or(file)
    }

    /// Line and column, both from 1, of a byte; columns count code points.
    pub(crate) fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        let start = before.rfind('\n').map_or(0, |it| it + 1);
        let column = before.get(start..).unwrap_or_default().chars().count() + 1;
        (self.lines_before + before.matches('\n').count() + 1, column)
    }
}

/// What a file of a name holds, the name being told from the dataset's folder; `None` for what is no part of a dataset.
pub(crate) fn holds(name: &str) -> Option<Holds> {
    let stem = name.strip_suffix(".yaml");
    let list =
        |(kind, word): &(RecordKind, &str)| (!has_own_file(*kind) && stem == Some(word)).then_some(Holds::List(*kind));
    let one = |(kind, word): &(RecordKind, &str)| {
        let is_below = stem
            .and_then(|it| it.strip_prefix(word))
            .is_some_and(|it| it.starts_with('/'));
        (has_own_file(*kind) && is_below).then_some(Holds::One(*kind))
    };
    match name {
        DATASET => Some(Holds::Dataset),
        LOCK => Some(Holds::Lock),
        _ => KINDS.iter().find_map(|kind| list(kind).or_else(|| one(kind))),
    }
}

/// Reads every file of the folder, in the order of their names.
pub(crate) fn open(folder: &Path, problems: &mut Problems) -> Vec<Arc<Source>> {
    let mut sources = Vec::new();
    let mut reader = Reader {
        folder,
        problems,
        sources: &mut sources,
    };
    for (name, is_folder) in reader.list("") {
        if is_folder {
            reader.own_files(&name);
        } else {
            reader.file(&name);
        }
    }
    sources
}

struct Reader<'a> {
    folder: &'a Path,
    problems: &'a mut Problems,
    sources: &'a mut Vec<Arc<Source>>,
}

impl Reader<'_> {
    /// The names in a folder, sorted, and whether each is a folder; hidden files are passed over.
    fn list(&mut self, name: &str) -> Vec<(String, bool)> {
        let folder = if name.is_empty() {
            self.folder.to_owned()
        } else {
            self.folder.join(name)
        };
        let entries = fs::read_dir(&folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        match entries {
            Ok(entries) => {
                let named = |it: &fs::DirEntry| (it.file_name().to_string_lossy().into_owned(), it.path().is_dir());
                let mut names: Vec<_> = entries
                    .iter()
                    .map(named)
                    .filter(|(it, _)| !it.starts_with('.'))
                    .collect();
                names.sort();
                names
            }
            Err(error) => {
                let file = folder.display().to_string();
                let help = "name the dataset's folder with `--data DIR`".to_owned();
                self.problems
                    .of_file(&file, "unreadable", format!("the folder cannot be read: {error}"), help);
                Vec::new()
            }
        }
    }

    fn own_files(&mut self, folder: &str) {
        let kind = KINDS.iter().find(|(kind, word)| *word == folder && has_own_file(*kind));
        for (name, _) in self.list(folder) {
            let name = format!("{folder}/{name}");
            match kind {
                Some((kind, _)) if name.ends_with(".yaml") => self.read(name, Holds::One(*kind)),
                _ => self.stray(&name),
            }
        }
    }

    fn file(&mut self, name: &str) {
        match holds(name) {
            Some(holds) => self.read(name.to_owned(), holds),
            None => self.stray(name),
        }
    }

    fn read(&mut self, name: String, holds: Holds) {
        let text = fs::read(self.folder.join(&name)).map(String::from_utf8);
        let (message, help) = match text {
            Ok(Ok(text)) => {
                self.sources.push(Arc::new(Source {
                    name,
                    holds,
                    text,
                    lines_before: 0,
                    is_readable: true,
                }));
                return;
            }
            Ok(Err(error)) => {
                let after = error.utf8_error().valid_up_to();
                (format!("the file is not UTF-8 after byte {after}"), "save it as UTF-8")
            }
            Err(error) => (
                format!("the file cannot be read: {error}"),
                "check the file and its rights",
            ),
        };
        self.problems.of_file(&name, "unreadable", message, help.to_owned());
        self.sources.push(Arc::new(Source {
            name,
            holds,
            text: String::new(),
            lines_before: 0,
            is_readable: false,
        }));
    }

    /// A YAML file that no part of the dataset reads is a slip of the name; other files are left alone.
    fn stray(&mut self, name: &str) {
        if !name.ends_with(".yaml") && !name.ends_with(".yml") && !name.ends_with(".lock") {
            return;
        }
        let lists = KINDS
            .iter()
            .filter(|(kind, _)| !has_own_file(*kind))
            .map(|(_, word)| format!("{word}.yaml"));
        let names: Vec<String> = lists.chain([DATASET.to_owned(), LOCK.to_owned()]).collect();
        let known = || names.iter().map(String::as_str);
        let help = did_you_mean(name, known()).unwrap_or_else(|| {
            format!(
                "the files are {}, meeting/<slug>.yaml and article/<slug>.yaml",
                names.join(", ")
            )
        });
        self.problems
            .of_file(name, "stray-file", format!("`{name}` is no file of the dataset"), help);
    }
}
