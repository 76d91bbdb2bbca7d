//! The change log, field by field.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

/// One field's change.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "field_change",
    model_attrs(graphql(name = "FieldChangeRow")),
    model_ex_attrs(graphql(name = "FieldChangeRowEx"))
)]
pub struct Model {
    /// Inside key.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// The change.
    #[graphql(skip)]
    pub change_id: i64,
    /// Place in its list, from 0.
    #[graphql(skip)]
    pub ordinal: i32,
    /// Where in the record, e.g. `when.edtf` or `participations[rajeev-prakash].roles`.
    pub path: String,
    /// JSON text of the old value; null when there was none.
    pub before: Option<String>,
    /// JSON text of the new value; null when there is none.
    pub after: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
