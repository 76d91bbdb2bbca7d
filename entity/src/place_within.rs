//! Derived: each place with itself and everything it lies in.

use sea_orm::entity::prelude::*;

/// One step of place or more.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "place_within")]
pub struct Model {
    /// The inner place.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place_id: i64,
    /// The place itself, or one around it at any distance.
    #[sea_orm(primary_key, auto_increment = false)]
    pub outer_id: i64,
}

impl ActiveModelBehavior for ActiveModel {}
