//! Topics, from broad to narrow.

use sea_orm::entity::prelude::*;

/// A subject of meetings, policies and statements.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "topic")]
pub struct Model {
    /// The record of this topic: its slug, names and revision.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The next broader topic.
    pub broader_id: Option<i64>,
    /// Derived: meetings about it or about a narrower topic.
    pub meeting_count: i64,
}

impl ActiveModelBehavior for ActiveModel {}
