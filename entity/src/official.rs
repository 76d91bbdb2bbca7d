//! Named people.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::LocalizedText;

/// A named person who appears in the sources for a body.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "official",
    model_attrs(graphql(name = "OfficialRow")),
    model_ex_attrs(graphql(name = "OfficialRowEx"))
)]
pub struct Model {
    /// The record of this official: its slug, names and revision.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// Title of respect, as printed; never part of the name.
    #[graphql(skip)]
    pub honorific: Option<LocalizedText>,
    /// Wikidata item, e.g. `Q1165`; null when not curated.
    pub wikidata: Option<String>,
    /// Derived: meetings in which the official took part.
    #[graphql(skip)]
    pub meeting_count: i64,
}

impl ActiveModelBehavior for ActiveModel {}
