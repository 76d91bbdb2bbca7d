//! Derived: under which records a meeting is listed, with its days, so that the meetings of one record are read in the order
//! of a list and no further than its page.

use sea_orm::entity::prelude::*;

/// A meeting under a record that it belongs to: a state that it concerns, the place where it was held and all around that, a
/// topic and all that are broader, an official, a body, a policy, an article that supports it. Each pair once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "listing")]
pub struct Model {
    /// The meeting.
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: i64,
    /// The record.
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: i64,
    /// The meeting's first day, as it has it.
    pub when_earliest: Option<Date>,
    /// The meeting's last day, as it has it.
    pub when_latest: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
