//! What follows from the rows and is kept beside them: closures, counts, presences, listings, and the texts that searches
//! look through.
//!
//! Each write brings along what follows from it, [`Consequences`], and leaves the rest as it is, so that a write of a
//! thousand records costs the same in a database of a million.

mod count;
mod text;

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use entity::participation::ParticipationRole;
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement};

use crate::database::Bulk;
use crate::index::{self, Lexicon};
use crate::store::{Ids, Rows, Writer, bulk};
use count::Counts;

pub(crate) use text::Texts;

/// The rules by which texts become tokens and keys: one more whenever `entity::fold` or `entity::search_token` changes.
const VERSION: i64 = 2;

/// The closures: a table, and its column that says what a thing lies in, or what is broader. `place_within` has each place with
/// itself and with everything around it, `topic_within` each topic with itself and with everything broader.
const CLOSURES: [(&str, &str); 2] = [("place", "within_id"), ("topic", "broader_id")];

/// Adds the closure of the things that a condition selects. A circle in the data ends, since a pair is taken once.
fn closure((table, outer): (&str, &str), which: &str) -> String {
    format!(
        "INSERT INTO {table}_within ({table}_id, outer_id)
         WITH RECURSIVE step (inner_id, outer_id) AS (
             SELECT id, id FROM {table} {which}
             UNION
             SELECT step.inner_id, {table}.{outer} FROM step
             JOIN {table} ON {table}.id = step.outer_id WHERE {table}.{outer} IS NOT NULL
         ) SELECT inner_id, outer_id FROM step"
    )
}

/// Makes a closure anew.
async fn enclose(db: &impl ConnectionTrait, of: (&str, &str)) -> Result<(), DbErr> {
    db.execute_unprepared(&format!("DELETE FROM {}_within", of.0)).await?;
    db.execute_unprepared(&closure(of, "")).await?;
    Ok(())
}

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

/// What follows from a write, told from its rows before they are saved.
pub(crate) struct Consequences {
    counts: Counts,
    /// The days of the meetings that are written.
    days: Days,
    presences: Vec<entity::presence::Model>,
    /// Records that were there before and are written anew.
    old: Vec<i64>,
    places: Within,
    topics: Within,
}

/// What a write does to what lies within what.
#[derive(Default)]
struct Within {
    /// Things that are new: nothing that was there lies in them.
    new: Vec<i64>,
    /// True when something that was there lies elsewhere now, so that all is made anew.
    moved: bool,
}

impl Consequences {
    /// `before` holds the rows of what is written anew, as they were, and of what goes.
    pub(crate) fn of(writer: &Writer<'_>, before: &Rows, gone: &[i64]) -> Self {
        let rows = &writer.rows;
        let written = rows.record.iter().map(|row| row.id);
        let old: Vec<i64> = written.filter(|id| !writer.is_new("record", *id)).collect();
        let touched: HashSet<i64> = old.iter().chain(gone).copied().collect();
        let mut counts = Counts::default();
        counts.add(before, |meeting| touched.contains(&meeting), -1);
        counts.add(rows, |_every| true, 1);
        let within = |before: Vec<(i64, Option<i64>)>, now: Vec<(i64, Option<i64>)>| {
            let before: HashMap<i64, Option<i64>> = before.into_iter().collect();
            let mut within = Within {
                moved: before.keys().any(|id| gone.contains(id)),
                ..Within::default()
            };
            for (id, outer) in now {
                if writer.is_new("record", id) {
                    within.new.push(id);
                } else {
                    within.moved |= before.get(&id) != Some(&outer);
                }
            }
            within
        };
        let days = |row: &entity::meeting::Model| (row.id, (row.when_earliest, row.when_latest));
        let places = |rows: &Rows| rows.place.iter().map(|row| (row.id, row.within_id)).collect();
        let topics = |rows: &Rows| rows.topic.iter().map(|row| (row.id, row.broader_id)).collect();
        Self {
            counts,
            days: rows.meeting.iter().map(days).collect(),
            presences: presences_of(rows),
            old,
            places: within(places(before), places(rows)),
            topics: within(topics(before), topics(rows)),
        }
    }

    /// Writes what follows, once the rows are saved: about 20 statements, and more only by the hundreds of rows.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn write(
        self,
        db: &impl Bulk,
        texts: Vec<(i64, Texts)>,
        (ids, lexicon): (&Ids, &mut Lexicon),
    ) -> Result<(), DbErr> {
        let moved = self.closures(db).await?;
        for table in ["listing", "presence"] {
            let gone = format!("DELETE FROM {table} WHERE meeting_id IN ({{}})");
            bulk::for_keys(db, &gone, &self.old).await?;
        }
        let listed = self.counts.write(db, &moved.tables).await?;
        for (table, column, numbers) in COUNTS.iter().filter(|(table, ..)| moved.tables.contains(table)) {
            db.execute_unprepared(&count(table, column, numbers)).await?;
        }
        let listed = listed.into_iter().filter_map(|(meeting_id, record_id)| {
            let (when_earliest, when_latest) = *self.days.get(&meeting_id)?;
            Some(entity::listing::Model {
                meeting_id,
                record_id,
                when_earliest,
                when_latest,
            })
        });
        bulk::insert::<entity::listing::Entity>(db, listed.collect()).await?;
        if !moved.meetings.is_empty() {
            let moved: Vec<i64> = moved.meetings.into_iter().collect();
            listings(db, Some(&moved)).await?;
        }
        bulk::insert::<entity::presence::Entity>(db, self.presences).await?;
        text::write(db, texts, (ids, &self.old), lexicon).await
    }

    /// Makes what lies within what; gives what that changes for others.
    async fn closures(&self, db: &impl Bulk) -> Result<Moved, DbErr> {
        let mut of = Moved::default();
        let is_moved = self.places.moved || self.topics.moved;
        let before = if is_moved { Some(around(db).await?) } else { None };
        for (what, within) in CLOSURES.into_iter().zip([&self.places, &self.topics]) {
            if within.moved {
                enclose(db, what).await?;
                of.tables.push(what.0);
            } else {
                bulk::for_keys(db, &closure(what, "WHERE id IN ({})"), &within.new).await?;
            }
        }
        if let Some(before) = before {
            of.meetings = moved(db, &before, &around(db).await?).await?;
        }
        Ok(of)
    }
}

/// What it changes when something that was there lies elsewhere.
#[derive(Default)]
struct Moved {
    /// Tables whose meetings are counted anew as a whole.
    tables: Vec<&'static str>,
    /// Meetings that are listed under other records.
    meetings: BTreeSet<i64>,
}

/// The first and the last days of meetings.
type Days = HashMap<i64, (Option<NaiveDate>, Option<NaiveDate>)>;

/// Who was in which meeting, of the meetings of these rows: as [`PRESENCES`] has it of those of a database.
fn presences_of(rows: &Rows) -> Vec<entity::presence::Model> {
    let meetings: HashMap<i64, &entity::meeting::Model> = rows.meeting.iter().map(|row| (row.id, row)).collect();
    let mut presences = Vec::with_capacity(rows.participation.len() * 2);
    for row in &rows.participation {
        let Some(meeting) = meetings.get(&row.meeting_id) else {
            continue;
        };
        let met_on = meeting
            .when_earliest
            .or(NaiveDate::from_ymd_opt(1, 1, 1))
            .unwrap_or_default();
        let invited = row.roles.list() == [ParticipationRole::Invitee];
        for party_id in [row.official_id, row.organisation_id].into_iter().flatten() {
            presences.push(entity::presence::Model {
                meeting_id: row.meeting_id,
                party_id,
                participation_id: row.id,
                met_on,
                status: meeting.status,
                certainty: row.certainty,
                invited,
            });
        }
    }
    presences
}

/// Derives closures and counts anew: what [`Consequences`] keeps right write by write.
///
/// # Errors
/// When the database fails.
pub(crate) async fn whole(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    for of in CLOSURES {
        enclose(db, of).await?;
    }
    for (table, column, numbers) in COUNTS {
        db.execute_unprepared(&count(table, column, numbers)).await?;
    }
    Ok(())
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

/// Makes all presences anew, as a database needs it that held meetings before it had presences. Two statements.
///
/// # Errors
/// When the database fails.
pub(crate) async fn presences(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    db.execute_unprepared("DELETE FROM presence").await?;
    db.execute_unprepared(PRESENCES).await?;
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

/// Derives anew, by this program's rules, what an older program derived, which is the index of texts, and what a step of the
/// tables left out, the presences; closures, counts and listings have no rules that change. Does nothing when the rules are
/// the same.
///
/// # Errors
/// When the database fails.
pub(crate) async fn renew(db: &impl Bulk) -> Result<(), DbErr> {
    let before = bulk::number(db, "SELECT MAX(version) AS number FROM derivation").await?;
    if before == VERSION {
        return Ok(());
    }
    index::rebuild(db).await?;
    if before == 0 {
        presences(db).await?;
    }
    stamp(db).await
}

/// Derives all anew that is not within the rows of records and their texts, as where these were copied.
///
/// # Errors
/// When the database fails.
pub(crate) async fn anew(db: &impl Bulk) -> Result<(), DbErr> {
    whole(db).await?;
    index::rebuild(db).await?;
    presences(db).await?;
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
