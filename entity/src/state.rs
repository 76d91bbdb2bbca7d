//! States and union territories.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

/// A state or union territory of India, or a first-level division of another country.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "state",
    model_attrs(graphql(name = "StateRow")),
    model_ex_attrs(graphql(name = "StateRowEx"))
)]
pub struct Model {
    /// The record of this state: its slug, names and revision.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// ISO 3166-2, e.g. `IN-CG`.
    pub code: String,
    /// Its country.
    #[graphql(skip)]
    pub country_id: i64,
    /// Its capital; null when not curated.
    #[graphql(skip)]
    pub capital_id: Option<i64>,
    /// Wikidata item, e.g. `Q1168`; null when not curated.
    pub wikidata: Option<String>,
    /// Derived: meetings that concern it.
    #[graphql(skip)]
    pub meeting_count: i64,
}

impl ActiveModelBehavior for ActiveModel {}
