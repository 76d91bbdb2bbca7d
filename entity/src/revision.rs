//! Revisions: each applied changeset has the next number.

use sea_orm::entity::prelude::*;

/// One applied changeset.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "revision")]
pub struct Model {
    /// 1 for the first load, one more for every applied changeset.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// When it was applied, UTC.
    pub at: DateTimeUtc,
    /// Who applied it: `seed`, or a key's label.
    pub actor: String,
    /// What the changeset says of itself.
    pub message: String,
}

impl ActiveModelBehavior for ActiveModel {}
