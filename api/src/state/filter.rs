//! Which states, and in which order.

use async_graphql::{Enum, InputObject};
use entity::record::RecordKind;
use entity::state::{Column, Entity};
use sea_orm::sea_query::{Condition, IntoColumnRef};

use crate::filter::{Filter, NameFilter, StringFilter, among, combine, ids};
use crate::page::Direction;
use crate::record::slugs;

/// Which states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct StateFilter {
    /// All of these hold.
    pub and: Option<Vec<StateFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<StateFilter>>,
    /// This does not hold.
    pub not: Option<Box<StateFilter>>,
    /// By slug.
    pub slug: Option<StringFilter>,
    /// By ISO 3166-2 code.
    pub code: Option<StringFilter>,
    /// By name or alias.
    pub name: Option<NameFilter>,
}

impl Filter for StateFilter {
    fn condition(&self) -> Condition {
        let own = Condition::all()
            .add_option(self.slug.as_ref().map(|it| slugs(RecordKind::State, it, ID)))
            .add_option(self.code.as_ref().map(|it| it.on((Entity, Column::Code))))
            .add_option(self.name.as_ref().map(|it| it.on(ID)));
        combine(own, self.and.as_deref(), self.or.as_deref(), self.not.as_deref())
    }
}

impl StateFilter {
    /// True for rows of which `column` leads to such a state.
    pub fn on(&self, column: impl IntoColumnRef + Copy) -> Condition {
        among(column, ids(Entity, ID, self.condition()))
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

/// An order of states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, InputObject)]
pub struct StateOrder {
    /// By what.
    pub field: StateOrderField,
    /// Which way.
    #[graphql(default)]
    pub direction: Direction,
}

/// What states are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum StateOrderField {
    /// The name, English before others, without case.
    Name,
    /// The ISO code.
    Code,
    /// How many meetings concern it.
    MeetingCount,
}
