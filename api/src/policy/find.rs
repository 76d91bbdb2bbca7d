//! SQL of policies.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::policy::{Column, Entity};
use entity::{outcome_policy, policy_topic, topic_within};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder};

use super::filter::{PolicyFilter, PolicyOrder, PolicyOrderField};
use super::object::Policy;
use crate::error::Error;
use crate::filter::Filter;
use crate::loader::{self, Db};
use crate::page::{Direction, List, Sort, Source};
use crate::record::{rows, source};

/// A record of this kind, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PolicyId(pub i64);

impl From<i64> for PolicyId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<PolicyId> for Db {
    type Value = Policy;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[PolicyId]) -> Result<HashMap<PolicyId, Policy>, Error> {
        let ids: Vec<i64> = keys.iter().map(|it| it.0).collect();
        let found = rows::<Entity>(self, Column::Id, &ids).await?;
        Ok(found
            .into_iter()
            .map(|found| (PolicyId(found.0.id), found.into()))
            .collect())
    }
}

/// Which policies are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// All of them.
    All,
    /// Those for a state.
    State,
    /// Those that a body issued.
    Issuer,
    /// Those about a topic, or about a narrower one.
    Topic,
}

/// A list of policies.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Policies {
    of: Of,
    filter: Option<Box<PolicyFilter>>,
    order: Vec<PolicyOrder>,
}

impl Policies {
    /// Those of `of` that fit, in order.
    pub fn new(of: Of, filter: Option<Box<PolicyFilter>>, order: Option<Vec<PolicyOrder>>) -> Self {
        Self {
            of,
            filter,
            order: order.unwrap_or_default(),
        }
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

impl List for Policies {
    const NAME: &'static str = "Policy";
    type Id = PolicyId;
    type Item = Policy;

    fn source(&self, parents: Option<&[i64]>) -> Source {
        let mut select = source(Entity, Column::Id, &self.sorts());
        if let Some(filter) = &self.filter {
            select.cond_where(filter.condition());
        }
        let source = Source::new(select, Expr::col(ID));
        match (self.of, parents) {
            (Of::All, _) | (_, None) => source,
            (Of::State, Some(parents)) => source.of((Entity, Column::StateId), parents),
            (Of::Issuer, Some(parents)) => source.of((Entity, Column::IssuerId), parents),
            (Of::Topic, Some(parents)) => source.under(of_topics(parents)),
        }
    }

    fn sorts(&self) -> Vec<Sort> {
        let column = |order: &PolicyOrder| {
            let direction = order.direction;
            match order.field {
                PolicyOrderField::Name => {
                    vec![Sort::by_name(direction)]
                }
                PolicyOrderField::Period => by_period(direction).into(),
                PolicyOrderField::MeetingCount => {
                    let count = Expr::col((Entity, Column::MeetingCount));
                    vec![Sort::integer("meetingCount", count, direction)]
                }
                PolicyOrderField::UpdatedAt => {
                    vec![Sort::by_revision(direction)]
                }
            }
        };
        let mut sorts: Vec<Sort> = self.order.iter().flat_map(column).collect();
        if sorts.is_empty() {
            sorts.push(Sort::by_name(Direction::Asc));
        }
        sorts.push(Sort::integer("id", Expr::col(ID), Direction::Asc));
        sorts
    }
}

fn by_period(direction: Direction) -> [Sort; 2] {
    let (earliest, latest) = (Column::PeriodEarliest, Column::PeriodLatest);
    Sort::moment(
        "period",
        Expr::col((Entity, earliest)),
        Expr::col((Entity, latest)),
        direction,
    )
}

/// Pairs of a topic and a policy about it or about a narrower one.
fn of_topics(parents: &[i64]) -> SelectStatement {
    let (about, within) = (policy_topic::Entity, topic_within::Entity);
    let narrower = Expr::col((about, policy_topic::Column::TopicId)).equals((within, topic_within::Column::TopicId));
    Query::select()
        .distinct()
        .expr_as(Expr::col((within, topic_within::Column::OuterId)), "parent")
        .expr_as(Expr::col((about, policy_topic::Column::PolicyId)), "child")
        .from(within)
        .join(JoinType::InnerJoin, about, narrower)
        .and_where(topic_within::Column::OuterId.is_in(parents.iter().copied()))
        .to_owned()
}

/// The policies that an outcome touches, in its own order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PoliciesOf(pub i64);

impl Loader<PoliciesOf> for Db {
    type Value = Vec<Policy>;
    type Error = Error;

    /// Two statements.
    async fn load(&self, keys: &[PoliciesOf]) -> Result<HashMap<PoliciesOf, Vec<Policy>>, Error> {
        let of = outcome_policy::Column::OutcomeId.is_in(keys.iter().map(|it| it.0));
        let select = outcome_policy::Entity::find()
            .filter(of)
            .order_by_asc(outcome_policy::Column::Ordinal);
        let pairs = select.all(&self.0).await?;
        let ids: Vec<PolicyId> = pairs.iter().map(|it| PolicyId(it.policy_id)).collect();
        let found = Loader::<PolicyId>::load(self, &ids).await?;
        let item = |id| found.get(&PolicyId(id)).cloned();
        Ok(loader::grouped(pairs.iter().filter_map(|it| {
            Some((PoliciesOf(it.outcome_id), item(it.policy_id)?))
        })))
    }
}
