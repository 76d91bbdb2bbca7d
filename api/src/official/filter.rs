//! Which officials, and in which order.

use async_graphql::{Enum, InputObject};
use entity::official::{Column, Entity};
use entity::record::RecordKind;
use entity::{appointment, participation, position};
use sea_orm::sea_query::{Condition, IntoColumnRef};

use crate::article::ArticleFilter;
use crate::filter::{Filter, NameFilter, Reach, StringFilter, among, combine, ids};
use crate::meeting::{MeetingsMatch, Participant};
use crate::organisation::OrganisationFilter;
use crate::page::Direction;
use crate::record::slugs;

/// Which officials.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct OfficialFilter {
    /// All of these hold.
    pub and: Option<Vec<OfficialFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<OfficialFilter>>,
    /// This does not hold.
    pub not: Option<Box<OfficialFilter>>,
    /// By slug.
    pub slug: Option<StringFilter>,
    /// By name or alias.
    pub name: Option<NameFilter>,
    /// Appointed in such a body, or took part in a meeting for it.
    pub organisation: Option<Box<OrganisationFilter>>,
    /// Appointed to a position of such a title.
    pub title: Option<NameFilter>,
    /// By the meetings in which they took part.
    pub meetings: Option<Box<MeetingsMatch>>,
    /// Supported by such an article, themselves or in a part of the record.
    pub article: Option<Box<ArticleFilter>>,
}

impl Filter for OfficialFilter {
    fn condition(&self) -> Condition {
        let own = Condition::all()
            .add_option(self.slug.as_ref().map(|it| slugs(RecordKind::Official, it, ID)))
            .add_option(self.name.as_ref().map(|it| it.on(ID)))
            .add_option(self.organisation.as_ref().map(|it| of_body(it)))
            .add_option(self.title.as_ref().map(of_title))
            .add_option(self.meetings.as_ref().map(|it| it.on(ID, Participant::Official)))
            .add_option(self.article.as_ref().map(|it| it.cites(ID, Reach::List)));
        combine(own, self.and.as_deref(), self.or.as_deref(), self.not.as_deref())
    }
}

impl OfficialFilter {
    /// True for rows of which `column` leads to such an official.
    pub fn on(&self, column: impl IntoColumnRef + Copy) -> Condition {
        among(column, ids(Entity, ID, self.condition()))
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

fn of_body(body: &OrganisationFilter) -> Condition {
    let seat = (position::Entity, position::Column::Id);
    let seats = ids(
        position::Entity,
        seat,
        body.on((position::Entity, position::Column::OrganisationId)),
    );
    let appointed = among((appointment::Entity, appointment::Column::PositionId), seats);
    let took_part = body.on((participation::Entity, participation::Column::OrganisationId));
    Condition::any()
        .add(among(
            ID,
            ids(
                appointment::Entity,
                (appointment::Entity, appointment::Column::OfficialId),
                appointed,
            ),
        ))
        .add(among(
            ID,
            ids(
                participation::Entity,
                (participation::Entity, participation::Column::OfficialId),
                took_part,
            ),
        ))
}

fn of_title(title: &NameFilter) -> Condition {
    let titled = title.on_title((appointment::Entity, appointment::Column::PositionId));
    among(
        ID,
        ids(
            appointment::Entity,
            (appointment::Entity, appointment::Column::OfficialId),
            titled,
        ),
    )
}

/// An order of officials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, InputObject)]
pub struct OfficialOrder {
    /// By what.
    pub field: OfficialOrderField,
    /// Which way.
    #[graphql(default)]
    pub direction: Direction,
}

/// What officials are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum OfficialOrderField {
    /// The name, English before others, without case.
    Name,
    /// How many meetings the official took part in.
    MeetingCount,
    /// When the record last changed.
    UpdatedAt,
}
