//! A statement as it is answered.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, ID, SimpleObject};
use entity::{LanguageTag, statement};

use crate::error::{Answer, Error};
use crate::evidence::{Evidence, EvidenceOf, Subject};
use crate::inline::Inline;
use crate::language;
use crate::loader;
use crate::meeting::{Meeting, MeetingId};
use crate::node::GlobalId;
use crate::official::{Official, OfficialId};
use crate::organisation::{Organisation, OrganisationId};
use crate::topic::{Topic, TopicsOf};

/// What somebody is reported to have said, told in the dataset's own words.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Statement {
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<statement::Model>,
}

#[ComplexObject]
impl Statement {
    /// Global id, opaque and stable.
    pub async fn id(&self, ctx: &Context<'_>) -> Result<ID, Error> {
        let (owner, within) = match (self.row.meeting_id, self.row.article_id) {
            (Some(meeting), _) => (meeting, "meeting"),
            (None, article) => (article.unwrap_or_default(), "article"),
        };
        let part = GlobalId::part(ctx, "Statement", owner, &self.row.key).await?;
        Ok(GlobalId {
            key: format!("{within}/{}", part.key),
            ..part
        }
        .into())
    }

    /// Who spoke; null when the source does not say who.
    async fn speaker(&self, ctx: &Context<'_>) -> Answer<Inline<Official>> {
        loader::object(ctx, self.row.speaker_id.map(OfficialId)).await
    }

    /// The body for which it was said, or that said it; null when the source does not say.
    async fn organisation(&self, ctx: &Context<'_>) -> Answer<Inline<Organisation>> {
        loader::object(ctx, self.row.organisation_id.map(OrganisationId)).await
    }

    /// The meeting in which it was said, or that it is about; null for what an article says outside any meeting.
    async fn meeting(&self, ctx: &Context<'_>) -> Answer<Inline<Meeting>> {
        loader::object(ctx, self.row.meeting_id.map(MeetingId)).await
    }

    /// What was said, in the dataset's own words.
    async fn text(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
    ) -> &str {
        language::text(ctx, language.as_ref(), &self.row.text)
    }

    /// What it is about.
    async fn topics(&self, ctx: &Context<'_>) -> Result<Vec<Inline<Topic>>, Error> {
        loader::objects(ctx, TopicsOf::Statement(self.row.id)).await
    }

    /// Where the articles say so.
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only what supports this field, e.g. `note`.")] field: Option<String>,
        #[graphql(desc = "At most so many, 0 to 100.", default = 100)] first: i32,
    ) -> Result<Vec<Evidence>, Error> {
        EvidenceOf::new(Subject::Statement(self.row.id), field, first)?
            .load(ctx)
            .await
    }
}
