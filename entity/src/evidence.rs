//! Which words of which article support what.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::{Certainty, LocalizedText};

/// Where in an article a fact stands.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "evidence",
    model_attrs(graphql(name = "EvidenceRow")),
    model_ex_attrs(graphql(name = "EvidenceRowEx"))
)]
pub struct Model {
    /// Inside key.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// The record whose file holds the evidence.
    #[graphql(skip)]
    pub record_id: i64,
    /// The alias of that record that is meant, if one is.
    #[graphql(skip)]
    pub alias_id: Option<i64>,
    /// The position of that record that is meant, if one is.
    #[graphql(skip)]
    pub position_id: Option<i64>,
    /// The appointment of that record that is meant, if one is.
    #[graphql(skip)]
    pub appointment_id: Option<i64>,
    /// The figure of that record that is meant, if one is.
    #[graphql(skip)]
    pub figure_id: Option<i64>,
    /// The policy relation of that record that is meant, if one is.
    #[graphql(skip)]
    pub policy_relation_id: Option<i64>,
    /// The policy mention of that record that is meant, if one is.
    #[graphql(skip)]
    pub policy_mention_id: Option<i64>,
    /// The participation of that record that is meant, if one is.
    #[graphql(skip)]
    pub participation_id: Option<i64>,
    /// The outcome of that record that is meant, if one is.
    #[graphql(skip)]
    pub outcome_id: Option<i64>,
    /// The statement of that record that is meant, if one is.
    #[graphql(skip)]
    pub statement_id: Option<i64>,
    /// Place in its list, from 0.
    #[graphql(skip)]
    pub ordinal: i32,
    /// The field of the subject that it supports, e.g. `when`; null for the whole.
    #[graphql(skip)]
    pub field: Option<String>,
    /// The article.
    #[graphql(skip)]
    pub article_id: i64,
    /// First code point of the words, from 0.
    #[graphql(name = "start")]
    pub start_offset: i32,
    /// The code point after the last of the words.
    #[graphql(name = "end")]
    pub end_offset: i32,
    /// 1-based line of the first word in the article's text.
    pub line: i32,
    /// SHA-256 of the words in UTF-8, lower-case hex, so that a holder of the article can check them.
    #[graphql(name = "quoteSha256")]
    pub quote_sha256: String,
    /// How sure the dataset is of it.
    pub certainty: Certainty,
    /// Why, where it is not simply stated.
    #[graphql(skip)]
    pub note: Option<LocalizedText>,
}

impl ActiveModelBehavior for ActiveModel {}
