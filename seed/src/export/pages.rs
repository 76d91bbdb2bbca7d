//! One state of a dataset, read page by page.

use entity::RecordKind;
use sea_orm::{DatabaseConnection, DatabaseTransaction, EntityTrait};

use crate::database::{self, Error};
use crate::dataset::Dataset;
use crate::store::{self, Page};

/// The pages of a dataset, and the transaction in which they are read.
#[derive(Debug)]
pub(crate) struct Pages {
    tx: Option<DatabaseTransaction>,
    /// The description of the dataset, with its revision.
    pub(crate) row: entity::dataset::Model,
    kinds: &'static [RecordKind],
    /// The last inside id that was read.
    last: i64,
}

impl Pages {
    /// Begins to read records of these kinds.
    ///
    /// # Errors
    /// When the tables are not up to date, nothing was loaded yet, or the database fails.
    pub(crate) async fn begin(db: &DatabaseConnection, kinds: &'static [RecordKind]) -> Result<Self, Error> {
        if !database::is_migrated(db).await? {
            return Err(Error::NotMigrated);
        }
        let tx = database::begin_reading(db).await?;
        let row = entity::dataset::Entity::find().one(&tx).await?.ok_or(Error::Empty)?;
        Ok(Self {
            tx: Some(tx),
            row,
            kinds,
            last: 0,
        })
    }

    /// What the dataset is.
    ///
    /// # Errors
    /// When its row is damaged.
    pub(crate) fn dataset(&self) -> Result<Dataset, Error> {
        store::read_dataset(&self.row)
    }

    /// The next page; `None` at the end, with which the transaction ends too.
    ///
    /// # Errors
    /// When the database fails, or its rows do not fit together.
    pub(crate) async fn next(&mut self) -> Result<Option<Page>, Error> {
        let Some(tx) = &self.tx else {
            return Ok(None);
        };
        let page = store::next(tx, self.last, self.kinds).await?;
        if let Some(page) = &page {
            self.last = page.last;
        } else if let Some(tx) = self.tx.take() {
            tx.commit().await?;
        }
        Ok(page)
    }
}
