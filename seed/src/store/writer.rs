//! From records to rows: what every concept's arrow needs on its way down.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use entity::{Certainty, Edtf, LocalizedText, RecordKind};

use super::ids::{Ids, Part};
use super::rows::Rows;
use crate::curated::RecordKey;
use crate::database::Error;
use crate::lock::{ArticleLock, Citation, CitationError, CitationLock, Lock};
use crate::record::Moment;

/// The rows so far, and what is needed to make more of them.
pub(crate) struct Writer<'a> {
    /// The rows that were made.
    pub(crate) rows: Rows,
    /// Keys of what is there and of what was made.
    pub(crate) ids: Ids,
    /// Number of the revision that is being written.
    pub(crate) revision: i64,
    /// When it is applied.
    pub(crate) at: DateTime<Utc>,
    /// The highest keys of the tables before the write.
    highest: HashMap<&'static str, i64>,
    /// Parts that are gone from their records, with their keys.
    gone: Vec<(Part, i64)>,
    lock: &'a Lock,
    /// The record that is being written.
    here: RecordKey,
    /// Keys of the records that are written anew.
    changed: HashSet<i64>,
    used: HashSet<Part>,
}

/// A moment as the columns of a row.
#[derive(Debug, Default)]
pub(crate) struct MomentColumns {
    pub(crate) edtf: Option<String>,
    pub(crate) earliest: Option<NaiveDate>,
    pub(crate) latest: Option<NaiveDate>,
    pub(crate) certainty: Option<Certainty>,
    pub(crate) note: Option<LocalizedText>,
}

impl<'a> Writer<'a> {
    /// A writer that knows the keys in use and the records that it is going to write.
    pub(crate) fn new(ids: Ids, lock: &'a Lock, (revision, at): (i64, DateTime<Utc>)) -> Self {
        Self {
            rows: Rows::default(),
            highest: ids.highest.clone(),
            ids,
            revision,
            at,
            gone: Vec::new(),
            lock,
            here: RecordKey {
                kind: RecordKind::State,
                slug: String::new(),
            },
            changed: HashSet::new(),
            used: HashSet::new(),
        }
    }

    /// True for a key of a table that this write gave away.
    pub(crate) fn is_new(&self, table: &str, id: i64) -> bool {
        self.highest.get(table).is_none_or(|highest| id > *highest)
    }

    /// Gives a record its key: the one it has, or the next.
    pub(crate) fn enlist(&mut self, key: &RecordKey) {
        let id = match self.ids.records.get(key) {
            Some(id) => *id,
            None => self.ids.next("record"),
        };
        self.ids.records.insert(key.clone(), id);
        self.changed.insert(id);
    }

    /// Turns to a record that was enlisted; gives its key.
    pub(crate) fn turn_to(&mut self, key: &RecordKey) -> Result<i64, Error> {
        self.here = key.clone();
        self.record(key.kind, &key.slug)
    }

    /// The key of the record that a slug names.
    pub(crate) fn record(&self, kind: RecordKind, slug: &str) -> Result<i64, Error> {
        let key = RecordKey {
            kind,
            slug: slug.to_owned(),
        };
        let id = self.ids.records.get(&key).copied();
        id.ok_or_else(|| self.unknown(key.to_string()))
    }

    /// The key of the record that a slug may name.
    pub(crate) fn maybe(&self, kind: RecordKind, slug: Option<&str>) -> Result<Option<i64>, Error> {
        slug.map(|slug| self.record(kind, slug)).transpose()
    }

    /// The keys of the records that slugs name, with their places in the list.
    pub(crate) fn list(&self, kind: RecordKind, slugs: &[String]) -> Result<Vec<(i64, i32)>, Error> {
        let ids = slugs.iter().map(|slug| self.record(kind, slug));
        ids.zip(0..).map(|(id, ordinal)| Ok((id?, ordinal))).collect()
    }

    /// The key of the position at a path, `organisation-slug/key`.
    pub(crate) fn position(&self, path: &str) -> Result<i64, Error> {
        let unknown = || self.unknown(format!("position {path}"));
        let (slug, key) = path.split_once('/').ok_or_else(unknown)?;
        let part = Part::Position {
            organisation: self.record(RecordKind::Organisation, slug)?,
            key: key.to_owned(),
        };
        self.ids.parts.get(&part).copied().ok_or_else(unknown)
    }

    /// The key of an official's appointment to the position at a path.
    pub(crate) fn appointment(&self, official: i64, path: &str) -> Result<i64, Error> {
        let position = self.position(path)?;
        let part = Part::Appointment { official, position };
        let id = self.ids.parts.get(&part).copied();
        id.ok_or_else(|| self.unknown(format!("appointment to {path}")))
    }

    /// Gives a part its key: the one it has, or the next. `name` tells a reader which part it is.
    pub(crate) fn part(&mut self, part: Part, name: &str) -> Result<i64, Error> {
        if !self.used.insert(part.clone()) {
            return Err(Error::Twice {
                record: self.here.clone(),
                part: format!("{} {name}", part.table().replace('_', " ")),
            });
        }
        let id = match self.ids.parts.get(&part) {
            Some(id) => *id,
            None => self.ids.next(part.table()),
        };
        self.ids.parts.insert(part, id);
        Ok(id)
    }

    /// True when nothing that is written was there, so that nothing can be gone of it.
    fn only_new(&self) -> bool {
        self.changed.iter().all(|id| self.is_new("record", *id))
    }

    /// Forgets the parts of a table that the records written so far no longer have, so that nothing can name them.
    pub(crate) fn retire(&mut self, table: &str) {
        if self.only_new() {
            return;
        }
        let (changed, used) = (&self.changed, &self.used);
        let gone = self
            .ids
            .parts
            .extract_if(|part, _| part.table() == table && changed.contains(&part.holder()) && !used.contains(part));
        self.gone.extend(gone);
    }

    /// Does as [`Self::retire`] for every table.
    pub(crate) fn retire_all(&mut self) {
        if self.only_new() {
            return;
        }
        let (changed, used) = (&self.changed, &self.used);
        let gone = self
            .ids
            .parts
            .extract_if(|part, _| changed.contains(&part.holder()) && !used.contains(part));
        self.gone.extend(gone);
    }

    /// The keys of the parts that are gone, by table, in order.
    pub(crate) fn gone_by_table(&self) -> BTreeMap<&'static str, Vec<i64>> {
        let mut by_table: BTreeMap<&'static str, Vec<i64>> = BTreeMap::new();
        for (part, id) in &self.gone {
            by_table.entry(part.table()).or_default().push(*id);
        }
        by_table.values_mut().for_each(|keys| keys.sort_unstable());
        by_table
    }

    /// The citation that a text is, with what the lock holds for it.
    pub(crate) fn citation(&self, at: &str) -> Result<(Citation, &'a CitationLock), Error> {
        let citation: Citation = at.parse().map_err(|fault: CitationError| Error::Value {
            record: self.here.clone(),
            message: fault.to_string(),
        })?;
        let locked = self.lock.citations.get(&citation);
        let locked = locked.ok_or_else(|| self.unlocked(at))?;
        Ok((citation, locked))
    }

    /// What the lock holds for an article.
    pub(crate) fn article(&self, slug: &str) -> Result<&'a ArticleLock, Error> {
        self.lock.articles.get(slug).ok_or_else(|| self.unlocked(slug))
    }

    /// The columns of a moment.
    pub(crate) fn moment(&self, moment: Option<&Moment>) -> Result<MomentColumns, Error> {
        let Some(moment) = moment else {
            return Ok(MomentColumns::default());
        };
        let edtf = Edtf::parse(&moment.edtf).map_err(|message| self.value(message))?;
        let (earliest, latest) = edtf.bounds();
        Ok(MomentColumns {
            edtf: Some(moment.edtf.clone()),
            earliest,
            latest,
            certainty: Some(moment.certainty),
            note: moment.note.clone(),
        })
    }

    /// A number of the files as the database holds it.
    pub(crate) fn number(&self, number: u32) -> Result<i32, Error> {
        i32::try_from(number).map_err(|_too_big| self.value(format!("{number} is too big")))
    }

    /// An error about a value of the record at hand.
    pub(crate) fn value(&self, message: String) -> Error {
        Error::Value {
            record: self.here.clone(),
            message,
        }
    }

    fn unknown(&self, target: String) -> Error {
        Error::Unknown {
            record: self.here.clone(),
            target,
        }
    }

    fn unlocked(&self, citation: &str) -> Error {
        Error::Unlocked {
            record: self.here.clone(),
            citation: citation.to_owned(),
        }
    }
}
