//! The sources.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::{Certainty, LocalizedText, Moment};

/// A news article or document that the dataset cites.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "article",
    model_attrs(graphql(name = "ArticleRow")),
    model_ex_attrs(graphql(name = "ArticleRowEx"))
)]
pub struct Model {
    /// The record of this article: its slug, names and revision.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// Name of the file that holds its text, beside the others.
    #[graphql(skip)]
    pub file: String,
    /// Who published it.
    #[graphql(skip)]
    pub publisher_id: Option<i64>,
    /// Who wrote it, as printed; null when not printed.
    pub byline: Option<String>,
    /// The place that its dateline names first.
    #[graphql(skip)]
    pub dateline_id: Option<i64>,
    /// Language of its text.
    #[graphql(skip)]
    pub language: String,
    /// Where it can be read.
    #[graphql(skip)]
    pub url: Option<String>,
    /// SHA-256 of the UTF-8 text that the evidence offsets count in, lower-case hex.
    pub sha256: String,
    /// Length of that text in Unicode code points.
    pub length: i32,
    /// When it was published: EDTF.
    #[graphql(skip)]
    pub published_edtf: Option<String>,
    /// First day that `published_edtf` touches; null when open or unknown.
    #[graphql(skip)]
    pub published_earliest: Option<Date>,
    /// Last day that `published_edtf` touches; null when open or unknown.
    #[graphql(skip)]
    pub published_latest: Option<Date>,
    /// How sure `published_edtf` is.
    #[graphql(skip)]
    pub published_certainty: Option<Certainty>,
    /// Why this date, where it is not simply printed.
    #[graphql(skip)]
    pub published_note: Option<LocalizedText>,
    /// Derived: meetings that it supports, themselves or in a part of the record.
    #[graphql(skip)]
    pub meeting_count: i64,
}

impl Model {
    /// When it was published; `None` when it does not say.
    pub fn published(&self) -> Option<Moment> {
        Moment::of_columns(
            self.published_edtf.as_deref(),
            self.published_certainty,
            self.published_note.as_ref(),
        )
    }
}

impl ActiveModelBehavior for ActiveModel {}
