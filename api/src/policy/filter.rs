//! Which policies, and in which order.

use async_graphql::{Enum, InputObject};
use entity::policy::{Column, Entity, PolicyKind};
use entity::policy_topic;
use entity::record::RecordKind;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Condition, IntoColumnRef};

use crate::filter::{Filter, MomentFilter, NameFilter, StringFilter, among, combine, ids};
use crate::meeting::{MeetingsMatch, Participant};
use crate::organisation::OrganisationFilter;
use crate::page::Direction;
use crate::record::slugs;
use crate::state::StateFilter;
use crate::topic::TopicFilter;

/// Which policies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct PolicyFilter {
    /// All of these hold.
    pub and: Option<Vec<PolicyFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<PolicyFilter>>,
    /// This does not hold.
    pub not: Option<Box<PolicyFilter>>,
    /// By slug.
    pub slug: Option<StringFilter>,
    /// By name or alias.
    pub name: Option<NameFilter>,
    /// Of one of these sorts.
    pub kind: Option<Vec<PolicyKind>>,
    /// For such a state.
    pub state: Option<Box<StateFilter>>,
    /// Issued by such a body.
    pub issuer: Option<Box<OrganisationFilter>>,
    /// By the period in its title, surely or possibly in a range.
    pub period: Option<MomentFilter>,
    /// About such a topic.
    pub topic: Option<TopicFilter>,
    /// By the meetings that touch it.
    pub meetings: Option<Box<MeetingsMatch>>,
}

impl Filter for PolicyFilter {
    fn condition(&self) -> Condition {
        let own = Condition::all()
            .add_option(self.slug.as_ref().map(|it| slugs(RecordKind::Policy, it, ID)))
            .add_option(self.name.as_ref().map(|it| it.on(ID)))
            .add_option(self.kind.as_ref().map(|it| Column::Kind.is_in(it.iter().copied())))
            .add_option(self.state.as_ref().map(|it| it.on(column(Column::StateId))))
            .add_option(self.issuer.as_ref().map(|it| it.on(column(Column::IssuerId))))
            .add_option(self.period.as_ref().map(|it| {
                it.on(
                    column(Column::PeriodEdtf),
                    column(Column::PeriodEarliest),
                    column(Column::PeriodLatest),
                )
            }))
            .add_option(self.topic.as_ref().map(topics))
            .add_option(self.meetings.as_ref().map(|it| it.on(ID, Participant::Policy)));
        combine(own, self.and.as_deref(), self.or.as_deref(), self.not.as_deref())
    }
}

impl PolicyFilter {
    /// True for rows of which `column` leads to such a policy.
    pub fn on(&self, column: impl IntoColumnRef + Copy) -> Condition {
        among(column, ids(Entity, ID, self.condition()))
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

fn column(column: Column) -> (Entity, Column) {
    (Entity, column)
}

fn topics(filter: &TopicFilter) -> Condition {
    let about = filter.on((policy_topic::Entity, policy_topic::Column::TopicId));
    among(
        ID,
        ids(
            policy_topic::Entity,
            (policy_topic::Entity, policy_topic::Column::PolicyId),
            about,
        ),
    )
}

/// An order of policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, InputObject)]
pub struct PolicyOrder {
    /// By what.
    pub field: PolicyOrderField,
    /// Which way.
    #[graphql(default)]
    pub direction: Direction,
}

/// What policies are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum PolicyOrderField {
    /// The name, English before others, without case.
    Name,
    /// The first day of its period, then the last; an open day, and policies without a period, come last, both ways.
    Period,
    /// How many meetings touch it.
    MeetingCount,
    /// When the record last changed.
    UpdatedAt,
}
