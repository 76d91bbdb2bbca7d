//! Derived: words by what they may begin with: their tokens by letters and by keys, each with the one that asks for the word.

use sea_orm::entity::prelude::*;

/// A token that some entry of the search index has, or had, and what to ask for instead of it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "search_term")]
pub struct Model {
    /// A token of a word, by its letters or by a key: see [`crate::search_token`].
    #[sea_orm(primary_key, auto_increment = false)]
    pub term: String,
    /// The word's token by its letters; of two neighbours written as one, the term itself.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token: String,
}

impl ActiveModelBehavior for ActiveModel {}
