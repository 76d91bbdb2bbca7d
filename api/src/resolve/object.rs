//! What is answered.

use async_graphql::{Context, SimpleObject};

use super::ask::Question;
use crate::error::Error;
use crate::loader;
use crate::record::{Record, RecordId};

/// A record that a text may mean.
#[derive(Debug, SimpleObject)]
pub struct Resolution {
    /// The record.
    record: Record,
    /// How well it explains the text, 0 to 1; records that fit equally well share it.
    score: f64,
    /// Why, in sentences for a reader, in Hindi when that is asked for and in English otherwise.
    reasons: Vec<String>,
}

/// What a text may mean, the best first.
///
/// # Errors
/// When the database fails.
pub(super) async fn resolutions(ctx: &Context<'_>, question: &Question) -> Result<Vec<Resolution>, Error> {
    let loaders = loader::of(ctx)?;
    let ranked = super::resolve(&loaders.db().0, question).await?;
    let ids = ranked.iter().map(|it| RecordId(it.record.id)).collect();
    let records = loaders.load_many(ids).await?;
    let resolution = |(it, record): (super::Ranked, Option<Record>)| {
        Some(Resolution {
            record: record?,
            score: it.score,
            reasons: it.reasons,
        })
    };
    Ok(ranked.into_iter().zip(records).filter_map(resolution).collect())
}
