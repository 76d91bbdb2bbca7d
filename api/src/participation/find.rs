//! SQL of participations.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::meeting;
use entity::participation::{Column, Entity, Model};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter};

use super::filter::ParticipationFilter;
use super::object::Participation;
use crate::error::Error;
use crate::filter::Filter;
use crate::loader::Db;
use crate::node::PartKey;
use crate::page::{Direction, List, Sort, Source};

/// A participation, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParticipationId(pub i64);

impl From<i64> for ParticipationId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<ParticipationId> for Db {
    type Value = Participation;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[ParticipationId]) -> Result<HashMap<ParticipationId, Participation>, Error> {
        let found = Entity::find()
            .filter(Column::Id.is_in(keys.iter().map(|it| it.0)))
            .all(&self.0)
            .await?;
        Ok(found
            .into_iter()
            .map(|row| (ParticipationId(row.id), Participation { row: row.into() }))
            .collect())
    }
}

/// A participation, by its owner and its key there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ParticipationKey(pub PartKey);

impl Loader<ParticipationKey> for Db {
    type Value = Participation;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[ParticipationKey]) -> Result<HashMap<ParticipationKey, Participation>, Error> {
        let any = keys.iter().fold(Condition::any(), |any, ParticipationKey(it)| {
            any.add(Column::MeetingId.eq(it.owner).and(Column::Key.eq(it.key.as_str())))
        });
        let found = Entity::find().filter(any).all(&self.0).await?;
        let key = |row: &Model| {
            ParticipationKey(PartKey {
                owner: row.meeting_id,
                key: row.key.clone(),
            })
        };
        Ok(found
            .into_iter()
            .map(|row| (key(&row), Participation { row: row.into() }))
            .collect())
    }
}

/// Which participations are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// Those in a meeting, in its order.
    Meeting,
    /// Those of an official, the newest meeting first.
    Official,
    /// Those of a body, the newest meeting first.
    Organisation,
}

/// A list of participations.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Participations {
    of: Of,
    filter: Option<Box<ParticipationFilter>>,
}

impl Participations {
    /// Those of `of` that fit, in order.
    pub fn new(of: Of, filter: Option<Box<ParticipationFilter>>) -> Self {
        Self { of, filter }
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

impl List for Participations {
    const NAME: &'static str = "Participation";
    type Id = ParticipationId;
    type Item = Participation;

    fn source(&self, parents: Option<&[i64]>) -> Source {
        let mut select = Query::select()
            .from(Entity)
            .join(
                JoinType::InnerJoin,
                meeting::Entity,
                Expr::col((Entity, Column::MeetingId)).equals((meeting::Entity, meeting::Column::Id)),
            )
            .to_owned();
        if let Some(filter) = &self.filter {
            select.cond_where(filter.condition());
        }
        let source = Source::new(select, Expr::col(ID));
        match (self.of, parents) {
            (_, None) => source,
            (Of::Meeting, Some(parents)) => source.of((Entity, Column::MeetingId), parents),
            (Of::Official, Some(parents)) => source.of((Entity, Column::OfficialId), parents),
            (Of::Organisation, Some(parents)) => source.of((Entity, Column::OrganisationId), parents),
        }
    }

    fn sorts(&self) -> Vec<Sort> {
        let id = Sort::integer("id", Expr::col(ID), Direction::Asc);
        match self.of {
            Of::Meeting => vec![
                Sort::integer("ordinal", Expr::col((Entity, Column::Ordinal)), Direction::Asc),
                id,
            ],
            Of::Official | Of::Organisation => {
                let [first, last] = Sort::moment(
                    "when",
                    Expr::col((meeting::Entity, meeting::Column::WhenEarliest)),
                    Expr::col((meeting::Entity, meeting::Column::WhenLatest)),
                    Direction::Desc,
                );
                vec![first, last, id]
            }
        }
    }
}
