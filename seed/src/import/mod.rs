//! A set of any size, a record a line, into a database that may hold records already: what is new is made, what differs is
//! overwritten, what is equal is passed over, and nothing is deleted.
//!
//! Lines are read a chunk at a time, and each chunk is one transaction and one revision. Every rule of `seed check` is
//! asked of it, beside what it names in the database. A record may name another further on: it waits for it. How far the
//! file is written stands in the database, so that an import that was cut off goes on where it was.

mod held;
mod json;
mod line;
mod lines;
mod position;
mod stub;

use std::collections::{BTreeSet, HashSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use chrono::{SubsecRound, Utc};
use sea_orm::DatabaseConnection;
use serde::Serialize;

use crate::apply::Intent;
use crate::check;
use crate::curated::RecordKey;
use crate::database::{self, Session};
use crate::dataset::Dataset;
use crate::index::Maker;
use crate::load::{Loader, Name, Names, Ready, Written, restore, tuned};
use crate::lock::Lock;
use crate::node::Node;
use crate::problem::{Place, Problems};
use crate::record::Record;
use crate::set::{Entry, Set, Shapes};
use crate::source::{Holds, Source};
use crate::store::{Ids, Part};

use held::{Held, key};
use line::{Line, What};
use lines::{Chunk, Mark, read, read_ahead};
use position::Identity;
use stub::Stubs;

/// How to import.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Reads a file from its beginning, whatever is known of it.
    pub restart: bool,
    /// Tells the fields of new records in the change log.
    pub logs_fields: bool,
}

/// What was imported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Records that were made.
    pub created: usize,
    /// Records that differed and were overwritten.
    pub updated: usize,
    /// Records that were there and equal.
    pub equal: usize,
    /// Rows that were written, without what is derived from them.
    pub rows: usize,
    /// Lines that an earlier run had done.
    pub lines_before: usize,
    /// True when an earlier run had done all of the file.
    pub was_done: bool,
}

impl Imported {
    /// Records of this run.
    #[must_use]
    pub fn records(&self) -> usize {
        self.created + self.updated + self.equal
    }

    fn add(&mut self, written: Written) {
        self.created += written.created;
        self.updated += written.updated;
        self.equal += written.equal;
        self.rows += written.rows;
    }
}

/// How far an import is.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// What this run has done.
    pub imported: Imported,
    /// Bytes of the file that are read, by this run and those before.
    pub position: u64,
    /// Bytes of the file that earlier runs had read.
    pub from: u64,
    /// Bytes of the file, where they are known.
    pub size: Option<u64>,
    /// Lines that wait for what they name.
    pub waiting: usize,
    /// Indexes that are still to be made, when all is read.
    pub indexes: i64,
}

/// Why an import ended before its file did. The chunks before are there.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Lines are not as they must be; nothing of their chunk is written.
    #[error("the lines have problems")]
    Problems(Problems),
    /// More lines wait than there is memory for.
    #[error(
        "more than 100,000 lines, or 256 MB, wait for records that have not come: {}; put these further up in the file",
        list(.0)
    )]
    Waiting(Vec<RecordKey>),
    /// The database.
    #[error(transparent)]
    Database(#[from] database::Error),
    /// The file.
    #[error("the file cannot be read: {0}")]
    File(#[from] io::Error),
}

fn list(keys: &[RecordKey]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Imports a file, or goes on with it. `told` hears after each chunk how far it is.
///
/// # Errors
/// See [`Error`].
pub async fn file(
    db: &DatabaseConnection,
    path: &Path,
    options: Options,
    told: impl FnMut(&Progress),
) -> Result<Imported, Error> {
    let mut file = File::open(path)?;
    let name = path.display().to_string();
    let identity = Identity::of(&name, &file)?;
    let found = identity.mark(db).await.map_err(database::Error::from)?;
    let mark = found.filter(|_| !options.restart).unwrap_or_default();
    if mark.position >= identity.size && mark.lines > 0 {
        finish(db, &mut { told }, &mut Progress::default()).await?;
        return Ok(Imported {
            lines_before: mark.lines,
            was_done: true,
            ..Imported::default()
        });
    }
    file.seek(SeekFrom::Start(0))?;
    let mut reader = BufReader::with_capacity(1 << 20, file);
    let mut import = Import::new(name, options);
    import.begin(&mut reader)?;
    if mark.lines > 0 {
        reader.seek(SeekFrom::Start(mark.position))?;
        import.progress.imported.lines_before = mark.lines;
        import.at = mark;
        import.progress.from = mark.position;
    }
    import.progress.size = Some(identity.size);
    import.identity = Some(identity);
    import.run(db, reader, told).await
}

/// Imports what a stream gives, such as standard input; it cannot be gone on with.
///
/// # Errors
/// See [`Error`].
pub async fn stream(
    db: &DatabaseConnection,
    stream: impl io::Read + Send + 'static,
    options: Options,
    told: impl FnMut(&Progress),
) -> Result<Imported, Error> {
    let mut reader = BufReader::with_capacity(1 << 20, stream);
    let mut import = Import::new("standard input".to_owned(), options);
    import.begin(&mut reader)?;
    import.run(db, reader, told).await
}

/// An import that is under way.
struct Import {
    name: String,
    identity: Option<Identity>,
    shapes: Shapes,
    /// The line of the description, and what it says.
    first: Option<(Arc<Source>, Node)>,
    dataset: Option<Dataset>,
    at: Mark,
    held: Held,
    loader: Loader,
    progress: Progress,
}

/// A line with its names.
type Named = (Line, Vec<Name>);

impl Import {
    fn new(name: String, options: Options) -> Self {
        Self {
            name,
            identity: None,
            shapes: Shapes::make(),
            first: None,
            dataset: None,
            at: Mark::default(),
            held: Held::default(),
            loader: Loader::new(options.logs_fields),
            progress: Progress::default(),
        }
    }

    /// Reads the first line, which is the description.
    fn begin(&mut self, file: &mut impl BufRead) -> Result<(), Error> {
        let mut chunk = read(&self.name, Mark::default(), (1, file), &mut Maker::default());
        self.at = chunk.end;
        let mut problems = std::mem::take(&mut chunk.problems);
        match chunk.lines.pop() {
            Some(Line {
                source,
                what: What::Dataset(node),
                ..
            }) => {
                let mut set = Set::default();
                set.describe(&source, &node, &self.shapes, &mut problems);
                check::all(&set, &mut problems);
                self.dataset = set.dataset();
                self.first = Some((source, node));
            }
            Some(line) if problems.is_empty() => no_dataset(&line.source, &mut problems),
            None if problems.is_empty() => {
                no_dataset(&Arc::new(line::source(&self.name, String::new(), 0)), &mut problems)
            }
            _ => {}
        }
        problems.into_result(()).map_err(Error::Problems)
    }

    async fn run(
        mut self,
        db: &DatabaseConnection,
        file: impl BufRead + Send + 'static,
        mut told: impl FnMut(&Progress),
    ) -> Result<Imported, Error> {
        let mut chunks = read_ahead(self.name.clone(), self.at, file);
        let mut failed = None;
        let done = tuned(db, async || {
            while let Some(chunk) = chunks.recv().await {
                if let Err(error) = self.chunk(db, chunk).await {
                    failed = Some(error);
                    break;
                }
                told(&self.progress);
            }
            // Who stops at a problem goes on after it; who is done, or cannot go on by itself, wants its indexes.
            if failed.is_none() || self.identity.is_none() {
                finish(db, &mut told, &mut self.progress).await?;
            }
            Ok(())
        });
        done.await?;
        match failed {
            Some(error) => Err(error),
            None => Ok(self.progress.imported),
        }
    }

    /// Writes a chunk, and what waited for it.
    async fn chunk(&mut self, db: &DatabaseConnection, chunk: Chunk) -> Result<(), Error> {
        let Chunk {
            mut lines,
            mut problems,
            end,
            error,
        } = chunk;
        if let Some(error) = error {
            return Err(if problems.is_empty() {
                error.into()
            } else {
                Error::Problems(problems)
            });
        }
        let is_last = lines.is_empty();
        let mut come: HashSet<RecordKey> = lines.iter().filter_map(key).collect();
        let mut candidates = if is_last {
            self.held.all()
        } else {
            self.held.freed_by(&mut come)
        };
        candidates.append(&mut lines);
        let tx = self.loader.begin(db).await?;
        self.loader.known.refresh(&tx).await?;
        let (ready, ids) = self.sort(&tx, candidates, is_last).await?;
        let is_there = |(line, _): &Named| key(line).is_some_and(|key| ids.records.contains_key(&key));
        let tx = if ready.iter().any(is_there) {
            self.loader.overwriting(db, tx).await?
        } else {
            tx
        };
        let lock = locked(&ready, &mut problems);
        let lock = self.check(&tx, (&ready, &ids), lock, &mut problems).await?;
        let Some(dataset) = self.dataset.as_ref() else {
            return Err(Error::Problems(problems));
        };
        let ready = ready.into_iter().filter_map(|(line, _)| match line.what {
            What::Record(read) => read.record.map(|(record, texts)| Ready { record, texts }),
            What::Dataset(_) | What::Unreadable => None,
        });
        let ready: Vec<Ready> = ready.collect();
        problems.into_result(()).map_err(Error::Problems)?;
        if let Some(names) = self.held.overflow() {
            return Err(Error::Waiting(names));
        }
        let message = format!("Imported from {}, lines up to {}", self.name, end.lines);
        let intent = Intent {
            actor: "seed",
            message: &message,
            expected_revision: None,
        };
        let written = self
            .loader
            .write(&tx, (dataset, &intent), (ready, &lock), Some(ids))
            .await?;
        if let Some(identity) = &self.identity {
            let waiting = self.held.first().map(|(position, lines)| Mark { position, lines });
            let at = Utc::now().trunc_subsecs(6);
            let noted = identity.note(&tx, waiting.unwrap_or(end), at).await;
            noted.map_err(database::Error::from)?;
        }
        tx.commit().await?;
        self.progress.imported.add(written);
        self.progress.position = end.position;
        self.progress.waiting = self.held.len();
        Ok(())
    }

    /// Keeps the lines that name what has not come, and gives the others with the keys of what all of them name.
    async fn sort(&mut self, tx: &Session, lines: Vec<Line>, is_last: bool) -> Result<(Vec<Named>, Ids), Error> {
        let mut names = Names::default();
        let mut ready: Vec<Named> = Vec::with_capacity(lines.len());
        for line in lines {
            let named = record(&line).map(crate::load::names_of).unwrap_or_default();
            names.own.extend(key(&line));
            names.named.extend(named.iter().cloned());
            ready.push((line, named));
        }
        let ids = self.loader.known.ids(tx, &names).await?;
        if is_last {
            return Ok((ready, ids));
        }
        loop {
            let coming = Coming::of(&ready, &ids);
            let missing: Vec<BTreeSet<RecordKey>> = ready.iter().map(|(_, named)| coming.missing(named)).collect();
            if missing.iter().all(BTreeSet::is_empty) {
                return Ok((ready, ids));
            }
            let mut rest = Vec::with_capacity(ready.len());
            for ((line, named), missing) in ready.into_iter().zip(missing) {
                if missing.is_empty() {
                    rest.push((line, named));
                } else {
                    self.held.keep(line, missing);
                }
            }
            ready = rest;
        }
    }

    /// Asks every rule of the lines, beside what they name in the database; gives the lock of both.
    async fn check(
        &self,
        tx: &Session,
        (ready, ids): (&[Named], &Ids),
        mut lock: Lock,
        problems: &mut Problems,
    ) -> Result<Lock, Error> {
        let records: Vec<&Record> = ready.iter().filter_map(|(line, _)| record(line)).collect();
        let names = Names::of(records.iter().copied());
        let stubs = Stubs::of(tx, (&records, &names), ids).await;
        let stubs = stubs.map_err(database::Error::from)?;
        let own: HashSet<String> = lock.articles.keys().cloned().collect();
        let others = stubs.lock.articles.iter().filter(|(slug, _)| !own.contains(*slug));
        lock.articles
            .extend(others.map(|(slug, it)| (slug.clone(), it.clone())));
        let there = Arc::new(Source {
            name: "the database".to_owned(),
            holds: Holds::Line,
            text: String::new(),
            lines_before: 0,
            is_readable: true,
        });
        let trees = stubs.trees();
        let others = trees.iter().map(|(kind, node)| Entry {
            kind: *kind,
            slug: node.text_of("slug"),
            source: &there,
            node,
            spots: Vec::new(),
            broken: false,
        });
        let lines = ready.iter().filter_map(|(line, _)| match &line.what {
            What::Record(read) => Some((&line.source, &read.node, read.kind)),
            What::Dataset(_) | What::Unreadable => None,
        });
        let set = Set::of_some(lines, others.collect(), (&self.shapes, (&there, lock)), problems);
        check::all(&set, problems);
        for (line, _) in ready {
            match &line.what {
                What::Dataset(node) => twice(&line.source, node, problems),
                What::Record(read) if read.record.is_none() => {
                    // What its shape takes and the type does not is a fault of the program, and told as one.
                    let entry = set.entries.iter().find(|it| Arc::ptr_eq(it.source, &line.source));
                    if let Some(entry) = entry.filter(|it| !it.broken) {
                        let _ = crate::read::record(entry, problems);
                    }
                }
                What::Record(_) | What::Unreadable => {}
            }
        }
        Ok(set.lock.map(|(_, lock)| lock).unwrap_or_default())
    }
}

/// What there is once a chunk is written: what it brings, and what is there.
struct Coming<'a> {
    ids: &'a Ids,
    records: HashSet<RecordKey>,
    /// Those of them that are not whole, so that nobody knows their parts.
    broken: HashSet<RecordKey>,
    positions: HashSet<(&'a str, &'a str)>,
    appointments: HashSet<(&'a str, &'a str)>,
}

impl<'a> Coming<'a> {
    fn of(ready: &'a [Named], ids: &'a Ids) -> Self {
        let mut coming = Self {
            ids,
            records: ready.iter().filter_map(|(line, _)| key(line)).collect(),
            broken: HashSet::new(),
            positions: HashSet::new(),
            appointments: HashSet::new(),
        };
        for (line, _) in ready {
            match record(line) {
                Some(Record::Organisation(it)) => {
                    let keys = it.positions.iter().map(|position| position.key.as_str());
                    coming.positions.extend(keys.map(|key| (it.slug.as_str(), key)));
                }
                Some(Record::Official(it)) => {
                    let paths = it.appointments.iter().map(|appointment| appointment.position.as_str());
                    coming.appointments.extend(paths.map(|path| (it.slug.as_str(), path)));
                }
                Some(_) => {}
                None => coming.broken.extend(key(line)),
            }
        }
        coming
    }

    /// The records that must come, or come anew, before a line that names these can be written.
    fn missing(&self, named: &[Name]) -> BTreeSet<RecordKey> {
        named.iter().filter_map(|name| self.lacks(name)).collect()
    }

    fn lacks(&self, name: &Name) -> Option<RecordKey> {
        use entity::RecordKind::{Official, Organisation};
        let record = |kind, slug: &str| RecordKey {
            kind,
            slug: slug.to_owned(),
        };
        let id = |key: &RecordKey| self.ids.records.get(key).copied();
        match name {
            Name::Record(key) => (!self.records.contains(key) && id(key).is_none()).then(|| key.clone()),
            Name::Position(slug, key) => {
                let body = record(Organisation, slug);
                let is_there = if self.broken.contains(&body) {
                    true
                } else if self.records.contains(&body) {
                    self.positions.contains(&(slug.as_str(), key.as_str()))
                } else {
                    id(&body).is_some_and(|id| self.ids.position(id, key).is_some())
                };
                (!is_there).then_some(body)
            }
            Name::Appointment(slug, path) => {
                let person = record(Official, slug);
                let is_there = if self.broken.contains(&person) {
                    true
                } else if self.records.contains(&person) {
                    self.appointments.contains(&(slug.as_str(), path.as_str()))
                } else {
                    self.appointed(&person, path)
                };
                (!is_there).then_some(person)
            }
        }
    }

    /// True when the database has the appointment.
    fn appointed(&self, person: &RecordKey, path: &str) -> bool {
        let found = || {
            let official = *self.ids.records.get(person)?;
            let (slug, key) = path.split_once('/')?;
            let body = RecordKey {
                kind: entity::RecordKind::Organisation,
                slug: slug.to_owned(),
            };
            let position = self.ids.position(*self.ids.records.get(&body)?, key)?;
            self.ids.parts.get(&Part::Appointment { official, position })
        };
        found().is_some()
    }
}

/// The lock of some lines. Words that two of them cite have one line and one digest.
fn locked(ready: &[Named], problems: &mut Problems) -> Lock {
    let mut lock = Lock::default();
    for (line, _) in ready {
        let What::Record(read) = &line.what else { continue };
        lock.articles.extend(read.lock.articles.clone());
        for (citation, it) in &read.lock.citations {
            let before = lock.citations.insert(citation.clone(), it.clone());
            if before.is_some_and(|before| before != *it) {
                let place = Place {
                    source: &line.source,
                    span: read.node.head(),
                    path: String::new(),
                };
                let message = format!("`{citation}` has another `line` or `quote_sha256` here than in another record");
                let help = "the same words have one line and one digest: correct one of them".to_owned();
                problems.at(&place, "not-locked", message, help);
            }
        }
    }
    lock
}

fn record(line: &Line) -> Option<&Record> {
    match &line.what {
        What::Record(read) => read.record.as_ref().map(|(record, _)| record),
        What::Dataset(_) | What::Unreadable => None,
    }
}

fn no_dataset(source: &Arc<Source>, problems: &mut Problems) {
    let place = Place {
        source,
        span: 0..0,
        path: String::new(),
    };
    let help = "write one with `title`, `description`, `licence` and `languages`, as `seed export --as ndjson` does";
    problems.at(
        &place,
        "line",
        "the first line is to be `{\"dataset\": {…}}`".to_owned(),
        help.to_owned(),
    );
}

fn twice(source: &Arc<Source>, node: &Node, problems: &mut Problems) {
    let place = Place {
        source,
        span: node.head(),
        path: String::new(),
    };
    let message = "the dataset is described here once more".to_owned();
    problems.at(&place, "line", message, "keep the first line alone".to_owned());
}

/// Makes what a first load set aside.
async fn finish(
    db: &DatabaseConnection,
    told: &mut impl FnMut(&Progress),
    progress: &mut Progress,
) -> Result<(), database::Error> {
    let restored = restore(db, |left| {
        progress.indexes = left;
        told(progress);
    });
    restored.await?;
    progress.indexes = 0;
    Ok(())
}
