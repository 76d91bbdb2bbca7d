//! SQL of meetings.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::meeting::{Column, Entity};
use entity::{meeting_state, meeting_topic, participation, place_within, policy_mention, topic_within};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, JoinType};

use super::days::{Days, in_days};
use super::filter::{MeetingFilter, MeetingOrder, MeetingOrderField};
use super::object::Meeting;
use super::{total, way};
use crate::counterpart::Together;
use crate::error::Error;
use crate::filter::Filter;
use crate::loader::Db;
use crate::page::{Direction, List, Sort, Source, link};
use crate::record::{rows, source};

/// A record of this kind, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MeetingId(pub i64);

impl From<i64> for MeetingId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<MeetingId> for Db {
    type Value = Meeting;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[MeetingId]) -> Result<HashMap<MeetingId, Meeting>, Error> {
        let ids: Vec<i64> = keys.iter().map(|it| it.0).collect();
        let found = rows::<Entity>(self, Column::Id, &ids).await?;
        Ok(found
            .into_iter()
            .map(|found| (MeetingId(found.0.id), found.into()))
            .collect())
    }
}

/// Which meetings are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// All of them.
    All,
    /// Those that concern a state.
    State,
    /// Those held in a place, or in one within it.
    Place,
    /// Those in which an official took part.
    Official,
    /// Those in which a body took part.
    Organisation,
    /// The parts of a meeting.
    PartOf,
    /// Those that touch a policy.
    Policy,
    /// Those about a topic, or about a narrower one.
    Topic,
    /// Those that fall, or may fall, in some [`Days`], which are the parent.
    Days,
    /// Those in which two parties were together.
    Met(Together),
}

/// A list of meetings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Meetings {
    pub(super) of: Of,
    pub(super) filter: Option<Box<MeetingFilter>>,
    pub(super) order: Vec<MeetingOrder>,
}

impl Meetings {
    /// Those of `of` that fit, in order.
    pub fn new(of: Of, filter: Option<Box<MeetingFilter>>, order: Option<Vec<MeetingOrder>>) -> Self {
        Self {
            of,
            // A filter that asks for nothing is none.
            filter: filter.filter(|it| **it != MeetingFilter::default()),
            order: order.unwrap_or_default(),
        }
    }

    /// The same meetings in no order of their own: to count them takes none.
    #[must_use]
    pub fn unordered(mut self) -> Self {
        self.order.clear();
        self
    }

    /// Whether these are all meetings that there are.
    pub fn is_all(&self) -> bool {
        self.of == Of::All && self.filter.is_none()
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

impl List for Meetings {
    const NAME: &'static str = "Meeting";
    // The fields of a page, which `MeetingConnection` has with others.
    const CONNECTION: &'static str = "Page";
    type Id = MeetingId;
    type Item = Meeting;

    fn source(&self, parents: Option<&[i64]>) -> Source {
        let mut select = source(Entity, Column::Id, &self.sorts());
        if let Some(filter) = &self.filter {
            select.cond_where(filter.condition());
        }
        let source = Source::new(select, Expr::col(ID));
        match (self.of, parents) {
            (Of::All, _) | (_, None) => source,
            (Of::State, Some(parents)) => source.under(link(
                meeting_state::Entity,
                (meeting_state::Entity, meeting_state::Column::StateId),
                (meeting_state::Entity, meeting_state::Column::MeetingId),
                parents,
            )),
            (Of::Place, Some(parents)) => source.under(in_places(parents)),
            (Of::Official, Some(parents)) => source.under(link(
                participation::Entity,
                (participation::Entity, participation::Column::OfficialId),
                (participation::Entity, participation::Column::MeetingId),
                parents,
            )),
            (Of::Organisation, Some(parents)) => source.under(link(
                participation::Entity,
                (participation::Entity, participation::Column::OrganisationId),
                (participation::Entity, participation::Column::MeetingId),
                parents,
            )),
            (Of::PartOf, Some(parents)) => source.of((Entity, Column::PartOfId), parents),
            (Of::Policy, Some(parents)) => source.under(link(
                policy_mention::Entity,
                (policy_mention::Entity, policy_mention::Column::PolicyId),
                (policy_mention::Entity, policy_mention::Column::MeetingId),
                parents,
            )),
            (Of::Topic, Some(parents)) => source.under(of_topics(parents)),
            (Of::Days, Some(parents)) => source.under(in_days(parents)),
            (Of::Met(together), Some(parents)) => source.under(together.link(parents)),
        }
    }

    async fn parts(&self, db: &Db, parents: &[Option<i64>]) -> Result<Option<Vec<Vec<Source>>>, Error> {
        if self.of != Of::Days {
            return way::parts(db, self, parents).await;
        }
        let part = |condition| {
            let mut source = self.source(None);
            source.select.cond_where(condition);
            source
        };
        let days = parents.iter().map(|parent| parent.and_then(Days::of));
        Ok(days.map(|days| Some(days?.parts().map(part).into())).collect())
    }

    async fn total(&self, db: &Db, parents: &[Option<i64>]) -> Result<Option<HashMap<Option<i64>, i64>>, Error> {
        total::total(db, self, parents).await
    }

    fn sorts(&self) -> Vec<Sort> {
        let column = |order: &MeetingOrder| {
            let direction = order.direction;
            match order.field {
                MeetingOrderField::When => by_date(direction).into(),
                MeetingOrderField::Name => vec![Sort::by_name(direction)],
                MeetingOrderField::UpdatedAt => vec![Sort::by_revision(direction)],
                MeetingOrderField::ParticipationCount => {
                    let count = Expr::col((Entity, Column::ParticipationCount));
                    vec![Sort::integer("participationCount", count, direction)]
                }
            }
        };
        let mut sorts: Vec<Sort> = self.order.iter().flat_map(column).collect();
        if sorts.is_empty() {
            sorts.extend(by_date(Direction::Desc));
        }
        sorts.push(Sort::integer("id", Expr::col(ID), Direction::Asc));
        sorts
    }
}

fn by_date(direction: Direction) -> [Sort; 2] {
    let (earliest, latest) = (Column::WhenEarliest, Column::WhenLatest);
    Sort::moment(
        "when",
        Expr::col((Entity, earliest)),
        Expr::col((Entity, latest)),
        direction,
    )
}

/// Pairs of a place and a meeting in it, at any depth.
fn in_places(parents: &[i64]) -> SelectStatement {
    let (meeting, within) = (Entity, place_within::Entity);
    let there = Expr::col((meeting, Column::PlaceId)).equals((within, place_within::Column::PlaceId));
    Query::select()
        .expr_as(Expr::col((within, place_within::Column::OuterId)), "parent")
        .expr_as(Expr::col((meeting, Column::Id)), "child")
        .from(within)
        .join(JoinType::InnerJoin, meeting, there)
        .and_where(place_within::Column::OuterId.is_in(parents.iter().copied()))
        .to_owned()
}

/// Pairs of a topic and a meeting about it or about a narrower one.
fn of_topics(parents: &[i64]) -> SelectStatement {
    let (about, within) = (meeting_topic::Entity, topic_within::Entity);
    let narrower = Expr::col((about, meeting_topic::Column::TopicId)).equals((within, topic_within::Column::TopicId));
    Query::select()
        .distinct()
        .expr_as(Expr::col((within, topic_within::Column::OuterId)), "parent")
        .expr_as(Expr::col((about, meeting_topic::Column::MeetingId)), "child")
        .from(within)
        .join(JoinType::InnerJoin, about, narrower)
        .and_where(topic_within::Column::OuterId.is_in(parents.iter().copied()))
        .to_owned()
}
