//! How many meetings a list has, where that is the kept count of a record and nothing else.

use std::collections::HashMap;

use entity::{official, organisation, place, policy, state, topic};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ConnectionTrait, EntityTrait};

use super::clue::{By, clues};
use super::filter::{MeetingFilter, ParticipationsMatch};
use super::find::{Meetings, Of};
use crate::error::Error;
use crate::loader::Db;
use crate::participation::ParticipationFilter;
use crate::place::PlaceFilter;
use crate::topic::TopicFilter;

/// The kept number of each parent's meetings, or of all that a filter of one record alone leaves; `None` where it is not kept.
/// One statement at most.
///
/// # Errors
/// What the database answers.
pub(super) async fn total(
    db: &Db,
    list: &Meetings,
    parents: &[Option<i64>],
) -> Result<Option<HashMap<Option<i64>, i64>>, Error> {
    match (&list.filter, list.of) {
        (Some(filter), Of::All) if filter.is_one_record() => of_record(db, filter).await,
        (None, of) => match parents
            .iter()
            .copied()
            .collect::<Option<Vec<i64>>>()
            .and_then(|ids| kept(of, &ids))
        {
            Some(select) => of_parents(db, &select).await.map(Some),
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

async fn of_record(db: &Db, filter: &MeetingFilter) -> Result<Option<HashMap<Option<i64>, i64>>, Error> {
    let clues = clues(db, filter).await?;
    Ok(match clues.as_slice() {
        // A meeting of two of them would be counted twice.
        [clue] if matches!(&clue.by, By::Records(ids) if ids.len() <= 1) => {
            Some([(None, i64::try_from(clue.number).unwrap_or(i64::MAX))].into())
        }
        _ => None,
    })
}

async fn of_parents(db: &Db, select: &SelectStatement) -> Result<HashMap<Option<i64>, i64>, Error> {
    let rows = db.0.query_all(select).await?;
    let pair = |row: &sea_orm::QueryResult| Ok((Some(row.try_get("", "id")?), row.try_get("", "number")?));
    rows.iter().map(pair).collect()
}

/// The kept counts of parents of a kind.
fn kept(of: Of, ids: &[i64]) -> Option<SelectStatement> {
    fn counts<E: EntityTrait>(table: E, id: E::Column, number: E::Column, ids: &[i64]) -> SelectStatement {
        Query::select()
            .expr_as(Expr::col((table, id)), Alias::new("id"))
            .expr_as(Expr::col((table, number)), Alias::new("number"))
            .from(table)
            .and_where(Expr::col((table, id)).is_in(ids.iter().copied()))
            .to_owned()
    }
    Some(match of {
        Of::State => counts(state::Entity, state::Column::Id, state::Column::MeetingCount, ids),
        Of::Place => counts(place::Entity, place::Column::Id, place::Column::MeetingCount, ids),
        Of::Official => counts(
            official::Entity,
            official::Column::Id,
            official::Column::MeetingCount,
            ids,
        ),
        Of::Organisation => counts(
            organisation::Entity,
            organisation::Column::Id,
            organisation::Column::MeetingCount,
            ids,
        ),
        Of::Policy => counts(policy::Entity, policy::Column::Id, policy::Column::MeetingCount, ids),
        Of::Topic => counts(topic::Entity, topic::Column::Id, topic::Column::MeetingCount, ids),
        Of::All | Of::PartOf | Of::Days | Of::Met(_) => return None,
    })
}

impl MeetingFilter {
    /// True when it asks for what is listed under a record and for nothing else.
    fn is_one_record(&self) -> bool {
        let listed = [
            self.state.is_some(),
            self.policy.is_some(),
            self.article.is_some(),
            self.place.as_deref().is_some_and(is_within),
            self.topic.as_ref().is_some_and(is_under),
            self.participations.as_deref().is_some_and(is_of_somebody),
        ];
        let rest = Self {
            state: None,
            policy: None,
            article: None,
            place: None,
            topic: None,
            participations: None,
            ..self.clone()
        };
        let named = [
            self.state.is_some(),
            self.policy.is_some(),
            self.article.is_some(),
            self.place.is_some(),
            self.topic.is_some(),
            self.participations.is_some(),
        ];
        let count = |of: [bool; 6]| of.into_iter().filter(|it| *it).count();
        rest == Self::default() && count(named) == 1 && count(listed) == 1
    }
}

/// Within such a place, whatever the place itself is.
fn is_within(filter: &PlaceFilter) -> bool {
    let alone = PlaceFilter {
        within: None,
        ..filter.clone()
    };
    alone == PlaceFilter::default() && filter.within.as_deref().is_some_and(|it| it.within.is_none())
}

/// A topic and what is narrower.
fn is_under(filter: &TopicFilter) -> bool {
    filter.under.is_some() && filter.slug.is_none() && filter.name.is_none()
}

/// With such an official, or such a body, in whatever role.
fn is_of_somebody(matched: &ParticipationsMatch) -> bool {
    let Some(some) = matched.some.as_ref().filter(|_| matched.none.is_none()) else {
        return false;
    };
    let rest = ParticipationFilter {
        official: None,
        organisation: None,
        ..some.clone()
    };
    rest == ParticipationFilter::default() && some.official.is_some() != some.organisation.is_some()
}
