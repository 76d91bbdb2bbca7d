//! What follows from the rows and is kept beside them: closures, counts, and the texts that searches look through.
//!
//! Closures and counts are made whole by one statement each, which touches only rows that differ. Texts, presences and
//! listings are made anew for the records that were written; a listing also where what lies around a place, or is broader
//! than a topic, has changed.

use std::collections::{BTreeMap, BTreeSet};

use entity::search_text::{Entity, Model, SearchField};
use entity::{LocalizedText, RecordKind};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement};

use crate::database::Error;
use crate::index;
use crate::record::Record;
use crate::statement::Statement as Said;
use crate::store::{Ids, bulk};

/// The rules by which texts become tokens and keys: one more whenever `entity::fold` or `entity::search_token` changes.
const VERSION: i64 = 1;

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

/// Who was in which meeting: a row for the official of a participation and one for its body.
const PRESENCES: &str =
    "INSERT INTO presence (meeting_id, party_id, participation_id, met_on, status, certainty, invited)
     SELECT meeting.id, CASE side.number WHEN 0 THEN official_id ELSE organisation_id END, participation.id,
         COALESCE(when_earliest, '0001-01-01'), status, certainty, roles = ',invitee,'
     FROM participation JOIN meeting ON meeting.id = participation.meeting_id
     JOIN (SELECT 0 AS number UNION ALL SELECT 1) AS side
         ON CASE side.number WHEN 0 THEN official_id ELSE organisation_id END IS NOT NULL";

/// What a meeting is listed under: each gives pairs of a meeting and a record, no pair twice.
const LISTED: [&str; 7] = [
    "SELECT meeting_id, state_id AS record_id FROM meeting_state",
    "SELECT meeting.id AS meeting_id, outer_id AS record_id FROM meeting
     JOIN place_within ON place_within.place_id = meeting.place_id",
    "SELECT DISTINCT meeting_id, outer_id AS record_id FROM meeting_topic
     JOIN topic_within ON topic_within.topic_id = meeting_topic.topic_id",
    "SELECT DISTINCT meeting_id, official_id AS record_id FROM participation WHERE official_id IS NOT NULL",
    "SELECT DISTINCT meeting_id, organisation_id AS record_id FROM participation WHERE organisation_id IS NOT NULL",
    "SELECT DISTINCT meeting_id, policy_id AS record_id FROM policy_mention",
    "SELECT DISTINCT record_id AS meeting_id, article_id AS record_id FROM evidence",
];

/// The closures on which listings stand: pairs of what is within and what is around, and the meetings of those within.
const AROUND: [(&str, &str); 2] = [
    (
        "SELECT place_id AS inner_id, outer_id FROM place_within",
        "SELECT id FROM meeting WHERE place_id IN ({})",
    ),
    (
        "SELECT topic_id AS inner_id, outer_id FROM topic_within",
        "SELECT meeting_id AS id FROM meeting_topic WHERE topic_id IN ({})",
    ),
];

/// The counts: a table, its column, and what gives a row's key and number. A key that is not given counts nothing.
const COUNTS: [(&str, &str, &str); 9] = [
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
        "topic",
        "meeting_count",
        "SELECT outer_id AS id, COUNT(*) AS number FROM (
             SELECT DISTINCT meeting_topic.meeting_id, topic_within.outer_id FROM meeting_topic
             JOIN topic_within ON topic_within.topic_id = meeting_topic.topic_id
         ) AS about GROUP BY outer_id",
    ),
    (
        "article",
        "meeting_count",
        "SELECT article_id AS id, COUNT(*) AS number FROM (
             SELECT DISTINCT evidence.record_id, evidence.article_id FROM evidence
             JOIN meeting ON meeting.id = evidence.record_id
         ) AS cited GROUP BY article_id",
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

/// Derives all that follows from a write of `records`: about 30 statements, and one for each 500 texts.
///
/// # Errors
/// When the database fails.
pub(crate) async fn derive(db: &impl ConnectionTrait, records: &[&Record], ids: &Ids) -> Result<(), Error> {
    let before = around(db).await?;
    whole(db, |kind| records.iter().any(|record| record.header().kind == kind)).await?;
    parts(db, records, ids).await?;
    let mut meetings = moved(db, &before, &around(db).await?).await?;
    meetings.extend(written(records, ids, |record| {
        record.header().kind == RecordKind::Meeting
    }));
    let meetings: Vec<i64> = meetings.into_iter().collect();
    Ok(listings(db, Some(&meetings)).await?)
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

/// Makes the presences of some meetings anew, or of all, as a database needs it that held meetings before it had
/// presences. Two statements.
///
/// # Errors
/// When the database fails.
pub(crate) async fn presences(db: &impl ConnectionTrait, meetings: Option<&[i64]>) -> Result<(), DbErr> {
    let Some(meetings) = meetings else {
        db.execute_unprepared("DELETE FROM presence").await?;
        db.execute_unprepared(PRESENCES).await?;
        return Ok(());
    };
    bulk::for_keys(db, "DELETE FROM presence WHERE meeting_id IN ({})", meetings).await?;
    bulk::for_keys(db, &format!("{PRESENCES} WHERE meeting.id IN ({{}})"), meetings).await
}

/// Makes the listings of some meetings anew, or of all, as a first load needs it once closures are there. Eight statements,
/// or so many for each 5,000 meetings.
///
/// # Errors
/// When the database fails.
pub(crate) async fn listings(db: &impl ConnectionTrait, meetings: Option<&[i64]>) -> Result<(), DbErr> {
    let insert = |pairs: &str, which: &str| {
        format!(
            "INSERT INTO listing (meeting_id, record_id, when_earliest, when_latest)
             SELECT meeting.id, under.record_id, when_earliest, when_latest FROM meeting
             JOIN ({pairs}) AS under ON under.meeting_id = meeting.id {which}"
        )
    };
    let Some(meetings) = meetings else {
        db.execute_unprepared("DELETE FROM listing").await?;
        // Sorted by the key: the table and its index then grow at their ends and not everywhere.
        let all = LISTED.join(" UNION ALL ");
        db.execute_unprepared(&insert(&all, "ORDER BY 1, 2")).await?;
        return Ok(());
    };
    bulk::for_keys(db, "DELETE FROM listing WHERE meeting_id IN ({})", meetings).await?;
    for pairs in LISTED {
        bulk::for_keys(db, &insert(pairs, "WHERE under.meeting_id IN ({})"), meetings).await?;
    }
    Ok(())
}

type Pairs = BTreeSet<(i64, i64)>;

/// The pairs of both closures. They are as few as places and topics.
async fn around(db: &impl ConnectionTrait) -> Result<[Pairs; 2], DbErr> {
    let [(places, _), (topics, _)] = AROUND;
    let pairs = async |sql: &str| {
        let rows = db
            .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
            .await?;
        let pair = |row: &QueryResult| Ok((row.try_get("", "inner_id")?, row.try_get("", "outer_id")?));
        rows.iter().map(pair).collect::<Result<Pairs, DbErr>>()
    };
    Ok([pairs(places).await?, pairs(topics).await?])
}

/// The meetings of places and topics around which something has changed.
async fn moved(db: &impl ConnectionTrait, before: &[Pairs; 2], after: &[Pairs; 2]) -> Result<BTreeSet<i64>, DbErr> {
    let mut meetings = BTreeSet::new();
    for ((before, after), (_, of)) in before.iter().zip(after).zip(AROUND) {
        let changed = before.symmetric_difference(after).map(|(inner, _)| *inner);
        let changed: Vec<i64> = changed.collect::<BTreeSet<_>>().into_iter().collect();
        meetings.extend(bulk::ids(db, of, &changed).await?);
    }
    Ok(meetings)
}

/// The inside ids of those among the records that fit.
fn written(records: &[&Record], ids: &Ids, fits: impl Fn(&Record) -> bool) -> Vec<i64> {
    let fitting = records.iter().filter(|record| fits(record));
    fitting.filter_map(|it| ids.records.get(&it.key()).copied()).collect()
}

fn count(table: &str, column: &str, numbers: &str) -> String {
    format!(
        "UPDATE {table} SET {column} = fresh.number FROM (
             SELECT {table}.id, COALESCE(counted.number, 0) AS number
             FROM {table} LEFT JOIN ({numbers}) AS counted ON counted.id = {table}.id
         ) AS fresh WHERE fresh.id = {table}.id AND {table}.{column} <> fresh.number"
    )
}

/// Makes the texts and the presences of records anew.
///
/// # Errors
/// When the database fails.
pub(crate) async fn parts(db: &impl ConnectionTrait, records: &[&Record], ids: &Ids) -> Result<(), DbErr> {
    let meetings = written(records, ids, |record| record.header().kind == RecordKind::Meeting);
    presences(db, Some(&meetings)).await?;
    texts(db, records, ids).await
}

async fn texts(db: &impl ConnectionTrait, records: &[&Record], ids: &Ids) -> Result<(), DbErr> {
    let written = written(records, ids, |_every| true);
    for table in ["search_text", "search_entry"] {
        bulk::for_keys(db, &format!("DELETE FROM {table} WHERE record_id IN ({{}})"), &written).await?;
    }
    let highest = bulk::number(db, "SELECT MAX(id) AS number FROM search_text").await?;
    let mut rows = Vec::new();
    let mut kinds = BTreeMap::new();
    for (record, record_id) in records.iter().zip(written) {
        kinds.insert(record_id, record.header().kind);
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
    index::write(db, &kinds, &rows).await?;
    bulk::insert::<Entity>(db, rows).await
}

/// Derives anew, by this program's rules, what an older program derived, or a step of the tables left out: the index of texts
/// and the presences, as closures, counts and listings have no rules that change. Does nothing when the rules are the same.
///
/// # Errors
/// When the database fails.
pub(crate) async fn renew(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    if bulk::number(db, "SELECT version AS number FROM derivation").await? == VERSION {
        return Ok(());
    }
    index::rebuild(db).await?;
    presences(db, None).await?;
    stamp(db).await
}

/// Derives all anew that is not within the rows of records and their texts, as where these were copied.
///
/// # Errors
/// When the database fails.
pub(crate) async fn anew(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    whole(db, |_any| true).await?;
    index::rebuild(db).await?;
    presences(db, None).await?;
    listings(db, None).await?;
    stamp(db).await
}

/// Notes by which rules the database is derived.
async fn stamp(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    db.execute_unprepared("DELETE FROM derivation").await?;
    db.execute_unprepared(&format!("INSERT INTO derivation (id, version) VALUES (1, {VERSION})"))
        .await?;
    Ok(())
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

    fn statements(&mut self, statements: &[Said]) {
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
        });
    }
}
