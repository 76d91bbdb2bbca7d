//! Officials who decided outcomes.

use sea_orm::entity::prelude::*;

/// Officials who decided outcomes.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome_official")]
pub struct Model {
    /// The outcome.
    #[sea_orm(primary_key, auto_increment = false)]
    pub outcome_id: i64,
    /// The official.
    #[sea_orm(primary_key, auto_increment = false)]
    pub official_id: i64,
    /// Place in its list, from 0.
    pub ordinal: i32,
}

impl ActiveModelBehavior for ActiveModel {}
