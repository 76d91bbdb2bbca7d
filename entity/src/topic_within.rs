//! Derived: each topic with itself and everything broader.

use sea_orm::entity::prelude::*;

/// One step of topic or more.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "topic_within")]
pub struct Model {
    /// The narrower topic.
    #[sea_orm(primary_key, auto_increment = false)]
    pub topic_id: i64,
    /// The topic itself, or a broader one at any distance.
    #[sea_orm(primary_key, auto_increment = false)]
    pub outer_id: i64,
}

impl ActiveModelBehavior for ActiveModel {}
