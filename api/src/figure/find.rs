//! SQL of figures.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::figure::{Column, Entity, Model};
use sea_orm::sea_query::{Condition, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::object::Figure;
use crate::error::Error;
use crate::loader::{self, Db};
use crate::node::PartKey;

/// A figure, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FigureId(pub i64);

impl From<i64> for FigureId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<FigureId> for Db {
    type Value = Figure;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[FigureId]) -> Result<HashMap<FigureId, Figure>, Error> {
        let found = Entity::find()
            .filter(Column::Id.is_in(keys.iter().map(|it| it.0)))
            .all(&self.0)
            .await?;
        Ok(found
            .into_iter()
            .map(|row| (FigureId(row.id), Figure { row: row.into() }))
            .collect())
    }
}

/// A figure, by its owner and its key there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FigureKey(pub PartKey);

impl Loader<FigureKey> for Db {
    type Value = Figure;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[FigureKey]) -> Result<HashMap<FigureKey, Figure>, Error> {
        let any = keys.iter().fold(Condition::any(), |any, FigureKey(it)| {
            any.add(Column::OrganisationId.eq(it.owner).and(Column::Key.eq(it.key.as_str())))
        });
        let found = Entity::find().filter(any).all(&self.0).await?;
        let key = |row: &Model| {
            FigureKey(PartKey {
                owner: row.organisation_id,
                key: row.key.clone(),
            })
        };
        Ok(found
            .into_iter()
            .map(|row| (key(&row), Figure { row: row.into() }))
            .collect())
    }
}

/// The figures of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FiguresOf(pub i64);

impl Loader<FiguresOf> for Db {
    type Value = Vec<Figure>;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[FiguresOf]) -> Result<HashMap<FiguresOf, Vec<Figure>>, Error> {
        let of = Column::OrganisationId.is_in(keys.iter().map(|it| it.0));
        let found = Entity::find()
            .filter(of)
            .order_by_asc(Column::Ordinal)
            .order_by_asc(Column::Id)
            .all(&self.0)
            .await?;
        Ok(loader::grouped(found.into_iter().map(|row| {
            (FiguresOf(row.organisation_id), Figure { row: row.into() })
        })))
    }
}
