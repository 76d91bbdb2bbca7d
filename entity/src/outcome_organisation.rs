//! Bodies that are to carry out outcomes.

use sea_orm::entity::prelude::*;

/// Bodies that are to carry out outcomes.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome_organisation")]
pub struct Model {
    /// The outcome.
    #[sea_orm(primary_key, auto_increment = false)]
    pub outcome_id: i64,
    /// The organisation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: i64,
    /// Place in its list, from 0.
    pub ordinal: i32,
}

impl ActiveModelBehavior for ActiveModel {}
