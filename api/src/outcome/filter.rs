//! Which outcomes.

use async_graphql::InputObject;
use entity::outcome::{Column, Entity, OutcomeKind};
use entity::outcome_organisation;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Condition;

use crate::filter::{Filter, MomentFilter, among, ids};
use crate::meeting::MeetingFilter;
use crate::organisation::OrganisationFilter;

/// Which outcomes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct OutcomeFilter {
    /// Of one of these sorts.
    pub kind: Option<Vec<OutcomeKind>>,
    /// By the deadline, surely or possibly in a range.
    pub due: Option<MomentFilter>,
    /// Of such a meeting.
    pub meeting: Option<MeetingFilter>,
    /// To be carried out by such a body.
    pub responsible: Option<OrganisationFilter>,
}

impl Filter for OutcomeFilter {
    fn condition(&self) -> Condition {
        let column = |column| (Entity, column);
        let due = |it: &MomentFilter| {
            it.on(
                column(Column::DueEdtf),
                column(Column::DueEarliest),
                column(Column::DueLatest),
            )
        };
        Condition::all()
            .add_option(self.kind.as_ref().map(|it| Column::Kind.is_in(it.iter().copied())))
            .add_option(self.due.as_ref().map(due))
            .add_option(self.meeting.as_ref().map(|it| it.on(column(Column::MeetingId))))
            .add_option(self.responsible.as_ref().map(responsible))
    }
}

fn responsible(filter: &OrganisationFilter) -> Condition {
    let to_do = filter.on((
        outcome_organisation::Entity,
        outcome_organisation::Column::OrganisationId,
    ));
    let outcome = (outcome_organisation::Entity, outcome_organisation::Column::OutcomeId);
    among((Entity, Column::Id), ids(outcome_organisation::Entity, outcome, to_do))
}
