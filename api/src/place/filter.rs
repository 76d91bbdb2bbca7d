//! Which places, and in which order.

use async_graphql::{Enum, InputObject};
use entity::place::{Column, Entity, PlaceKind};
use entity::place_within;
use entity::record::RecordKind;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Condition, IntoColumnRef};

use crate::filter::{Filter, NameFilter, StringFilter, among, combine, ids};
use crate::page::Direction;
use crate::record::slugs;
use crate::state::StateFilter;

/// Which places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct PlaceFilter {
    /// All of these hold.
    pub and: Option<Vec<PlaceFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<PlaceFilter>>,
    /// This does not hold.
    pub not: Option<Box<PlaceFilter>>,
    /// By slug.
    pub slug: Option<StringFilter>,
    /// By name or alias.
    pub name: Option<NameFilter>,
    /// Of one of these sorts.
    pub kind: Option<Vec<PlaceKind>>,
    /// In such a state.
    pub state: Option<StateFilter>,
    /// In such a place, at any depth; the place itself counts.
    pub within: Option<Box<PlaceFilter>>,
}

impl Filter for PlaceFilter {
    fn condition(&self) -> Condition {
        let own = Condition::all()
            .add_option(self.slug.as_ref().map(|it| slugs(RecordKind::Place, it, ID)))
            .add_option(self.name.as_ref().map(|it| it.on(ID)))
            .add_option(self.kind.as_ref().map(|it| Column::Kind.is_in(it.iter().copied())))
            .add_option(self.state.as_ref().map(|it| it.on((Entity, Column::StateId))))
            .add_option(self.within.as_ref().map(|it| within(ID, it)));
        combine(own, self.and.as_deref(), self.or.as_deref(), self.not.as_deref())
    }
}

impl PlaceFilter {
    /// True for rows of which `column` leads to such a place.
    pub fn on(&self, column: impl IntoColumnRef + Copy) -> Condition {
        among(column, ids(Entity, ID, self.condition()))
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

/// True for rows of which `column` leads to a place that lies in such a place, or is one.
fn within(column: impl IntoColumnRef + Copy, outer: &PlaceFilter) -> Condition {
    let of_outer = outer.on((place_within::Entity, place_within::Column::OuterId));
    among(
        column,
        ids(
            place_within::Entity,
            (place_within::Entity, place_within::Column::PlaceId),
            of_outer,
        ),
    )
}

/// An order of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, InputObject)]
pub struct PlaceOrder {
    /// By what.
    pub field: PlaceOrderField,
    /// Which way.
    #[graphql(default)]
    pub direction: Direction,
}

/// What places are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum PlaceOrderField {
    /// The name, English before others, without case.
    Name,
    /// How many meetings were held in it.
    MeetingCount,
}
