//! A figure as it is answered.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, ID, SimpleObject};
use entity::{LanguageTag, figure};

use crate::error::Error;
use crate::evidence::{Evidence, EvidenceOf, Subject};
use crate::language;
use crate::loader;
use crate::moment::Moment;
use crate::node::GlobalId;
use crate::organisation::{Organisation, OrganisationId};
use crate::scalar::Decimal;

/// A number that a source reports about a body, with its comparator: `revenue, more than, 90 billion USD`.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Figure {
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<figure::Model>,
}

#[ComplexObject]
impl Figure {
    /// Global id, opaque and stable.
    pub async fn id(&self, ctx: &Context<'_>) -> Result<ID, Error> {
        Ok(GlobalId::part(ctx, "Figure", self.row.organisation_id, &self.row.key)
            .await?
            .into())
    }

    /// The body.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Organisation, Error> {
        loader::must(ctx, OrganisationId(self.row.organisation_id)).await
    }

    /// What is measured.
    async fn measure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
    ) -> &str {
        language::text(ctx, language.as_ref(), &self.row.measure)
    }

    /// The number.
    async fn value(&self) -> Decimal {
        Decimal(self.row.value.clone())
    }

    /// The day or time for which it holds; null when the source does not say.
    async fn as_of(&self) -> Option<Moment> {
        self.row.as_of().map(Moment)
    }

    /// Why, where it is not simply stated; null otherwise.
    async fn note(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
    ) -> Option<&str> {
        language::text_opt(ctx, language.as_ref(), self.row.note.as_ref())
    }

    /// Where the articles say so.
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only what supports this field, e.g. `note`.")] field: Option<String>,
        #[graphql(desc = "At most so many, 0 to 100.", default = 100)] first: i32,
    ) -> Result<Vec<Evidence>, Error> {
        EvidenceOf::new(Subject::Figure(self.row.id), field, first)?
            .load(ctx)
            .await
    }
}
