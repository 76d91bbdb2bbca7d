//! A position as it is answered.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, ID, SimpleObject};
use entity::{LanguageTag, position};

use super::find::PositionId;
use crate::appointment::{Appointment, AppointmentsOf};
use crate::error::{Answer, Error};
use crate::evidence::{Evidence, EvidenceOf, Subject};
use crate::inline::Inline;
use crate::language::{self, Translation};
use crate::loader;
use crate::node::GlobalId;
use crate::organisation::{Organisation, OrganisationId};

/// A post in a body, whoever holds it; a seat on a committee is a post of the committee.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Position {
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<position::Model>,
}

#[ComplexObject]
impl Position {
    /// Global id, opaque and stable.
    pub async fn id(&self, ctx: &Context<'_>) -> Result<ID, Error> {
        Ok(GlobalId::part(ctx, "Position", self.row.organisation_id, &self.row.key)
            .await?
            .into())
    }

    /// What the post is called, as printed.
    async fn title(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
    ) -> &str {
        language::text(ctx, language.as_ref(), &self.row.titles)
    }

    /// The title in every language in which the dataset has it.
    async fn titles(&self) -> Vec<Translation> {
        language::translations(&self.row.titles)
    }

    /// The body.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Organisation, Error> {
        loader::must(ctx, OrganisationId(self.row.organisation_id)).await
    }

    /// The post whose holder sits here ex officio, e.g. an Additional Chief Secretary as member-secretary; null for others.
    async fn ex_officio(&self, ctx: &Context<'_>) -> Answer<Inline<Position>> {
        loader::object(ctx, self.row.ex_officio_id.map(PositionId)).await
    }

    /// Who is shown in it, the latest observed first.
    async fn appointments(&self, ctx: &Context<'_>) -> Result<Vec<Inline<Appointment>>, Error> {
        loader::objects(ctx, AppointmentsOf::Position(self.row.id)).await
    }

    /// Where the articles say so.
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only what supports this field, e.g. `note`.")] field: Option<String>,
        #[graphql(desc = "At most so many, 0 to 100.", default = 100)] first: i32,
    ) -> Result<Vec<Evidence>, Error> {
        EvidenceOf::new(Subject::Position(self.row.id), field, first)?
            .load(ctx)
            .await
    }
}
