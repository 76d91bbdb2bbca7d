//! The first load: a database that holds nothing gets the dataset that the program carries.

use sea_orm::DatabaseConnection;
use seed::apply::apply;
use seed::database::Error;
use seed::status::status;

/// Loads the embedded dataset when the database holds no revision yet; otherwise changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn when_empty(db: &DatabaseConnection) -> Result<(), Error> {
    if status(db).await?.revision > 0 {
        return Ok(());
    }
    let applied = apply(
        db,
        &seed::read::read(std::path::Path::new("seed/data")).unwrap(),
        "seed",
        "First load",
    )
    .await?;
    tracing::info!(records = applied.changes.len(), "the curated dataset is loaded");
    Ok(())
}
