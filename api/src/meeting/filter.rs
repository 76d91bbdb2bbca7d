//! Which meetings, and in which order.

use async_graphql::{Enum, InputObject};
use entity::meeting::{Column, Entity, MeetingFormat, MeetingKind, MeetingStatus};
use entity::record::RecordKind;
use entity::{meeting_state, meeting_topic, participation, policy_mention, state};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, IntoColumnRef, Query, SelectStatement};
use sea_orm::{ColumnTrait, JoinType};

use crate::article::ArticleFilter;
use crate::filter::{Filter, MomentFilter, NameFilter, Reach, StringFilter, among, combine_by, ids};
use crate::page::Direction;
use crate::participation::ParticipationFilter;
use crate::place::PlaceFilter;
use crate::policy::PolicyFilter;
use crate::record::slugs;
use crate::state::StateFilter;
use crate::topic::TopicFilter;

/// Which meetings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct MeetingFilter {
    /// All of these hold.
    pub and: Option<Vec<MeetingFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<MeetingFilter>>,
    /// This does not hold.
    pub not: Option<Box<MeetingFilter>>,
    /// By slug.
    pub slug: Option<StringFilter>,
    /// By name or alias.
    pub name: Option<NameFilter>,
    /// Of one of these sorts.
    pub kind: Option<Vec<MeetingKind>>,
    /// With one of these statuses.
    pub status: Option<Vec<MeetingStatus>>,
    /// In one of these formats.
    pub format: Option<Vec<MeetingFormat>>,
    /// By the date, surely or possibly in a range.
    pub when: Option<MomentFilter>,
    /// Concerning such a state.
    pub state: Option<Box<StateFilter>>,
    /// Held in such a place; `place: {within: …}` reaches places within.
    pub place: Option<Box<PlaceFilter>>,
    /// About such a topic.
    pub topic: Option<TopicFilter>,
    /// Touching such a policy.
    pub policy: Option<Box<PolicyFilter>>,
    /// Supported by such an article, itself or in a part of the record.
    pub article: Option<Box<ArticleFilter>>,
    /// A part of such a meeting.
    pub part_of: Option<Box<MeetingFilter>>,
    /// By who took part.
    pub participations: Option<Box<ParticipationsMatch>>,
    /// Reported by at least so many articles.
    pub min_articles: Option<i32>,
}

impl Filter for MeetingFilter {
    fn condition(&self) -> Condition {
        self.reached(Reach::List)
    }
}

impl MeetingFilter {
    /// True for rows of which `column` leads to such a meeting.
    pub fn on(&self, column: impl IntoColumnRef + Copy) -> Condition {
        among(column, ids(Entity, ID, self.condition()))
    }

    /// The condition on a meeting, by such looks into other tables.
    pub(super) fn reached(&self, reach: Reach) -> Condition {
        let own = Condition::all()
            .add_option(self.slug.as_ref().map(|it| slugs(RecordKind::Meeting, it, ID)))
            .add_option(self.name.as_ref().map(|it| it.on(ID)))
            .add_option(self.kind.as_ref().map(|it| Column::Kind.is_in(it.iter().copied())))
            .add_option(self.status.as_ref().map(|it| Column::Status.is_in(it.iter().copied())))
            .add_option(self.format.as_ref().map(|it| Column::Format.is_in(it.iter().copied())))
            .add_option(self.when.as_ref().map(|it| {
                it.on(
                    column(Column::WhenEdtf),
                    column(Column::WhenEarliest),
                    column(Column::WhenLatest),
                )
            }))
            .add_option(self.state.as_ref().map(|it| states(it, reach)))
            .add_option(self.place.as_ref().map(|it| it.on(column(Column::PlaceId))))
            .add_option(self.topic.as_ref().map(|it| topics(it, reach)))
            .add_option(self.policy.as_ref().map(|it| policies(it, reach)))
            .add_option(self.article.as_ref().map(|it| it.cites(ID, reach)))
            .add_option(self.part_of.as_ref().map(|it| it.on(column(Column::PartOfId))))
            .add_option(self.participations.as_ref().map(|it| it.reached(reach)))
            .add_option(self.min_articles.map(|least| Column::ArticleCount.gte(least)));
        let (and, or, not) = (self.and.as_deref(), self.or.as_deref(), self.not.as_deref());
        combine_by(|it: &Self| it.reached(reach), own, and, or, not)
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

fn column(column: Column) -> (Entity, Column) {
    (Entity, column)
}

fn states(filter: &StateFilter, reach: Reach) -> Condition {
    if reach == Reach::Look {
        let such = filter.on((meeting_state::Entity, meeting_state::Column::StateId));
        let meeting = (meeting_state::Entity, meeting_state::Column::MeetingId);
        return reach.some(ID, meeting_state::Entity, meeting, such);
    }
    // Joined and not nested: SQLite takes any nested list for two dozen ids, and would then rather read all pairs.
    let of_state =
        Expr::col((meeting_state::Entity, meeting_state::Column::StateId)).equals((state::Entity, state::Column::Id));
    let concerned = Query::select()
        .column((meeting_state::Entity, meeting_state::Column::MeetingId))
        .from(state::Entity)
        .join(JoinType::InnerJoin, meeting_state::Entity, of_state)
        .cond_where(filter.condition())
        .to_owned();
    among(ID, concerned)
}

fn topics(filter: &TopicFilter, reach: Reach) -> Condition {
    let about = filter.on((meeting_topic::Entity, meeting_topic::Column::TopicId));
    let meeting = (meeting_topic::Entity, meeting_topic::Column::MeetingId);
    reach.some(ID, meeting_topic::Entity, meeting, about)
}

fn policies(filter: &PolicyFilter, reach: Reach) -> Condition {
    let touched = filter.on((policy_mention::Entity, policy_mention::Column::PolicyId));
    let meeting = (policy_mention::Entity, policy_mention::Column::MeetingId);
    reach.some(ID, policy_mention::Entity, meeting, touched)
}

/// By who took part: at least one participation fits, or none does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct ParticipationsMatch {
    /// At least one participation fits.
    pub some: Option<ParticipationFilter>,
    /// No participation fits.
    pub none: Option<ParticipationFilter>,
}

impl ParticipationsMatch {
    fn reached(&self, reach: Reach) -> Condition {
        let meeting = (participation::Entity, participation::Column::MeetingId);
        let with = |filter: &ParticipationFilter| {
            // A role or a certainty is that of very many: better to look at each meeting of the page than to list them all.
            let reach = if filter.names_somebody() { reach } else { Reach::Look };
            reach.some(ID, participation::Entity, meeting, filter.condition())
        };
        Condition::all()
            .add_option(self.some.as_ref().map(with))
            .add_option(self.none.as_ref().map(|filter| with(filter).not()))
    }
}

/// By meetings: at least one of somebody's meetings fits, or none does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct MeetingsMatch {
    /// At least one meeting fits.
    pub some: Option<MeetingFilter>,
    /// No meeting fits.
    pub none: Option<MeetingFilter>,
}

/// Whose meetings are meant.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each is the table that the filtered column belongs to")]
pub enum Participant {
    Official,
    Organisation,
    Policy,
}

impl MeetingsMatch {
    /// True for rows of which `column` holds somebody with such meetings.
    pub fn on(&self, column: impl IntoColumnRef + Copy, participant: Participant) -> Condition {
        let with = |filter: &MeetingFilter| among(column, participant.of(filter));
        Condition::all()
            .add_option(self.some.as_ref().map(with))
            .add_option(self.none.as_ref().map(|filter| with(filter).not()))
    }
}

impl Participant {
    /// Everybody of the sort with such a meeting.
    fn of(self, filter: &MeetingFilter) -> SelectStatement {
        let took_part = |who| {
            let meetings = filter.on((participation::Entity, participation::Column::MeetingId));
            ids(participation::Entity, (participation::Entity, who), meetings)
        };
        match self {
            Self::Official => took_part(participation::Column::OfficialId),
            Self::Organisation => took_part(participation::Column::OrganisationId),
            Self::Policy => {
                let meetings = filter.on((policy_mention::Entity, policy_mention::Column::MeetingId));
                ids(
                    policy_mention::Entity,
                    (policy_mention::Entity, policy_mention::Column::PolicyId),
                    meetings,
                )
            }
        }
    }
}

/// An order of meetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, InputObject)]
pub struct MeetingOrder {
    /// By what.
    pub field: MeetingOrderField,
    /// Which way.
    #[graphql(default)]
    pub direction: Direction,
}

impl MeetingOrder {
    /// Whether it is that by date.
    pub(super) fn is_when(self) -> bool {
        self.field == MeetingOrderField::When
    }
}

/// What meetings are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum MeetingOrderField {
    /// The first day on which it can have begun, then the last on which it can have ended; an open day comes last, both ways.
    When,
    /// The name, English before others, without case.
    Name,
    /// When the record last changed.
    UpdatedAt,
    /// How many participations are recorded.
    ParticipationCount,
}
