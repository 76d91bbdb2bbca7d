//! Clues: the records that a filter names and the words that it looks for, with how many meetings they leave.

use std::collections::BTreeMap;

use entity::{RecordKind, article, listing, official, organisation, place, policy, state, topic};
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{ConnectionTrait, EntityTrait};

use super::filter::MeetingFilter;
use crate::error::Error;
use crate::filter::{Filter, StringFilter};
use crate::loader::Db;
use crate::place::PlaceFilter;
use crate::record::slugs;
use crate::topic::TopicFilter;

/// The most records of a clue: their listings are read side by side.
const LISTINGS: usize = 8;
/// The most meetings of a clue that are read for a page to be sorted: a way through all meetings would meet about as many when
/// a filter leaves more, at a million meetings. Words are counted no further.
pub(super) const MANY: u64 = 10_000;

/// What a filter's meetings can be found by.
#[derive(Debug)]
pub(super) struct Clue {
    /// By what.
    pub(super) by: By,
    /// How many meetings it leaves, or more.
    pub(super) number: u64,
}

/// What a clue names.
#[derive(Debug)]
pub(super) enum By {
    /// They are listed under one of these records.
    Records(Vec<i64>),
    /// They are among the records that this selects.
    Words(Box<SelectStatement>),
    /// They are listed under records that are too many to tell; some of these leave so many meetings.
    Many,
}

impl Clue {
    /// The meetings that it leaves, among others.
    pub(super) fn meetings(&self) -> Option<SelectStatement> {
        let ids = match &self.by {
            By::Words(found) => return Some(*found.clone()),
            By::Many => return None,
            By::Records(ids) => ids.iter().map(|id| Expr::cust(id.to_string())),
        };
        let listed = Query::select()
            .column((listing::Entity, listing::Column::MeetingId))
            .from(listing::Entity)
            .and_where(Expr::col((listing::Entity, listing::Column::RecordId)).is_in(ids))
            .to_owned();
        Some(listed)
    }
}

/// The clue of a filter that leaves the fewest meetings, or one of many records when it has no better; `None` when it has none.
/// One statement when it has some.
///
/// # Errors
/// What the database answers.
pub(super) async fn best(db: &Db, filter: &MeetingFilter) -> Result<Option<Clue>, Error> {
    let all = clues(db, filter).await?;
    Ok(all
        .into_iter()
        .min_by_key(|clue| (matches!(clue.by, By::Many), clue.number)))
}

/// The clues of a filter.
///
/// # Errors
/// What the database answers.
pub(super) async fn clues(db: &Db, filter: &MeetingFilter) -> Result<Vec<Clue>, Error> {
    let mut clues = Clues::default();
    clues.of(filter);
    let Some(select) = clues.select() else {
        return Ok(Vec::new());
    };
    let mut found: BTreeMap<usize, (Vec<i64>, u64)> = BTreeMap::new();
    for row in db.0.query_all(&select).await? {
        let at: i64 = row.try_get("", "clue")?;
        let number: i64 = row.try_get("", "number")?;
        let (ids, sum) = found.entry(usize::try_from(at).unwrap_or_default()).or_default();
        ids.push(row.try_get("", "id")?);
        *sum = sum.saturating_add(u64::try_from(number).unwrap_or_default());
    }
    let all = clues.0.into_iter().enumerate().map(|(at, (_, words))| {
        let (ids, number) = found.remove(&at).unwrap_or_default();
        let by = match words {
            Some(words) => By::Words(Box::new(words)),
            None if ids.len() > LISTINGS => By::Many,
            None => By::Records(ids),
        };
        Clue { by, number }
    });
    Ok(all.collect())
}

/// What selects the numbers of each clue; for words also what they find.
#[derive(Default)]
struct Clues(Vec<(SelectStatement, Option<SelectStatement>)>);

impl Clues {
    fn of(&mut self, filter: &MeetingFilter) {
        if let Some(it) = &filter.state {
            self.record(
                state::Entity,
                (state::Column::Id, state::Column::MeetingCount),
                it.condition(),
            );
        }
        if let Some(it) = &filter.place {
            let columns = (place::Column::Id, place::Column::MeetingCount);
            self.record(place::Entity, columns, outermost(it).condition());
        }
        if let Some(it) = &filter.topic {
            self.record(
                topic::Entity,
                (topic::Column::Id, topic::Column::MeetingCount),
                broadest(it),
            );
        }
        if let Some(it) = &filter.policy {
            self.record(
                policy::Entity,
                (policy::Column::Id, policy::Column::MeetingCount),
                it.condition(),
            );
        }
        if let Some(it) = &filter.article {
            self.record(
                article::Entity,
                (article::Column::Id, article::Column::MeetingCount),
                it.condition(),
            );
        }
        let some = filter.participations.as_ref().and_then(|it| it.some.as_ref());
        if let Some(it) = some.and_then(|it| it.official.as_ref()) {
            let columns = (official::Column::Id, official::Column::MeetingCount);
            self.record(official::Entity, columns, it.condition());
        }
        if let Some(it) = some.and_then(|it| it.organisation.as_ref()) {
            let columns = (organisation::Column::Id, organisation::Column::MeetingCount);
            self.record(organisation::Entity, columns, it.condition());
        }
        for found in filter.name.iter().flat_map(|it| it.found()) {
            self.words(found);
        }
        filter.and.iter().flatten().for_each(|it| self.of(it));
    }

    /// The records that fit, or so many that they are too many.
    fn record<E: EntityTrait>(&mut self, table: E, (id, number): (E::Column, E::Column), condition: Condition) {
        let select = Query::select()
            .expr_as(self.number(), Alias::new("clue"))
            .expr_as(Expr::col((table, id)), Alias::new("id"))
            .expr_as(Expr::col((table, number)), Alias::new("number"))
            .from(table)
            .cond_where(condition)
            .limit(LISTINGS as u64 + 1)
            .to_owned();
        self.0.push((select, None));
    }

    /// How much words find, counted no further than it matters.
    fn words(&mut self, found: SelectStatement) {
        let some = found.clone().limit(MANY + 1).to_owned();
        let select = Query::select()
            .expr_as(self.number(), Alias::new("clue"))
            .expr_as(Expr::cust("CAST(0 AS BIGINT)"), Alias::new("id"))
            .expr_as(Expr::cust("COUNT(*)"), Alias::new("number"))
            .from_subquery(some, Alias::new("found"))
            .to_owned();
        self.0.push((select, Some(found)));
    }

    fn number(&self) -> Expr {
        Expr::cust(format!("CAST({} AS BIGINT)", self.0.len()))
    }

    fn select(&self) -> Option<SelectStatement> {
        // A part of a union has no limit of its own, but a table that it selects from has.
        let part = |(select, _): &(SelectStatement, Option<SelectStatement>)| {
            Query::select()
                .columns(["clue", "id", "number"].map(Alias::new))
                .from_subquery(select.clone(), Alias::new("part"))
                .to_owned()
        };
        let mut parts = self.0.iter().map(part);
        let mut all = parts.next()?;
        for part in parts {
            all.union(UnionType::All, part);
        }
        Some(all)
    }
}

/// What lies within a place is listed under it.
fn outermost(filter: &PlaceFilter) -> &PlaceFilter {
    filter.within.as_deref().map_or(filter, outermost)
}

/// What is about a narrower topic is listed under the broader one.
fn broadest(filter: &TopicFilter) -> Condition {
    let Some(slug) = &filter.under else {
        return filter.condition();
    };
    let same = StringFilter {
        eq: Some(slug.clone()),
        ..StringFilter::default()
    };
    slugs(RecordKind::Topic, &same, (topic::Entity, topic::Column::Id))
}
