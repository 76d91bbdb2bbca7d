//! Records into a database a chunk at a time, however many there are: each chunk is one transaction and one revision, and
//! costs what it holds and names. Memory holds a chunk and the keys of what is named again and again.
//!
//! A load makes records and overwrites them; it deletes none. What is there already and equal is passed over.

mod bare;
mod known;
mod names;

use std::collections::HashMap;

use chrono::{SubsecRound, Utc};
use entity::change::ChangeAction;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection};

use crate::apply::{Intent, Stamp, write_changes, write_revision};
use crate::curated::{Curated, RecordKey};
use crate::database::{Error, Session};
use crate::dataset::Dataset;
use crate::derive::{Consequences, Texts};
use crate::difference::{RecordChange, dataset_differences, differences};
use crate::index::Lexicon;
use crate::lock::Lock;
use crate::record::Record;
use crate::store::{self, Ids, Rows, Writer};

pub(crate) use bare::restore;
pub(crate) use known::Known;
pub(crate) use names::{Name, Names, names_of};

/// A record that is ready to be written, with its texts.
#[derive(Debug)]
pub(crate) struct Ready {
    pub(crate) record: Record,
    pub(crate) texts: Texts,
}

/// What became of a chunk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) created: usize,
    pub(crate) updated: usize,
    /// Those that were there and equal.
    pub(crate) equal: usize,
    /// Rows of the curated tables.
    pub(crate) rows: usize,
}

/// A load that is under way.
#[derive(Default)]
pub(crate) struct Loader {
    pub(crate) known: Known,
    lexicon: Lexicon,
    /// True while indexes are set aside; `None` before that is known.
    bare: Option<bool>,
    /// Says in the change log what the fields of a new record are, as `apply` does.
    logs_fields: bool,
}

impl Loader {
    /// A load that has not begun.
    pub(crate) fn new(logs_fields: bool) -> Self {
        Self {
            logs_fields,
            ..Self::default()
        }
    }

    /// Writes a chunk, whose records name what is there and one another; its lock holds what they cite. The keys of what
    /// they are and name are asked for where they are not given.
    ///
    /// About 50 statements for new records, 150 where some are there, and more only by the hundreds of rows.
    ///
    /// # Errors
    /// When a record names what is not there, or the database fails. Then the transaction is not to be committed.
    pub(crate) async fn write(
        &mut self,
        tx: &Session,
        (dataset, intent): (&Dataset, &Intent<'_>),
        (chunk, lock): (Vec<Ready>, &Lock),
        ids: Option<Ids>,
    ) -> Result<Written, Error> {
        let revision = self.known.refresh(tx).await?;
        let mut ids = match ids {
            Some(ids) => ids,
            None => {
                let names = Names::of(chunk.iter().map(|it| &it.record));
                self.known.ids(tx, &names).await?
            }
        };
        let there = chunk.iter().filter_map(|it| ids.records.get(&it.record.key()).copied());
        let there: Vec<i64> = there.collect();
        let (before, before_rows) = before(tx, &there).await?;
        let taken = take(chunk, (&before, lock), self.logs_fields);
        let mut written = Written {
            equal: taken.equal,
            ..Written::default()
        };
        let is_described = dataset_differences(&self.known.dataset, dataset).is_empty();
        if taken.changes.is_empty() && is_described {
            return Ok(written);
        }
        ids.join(store::Ids::of(&before_rows));
        let stamp: Stamp = (revision + 1, Utc::now().trunc_subsecs(6));
        let mut writer = Writer::new(ids, lock, stamp);
        let records: Vec<&Record> = taken.ready.iter().map(|it| &it.record).collect();
        store::write(&mut writer, &records)?;
        written.rows = writer.rows.len();
        let consequences = Consequences::of(&writer, &before_rows, &[]);
        store::save(tx, &mut writer, &[]).await?;
        let keys: Vec<Option<i64>> = records
            .iter()
            .map(|it| writer.ids.records.get(&it.key()).copied())
            .collect();
        let texts = keys.into_iter().zip(taken.ready);
        let texts = texts.filter_map(|(id, it)| Some((id?, it.texts))).collect();
        consequences.write(tx, texts, (&writer.ids, &mut self.lexicon)).await?;
        write_revision(tx, dataset, intent, stamp).await?;
        let log = self.known.log();
        write_changes(tx, &taken.changes, &writer.ids, (stamp.0, log)).await?;
        for change in &taken.changes {
            match change.action {
                ChangeAction::Created => written.created += 1,
                _ => written.updated += 1,
            }
        }
        self.known.learn(writer.ids, &taken.changes, (stamp.0, dataset));
        Ok(written)
    }

    /// Begins the transaction of the next chunk. The first one finds out whether the database is filled for the first time,
    /// and sets aside what such a load does without.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn begin(&mut self, db: &DatabaseConnection) -> Result<Session, Error> {
        if self.bare.is_none() {
            self.bare = Some(bare::begin(db).await?);
        }
        Session::begin(db).await
    }

    /// Lets a chunk overwrite what is there, which is found, and held together, by what was set aside: gives its
    /// transaction back, or another when that had to be made again before.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn overwriting(&mut self, db: &DatabaseConnection, tx: Session) -> Result<Session, Error> {
        if self.bare != Some(true) {
            return Ok(tx);
        }
        drop(tx);
        restore(db, |_left| {}).await?;
        self.bare = Some(false);
        Session::begin(db).await
    }
}

/// What the database holds of the chunk's records, and the rows of it.
async fn before(tx: &Session, there: &[i64]) -> Result<(Curated, Rows), Error> {
    let mut before = Curated::nothing();
    if there.is_empty() {
        return Ok((before, Rows::default()));
    }
    let (records, lock, rows) = store::read_some(tx, there).await?;
    before.records = records.into_iter().map(|(_, it)| (it.key(), it)).collect();
    before.lock = lock;
    Ok((before, rows))
}

/// What of a chunk is to be written.
struct Taken {
    ready: Vec<Ready>,
    changes: Vec<RecordChange>,
    equal: usize,
}

/// Sorts out what is there and equal.
fn take(chunk: Vec<Ready>, (before, lock): (&Curated, &Lock), logs_fields: bool) -> Taken {
    let mut taken = Taken {
        ready: Vec::with_capacity(chunk.len()),
        changes: Vec::with_capacity(chunk.len()),
        equal: 0,
    };
    let mut compared = Curated {
        lock: Lock::default(),
        ..Curated::nothing()
    };
    let mut texts: HashMap<RecordKey, Texts> = HashMap::new();
    for it in chunk {
        let key = it.record.key();
        if logs_fields || before.records.contains_key(&key) {
            texts.insert(key.clone(), it.texts);
            compared.records.insert(key, it.record);
        } else {
            taken.changes.push(RecordChange {
                action: ChangeAction::Created,
                key,
                renamed_from: None,
                merged_into: None,
                fields: Vec::new(),
            });
            taken.ready.push(it);
        }
    }
    if compared.records.is_empty() {
        return taken;
    }
    compared.lock.clone_from(lock);
    let changes = differences(before, &compared);
    taken.equal = compared.records.len() - changes.len();
    for change in changes {
        let record = compared.records.remove(&change.key);
        if let Some((record, texts)) = record.zip(texts.remove(&change.key)) {
            taken.ready.push(Ready { record, texts });
            taken.changes.push(change);
        }
    }
    taken
}

/// Works with SQLite set up for writing much; PostgreSQL is as its administrator set it up.
///
/// # Errors
/// Those of the work, and when the database fails.
pub(crate) async fn tuned<T>(
    db: &DatabaseConnection,
    work: impl AsyncFnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    if db.get_database_backend() != DatabaseBackend::Sqlite {
        return work().await;
    }
    db.execute_unprepared("PRAGMA cache_size = -131072; PRAGMA wal_autocheckpoint = 8000")
        .await?;
    let done = work().await;
    let restored = db
        .execute_unprepared("PRAGMA cache_size = -2000; PRAGMA wal_autocheckpoint = 1000; PRAGMA foreign_keys = ON")
        .await;
    // Why the work failed matters more than what came after it.
    let done = done?;
    restored?;
    Ok(done)
}
