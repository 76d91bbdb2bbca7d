//! The shortest chain of parties of whom each met the next: a search from both ends.
//!
//! Each round takes one more meeting from the end that is cheaper to go on from, until the two ends have a party in common.
//! What is looked through is counted before it is: the search ends with an error rather than late. Then the chain is
//! walked from its beginning, and the first slug is taken wherever several ways are equally short.

use std::collections::HashSet;

use entity::presence::Column;
use entity::record;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query};
use sea_orm::{ConnectionTrait, DatabaseConnection, Order};

use crate::counterpart::{Encounters, MINE, THEIRS, meet, of_parties, present};
use crate::error::Error;

/// The most participations that are looked through.
const MOST: u64 = 100_000;
/// The most parties that one statement names on either side: both together stay below SQLite's 32,766 values.
const PARTIES: usize = 15_000;

/// The parties of the shortest chain between two, both included; empty when it would have more than `most` steps.
///
/// Four or five statements a step, and more only by the 15,000 parties that are met on the way.
///
/// # Errors
/// `BAD_INPUT` when too much would have to be looked through.
pub(super) async fn shortest(
    db: &DatabaseConnection,
    encounters: &Encounters,
    (from, to): (i64, i64),
    most: usize,
) -> Result<Vec<i64>, Error> {
    if from == to {
        return Ok(Vec::new());
    }
    let search = Search { db, encounters };
    let (mut front, mut back) = (Side::new(from), Side::new(to));
    let mut left = MOST;
    for _step in 0..most {
        let (ahead, behind) = (front.cost(&search).await?, back.cost(&search).await?);
        let (side, cost) = match ahead <= behind {
            true => (&mut front, ahead),
            false => (&mut back, behind),
        };
        left = left.checked_sub(cost).ok_or_else(too_wide)?;
        side.advance(&search).await?;
        if side.edge().is_empty() {
            return Ok(Vec::new());
        }
        let common = common(front.edge(), back.edge());
        if !common.is_empty() {
            return search.walk(&front, &back, common).await;
        }
    }
    Ok(Vec::new())
}

fn too_wide() -> Error {
    Error::BadInput(format!(
        "more than {MOST} participations lie between `from` and `to`, too many to look through: lower `maxSteps`, or ask \
         for `counterparts` of one of them"
    ))
}

/// Those of the first list that the second holds too.
fn common(one: &[i64], other: &[i64]) -> Vec<i64> {
    let other: HashSet<i64> = other.iter().copied().collect();
    one.iter().copied().filter(|id| other.contains(id)).collect()
}

/// What was reached from one end: the parties by their distance.
struct Side {
    levels: Vec<Vec<i64>>,
    seen: HashSet<i64>,
    cost: Option<u64>,
}

impl Side {
    fn new(end: i64) -> Self {
        Self {
            levels: vec![vec![end]],
            seen: HashSet::from([end]),
            cost: None,
        }
    }

    /// The parties that are furthest away.
    fn edge(&self) -> &[i64] {
        self.levels.last().map_or(&[], Vec::as_slice)
    }

    /// How many participations lie behind the edge.
    async fn cost(&mut self, search: &Search<'_>) -> Result<u64, Error> {
        if let Some(cost) = self.cost {
            return Ok(cost);
        }
        let cost = search.presences(self.edge()).await?;
        self.cost = Some(cost);
        Ok(cost)
    }

    /// Goes one meeting further.
    async fn advance(&mut self, search: &Search<'_>) -> Result<(), Error> {
        let mut level = search.met(self.edge()).await?;
        level.retain(|id| self.seen.insert(*id));
        self.levels.push(level);
        self.cost = None;
        Ok(())
    }
}

/// The questions that a search asks.
struct Search<'a> {
    db: &'a DatabaseConnection,
    encounters: &'a Encounters,
}

impl Search<'_> {
    /// How many participations some parties have; not counted beyond the most that are looked through. The filter is left
    /// aside: it narrows what is found, not what is looked through.
    async fn presences(&self, parties: &[i64]) -> Result<u64, Error> {
        let all = Encounters {
            counting: self.encounters.counting,
            filter: None,
        };
        let mut sum = 0;
        for parties in parties.chunks(PARTIES) {
            let mut some = present(&all);
            some.expr_as(Expr::val(1), "one")
                .and_where(Expr::col((MINE, Column::PartyId)).is_in(parties.iter().copied()))
                .limit(MOST + 1);
            let count = Query::select()
                .expr_as(Func::count(Expr::cust("*")), "number")
                .from_subquery(some, "some")
                .to_owned();
            let number: i64 = match self.db.query_one(&count).await? {
                Some(row) => row.try_get("", "number")?,
                None => 0,
            };
            sum += number.unsigned_abs();
            if sum > MOST {
                break;
            }
        }
        Ok(sum)
    }

    /// Whom some parties met.
    async fn met(&self, parties: &[i64]) -> Result<Vec<i64>, Error> {
        let mut met = Vec::new();
        for parties in parties.chunks(PARTIES) {
            let mut select = present(self.encounters);
            meet(&mut select, self.encounters.counting);
            select
                .distinct()
                .expr_as(Expr::col((THEIRS, Column::PartyId)), "party")
                .and_where(Expr::col((MINE, Column::PartyId)).is_in(parties.iter().copied()));
            for row in self.db.query_all(&select).await? {
                met.push(row.try_get("", "party")?);
            }
        }
        Ok(met)
    }

    /// Those of some parties who met one of `others`.
    async fn of_these_met(&self, parties: &[i64], others: &[i64]) -> Result<Vec<i64>, Error> {
        let mut met = HashSet::new();
        for parties in parties.chunks(PARTIES) {
            for others in others.chunks(PARTIES) {
                let mut select = present(self.encounters);
                meet(&mut select, self.encounters.counting);
                select
                    .distinct()
                    .expr_as(Expr::col((MINE, Column::PartyId)), "party")
                    .and_where(Expr::col((MINE, Column::PartyId)).is_in(parties.iter().copied()))
                    .and_where(of_parties(others));
                for row in self.db.query_all(&select).await? {
                    met.insert(row.try_get("", "party")?);
                }
            }
        }
        Ok(met.into_iter().collect())
    }

    /// The party whose slug comes first.
    async fn first(&self, parties: &[i64]) -> Result<Option<i64>, Error> {
        if let [only] = parties {
            return Ok(Some(*only));
        }
        let mut best: Option<(String, String, i64)> = None;
        for parties in parties.chunks(PARTIES) {
            let column = |column| (record::Entity, column);
            let select = Query::select()
                .columns([record::Column::Id, record::Column::Kind, record::Column::Slug].map(column))
                .from(record::Entity)
                .and_where(Expr::col(column(record::Column::Id)).is_in(parties.iter().copied()))
                .order_by(column(record::Column::Slug), Order::Asc)
                .order_by(column(record::Column::Kind), Order::Asc)
                .limit(1)
                .to_owned();
            if let Some(row) = self.db.query_one(&select).await? {
                let found = (
                    row.try_get("", "slug")?,
                    row.try_get("", "kind")?,
                    row.try_get("", "id")?,
                );
                best = Some(best.map_or_else(|| found.clone(), |best| best.min(found.clone())));
            }
        }
        Ok(best.map(|(_, _, id)| id))
    }

    /// The chain through one of `middle`, the parties that both sides reached last.
    ///
    /// Only levels that were gone on from are looked through again, so this costs no more than the search did.
    async fn walk(&self, front: &Side, back: &Side, middle: Vec<i64>) -> Result<Vec<i64>, Error> {
        // Of each level of the front, those that lead on to the middle; the last level is theirs.
        let mut leading = vec![middle];
        for level in front.levels.iter().rev().skip(1) {
            let towards = leading.last().map_or(&[][..], Vec::as_slice);
            leading.push(self.of_these_met(level, towards).await?);
        }
        leading.reverse();
        let ahead = leading.len();
        let behind = back.levels.iter().rev().skip(1).cloned();
        let mut chain: Vec<i64> = Vec::with_capacity(ahead + back.levels.len());
        for (at, level) in leading.into_iter().chain(behind).enumerate() {
            let open = match chain.last() {
                None => level,
                // The side that was gone on from is the one that is looked through.
                Some(last) if at < ahead => common(&self.met(&[*last]).await?, &level),
                Some(last) => self.of_these_met(&level, &[*last]).await?,
            };
            chain.extend(self.first(&open).await?);
        }
        Ok(chain)
    }
}
