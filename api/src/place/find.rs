//! SQL of places.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::place::{Column, Entity};
use sea_orm::sea_query::Expr;

use super::filter::{PlaceFilter, PlaceOrder, PlaceOrderField};
use super::object::Place;
use crate::error::Error;
use crate::filter::Filter;
use crate::loader::Db;
use crate::page::{Direction, List, Sort, Source};
use crate::record::{rows, source};

/// A record of this kind, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlaceId(pub i64);

impl From<i64> for PlaceId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<PlaceId> for Db {
    type Value = Place;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[PlaceId]) -> Result<HashMap<PlaceId, Place>, Error> {
        let ids: Vec<i64> = keys.iter().map(|it| it.0).collect();
        let found = rows::<Entity>(self, Column::Id, &ids).await?;
        Ok(found
            .into_iter()
            .map(|found| (PlaceId(found.0.id), found.into()))
            .collect())
    }
}

/// Which places are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// All of them.
    All,
    /// Those of a state.
    State,
}

/// A list of places.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Places {
    of: Of,
    filter: Option<Box<PlaceFilter>>,
    order: Vec<PlaceOrder>,
}

impl Places {
    /// Those of `of` that fit, in order.
    pub fn new(of: Of, filter: Option<Box<PlaceFilter>>, order: Option<Vec<PlaceOrder>>) -> Self {
        Self {
            of,
            filter,
            order: order.unwrap_or_default(),
        }
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

impl List for Places {
    const NAME: &'static str = "Place";
    type Id = PlaceId;
    type Item = Place;

    fn source(&self, parents: Option<&[i64]>) -> Source {
        let mut select = source(Entity, Column::Id, &self.sorts());
        if let Some(filter) = &self.filter {
            select.cond_where(filter.condition());
        }
        let source = Source::new(select, Expr::col(ID));
        match (self.of, parents) {
            (Of::All, _) | (_, None) => source,
            (Of::State, Some(parents)) => source.of((Entity, Column::StateId), parents),
        }
    }

    fn sorts(&self) -> Vec<Sort> {
        let column = |order: &PlaceOrder| {
            let direction = order.direction;
            match order.field {
                PlaceOrderField::Name => Sort::by_name(direction),
                PlaceOrderField::MeetingCount => {
                    Sort::integer("meetingCount", Expr::col((Entity, Column::MeetingCount)), direction)
                }
            }
        };
        let mut sorts: Vec<Sort> = self.order.iter().map(column).collect();
        if sorts.is_empty() {
            sorts.push(Sort::by_name(Direction::Asc));
        }
        sorts.push(Sort::integer("id", Expr::col(ID), Direction::Asc));
        sorts
    }
}
