//! What statements are about.

use sea_orm::entity::prelude::*;

/// What statements are about.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "statement_topic")]
pub struct Model {
    /// The statement.
    #[sea_orm(primary_key, auto_increment = false)]
    pub statement_id: i64,
    /// The topic.
    #[sea_orm(primary_key, auto_increment = false)]
    pub topic_id: i64,
    /// Place in its list, from 0.
    pub ordinal: i32,
}

impl ActiveModelBehavior for ActiveModel {}
