//! A synthetic set into an empty database: one transaction, one revision, one change a record.
//!
//! The change log has no entries of fields: every record was made by this one revision, so each would repeat the record as
//! it stands, and ten million rows would tell nothing.

use chrono::{SubsecRound, Utc};
use entity::RecordKind;
use entity::change::{ChangeAction, Model as Change};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, DbErr};
use serde::Serialize;

use super::{Chunk, Plan};
use crate::apply::{Intent, Stamp, write_revision};
use crate::curated::RecordKey;
use crate::database::{self, Error};
use crate::derive;
use crate::record::Record;
use crate::store::{self, Ids, Writer, bulk};

/// What was loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Loaded {
    /// Meetings so far.
    pub meetings: usize,
    /// Records of any kind so far, the meetings included.
    pub records: usize,
}

/// Loads a set; `told` hears of the records so far after every few thousand.
///
/// A chunk is about 70 statements, and more by the hundreds of rows.
///
/// # Errors
/// [`Error::Held`] when the database holds a dataset; when its tables are not up to date; or when it fails. Then nothing is
/// changed.
pub async fn load(db: &DatabaseConnection, plan: Plan, mut told: impl FnMut(Loaded)) -> Result<Loaded, Error> {
    if !database::is_migrated(db).await? {
        return Err(Error::NotMigrated);
    }
    held(db).await?;
    prepare(db, "DELETE").await?;
    let loaded = load_all(db, plan, &mut told).await;
    let restored = prepare(db, "WAL").await;
    // Why it failed matters more than that the journal could not be changed afterwards.
    let loaded = loaded?;
    restored?;
    Ok(loaded)
}

/// A new SQLite database is filled in place: its journal has only the few pages that were there before, where a write-ahead
/// log would hold everything once more.
async fn prepare(db: &DatabaseConnection, journal: &str) -> Result<(), DbErr> {
    if db.get_database_backend() == DatabaseBackend::Sqlite {
        let pragmas =
            format!("PRAGMA journal_mode = {journal}; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY");
        db.execute_unprepared(&pragmas).await?;
    }
    Ok(())
}

async fn held(db: &impl ConnectionTrait) -> Result<(), Error> {
    // Also what a dataset leaves behind when all its records are gone.
    let revision = bulk::number(db, "SELECT MAX(number) AS number FROM revision").await?;
    if revision > 0 {
        Err(Error::Held { revision })
    } else {
        Ok(())
    }
}

async fn load_all(db: &DatabaseConnection, plan: Plan, told: &mut impl FnMut(Loaded)) -> Result<Loaded, Error> {
    let stamp = (1, Utc::now().trunc_subsecs(6));
    let tx = database::begin(db).await?;
    held(&tx).await?;
    let mut loaded = Loaded::default();
    let mut ids = Ids::default();
    for (at, chunk) in plan.chunks().enumerate() {
        ids = write(&tx, &chunk, (ids, stamp), &mut loaded).await?;
        if at > 0 {
            // Nothing names the meetings and articles of a chunk but the chunk itself.
            let keys: Vec<RecordKey> = chunk.records.iter().map(Record::key).collect();
            ids.forget(keys.iter());
        }
        told(loaded);
    }
    derive::whole(&tx, |_any| true).await?;
    derive::listings(&tx, None).await?;
    let intent = Intent {
        actor: "seed",
        message: "Synthetic set",
        expected_revision: None,
    };
    write_revision(&tx, &plan.dataset(), &intent, stamp).await?;
    tx.execute_unprepared("ANALYZE").await?;
    tx.commit().await?;
    Ok(loaded)
}

async fn write(
    tx: &impl ConnectionTrait,
    chunk: &Chunk,
    (ids, stamp): (Ids, Stamp),
    loaded: &mut Loaded,
) -> Result<Ids, Error> {
    let records: Vec<&Record> = chunk.records.iter().collect();
    let mut writer = Writer::new(ids, &chunk.lock, stamp);
    store::write(&mut writer, &records)?;
    store::add(tx, &mut writer).await?;
    derive::parts(tx, &records, &writer.ids).await?;
    let changes = records
        .iter()
        .zip(1..)
        .map(|(record, at)| change(record, &writer.ids, (stamp.0, loaded.records + at)));
    bulk::insert::<entity::change::Entity>(tx, changes.collect()).await?;
    loaded.records += records.len();
    loaded.meetings += records
        .iter()
        .filter(|it| it.header().kind == RecordKind::Meeting)
        .count();
    Ok(writer.ids)
}

fn change(record: &Record, ids: &Ids, (revision, number): (i64, usize)) -> Change {
    let key = record.key();
    Change {
        id: i64::try_from(number).unwrap_or_default(),
        revision,
        ordinal: i32::try_from(number - 1).unwrap_or_default(),
        action: ChangeAction::Created,
        record_id: ids.records.get(&key).copied(),
        kind: key.kind,
        slug: key.slug,
        merged_into_id: None,
    }
}
