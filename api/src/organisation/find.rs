//! SQL of organisations.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::organisation::{Column, Entity};
use entity::outcome_organisation;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::filter::{OrganisationFilter, OrganisationOrder, OrganisationOrderField};
use super::object::Organisation;
use crate::error::Error;
use crate::filter::Filter;
use crate::loader::{self, Db};
use crate::page::{Direction, List, Sort, Source};
use crate::record::{rows, source};

/// A record of this kind, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OrganisationId(pub i64);

impl From<i64> for OrganisationId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<OrganisationId> for Db {
    type Value = Organisation;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[OrganisationId]) -> Result<HashMap<OrganisationId, Organisation>, Error> {
        let ids: Vec<i64> = keys.iter().map(|it| it.0).collect();
        let found = rows::<Entity>(self, Column::Id, &ids).await?;
        Ok(found
            .into_iter()
            .map(|found| (OrganisationId(found.0.id), found.into()))
            .collect())
    }
}

/// Which organisations are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// All of them.
    All,
    /// Those of a state.
    State,
    /// Those that belong to a body.
    Parent,
}

/// A list of organisations.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Organisations {
    of: Of,
    filter: Option<Box<OrganisationFilter>>,
    order: Vec<OrganisationOrder>,
}

impl Organisations {
    /// Those of `of` that fit, in order.
    pub fn new(of: Of, filter: Option<Box<OrganisationFilter>>, order: Option<Vec<OrganisationOrder>>) -> Self {
        Self {
            of,
            filter,
            order: order.unwrap_or_default(),
        }
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

impl List for Organisations {
    const NAME: &'static str = "Organisation";
    type Id = OrganisationId;
    type Item = Organisation;

    fn source(&self, parents: Option<&[i64]>) -> Source {
        let mut select = source(Entity, Column::Id, &self.sorts());
        if let Some(filter) = &self.filter {
            select.cond_where(filter.condition());
        }
        let source = Source::new(select, Expr::col(ID));
        match (self.of, parents) {
            (Of::All, _) | (_, None) => source,
            (Of::State, Some(parents)) => source.of((Entity, Column::StateId), parents),
            (Of::Parent, Some(parents)) => source.of((Entity, Column::ParentId), parents),
        }
    }

    fn sorts(&self) -> Vec<Sort> {
        let column = |order: &OrganisationOrder| {
            let direction = order.direction;
            match order.field {
                OrganisationOrderField::Name => Sort::by_name(direction),
                OrganisationOrderField::MeetingCount => {
                    Sort::integer("meetingCount", Expr::col((Entity, Column::MeetingCount)), direction)
                }
                OrganisationOrderField::UpdatedAt => Sort::by_revision(direction),
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

/// The bodies that are to carry out an outcome, in its own order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ResponsibleFor(pub i64);

impl Loader<ResponsibleFor> for Db {
    type Value = Vec<Organisation>;
    type Error = Error;

    /// Two statements.
    async fn load(&self, keys: &[ResponsibleFor]) -> Result<HashMap<ResponsibleFor, Vec<Organisation>>, Error> {
        let of = outcome_organisation::Column::OutcomeId.is_in(keys.iter().map(|it| it.0));
        let select = outcome_organisation::Entity::find()
            .filter(of)
            .order_by_asc(outcome_organisation::Column::Ordinal);
        let pairs = select.all(&self.0).await?;
        let ids: Vec<OrganisationId> = pairs.iter().map(|it| OrganisationId(it.organisation_id)).collect();
        let found = Loader::<OrganisationId>::load(self, &ids).await?;
        let item = |id| found.get(&OrganisationId(id)).cloned();
        Ok(loader::grouped(pairs.iter().filter_map(|it| {
            Some((ResponsibleFor(it.outcome_id), item(it.organisation_id)?))
        })))
    }
}
