//! An outcome as it is answered.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, ID, SimpleObject};
use entity::{LanguageTag, outcome};

use crate::error::Error;
use crate::evidence::{Evidence, EvidenceOf, Subject};
use crate::inline::Inline;
use crate::language;
use crate::loader;
use crate::meeting::{Meeting, MeetingId};
use crate::moment::Moment;
use crate::node::GlobalId;
use crate::official::{DecidersOf, Official};
use crate::organisation::{Organisation, ResponsibleFor};
use crate::policy::{PoliciesOf, Policy};

/// What a meeting led to: a decision, a directive, an agreement, a task with a deadline.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Outcome {
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<outcome::Model>,
}

#[ComplexObject]
impl Outcome {
    /// Global id, opaque and stable.
    pub async fn id(&self, ctx: &Context<'_>) -> Result<ID, Error> {
        Ok(GlobalId::part(ctx, "Outcome", self.row.meeting_id, &self.row.key)
            .await?
            .into())
    }

    /// The meeting.
    async fn meeting(&self, ctx: &Context<'_>) -> Result<Meeting, Error> {
        loader::must(ctx, MeetingId(self.row.meeting_id)).await
    }

    /// What came of it, in the dataset's own words.
    async fn text(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
    ) -> &str {
        language::text(ctx, language.as_ref(), &self.row.text)
    }

    /// The deadline; null where none is given.
    async fn due(&self) -> Option<Moment> {
        self.row.due().map(Moment)
    }

    /// The bodies that are to carry it out.
    async fn responsible(&self, ctx: &Context<'_>) -> Result<Vec<Inline<Organisation>>, Error> {
        loader::objects(ctx, ResponsibleFor(self.row.id)).await
    }

    /// The officials who decided it.
    async fn decided_by(&self, ctx: &Context<'_>) -> Result<Vec<Inline<Official>>, Error> {
        loader::objects(ctx, DecidersOf(self.row.id)).await
    }

    /// The policies that it touches.
    async fn policies(&self, ctx: &Context<'_>) -> Result<Vec<Inline<Policy>>, Error> {
        loader::objects(ctx, PoliciesOf(self.row.id)).await
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
        EvidenceOf::new(Subject::Outcome(self.row.id), field, first)?
            .load(ctx)
            .await
    }
}
