//! SQL of topics.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::topic::{Column, Entity};
use entity::{meeting_topic, policy_topic, statement_topic};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::filter::TopicFilter;
use super::object::Topic;
use crate::error::Error;
use crate::filter::Filter;
use crate::loader::{self, Db};
use crate::page::{Direction, List, Sort, Source};
use crate::record::{rows, source};

/// A record of this kind, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TopicId(pub i64);

impl From<i64> for TopicId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<TopicId> for Db {
    type Value = Topic;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[TopicId]) -> Result<HashMap<TopicId, Topic>, Error> {
        let ids: Vec<i64> = keys.iter().map(|it| it.0).collect();
        let found = rows::<Entity>(self, Column::Id, &ids).await?;
        Ok(found
            .into_iter()
            .map(|found| (TopicId(found.0.id), found.into()))
            .collect())
    }
}

/// A list of topics.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Topics {
    filter: Option<Box<TopicFilter>>,
}

impl Topics {
    /// Those that fit, in order.
    pub fn new(filter: Option<Box<TopicFilter>>) -> Self {
        Self { filter }
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

impl List for Topics {
    const NAME: &'static str = "Topic";
    type Id = TopicId;
    type Item = Topic;

    fn source(&self, _: Option<&[i64]>) -> Source {
        let mut select = source(Entity, Column::Id, &self.sorts());
        if let Some(filter) = &self.filter {
            select.cond_where(filter.condition());
        }
        Source::new(select, Expr::col(ID))
    }

    fn sorts(&self) -> Vec<Sort> {
        vec![
            Sort::by_name(Direction::Asc),
            Sort::integer("id", Expr::col(ID), Direction::Asc),
        ]
    }
}

/// The topics right below one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Narrower(pub(super) i64);

impl Loader<Narrower> for Db {
    type Value = Vec<Topic>;
    type Error = Error;

    /// Two statements.
    async fn load(&self, keys: &[Narrower]) -> Result<HashMap<Narrower, Vec<Topic>>, Error> {
        let below = Column::BroaderId.is_in(keys.iter().map(|it| it.0));
        let found: Vec<i64> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(below)
            .into_tuple()
            .all(&self.0)
            .await?;
        let mut topics: Vec<Topic> = rows::<Entity>(self, Column::Id, &found)
            .await?
            .into_iter()
            .map(Topic::from)
            .collect();
        topics.sort_by(|a, b| (&a.record.sort_name, a.row.id).cmp(&(&b.record.sort_name, b.row.id)));
        Ok(loader::grouped(
            topics
                .into_iter()
                .filter_map(|topic| Some((Narrower(topic.row.broader_id?), topic))),
        ))
    }
}

/// What topics are about something, in its own order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the inside id of such a thing")]
pub enum TopicsOf {
    Meeting(i64),
    Policy(i64),
    Statement(i64),
}

impl Loader<TopicsOf> for Db {
    type Value = Vec<Topic>;
    type Error = Error;

    /// One statement for each sort of thing, and one for the topics.
    async fn load(&self, keys: &[TopicsOf]) -> Result<HashMap<TopicsOf, Vec<Topic>>, Error> {
        let pick = |of: fn(&TopicsOf) -> Option<i64>| keys.iter().filter_map(of).collect::<Vec<i64>>();
        let meetings = pick(|it| {
            if let TopicsOf::Meeting(id) = it {
                Some(*id)
            } else {
                None
            }
        });
        let policies = pick(|it| if let TopicsOf::Policy(id) = it { Some(*id) } else { None });
        let statements = pick(|it| {
            if let TopicsOf::Statement(id) = it {
                Some(*id)
            } else {
                None
            }
        });
        let mut pairs: Vec<(TopicsOf, i64)> = Vec::new();
        if !meetings.is_empty() {
            let of = meeting_topic::Column::MeetingId.is_in(meetings);
            let found = meeting_topic::Entity::find()
                .filter(of)
                .order_by_asc(meeting_topic::Column::Ordinal);
            pairs.extend(
                found
                    .all(&self.0)
                    .await?
                    .into_iter()
                    .map(|it| (TopicsOf::Meeting(it.meeting_id), it.topic_id)),
            );
        }
        if !policies.is_empty() {
            let of = policy_topic::Column::PolicyId.is_in(policies);
            let found = policy_topic::Entity::find()
                .filter(of)
                .order_by_asc(policy_topic::Column::Ordinal);
            pairs.extend(
                found
                    .all(&self.0)
                    .await?
                    .into_iter()
                    .map(|it| (TopicsOf::Policy(it.policy_id), it.topic_id)),
            );
        }
        if !statements.is_empty() {
            let of = statement_topic::Column::StatementId.is_in(statements);
            let found = statement_topic::Entity::find()
                .filter(of)
                .order_by_asc(statement_topic::Column::Ordinal);
            pairs.extend(
                found
                    .all(&self.0)
                    .await?
                    .into_iter()
                    .map(|it| (TopicsOf::Statement(it.statement_id), it.topic_id)),
            );
        }
        let ids: Vec<TopicId> = pairs.iter().map(|(_, topic)| TopicId(*topic)).collect();
        let topics = Loader::<TopicId>::load(self, &ids).await?;
        Ok(loader::grouped(pairs.into_iter().filter_map(|(of, topic)| {
            Some((of, topics.get(&TopicId(topic))?.clone()))
        })))
    }
}
