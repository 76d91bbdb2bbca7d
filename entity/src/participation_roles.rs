//! The roles of a participation: a short list in one column, so that it is read without another table.

use std::sync::LazyLock;

use sea_orm::{ActiveEnum, DeriveValueType, Iterable};

use crate::participation::ParticipationRole;

/// A list of roles as it is stored: between commas, e.g. `,chair,speaker,`, so that one role is found by `%,chair,%`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
pub struct Roles(String);

impl Roles {
    /// The roles of a list, in its order.
    pub fn of(roles: &[ParticipationRole]) -> Self {
        let words: Vec<String> = roles.iter().map(ActiveEnum::to_value).collect();
        Self(format!(",{},", words.join(",")))
    }

    /// The roles in the order in which the source gives them.
    pub fn list(&self) -> Vec<ParticipationRole> {
        static WORDS: LazyLock<Vec<(String, ParticipationRole)>> =
            LazyLock::new(|| ParticipationRole::iter().map(|role| (role.to_value(), role)).collect());
        let role = |word: &str| WORDS.iter().find(|(it, _)| it == word).map(|(_, role)| *role);
        self.0.split(',').filter_map(role).collect()
    }

    /// What `LIKE` looks for to find lists that hold `role`.
    pub fn pattern(role: ParticipationRole) -> String {
        format!("%,{},%", role.to_value())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_keep_their_order() {
        let roles = vec![ParticipationRole::SpecialGuest, ParticipationRole::Chair];
        assert_eq!(Roles::of(&roles), Roles(",special_guest,chair,".to_owned()));
        assert_eq!(Roles::of(&roles).list(), roles);
    }
}
