//! SQL of the dataset.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entity::dataset;
use entity::record::{Column, Entity, RecordKind};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{EntityTrait, QuerySelect};

use crate::error::Error;
use crate::loader::Db;

/// The dataset's row; none before the first load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct DatasetRow;

impl Loader<DatasetRow> for Db {
    type Value = Arc<dataset::Model>;
    type Error = Error;

    /// One statement.
    async fn load(&self, _: &[DatasetRow]) -> Result<HashMap<DatasetRow, Arc<dataset::Model>>, Error> {
        let row = dataset::Entity::find().one(&self.0).await?;
        Ok(row.into_iter().map(|row| (DatasetRow, Arc::new(row))).collect())
    }
}

/// How many records there are of each kind; kinds without any are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct RecordCounts;

impl Loader<RecordCounts> for Db {
    type Value = Vec<(RecordKind, i64)>;
    type Error = Error;

    /// One statement.
    async fn load(&self, _: &[RecordCounts]) -> Result<HashMap<RecordCounts, Vec<(RecordKind, i64)>>, Error> {
        let counted = Entity::find()
            .select_only()
            .column(Column::Kind)
            .column_as(Expr::col(Column::Id).count(), "count")
            .group_by(Column::Kind);
        Ok(HashMap::from([(
            RecordCounts,
            counted.into_tuple().all(&self.0).await?,
        )]))
    }
}
