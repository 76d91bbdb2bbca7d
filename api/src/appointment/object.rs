//! An appointment as it is answered.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, ID, SimpleObject};
use entity::{LanguageTag, appointment};

use crate::error::Error;
use crate::evidence::{Evidence, EvidenceOf, Subject};
use crate::language;
use crate::loader;
use crate::moment::Moment;
use crate::node::GlobalId;
use crate::official::{Official, OfficialId};
use crate::position::{Position, PositionId};
use crate::record::RecordRow;

/// An official in a position, as a source shows it.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Appointment {
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<appointment::Model>,
}

#[ComplexObject]
impl Appointment {
    /// Global id, opaque and stable.
    pub async fn id(&self, ctx: &Context<'_>) -> Result<ID, Error> {
        let position = loader::must(ctx, PositionId(self.row.position_id)).await?.row;
        let body = loader::must(ctx, RecordRow(position.organisation_id)).await?;
        let key = format!("{}/{}", body.slug, position.key);
        Ok(GlobalId::part(ctx, "Appointment", self.row.official_id, &key)
            .await?
            .into())
    }

    /// Who.
    async fn official(&self, ctx: &Context<'_>) -> Result<Official, Error> {
        loader::must(ctx, OfficialId(self.row.official_id)).await
    }

    /// In which post.
    async fn position(&self, ctx: &Context<'_>) -> Result<Position, Error> {
        loader::must(ctx, PositionId(self.row.position_id)).await
    }

    /// When the sources show the official in the post: an observation, not the term of office; null when they give no time.
    async fn observed(&self) -> Option<Moment> {
        self.row.observed().map(Moment)
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
        EvidenceOf::new(Subject::Appointment(self.row.id), field, first)?
            .load(ctx)
            .await
    }
}
