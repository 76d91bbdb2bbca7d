//! Which organisations, and in which order.

use async_graphql::{Enum, InputObject};
use entity::organisation::{Column, Entity, OrganisationKind};
use entity::record::RecordKind;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Condition, IntoColumnRef};

use crate::article::ArticleFilter;
use crate::filter::{Filter, NameFilter, Reach, StringFilter, among, combine, ids};
use crate::meeting::{MeetingsMatch, Participant};
use crate::page::Direction;
use crate::place::PlaceFilter;
use crate::record::slugs;
use crate::state::StateFilter;

/// Which organisations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct OrganisationFilter {
    /// All of these hold.
    pub and: Option<Vec<OrganisationFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<OrganisationFilter>>,
    /// This does not hold.
    pub not: Option<Box<OrganisationFilter>>,
    /// By slug.
    pub slug: Option<StringFilter>,
    /// By name or alias.
    pub name: Option<NameFilter>,
    /// Of one of these sorts.
    pub kind: Option<Vec<OrganisationKind>>,
    /// Of such a state.
    pub state: Option<Box<StateFilter>>,
    /// With its seat in such a place.
    pub place: Option<Box<PlaceFilter>>,
    /// Belonging to such a body.
    pub parent: Option<Box<OrganisationFilter>>,
    /// By the meetings in which it took part.
    pub meetings: Option<Box<MeetingsMatch>>,
    /// Supported by such an article, itself or in a part of the record.
    pub article: Option<Box<ArticleFilter>>,
}

impl Filter for OrganisationFilter {
    fn condition(&self) -> Condition {
        let own = Condition::all()
            .add_option(self.slug.as_ref().map(|it| slugs(RecordKind::Organisation, it, ID)))
            .add_option(self.name.as_ref().map(|it| it.on(ID)))
            .add_option(self.kind.as_ref().map(|it| Column::Kind.is_in(it.iter().copied())))
            .add_option(self.state.as_ref().map(|it| it.on((Entity, Column::StateId))))
            .add_option(self.place.as_ref().map(|it| it.on((Entity, Column::PlaceId))))
            .add_option(self.parent.as_ref().map(|it| it.on((Entity, Column::ParentId))))
            .add_option(self.meetings.as_ref().map(|it| it.on(ID, Participant::Organisation)))
            .add_option(self.article.as_ref().map(|it| it.cites(ID, Reach::List)));
        combine(own, self.and.as_deref(), self.or.as_deref(), self.not.as_deref())
    }
}

impl OrganisationFilter {
    /// True for rows of which `column` leads to such an organisation.
    pub fn on(&self, column: impl IntoColumnRef + Copy) -> Condition {
        among(column, ids(Entity, ID, self.condition()))
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

/// An order of organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, InputObject)]
pub struct OrganisationOrder {
    /// By what.
    pub field: OrganisationOrderField,
    /// Which way.
    #[graphql(default)]
    pub direction: Direction,
}

/// What organisations are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum OrganisationOrderField {
    /// The name, English before others, without case.
    Name,
    /// How many meetings it took part in.
    MeetingCount,
    /// When the record last changed.
    UpdatedAt,
}
