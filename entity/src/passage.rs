//! Passages of articles that support nothing.

use sea_orm::entity::prelude::*;

use crate::{LocalizedText, vocabulary::vocabulary};

vocabulary! {
    /// Why a passage supports nothing.
    pub enum PassageKind {
        /// Furniture of the page: navigation, teasers, forms, captions of archive photographs.
        Boilerplate,
        /// A sentence, or a part of one, that carries no fact.
        WithoutFacts,
    }
}

/// A passage that is looked at and set aside.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "passage")]
pub struct Model {
    /// Inside key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The article.
    pub article_id: i64,
    /// Place in its list, from 0.
    pub ordinal: i32,
    /// Why it supports nothing.
    pub kind: PassageKind,
    /// First code point, from 0.
    pub start_offset: i32,
    /// The code point after the last.
    pub end_offset: i32,
    /// 1-based line.
    pub line: i32,
    /// SHA-256 of the words in UTF-8, lower-case hex.
    pub quote_sha256: String,
    /// What it is.
    pub note: Option<LocalizedText>,
}

impl ActiveModelBehavior for ActiveModel {}
