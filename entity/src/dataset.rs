//! The dataset as a whole: one row.

use sea_orm::entity::prelude::*;

use crate::LocalizedText;

/// The dataset's description and newest revision.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dataset")]
pub struct Model {
    /// Always 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// What the dataset is called.
    pub title: LocalizedText,
    /// What it holds, for a newcomer.
    pub description: LocalizedText,
    /// SPDX expression of the data's licence.
    pub licence: String,
    /// Language tags of its texts, a JSON list.
    pub languages: Json,
    /// Number of the newest revision; 0 before the first load.
    pub revision: i64,
    /// When the newest revision was applied, UTC.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
