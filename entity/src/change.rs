//! The change log: what each revision did to which record.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::{RecordKind, vocabulary::vocabulary};

vocabulary! {
    /// What happened to a record.
    pub enum ChangeAction {
        /// It is new.
        Created,
        /// Some of its fields changed.
        Updated,
        /// Its slug now leads to another record.
        Merged,
        /// It is gone.
        Deleted,
    }
}

/// One record's change in one revision.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "change",
    model_attrs(graphql(name = "ChangeRow")),
    model_ex_attrs(graphql(name = "ChangeRowEx"))
)]
pub struct Model {
    /// Inside key.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// The revision.
    #[graphql(skip)]
    pub revision: i64,
    /// Place in the revision, from 0.
    #[graphql(skip)]
    pub ordinal: i32,
    /// What happened.
    pub action: ChangeAction,
    /// Kind of the record.
    pub kind: RecordKind,
    /// Slug of the record at that time.
    pub slug: String,
    /// The record; null when it has since been deleted.
    #[graphql(skip)]
    pub record_id: Option<i64>,
    /// For a merger, the record that the slug now leads to.
    #[graphql(skip)]
    pub merged_into_id: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
