//! The dataset as rows: each concept has one file with its two arrows, `write` from a record and `read` back to it.
//!
//! Both arrows are pure and meet in [`Rows`]; only `bulk` and `save` speak to a database, a list of rows at a time. What
//! follows from the rows, such as counts and closures, is made by [`crate::derive`].

mod article;
pub(crate) mod bulk;
mod evidence;
mod ids;
mod lock;
mod meeting;
mod named;
mod official;
mod organisation;
mod outcome;
mod page;
mod participation;
mod place;
mod policy;
mod reader;
mod record;
mod rows;
mod save;
mod state;
mod statement;
mod topic;
mod writer;

use entity::RecordKind;
use sea_orm::ConnectionTrait;

use crate::curated::{Curated, RecordKey};
use crate::database::Error;
use crate::dataset::Dataset;
use crate::lock::Lock;
use crate::record::Record;

pub(crate) use ids::Ids;
pub(crate) use page::{Page, next, span_after};
pub(crate) use record::ORDER;
pub(crate) use rows::Rows;
pub(crate) use save::{add, save};
pub(crate) use writer::Writer;

use reader::Reader;

/// What a database holds.
pub(crate) struct Stored {
    /// The dataset; without a description and records before the first load.
    pub(crate) curated: Curated,
    /// The keys in use.
    pub(crate) ids: Ids,
    /// Number of the newest revision; 0 before the first load.
    pub(crate) revision: i64,
}

/// Reads the whole dataset: one statement a table, 30 of them.
///
/// # Errors
/// When the database fails, or its rows do not fit together.
pub(crate) async fn read<C: ConnectionTrait>(db: &C) -> Result<Stored, Error> {
    let rows = Rows::read(db, None).await?;
    let mut stored = Stored {
        curated: Curated::nothing(),
        ids: Ids::of(&rows),
        revision: 0,
    };
    if let Some(row) = rows.dataset.first() {
        stored.curated.dataset = read_dataset(row)?;
        stored.revision = row.revision;
    }
    let (records, lock) = read_rows(&rows)?;
    stored.curated.records = records.into_iter().map(|(_, it)| (it.key(), it)).collect();
    stored.curated.lock = lock;
    Ok(stored)
}

/// The description of the dataset.
///
/// # Errors
/// When the row is damaged.
pub(crate) fn read_dataset(row: &entity::dataset::Model) -> Result<Dataset, Error> {
    let languages = serde_json::from_value(row.languages.clone());
    Ok(Dataset {
        title: row.title.clone(),
        description: row.description.clone(),
        licence: row.licence.clone(),
        languages: languages.map_err(|error| Error::Damaged(error.to_string()))?,
    })
}

/// The records of rows that hold all that they name, in no order, with their inside ids; and the lock of what they cite.
fn read_rows(rows: &Rows) -> Result<(Vec<(i64, Record)>, Lock), Error> {
    let reader = Reader::of(rows);
    let mut records = Vec::new();
    macro_rules! read {
        ($($concept:ident),*) => {$(
            for row in &rows.$concept {
                records.push((row.id, Record::from($concept::read(&reader, row)?)));
            }
        )*};
    }
    read!(state, place, topic, organisation, official, policy, article, meeting);
    Ok((records, lock::read(&reader, rows)?))
}

/// Makes the rows of records. First all get their keys, then the positions, since anything may name them; then the rows
/// are made kind by kind, so that a part is there before another kind names it.
///
/// # Errors
/// When a record names what is not there, has a part twice, or cites what the lock does not hold.
pub(crate) fn write(writer: &mut Writer<'_>, records: &[&Record]) -> Result<(), Error> {
    let mut records: Vec<(usize, RecordKey, &Record)> = records.iter().map(|it| (place(it), it.key(), *it)).collect();
    records.sort_by(|a, b| (a.0, &a.1.slug).cmp(&(b.0, &b.1.slug)));
    for (_, key, _) in &records {
        writer.enlist(key);
    }
    for (_, key, record) in &records {
        if let Record::Organisation(it) = record {
            let id = writer.turn_to(key)?;
            organisation::enlist(writer, id, it)?;
        }
    }
    writer.retire("position");
    let meetings = records.partition_point(|(_, key, _)| key.kind != RecordKind::Meeting);
    for (at, (_, key, record)) in records.iter().enumerate() {
        if at == meetings {
            // Only meetings name appointments, and every official was written before them.
            writer.retire("appointment");
        }
        let id = writer.turn_to(key)?;
        record::write(writer, id, record.header())?;
        match record {
            Record::State(it) => state::write(writer, id, it),
            Record::Place(it) => place::write(writer, id, it),
            Record::Topic(it) => topic::write(writer, id, it),
            Record::Organisation(it) => organisation::write(writer, id, it),
            Record::Official(it) => official::write(writer, id, it),
            Record::Policy(it) => policy::write(writer, id, it),
            Record::Article(it) => article::write(writer, id, it),
            Record::Meeting(it) => meeting::write(writer, id, it),
        }?;
    }
    writer.retire_all();
    Ok(())
}

/// Where a record's kind stands among the others when keys are given out.
fn place(record: &Record) -> usize {
    let kind = record.header().kind;
    ORDER.iter().position(|it| *it == kind).unwrap_or(ORDER.len())
}
