//! SQL of positions.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::position::{Column, Entity, Model};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::object::Position;
use crate::error::Error;
use crate::loader::Db;
use crate::node::PartKey;
use crate::page::{Direction, List, Sort, Source};

/// A position, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PositionId(pub i64);

impl From<i64> for PositionId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<PositionId> for Db {
    type Value = Position;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[PositionId]) -> Result<HashMap<PositionId, Position>, Error> {
        let found = Entity::find()
            .filter(Column::Id.is_in(keys.iter().map(|it| it.0)))
            .all(&self.0)
            .await?;
        Ok(found
            .into_iter()
            .map(|row| (PositionId(row.id), Position { row: row.into() }))
            .collect())
    }
}

/// A position, by its owner and its key there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PositionKey(pub PartKey);

impl Loader<PositionKey> for Db {
    type Value = Position;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[PositionKey]) -> Result<HashMap<PositionKey, Position>, Error> {
        let any = keys.iter().fold(Condition::any(), |any, PositionKey(it)| {
            any.add(Column::OrganisationId.eq(it.owner).and(Column::Key.eq(it.key.as_str())))
        });
        let found = Entity::find().filter(any).all(&self.0).await?;
        let key = |row: &Model| {
            PositionKey(PartKey {
                owner: row.organisation_id,
                key: row.key.clone(),
            })
        };
        Ok(found
            .into_iter()
            .map(|row| (key(&row), Position { row: row.into() }))
            .collect())
    }
}

/// Positions of their owner, in the order of its curated file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Positions;

impl List for Positions {
    const NAME: &'static str = "Position";
    type Id = PositionId;
    type Item = Position;

    fn source(&self, parents: Option<&[i64]>) -> Source {
        let source = Source::new(Query::select().from(Entity).to_owned(), Expr::col((Entity, Column::Id)));
        parents.into_iter().fold(source, |source, parents| {
            source.of((Entity, Column::OrganisationId), parents)
        })
    }

    fn sorts(&self) -> Vec<Sort> {
        vec![
            Sort::integer("ordinal", Expr::col((Entity, Column::Ordinal)), Direction::Asc),
            Sort::integer("id", Expr::col((Entity, Column::Id)), Direction::Asc),
        ]
    }
}
