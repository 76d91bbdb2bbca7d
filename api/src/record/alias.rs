//! Other forms of a record's name.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, SimpleObject};
use entity::{LanguageTag, alias};

use crate::error::Error;
use crate::evidence::{Evidence, EvidenceOf, Subject};

/// Another way the sources, or common usage, write a name.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Alias {
    #[graphql(flatten)]
    pub(super) row: Arc<alias::Model>,
}

#[ComplexObject]
impl Alias {
    /// The language and script of the text.
    async fn language(&self) -> Result<LanguageTag, Error> {
        LanguageTag::parse(&self.row.language).map_err(Error::Internal)
    }

    /// Where articles print it; empty for common usage.
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Vec<Evidence>, Error> {
        EvidenceOf::whole(Subject::Alias(self.row.id)).load(ctx).await
    }
}
