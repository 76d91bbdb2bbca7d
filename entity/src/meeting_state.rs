//! Which states meetings concern.

use sea_orm::entity::prelude::*;

/// Which states meetings concern.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_state")]
pub struct Model {
    /// The meeting.
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: i64,
    /// The state.
    #[sea_orm(primary_key, auto_increment = false)]
    pub state_id: i64,
    /// Place in its list, from 0.
    pub ordinal: i32,
}

impl ActiveModelBehavior for ActiveModel {}
