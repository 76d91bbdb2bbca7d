//! Derived: the tokens of words, each once: see [`crate::search_token::is_term`].

use sea_orm::entity::prelude::*;

/// A token that some entry of the search index has, or had.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "search_term")]
pub struct Model {
    /// The token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub term: String,
}

impl ActiveModelBehavior for ActiveModel {}
