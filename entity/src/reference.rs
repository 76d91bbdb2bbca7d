//! General knowledge behind fields that no article gives.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

/// Where a field that comes from no article comes from.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "reference",
    model_attrs(graphql(name = "ReferenceRow")),
    model_ex_attrs(graphql(name = "ReferenceRowEx"))
)]
pub struct Model {
    /// Inside key.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// The record it is about.
    #[graphql(skip)]
    pub record_id: i64,
    /// Place in its list, from 0.
    #[graphql(skip)]
    pub ordinal: i32,
    /// The field it backs, e.g. `code`; null for the whole record.
    pub field: Option<String>,
    /// Name of the source, e.g. `ISO 3166-2`.
    pub source: String,
    /// Where it can be read; null when there is no lasting address.
    #[graphql(skip)]
    pub url: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
