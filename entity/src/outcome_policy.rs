//! Policies that outcomes touch.

use sea_orm::entity::prelude::*;

/// Policies that outcomes touch.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome_policy")]
pub struct Model {
    /// The outcome.
    #[sea_orm(primary_key, auto_increment = false)]
    pub outcome_id: i64,
    /// The policy.
    #[sea_orm(primary_key, auto_increment = false)]
    pub policy_id: i64,
    /// Place in its list, from 0.
    pub ordinal: i32,
}

impl ActiveModelBehavior for ActiveModel {}
