//! A database's dataset on its way out: whole in memory, as it stood in the files, or page by page as a stream of bytes.

pub mod csv;
mod form;
mod json_ld;
mod pages;

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseConnection, EntityTrait};

pub use form::{BASE, Form};
pub(crate) use pages::Pages;

use crate::curated::Curated;
use crate::database::{self, Error};
use crate::store;

/// The dataset that the database holds; 32 statements in one transaction that reads one state.
///
/// # Errors
/// When the tables are not up to date, nothing was loaded yet, or the database fails.
pub async fn export(db: &DatabaseConnection) -> Result<Curated, Error> {
    let (revision, curated) = export_at(db).await?;
    if revision == 0 {
        return Err(Error::Empty);
    }
    Ok(curated)
}

/// The dataset with the number of its revision: 0, and nothing in it, before the first load.
///
/// # Errors
/// When the tables are not up to date, or the database fails.
pub async fn export_at(db: &DatabaseConnection) -> Result<(i64, Curated), Error> {
    if !database::is_migrated(db).await? {
        return Err(Error::NotMigrated);
    }
    let tx = database::begin_reading(db).await?;
    let stored = store::read(&tx).await?;
    tx.commit().await?;
    Ok((stored.revision, stored.curated))
}

/// A dataset as a stream of bytes in one form, of one state, in memory that does not grow with the dataset.
#[derive(Debug)]
pub struct Stream {
    pages: Pages,
    form: Form,
    place: Place,
}

/// How far a stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Before,
    Within,
    After,
}

impl Stream {
    /// Begins to read. The transaction lasts until the stream has ended or is dropped.
    ///
    /// # Errors
    /// When the tables are not up to date, nothing was loaded yet, or the database fails.
    pub async fn begin(db: &DatabaseConnection, form: Form) -> Result<Self, Error> {
        let pages = Pages::begin(db, form.kinds()).await?;
        Ok(Self {
            pages,
            form,
            place: Place::Before,
        })
    }

    /// Number of the revision that is read.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.pages.row.revision
    }

    /// When it was applied.
    #[must_use]
    pub fn updated_at(&self) -> DateTime<Utc> {
        self.pages.row.updated_at
    }

    /// The next bytes, those of some hundred records at most; `None` at the end. About 34 statements.
    ///
    /// # Errors
    /// When the database fails, or its rows do not fit together.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Error> {
        while self.place != Place::After {
            let bytes = match self.place {
                Place::Before => {
                    self.place = Place::Within;
                    self.form.head(&self.pages)?
                }
                _ => match self.pages.next().await? {
                    Some(page) => self.form.records(&page),
                    None => {
                        self.place = Place::After;
                        self.form.tail()
                    }
                },
            };
            // A page need not have a row in every table.
            if !bytes.is_empty() {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }
}

/// The number of the newest revision and when it was applied; `None` before the first load. One statement.
///
/// # Errors
/// When the database fails.
pub async fn revision(db: &DatabaseConnection) -> Result<Option<(i64, DateTime<Utc>)>, Error> {
    let row = entity::dataset::Entity::find().one(db).await?;
    Ok(row.map(|row| (row.revision, row.updated_at)))
}
