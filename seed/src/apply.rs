//! A dataset into a database: one transaction, one revision, one entry of the change log a field.

use chrono::{DateTime, SubsecRound, Utc};
use entity::change::ChangeAction;
use sea_orm::{DatabaseBackend, DatabaseConnection, DbErr};
use serde::Serialize;

use crate::curated::{Curated, RecordKey};
use crate::database::{self, Bulk, Error, Session};
use crate::dataset::Dataset;
use crate::derive::{Consequences, Texts};
use crate::difference::{RecordChange, dataset_differences, differences};
use crate::index::{Lexicon, Maker};
use crate::store::{self, Ids, Rows, Writer, bulk};

/// The channel on which PostgreSQL tells listeners the number of a new revision.
pub const NOTICE: &str = "sabha_revision";

/// From how many written records on the database looks anew how its values are spread, and so how to find them.
const MANY: usize = 1_000;

/// What was applied.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Applied {
    /// The newest revision: a new one, or the one before when there was nothing to change.
    pub revision: i64,
    /// True when that revision is new.
    pub is_new: bool,
    /// What became of which record.
    pub changes: Vec<RecordChange>,
}

/// Who applies, and why.
#[derive(Clone, Copy, Debug)]
pub struct Intent<'a> {
    /// Who: `seed`, or a key's label.
    pub actor: &'a str,
    /// What the changeset says of itself.
    pub message: &'a str,
    /// The revision that the dataset was made from: when the database has moved on, nothing is applied.
    pub expected_revision: Option<i64>,
}

/// Makes the database hold `curated`, whatever it held before.
///
/// # Errors
/// As [`apply_as`].
pub async fn apply(db: &DatabaseConnection, curated: &Curated, actor: &str, message: &str) -> Result<Applied, Error> {
    let intent = Intent {
        actor,
        message,
        expected_revision: None,
    };
    apply_as(db, curated, &intent).await
}

/// Makes the database hold `curated`. All or nothing: when anything fails, nothing has changed. When there is nothing to
/// change, there is no new revision. A change of the dataset's description alone makes a revision without record changes.
///
/// About 70 statements for one word, 100 for a first load of some hundred records, and more only by the hundreds of rows.
///
/// # Errors
/// When the tables are not up to date, the database has moved on, a record names what is not there or cites what the lock
/// does not hold, a record that goes is still named, or the database fails.
pub async fn apply_as(db: &DatabaseConnection, curated: &Curated, intent: &Intent<'_>) -> Result<Applied, Error> {
    if !database::is_migrated(db).await? {
        return Err(Error::NotMigrated);
    }
    let tx = Session::begin(db).await?;
    let stored = store::read(&tx).await?;
    if let Some(expected) = intent.expected_revision.filter(|it| *it != stored.revision) {
        return Err(Error::Stale {
            expected,
            found: stored.revision,
        });
    }
    let changes = differences(&stored.curated, curated);
    if changes.is_empty() && dataset_differences(&stored.curated.dataset, &curated.dataset).is_empty() {
        return Ok(Applied {
            revision: stored.revision,
            is_new: false,
            changes,
        });
    }
    let stamp = (stored.revision + 1, Utc::now().trunc_subsecs(6));
    let ids = write_records(&tx, (curated, &stored.rows), &changes, (stored.ids, stamp)).await?;
    write_revision(&tx, &curated.dataset, intent, stamp).await?;
    let log = (
        bulk::number(&tx, "SELECT MAX(id) AS number FROM change").await?,
        bulk::number(&tx, "SELECT MAX(id) AS number FROM field_change").await?,
    );
    write_changes(&tx, &changes, &ids, (stamp.0, log)).await?;
    tx.commit().await?;
    Ok(Applied {
        revision: stamp.0,
        is_new: true,
        changes,
    })
}

/// The number of a revision, and when it is applied.
pub(crate) type Stamp = (i64, DateTime<Utc>);

/// Writes the records that change, and what is derived from them; gives the keys of all, those that went included.
async fn write_records(
    tx: &impl Bulk,
    (curated, before): (&Curated, &Rows),
    changes: &[RecordChange],
    (mut ids, stamp): (Ids, Stamp),
) -> Result<Ids, Error> {
    let stays = |change: &&RecordChange| matches!(change.action, ChangeAction::Created | ChangeAction::Updated);
    let goes = changes.iter().filter(|change| !stays(change)).map(|change| &change.key);
    let gone: Vec<i64> = ids.forget(goes).into_iter().collect();
    for change in changes {
        if let Some(slug) = &change.renamed_from {
            ids.rename(&change.key, slug);
        }
    }
    let records: Vec<_> = changes
        .iter()
        .filter(stays)
        .filter_map(|change| curated.records.get(&change.key))
        .collect();
    let mut writer = Writer::new(ids, &curated.lock, stamp);
    store::write(&mut writer, &records)?;
    let consequences = Consequences::of(&writer, before, &gone);
    store::save(tx, &mut writer, &gone).await?;
    let mut maker = Maker::default();
    let texts = records.iter().filter_map(|record| {
        let id = writer.ids.records.get(&record.key())?;
        Some((*id, Texts::of(record, &mut maker)))
    });
    let texts = texts.collect();
    consequences
        .write(tx, texts, (&writer.ids, &mut Lexicon::default()))
        .await?;
    if records.len() >= MANY {
        tx.execute_unprepared("ANALYZE").await?;
    }
    Ok(writer.ids)
}

/// Writes the revision, and the dataset's description with its number.
///
/// # Errors
/// When the database fails.
pub(crate) async fn write_revision(
    tx: &impl Bulk,
    dataset: &Dataset,
    intent: &Intent<'_>,
    (number, at): Stamp,
) -> Result<(), DbErr> {
    let revision = entity::revision::Model {
        number,
        at,
        actor: intent.actor.to_owned(),
        message: intent.message.to_owned(),
    };
    bulk::insert::<entity::revision::Entity>(tx, vec![revision]).await?;
    let row = entity::dataset::Model {
        id: 1,
        title: dataset.title.clone(),
        description: dataset.description.clone(),
        licence: dataset.licence.clone(),
        languages: dataset.languages.iter().map(ToString::to_string).collect(),
        revision: number,
        updated_at: at,
    };
    bulk::upsert::<entity::dataset::Entity>(tx, vec![row]).await?;
    if tx.get_database_backend() == DatabaseBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_notify('{NOTICE}', '{number}')"))
            .await?;
    }
    Ok(())
}

/// Writes the change log: an entry a record, and below it one a field. The highest keys are those of the two tables.
///
/// # Errors
/// When the database fails.
pub(crate) async fn write_changes(
    tx: &impl Bulk,
    changes: &[RecordChange],
    ids: &Ids,
    (revision, (highest_change, highest_field)): (i64, (i64, i64)),
) -> Result<(), DbErr> {
    let mut field_ids = highest_field + 1..;
    let key_of = |key: &RecordKey| ids.records.get(key).copied();
    let mut rows = Vec::new();
    let mut fields = Vec::new();
    for ((change, ordinal), id) in changes.iter().zip(0..).zip(highest_change + 1..) {
        let is_there = matches!(change.action, ChangeAction::Created | ChangeAction::Updated);
        rows.push(entity::change::Model {
            id,
            revision,
            ordinal,
            action: change.action,
            kind: change.key.kind,
            slug: change.key.slug.clone(),
            record_id: key_of(&change.key).filter(|_| is_there),
            merged_into_id: change.merged_into.as_ref().and_then(key_of),
        });
        for ((field, ordinal), id) in change.fields.iter().zip(0..).zip(field_ids.by_ref()) {
            fields.push(entity::field_change::Model {
                id,
                change_id: rows.last().map(|row| row.id).unwrap_or_default(),
                ordinal,
                path: field.path.clone(),
                before: field.before.as_ref().map(ToString::to_string),
                after: field.after.as_ref().map(ToString::to_string),
            });
        }
    }
    bulk::insert::<entity::change::Entity>(tx, rows).await?;
    bulk::insert::<entity::field_change::Entity>(tx, fields).await
}
