//! The root field of the dataset.

use async_graphql::{Context, Object};

use super::find::DatasetRow;
use super::object::Dataset;
use crate::error::Error;
use crate::loader;

/// Reading what the dataset is.
#[derive(Debug, Default)]
pub struct DatasetQuery;

#[Object]
impl DatasetQuery {
    /// What the dataset is, its newest revision, and how much is in it.
    async fn dataset(&self, ctx: &Context<'_>) -> Result<Dataset, Error> {
        let row = loader::of(ctx)?.load_one(DatasetRow).await?;
        row.map(|row| Dataset { row }).ok_or(Error::Unavailable)
    }
}
