//! Counts of meetings kept right by what a write changes: what the meetings that it touches counted before is taken away,
//! and what they count now is added, so that a write costs what it touches and not what is there.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Statement};

use crate::store::Rows;

/// Pairs of one statement.
const PAIRS: usize = 5_000;

/// What some meetings add to the counts.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    /// By table and inside key.
    direct: BTreeMap<&'static str, HashMap<i64, i64>>,
    /// Meetings with their places, each also in what the place lies in, and whether they come or go.
    places: Vec<(i64, i64, i64)>,
    /// Topics of each meeting, and whether it comes or goes: it counts once for what is broader than several of them.
    topics: Vec<(i64, Vec<i64>, i64)>,
    /// Under which records the meetings that come are listed, but for places and topics.
    listed: Vec<Pair>,
}

/// A meeting and a record that it belongs to.
type Pair = (i64, i64);

impl Counts {
    /// Adds what those meetings count whose rows these are and which `fits` takes; `times` is 1, or −1 to take away.
    pub(crate) fn add(&mut self, rows: &Rows, fits: impl Fn(i64) -> bool, times: i64) {
        let pairs = |rows: &mut dyn Iterator<Item = (i64, i64)>| -> HashSet<(i64, i64)> {
            rows.filter(|(meeting, _)| fits(*meeting)).collect()
        };
        let meetings: HashSet<i64> = rows.meeting.iter().map(|row| row.id).collect();
        let states = pairs(&mut rows.meeting_state.iter().map(|it| (it.meeting_id, it.state_id)));
        let people = |it: &entity::participation::Model| Some((it.meeting_id, it.official_id?));
        let people = pairs(&mut rows.participation.iter().filter_map(people));
        let bodies = |it: &entity::participation::Model| Some((it.meeting_id, it.organisation_id?));
        let bodies = pairs(&mut rows.participation.iter().filter_map(bodies));
        let policies = pairs(&mut rows.policy_mention.iter().map(|it| (it.meeting_id, it.policy_id)));
        let cited = rows.evidence.iter().filter(|it| meetings.contains(&it.record_id));
        let articles = pairs(&mut cited.map(|it| (it.record_id, it.article_id)));
        for (table, pairs) in [
            ("state", states),
            ("official", people),
            ("organisation", bodies),
            ("policy", policies),
            ("article", articles),
        ] {
            let counts = self.direct.entry(table).or_default();
            for (_, id) in &pairs {
                *counts.entry(*id).or_default() += times;
            }
            if times > 0 {
                self.listed.extend(pairs);
            }
        }
        for row in rows.meeting.iter().filter(|row| fits(row.id)) {
            if let Some(place) = row.place_id {
                self.places.push((row.id, place, times));
            }
        }
        let mut topics: HashMap<i64, Vec<i64>> = HashMap::new();
        for row in rows.meeting_topic.iter().filter(|row| fits(row.meeting_id)) {
            topics.entry(row.meeting_id).or_default().push(row.topic_id);
        }
        self.topics
            .extend(topics.into_iter().map(|(meeting, topics)| (meeting, topics, times)));
    }

    /// Brings the counts of the tables up to date, but for those of `recounted`, which are counted anew as a whole; gives
    /// under which records the meetings that come are listed. At most nine statements, and more only by the thousands of
    /// things that meetings name.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn write(mut self, db: &impl ConnectionTrait, recounted: &[&str]) -> Result<Vec<Pair>, DbErr> {
        let places = outer(db, "place", self.places.iter().map(|it| it.1).collect()).await?;
        let topics = self.topics.iter().flat_map(|(_, topics, _)| topics).copied();
        let topics = outer(db, "topic", topics.collect()).await?;
        let in_places = self.places.iter().map(|(meeting, place, times)| {
            let around: HashSet<i64> = places.get(place).into_iter().flatten().copied().collect();
            ("place", *meeting, around, *times)
        });
        let about = self.topics.iter().map(|(meeting, of, times)| {
            let broader = of.iter().filter_map(|topic| topics.get(topic)).flatten();
            ("topic", *meeting, broader.copied().collect(), *times)
        });
        for (table, meeting, records, times) in in_places.chain(about) {
            if times > 0 {
                self.listed.extend(records.iter().map(|id| (meeting, *id)));
            }
            if recounted.contains(&table) {
                continue;
            }
            let counts = self.direct.entry(table).or_default();
            for id in records {
                *counts.entry(id).or_default() += times;
            }
        }
        for (table, counts) in self.direct {
            let mut counts: Vec<(i64, i64)> = counts.into_iter().filter(|(_, number)| *number != 0).collect();
            counts.sort_unstable();
            for pairs in counts.chunks(PAIRS) {
                db.execute_unprepared(&update(table, pairs)).await?;
            }
        }
        // In the order of their table, which then grows at its end.
        self.listed.sort_unstable();
        Ok(self.listed)
    }
}

/// Adds to the counts of a table. The numbers are our own, so they may stand in the statement's text.
fn update(table: &str, pairs: &[(i64, i64)]) -> String {
    let mut list = String::with_capacity(pairs.len() * 12);
    for (id, number) in pairs {
        let comma = if list.is_empty() { "" } else { "," };
        // Writing to a text does not fail.
        let _ = write!(list, "{comma}({id},{number})");
    }
    format!(
        "UPDATE {table} SET meeting_count = meeting_count + more.column2 FROM (VALUES {list}) AS more \
         WHERE {table}.id = more.column1"
    )
}

/// Of each place or topic, all that it is within, itself included.
async fn outer(db: &impl ConnectionTrait, table: &str, inner: HashSet<i64>) -> Result<HashMap<i64, Vec<i64>>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        outer_id: i64,
    }
    let mut all: HashMap<i64, Vec<i64>> = HashMap::new();
    let inner: Vec<i64> = inner.into_iter().collect();
    for keys in inner.chunks(PAIRS) {
        let list = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let sql = format!("SELECT {table}_id AS id, outer_id FROM {table}_within WHERE {table}_id IN ({list})");
        let statement = Statement::from_string(db.get_database_backend(), sql);
        for row in Row::find_by_statement(statement).all(db).await? {
            all.entry(row.id).or_default().push(row.outer_id);
        }
    }
    Ok(all)
}
