//! SQL of outcomes.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::outcome::{Column, Entity, Model};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::filter::OutcomeFilter;
use super::object::Outcome;
use crate::error::Error;
use crate::filter::Filter;
use crate::loader::{self, Db};
use crate::node::PartKey;
use crate::page::{Direction, List, Sort, Source};

/// An outcome, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OutcomeId(pub i64);

impl From<i64> for OutcomeId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<OutcomeId> for Db {
    type Value = Outcome;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[OutcomeId]) -> Result<HashMap<OutcomeId, Outcome>, Error> {
        let found = Entity::find()
            .filter(Column::Id.is_in(keys.iter().map(|it| it.0)))
            .all(&self.0)
            .await?;
        Ok(found
            .into_iter()
            .map(|row| (OutcomeId(row.id), Outcome { row: row.into() }))
            .collect())
    }
}

/// An outcome, by its owner and its key there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OutcomeKey(pub PartKey);

impl Loader<OutcomeKey> for Db {
    type Value = Outcome;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[OutcomeKey]) -> Result<HashMap<OutcomeKey, Outcome>, Error> {
        let any = keys.iter().fold(Condition::any(), |any, OutcomeKey(it)| {
            any.add(Column::MeetingId.eq(it.owner).and(Column::Key.eq(it.key.as_str())))
        });
        let found = Entity::find().filter(any).all(&self.0).await?;
        let key = |row: &Model| {
            OutcomeKey(PartKey {
                owner: row.meeting_id,
                key: row.key.clone(),
            })
        };
        Ok(found
            .into_iter()
            .map(|row| (key(&row), Outcome { row: row.into() }))
            .collect())
    }
}

/// The outcomes of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OutcomesOf(pub i64);

impl Loader<OutcomesOf> for Db {
    type Value = Vec<Outcome>;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[OutcomesOf]) -> Result<HashMap<OutcomesOf, Vec<Outcome>>, Error> {
        let of = Column::MeetingId.is_in(keys.iter().map(|it| it.0));
        let found = Entity::find()
            .filter(of)
            .order_by_asc(Column::Ordinal)
            .order_by_asc(Column::Id)
            .all(&self.0)
            .await?;
        Ok(loader::grouped(
            found
                .into_iter()
                .map(|row| (OutcomesOf(row.meeting_id), Outcome { row: row.into() })),
        ))
    }
}

/// A list of outcomes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Outcomes {
    filter: Option<Box<OutcomeFilter>>,
}

impl Outcomes {
    /// Those that fit, in order.
    pub fn new(filter: Option<Box<OutcomeFilter>>) -> Self {
        Self { filter }
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

impl List for Outcomes {
    const NAME: &'static str = "Outcome";
    type Id = OutcomeId;
    type Item = Outcome;

    fn source(&self, _: Option<&[i64]>) -> Source {
        let mut select = Query::select().from(Entity).to_owned();
        if let Some(filter) = &self.filter {
            select.cond_where(filter.condition());
        }
        Source::new(select, Expr::col(ID))
    }

    fn sorts(&self) -> Vec<Sort> {
        let (earliest, latest) = (
            Expr::col((Entity, Column::DueEarliest)),
            Expr::col((Entity, Column::DueLatest)),
        );
        let [first, last] = Sort::moment("due", earliest, latest, Direction::Asc);
        vec![first, last, Sort::integer("id", Expr::col(ID), Direction::Asc)]
    }
}
