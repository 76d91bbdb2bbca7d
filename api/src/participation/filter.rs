//! Which participations.

use async_graphql::InputObject;
use entity::Certainty;
use entity::participation::{Column, Entity, ParticipationRole};
use entity::participation_roles::Roles;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Condition, Expr};

use crate::filter::{Filter, combine};
use crate::official::OfficialFilter;
use crate::organisation::OrganisationFilter;

/// Which participations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct ParticipationFilter {
    /// All of these hold.
    pub and: Option<Vec<ParticipationFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<ParticipationFilter>>,
    /// This does not hold.
    pub not: Option<Box<ParticipationFilter>>,
    /// Of such an official.
    pub official: Option<Box<OfficialFilter>>,
    /// Of such a body, or of somebody for it.
    pub organisation: Option<Box<OrganisationFilter>>,
    /// In at least one of these roles.
    pub role: Option<Vec<ParticipationRole>>,
    /// So surely.
    pub certainty: Option<Vec<Certainty>>,
}

impl Filter for ParticipationFilter {
    fn condition(&self) -> Condition {
        let own = Condition::all()
            .add_option(self.official.as_ref().map(|it| it.on((Entity, Column::OfficialId))))
            .add_option(
                self.organisation
                    .as_ref()
                    .map(|it| it.on((Entity, Column::OrganisationId))),
            )
            .add_option(self.role.as_deref().map(in_a_role))
            .add_option(
                self.certainty
                    .as_ref()
                    .map(|it| Column::Certainty.is_in(it.iter().copied())),
            );
        combine(own, self.and.as_deref(), self.or.as_deref(), self.not.as_deref())
    }
}

impl ParticipationFilter {
    /// True when it may fit few participations: those of somebody.
    pub fn names_somebody(&self) -> bool {
        let nested = self.and.is_some() || self.or.is_some() || self.not.is_some();
        self.official.is_some() || self.organisation.is_some() || nested
    }
}

fn in_a_role(roles: &[ParticipationRole]) -> Condition {
    let none = Condition::any().add(Expr::cust("1 = 0"));
    roles
        .iter()
        .fold(none, |any, role| any.add(Column::Roles.like(Roles::pattern(*role))))
}
