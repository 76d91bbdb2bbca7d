//! A database's dataset back in memory, as it stood in the files.

use sea_orm::DatabaseConnection;

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
