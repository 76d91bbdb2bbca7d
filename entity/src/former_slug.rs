//! Slugs that records once had.

use sea_orm::entity::prelude::*;

use crate::RecordKind;

/// A slug that now leads to another record.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "former_slug")]
pub struct Model {
    /// Kind of the record.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: RecordKind,
    /// The old slug.
    #[sea_orm(primary_key, auto_increment = false)]
    pub slug: String,
    /// The record it now leads to.
    pub record_id: i64,
    /// Place in its list, from 0.
    pub ordinal: i32,
}

impl ActiveModelBehavior for ActiveModel {}
