//! The first load: a database that holds nothing gets the dataset that the program carries.

use sea_orm::DatabaseConnection;
use seed::apply::{Intent, apply_as};
use seed::problem::Problems;
use seed::read::carried;
use seed::status::status;

/// Why there is no first load.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The program was built from files with problems.
    #[error("the dataset that the program carries is not sound: {0}")]
    Files(#[from] Problems),
    /// The database does not take it.
    #[error(transparent)]
    Database(#[from] seed::database::Error),
}

/// Loads the carried dataset when the database holds no revision yet; otherwise changes nothing.
///
/// # Errors
/// When the database fails, or the carried dataset is not sound.
pub async fn when_empty(db: &DatabaseConnection) -> Result<(), Error> {
    if status(db).await?.revision > 0 {
        return Ok(());
    }
    let intent = Intent {
        actor: "seed",
        message: "First load",
        expected_revision: Some(0),
    };
    match apply_as(db, &carried()?, &intent).await {
        Ok(applied) => tracing::info!(records = applied.changes.len(), "the curated dataset is loaded"),
        // Another process was first.
        Err(seed::database::Error::Stale { .. }) => {}
        Err(fault) => return Err(fault.into()),
    }
    Ok(())
}
