//! Derived: the texts that searches look through.

use sea_orm::entity::prelude::*;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Which text of a record it is.
    pub enum SearchField {
        /// A name.
        Name,
        /// An alias.
        Alias,
        /// The title of a position.
        Title,
        /// A summary.
        Summary,
        /// The text of an outcome.
        Outcome,
        /// The text of a statement.
        Statement,
    }
}

/// A text of a record.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "search_text")]
pub struct Model {
    /// Inside key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The record.
    pub record_id: i64,
    /// The position, for a title.
    pub position_id: Option<i64>,
    /// Which text it is.
    pub field: SearchField,
    /// Its language.
    pub language: String,
    /// The text in its own script.
    pub text: String,
}

impl ActiveModelBehavior for ActiveModel {}
