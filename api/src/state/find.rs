//! SQL of states.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::record::RecordKind;
use entity::state::{Column, Entity};
use entity::{alias, meeting_state};
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::filter::{StateFilter, StateOrder, StateOrderField};
use super::object::State;
use crate::error::Error;
use crate::filter::{Filter, ids};
use crate::loader::{self, Db};
use crate::page::{Direction, List, Sort, Source};
use crate::record::{SlugKey, rows, source};

/// A record of this kind, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StateId(pub i64);

impl From<i64> for StateId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<StateId> for Db {
    type Value = State;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[StateId]) -> Result<HashMap<StateId, State>, Error> {
        let ids: Vec<i64> = keys.iter().map(|it| it.0).collect();
        let found = rows::<Entity>(self, Column::Id, &ids).await?;
        Ok(found
            .into_iter()
            .map(|found| (StateId(found.0.id), found.into()))
            .collect())
    }
}

/// A list of states.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct States {
    filter: Option<Box<StateFilter>>,
    order: Vec<StateOrder>,
}

impl States {
    /// Those that fit, in order.
    pub fn new(filter: Option<Box<StateFilter>>, order: Option<Vec<StateOrder>>) -> Self {
        Self {
            filter,
            order: order.unwrap_or_default(),
        }
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

impl List for States {
    const NAME: &'static str = "State";
    type Id = StateId;
    type Item = State;

    fn source(&self, _: Option<&[i64]>) -> Source {
        let mut select = source(Entity, Column::Id, &self.sorts());
        if let Some(filter) = &self.filter {
            select.cond_where(filter.condition());
        }
        Source::new(select, Expr::col(ID))
    }

    fn sorts(&self) -> Vec<Sort> {
        let column = |order: &StateOrder| {
            let direction = order.direction;
            match order.field {
                StateOrderField::Name => Sort::by_name(direction),
                StateOrderField::Code => Sort::text("code", Expr::col((Entity, Column::Code)), direction),
                StateOrderField::MeetingCount => {
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

/// A state's code, a code it had before, or its slug.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct ByCode(pub(super) String);

impl Loader<ByCode> for Db {
    type Value = i64;
    type Error = Error;

    /// Two statements; a third for slugs when neither finds anything.
    async fn load(&self, keys: &[ByCode]) -> Result<HashMap<ByCode, i64>, Error> {
        let texts: Vec<&str> = keys.iter().map(|it| it.0.as_str()).collect();
        let former = alias::Entity::find()
            .filter(alias::Column::Text.is_in(texts.iter().copied()))
            .filter(Expr::col((alias::Entity, alias::Column::RecordId)).in_subquery(ids(Entity, ID, Condition::all())))
            .all(&self.0)
            .await?;
        let present = Entity::find()
            .filter(Column::Code.is_in(texts.iter().copied()))
            .all(&self.0)
            .await?;
        let mut found: HashMap<ByCode, i64> = former
            .into_iter()
            .map(|row| (ByCode(row.text), row.record_id))
            .collect();
        found.extend(present.into_iter().map(|row| (ByCode(row.code), row.id)));
        let slug = |text: &&str| SlugKey {
            kind: RecordKind::State,
            slug: (*text).to_owned(),
        };
        let left: Vec<SlugKey> = texts
            .iter()
            .filter(|text| !found.contains_key(&ByCode((**text).to_owned())))
            .map(slug)
            .collect();
        if !left.is_empty() {
            let by_slug = Loader::<SlugKey>::load(self, &left).await?;
            found.extend(by_slug.into_iter().map(|(key, id)| (ByCode(key.slug), id)));
        }
        Ok(found)
    }
}

/// The states that a meeting concerns, in its own order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StatesOf(pub i64);

impl Loader<StatesOf> for Db {
    type Value = Vec<State>;
    type Error = Error;

    /// Two statements.
    async fn load(&self, keys: &[StatesOf]) -> Result<HashMap<StatesOf, Vec<State>>, Error> {
        let of = meeting_state::Column::MeetingId.is_in(keys.iter().map(|it| it.0));
        let pairs = meeting_state::Entity::find()
            .filter(of)
            .order_by_asc(meeting_state::Column::Ordinal)
            .all(&self.0)
            .await?;
        let ids: Vec<StateId> = pairs.iter().map(|it| StateId(it.state_id)).collect();
        let found = Loader::<StateId>::load(self, &ids).await?;
        let item = |id| found.get(&StateId(id)).cloned();
        Ok(loader::grouped(
            pairs
                .iter()
                .filter_map(|it| Some((StatesOf(it.meeting_id), item(it.state_id)?))),
        ))
    }
}
