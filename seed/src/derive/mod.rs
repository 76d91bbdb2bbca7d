//! What follows from the rows and is kept beside them: closures, counts, presences, and the texts that searches look
//! through.
//!
//! Each write brings along what follows from it, [`Consequences`], and leaves the rest as it is, so that a write of a
//! thousand records costs the same in a database of a million.

mod count;
mod text;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entity::RecordKind;
use entity::participation::ParticipationRole;
use sea_orm::{ConnectionTrait, DbErr};

use crate::database::Bulk;
use crate::index::{self, Near};
use crate::store::{Ids, Rows, Writer, bulk};
use count::Counts;

pub(crate) use text::Texts;

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

/// The same of new places.
const PLACES_OF: &str = "INSERT INTO place_within (place_id, outer_id)
     WITH RECURSIVE step (place_id, outer_id) AS (
         SELECT id, id FROM place WHERE id IN ({})
         UNION
         SELECT step.place_id, place.within_id FROM step
         JOIN place ON place.id = step.outer_id WHERE place.within_id IS NOT NULL
     ) SELECT place_id, outer_id FROM step";

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

/// The same of new topics.
const TOPICS_OF: &str = "INSERT INTO topic_within (topic_id, outer_id)
     WITH RECURSIVE step (topic_id, outer_id) AS (
         SELECT id, id FROM topic WHERE id IN ({})
         UNION
         SELECT step.topic_id, topic.broader_id FROM step
         JOIN topic ON topic.id = step.outer_id WHERE topic.broader_id IS NOT NULL
     ) SELECT topic_id, outer_id FROM step";

/// Who was in which meeting: a row for the official of a participation and one for its body.
const PRESENCES: &str =
    "INSERT INTO presence (meeting_id, party_id, participation_id, met_on, status, certainty, invited)
     SELECT meeting.id, CASE side.number WHEN 0 THEN official_id ELSE organisation_id END, participation.id,
         COALESCE(when_earliest, '0001-01-01'), status, certainty, roles = ',invitee,'
     FROM participation JOIN meeting ON meeting.id = participation.meeting_id
     JOIN (SELECT 0 AS number UNION ALL SELECT 1) AS side
         ON CASE side.number WHEN 0 THEN official_id ELSE organisation_id END IS NOT NULL";

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
        let places = |rows: &Rows| rows.place.iter().map(|row| (row.id, row.within_id)).collect();
        let topics = |rows: &Rows| rows.topic.iter().map(|row| (row.id, row.broader_id)).collect();
        Self {
            counts,
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
        (ids, near): (&Ids, &mut Near),
    ) -> Result<(), DbErr> {
        let mut recounted = Vec::new();
        for (table, all, some, within) in [
            ("place", PLACES, PLACES_OF, self.places),
            ("topic", TOPICS, TOPICS_OF, self.topics),
        ] {
            if within.moved {
                for statement in all {
                    db.execute_unprepared(statement).await?;
                }
                recounted.push(table);
            } else {
                bulk::for_keys(db, some, &within.new).await?;
            }
        }
        self.counts.write(db, &recounted).await?;
        for (table, column, numbers) in COUNTS.iter().filter(|(table, ..)| recounted.contains(table)) {
            db.execute_unprepared(&count(table, column, numbers)).await?;
        }
        bulk::for_keys(db, "DELETE FROM presence WHERE meeting_id IN ({})", &self.old).await?;
        bulk::insert::<entity::presence::Entity>(db, self.presences).await?;
        text::write(db, texts, (ids, &self.old), near).await
    }
}

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

/// Derives closures, of the kinds that there are, and counts anew: what [`Consequences`] keeps right write by write.
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

/// Derives anew, by this program's rules, what an older program derived, or a step of the tables left out: the index of texts
/// and the presences, as closures and counts have no rules that change. Does nothing when the rules are the same.
///
/// # Errors
/// When the database fails.
pub(crate) async fn renew(db: &impl Bulk) -> Result<(), DbErr> {
    if bulk::number(db, "SELECT version AS number FROM derivation").await? == VERSION {
        return Ok(());
    }
    index::rebuild(db).await?;
    presences(db).await?;
    stamp(db).await
}

/// Derives all anew that is not within the rows of records and their texts, as where these were copied.
///
/// # Errors
/// When the database fails.
pub(crate) async fn anew(db: &impl Bulk) -> Result<(), DbErr> {
    whole(db, |_any| true).await?;
    index::rebuild(db).await?;
    presences(db).await?;
    stamp(db).await
}

/// Notes by which rules the database is derived.
async fn stamp(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    db.execute_unprepared("DELETE FROM derivation").await?;
    db.execute_unprepared(&format!("INSERT INTO derivation (id, version) VALUES (1, {VERSION})"))
        .await?;
    Ok(())
}
