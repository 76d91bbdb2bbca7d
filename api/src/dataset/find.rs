//! SQL of the dataset.

use entity::dataset;
use entity::record::{Column, Entity, RecordKind};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{EntityTrait, QuerySelect};

use crate::error::Error;
use crate::loader::Db;

/// The dataset's row; `None` before the first load.
pub(super) async fn dataset(db: &Db) -> Result<Option<dataset::Model>, Error> {
    Ok(dataset::Entity::find().one(&db.0).await?)
}

/// How many records there are of each kind; kinds without any are left out.
pub(super) async fn counts(db: &Db) -> Result<Vec<(RecordKind, i64)>, Error> {
    let counted = Entity::find()
        .select_only()
        .column(Column::Kind)
        .column_as(Expr::col(Column::Id).count(), "count")
        .group_by(Column::Kind);
    Ok(counted.into_tuple().all(&db.0).await?)
}
