//! What a printed name or title may mean: records that explain its words, each with a score and with reasons.
//!
//! [`ask`] takes the text apart, [`find`] brings what may be meant within a fixed number of statements, [`cover`] compares
//! words, [`score`] weighs, [`reason`] says why. Nothing is learnt and nothing guessed: each word of a text is explained by
//! a name, a post or the body of a post, or it is not and counts against the record.

mod ask;
mod cover;
mod find;
mod object;
mod query;
mod reason;
mod score;

use sea_orm::DatabaseConnection;

pub use ask::Question;
pub use object::Resolution;
pub use query::ResolveQuery;
pub use score::Ranked;

use crate::error::Error;

/// What a text may mean, the best first. At most seven statements, whatever the text.
///
/// # Errors
/// When the database fails.
pub async fn resolve(db: &DatabaseConnection, question: &Question) -> Result<Vec<Ranked>, Error> {
    let known = find::known(db, question).await?;
    Ok(score::ranked(question, &known))
}
