//! What follows from the rows and is kept beside them: closures, counts, and the texts that searches look through.
//!
//! Closures and counts are made whole by one statement each, which touches only rows that differ. Texts are made anew
//! for the records that were written.

use entity::search_text::{Entity, Model, SearchField};
use entity::text::plain;
use entity::{LocalizedText, RecordKind};
use sea_orm::{ConnectionTrait, DbErr};

use crate::database::Error;
use crate::record::Record;
use crate::statement::Statement;
use crate::store::{Ids, bulk};

/// Each place with itself and with everything it lies in. A circle in the data ends, since a pair is taken once.
const PLACES: [&str; 2] = [
    "DELETE FROM place_within",
    "INSERT INTO place_within (place_id, outer_id)
     WITH RECURSIVE step (place_id, outer_id) AS (
         SELECT id, id FROM place
         UNION
         SELECT step.place_id, place.within_id FROM step
         JOIN place ON place.id = step.outer_id WHERE place.within_id IS NOT NULL
     ) SELECT place_id, outer_id FROM step",
];

/// Each topic with itself and with everything broader.
const TOPICS: [&str; 2] = [
    "DELETE FROM topic_within",
    "INSERT INTO topic_within (topic_id, outer_id)
     WITH RECURSIVE step (topic_id, outer_id) AS (
         SELECT id, id FROM topic
         UNION
         SELECT step.topic_id, topic.broader_id FROM step
         JOIN topic ON topic.id = step.outer_id WHERE topic.broader_id IS NOT NULL
     ) SELECT topic_id, outer_id FROM step",
];

/// The counts: a table, its column, and what gives a row's key and number. A key that is not given counts nothing.
const COUNTS: [(&str, &str, &str); 7] = [
    (
        "state",
        "meeting_count",
        "SELECT state_id AS id, COUNT(*) AS number FROM meeting_state GROUP BY state_id",
    ),
    (
        "place",
        "meeting_count",
        "SELECT outer_id AS id, COUNT(*) AS number FROM place_within
         JOIN meeting ON meeting.place_id = place_within.place_id GROUP BY outer_id",
    ),
    (
        "organisation",
        "meeting_count",
        "SELECT organisation_id AS id, COUNT(DISTINCT meeting_id) AS number FROM participation
         WHERE organisation_id IS NOT NULL GROUP BY organisation_id",
    ),
    (
        "official",
        "meeting_count",
        "SELECT official_id AS id, COUNT(DISTINCT meeting_id) AS number FROM participation
         WHERE official_id IS NOT NULL GROUP BY official_id",
    ),
    (
        "policy",
        "meeting_count",
        "SELECT policy_id AS id, COUNT(DISTINCT meeting_id) AS number FROM policy_mention GROUP BY policy_id",
    ),
    (
        "meeting",
        "participation_count",
        "SELECT meeting_id AS id, COUNT(*) AS number FROM participation GROUP BY meeting_id",
    ),
    (
        "meeting",
        "article_count",
        "SELECT evidence.record_id AS id, COUNT(DISTINCT evidence.article_id) AS number FROM evidence
         JOIN meeting ON meeting.id = evidence.record_id GROUP BY evidence.record_id",
    ),
];

/// Derives all that follows from a write of `records`: 12 statements, and one for each 500 texts.
///
/// # Errors
/// When the database fails.
pub(crate) async fn derive(db: &impl ConnectionTrait, records: &[&Record], ids: &Ids) -> Result<(), Error> {
    whole(db, |kind| records.iter().any(|record| record.header().kind == kind)).await?;
    Ok(texts(db, records, ids).await?)
}

/// Derives closures, of the kinds that were written, and counts.
///
/// # Errors
/// When the database fails.
pub(crate) async fn whole(db: &impl ConnectionTrait, has: impl Fn(RecordKind) -> bool) -> Result<(), DbErr> {
    if has(RecordKind::Place) {
        for statement in PLACES {
            db.execute_unprepared(statement).await?;
        }
    }
    if has(RecordKind::Topic) {
        for statement in TOPICS {
            db.execute_unprepared(statement).await?;
        }
    }
    for (table, column, numbers) in COUNTS {
        db.execute_unprepared(&count(table, column, numbers)).await?;
    }
    Ok(())
}

fn count(table: &str, column: &str, numbers: &str) -> String {
    format!(
        "UPDATE {table} SET {column} = fresh.number FROM (
             SELECT {table}.id, COALESCE(counted.number, 0) AS number
             FROM {table} LEFT JOIN ({numbers}) AS counted ON counted.id = {table}.id
         ) AS fresh WHERE fresh.id = {table}.id AND {table}.{column} <> fresh.number"
    )
}

/// Makes the texts of records anew.
///
/// # Errors
/// When the database fails.
pub(crate) async fn texts(db: &impl ConnectionTrait, records: &[&Record], ids: &Ids) -> Result<(), DbErr> {
    let written: Vec<i64> = records
        .iter()
        .filter_map(|it| ids.records.get(&it.key()).copied())
        .collect();
    bulk::for_keys(db, "DELETE FROM search_text WHERE record_id IN ({})", &written).await?;
    let highest = bulk::number(db, "SELECT MAX(id) AS number FROM search_text").await?;
    let mut rows = Vec::new();
    for (record, record_id) in records.iter().zip(written) {
        let mut texts = Texts {
            record_id,
            rows: Vec::new(),
        };
        texts.record(record, ids);
        rows.extend(texts.rows);
    }
    for (row, id) in rows.iter_mut().zip(highest + 1..) {
        row.id = id;
    }
    bulk::insert::<Entity>(db, rows).await
}

/// The texts of one record.
struct Texts {
    record_id: i64,
    rows: Vec<Model>,
}

impl Texts {
    fn record(&mut self, record: &Record, ids: &Ids) {
        let head = record.header();
        self.text(SearchField::Name, head.name, None);
        for alias in head.aliases {
            self.push(SearchField::Alias, (alias.language.as_str(), &alias.text), None);
        }
        match record {
            Record::Organisation(it) => {
                for position in &it.positions {
                    let id = ids.position(self.record_id, &position.key);
                    self.text(SearchField::Title, &position.title, id);
                }
            }
            Record::Policy(it) => self.summary(it.summary.as_ref()),
            Record::Article(it) => self.statements(&it.statements),
            Record::Meeting(it) => {
                self.summary(it.summary.as_ref());
                for outcome in &it.outcomes {
                    self.text(SearchField::Outcome, &outcome.text, None);
                }
                self.statements(&it.statements);
            }
            Record::State(_) | Record::Place(_) | Record::Topic(_) | Record::Official(_) => {}
        }
    }

    fn summary(&mut self, summary: Option<&LocalizedText>) {
        if let Some(summary) = summary {
            self.text(SearchField::Summary, summary, None);
        }
    }

    fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.text(SearchField::Statement, &statement.text, None);
        }
    }

    fn text(&mut self, field: SearchField, text: &LocalizedText, position_id: Option<i64>) {
        for (language, text) in &text.0 {
            self.push(field, (language.as_str(), text), position_id);
        }
    }

    fn push(&mut self, field: SearchField, (language, text): (&str, &str), position_id: Option<i64>) {
        self.rows.push(Model {
            id: 0,
            record_id: self.record_id,
            position_id,
            field,
            language: language.to_owned(),
            text: text.to_owned(),
            plain: plain(text),
        });
    }
}
