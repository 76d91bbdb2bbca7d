//! Other ways in which the sources, or common usage, write a name.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Why a name is also known so.
    pub enum AliasKind {
        /// A source prints it so.
        AsPrinted,
        /// A short form.
        Abbreviation,
        /// The name in another script, letter by letter.
        Transliteration,
        /// How the source may also be read.
        AlternativeReading,
        /// Common usage outside the sources; see the references.
        Common,
    }
}

/// Another form of a record's name.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "alias",
    model_attrs(graphql(name = "AliasRow")),
    model_ex_attrs(graphql(name = "AliasRowEx"))
)]
pub struct Model {
    /// Inside key.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// Whose name it is.
    #[graphql(skip)]
    pub record_id: i64,
    /// Place in its list, from 0.
    #[graphql(skip)]
    pub ordinal: i32,
    /// The name as it is written there.
    pub text: String,
    /// Language and script of the text.
    #[graphql(skip)]
    pub language: String,
    /// Where the form comes from.
    pub kind: AliasKind,
}

impl ActiveModelBehavior for ActiveModel {}
