//! SQL of officials.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::official::{Column, Entity};
use entity::{appointment, organisation, outcome_official, participation, position};
use sea_orm::sea_query::{Expr, ExprTrait, IntoColumnRef, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder};

use super::filter::{OfficialFilter, OfficialOrder, OfficialOrderField};
use super::object::Official;
use crate::error::Error;
use crate::filter::Filter;
use crate::loader::{self, Db};
use crate::page::{Direction, List, Sort, Source, link};
use crate::record::{rows, source};

/// A record of this kind, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OfficialId(pub i64);

impl From<i64> for OfficialId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<OfficialId> for Db {
    type Value = Official;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[OfficialId]) -> Result<HashMap<OfficialId, Official>, Error> {
        let ids: Vec<i64> = keys.iter().map(|it| it.0).collect();
        let found = rows::<Entity>(self, Column::Id, &ids).await?;
        Ok(found
            .into_iter()
            .map(|found| (OfficialId(found.0.id), found.into()))
            .collect())
    }
}

/// Which officials are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// All of them.
    All,
    /// Those appointed in a state's organisations.
    State,
    /// Those appointed in a body, or who took part in a meeting for it.
    Organisation,
}

/// A list of officials.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Officials {
    of: Of,
    filter: Option<Box<OfficialFilter>>,
    order: Vec<OfficialOrder>,
}

impl Officials {
    /// Those of `of` that fit, in order.
    pub fn new(of: Of, filter: Option<Box<OfficialFilter>>, order: Option<Vec<OfficialOrder>>) -> Self {
        Self {
            of,
            filter,
            order: order.unwrap_or_default(),
        }
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

impl List for Officials {
    const NAME: &'static str = "Official";
    type Id = OfficialId;
    type Item = Official;

    fn source(&self, parents: Option<&[i64]>) -> Source {
        let mut select = source(Entity, Column::Id, &self.sorts());
        if let Some(filter) = &self.filter {
            select.cond_where(filter.condition());
        }
        let source = Source::new(select, Expr::col(ID));
        match (self.of, parents) {
            (Of::All, _) | (_, None) => source,
            (Of::State, Some(parents)) => source.under(appointed(
                (organisation::Entity, organisation::Column::StateId),
                parents,
            )),
            (Of::Organisation, Some(parents)) => source.under(of_organisations(parents)),
        }
    }

    fn sorts(&self) -> Vec<Sort> {
        let column = |order: &OfficialOrder| {
            let direction = order.direction;
            match order.field {
                OfficialOrderField::Name => Sort::by_name(direction),
                OfficialOrderField::MeetingCount => {
                    Sort::integer("meetingCount", Expr::col((Entity, Column::MeetingCount)), direction)
                }
                OfficialOrderField::UpdatedAt => Sort::by_revision(direction),
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

/// Pairs of parent and official: those appointed to a position of an organisation of which `parent` is one of `parents`.
fn appointed<C: IntoColumnRef + Copy>(parent: C, parents: &[i64]) -> SelectStatement {
    let (appointment, position, body) = (appointment::Entity, position::Entity, organisation::Entity);
    let to_position =
        Expr::col((appointment, appointment::Column::PositionId)).equals((position, position::Column::Id));
    let to_body = Expr::col((position, position::Column::OrganisationId)).equals((body, organisation::Column::Id));
    Query::select()
        .distinct()
        .expr_as(Expr::col(parent), "parent")
        .expr_as(Expr::col((appointment, appointment::Column::OfficialId)), "child")
        .from(appointment)
        .join(JoinType::InnerJoin, position, to_position)
        .join(JoinType::InnerJoin, body, to_body)
        .and_where(Expr::col(parent).is_in(parents.iter().copied()))
        .to_owned()
}

fn of_organisations(parents: &[i64]) -> SelectStatement {
    let column = |column| (participation::Entity, column);
    let took_part = link(
        participation::Entity,
        column(participation::Column::OrganisationId),
        column(participation::Column::OfficialId),
        parents,
    );
    appointed((organisation::Entity, organisation::Column::Id), parents)
        .union(UnionType::Distinct, took_part)
        .to_owned()
}

/// The officials who decided an outcome, in its own order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DecidersOf(pub i64);

impl Loader<DecidersOf> for Db {
    type Value = Vec<Official>;
    type Error = Error;

    /// Two statements.
    async fn load(&self, keys: &[DecidersOf]) -> Result<HashMap<DecidersOf, Vec<Official>>, Error> {
        let of = outcome_official::Column::OutcomeId.is_in(keys.iter().map(|it| it.0));
        let select = outcome_official::Entity::find()
            .filter(of)
            .order_by_asc(outcome_official::Column::Ordinal);
        let pairs = select.all(&self.0).await?;
        let ids: Vec<OfficialId> = pairs.iter().map(|it| OfficialId(it.official_id)).collect();
        let found = Loader::<OfficialId>::load(self, &ids).await?;
        let item = |id| found.get(&OfficialId(id)).cloned();
        Ok(loader::grouped(pairs.iter().filter_map(|it| {
            Some((DecidersOf(it.outcome_id), item(it.official_id)?))
        })))
    }
}
