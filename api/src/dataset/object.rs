//! The dataset as it is answered.

use std::sync::Arc;

use async_graphql::{Context, Object, SimpleObject};
use entity::record::RecordKind;
use entity::{LanguageTag, dataset};
use sea_orm::Iterable;

use super::find::RecordCounts;
use crate::error::Error;
use crate::language;
use crate::loader;
use crate::scalar::{DateTime, Revision};

/// The dataset as a whole.
#[derive(Clone, Debug)]
pub struct Dataset {
    pub(super) row: Arc<dataset::Model>,
}

/// The dataset as a whole.
#[Object]
impl Dataset {
    /// What it is called.
    async fn title(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
    ) -> &str {
        language::text(ctx, language.as_ref(), &self.row.title)
    }

    /// What it holds, for a newcomer.
    async fn description(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
    ) -> &str {
        language::text(ctx, language.as_ref(), &self.row.description)
    }

    /// The newest revision.
    async fn revision(&self) -> Revision {
        Revision(self.row.revision)
    }

    /// When the newest revision was applied.
    async fn updated_at(&self) -> DateTime {
        DateTime(self.row.updated_at)
    }

    /// Licence of the data, as an SPDX expression.
    async fn licence(&self) -> &str {
        &self.row.licence
    }

    /// Languages of its texts.
    async fn languages(&self) -> Result<Vec<LanguageTag>, Error> {
        serde_json::from_value(self.row.languages.clone()).map_err(|fault| Error::Internal(fault.to_string()))
    }

    /// How many records there are of each kind.
    async fn counts(&self, ctx: &Context<'_>) -> Result<Vec<KindCount>, Error> {
        let counts = loader::many(ctx, RecordCounts).await?;
        let count = |kind| counts.iter().find(|(of, _)| *of == kind).map_or(0, |(_, count)| *count);
        let kinds = RecordKind::iter().map(|kind| KindCount {
            kind,
            count: i32::try_from(count(kind)).unwrap_or(i32::MAX),
        });
        Ok(kinds.collect())
    }
}

/// How many records there are of a kind.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct KindCount {
    /// The kind.
    kind: RecordKind,
    /// How many.
    count: i32,
}
