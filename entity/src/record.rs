//! What every curated thing has: a kind, a slug, names, and the revision that last touched it.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::{LocalizedText, vocabulary::vocabulary};

vocabulary! {
    /// The kinds of curated things.
    pub enum RecordKind {
        /// A state or union territory.
        State,
        /// A place of any size.
        Place,
        /// A named person.
        Official,
        /// A body.
        Organisation,
        /// A meeting or other event.
        Meeting,
        /// A policy, plan or programme.
        Policy,
        /// A subject.
        Topic,
        /// A source.
        Article,
    }
}

/// What every record has.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "record",
    model_attrs(graphql(name = "RecordRow")),
    model_ex_attrs(graphql(name = "RecordRowEx"))
)]
pub struct Model {
    /// Inside key.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// Which concept table holds the rest.
    #[graphql(skip)]
    pub kind: RecordKind,
    /// Stable public key: lower-case ASCII words with hyphens, unique within the kind.
    pub slug: String,
    /// Its names by language.
    #[graphql(skip)]
    pub names: LocalizedText,
    /// The name by which lists are ordered: English before others, without case.
    #[graphql(skip)]
    pub sort_name: String,
    /// A curator's remark.
    #[graphql(skip)]
    pub remark: Option<LocalizedText>,
    /// The revision of the dataset that last changed this record.
    #[graphql(skip)]
    pub revision: i64,
    /// When that revision was applied, UTC.
    #[graphql(skip)]
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
