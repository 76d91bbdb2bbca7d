//! A participation as it is answered.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, ID, SimpleObject};
use entity::LanguageTag;
use entity::participation::{self, ParticipationRole};

use crate::appointment::{Appointment, AppointmentId};
use crate::error::{Answer, Error};
use crate::evidence::{Evidence, EvidenceOf, Subject};
use crate::inline::Inline;
use crate::language;
use crate::loader;
use crate::meeting::{Meeting, MeetingId};
use crate::node::GlobalId;
use crate::official::{Official, OfficialId};
use crate::organisation::{Organisation, OrganisationId};

/// Somebody's part in a meeting. The participant is a named official, a body, or a group that the source does not name
/// (`group`), and at least one of the three is set.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Participation {
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<participation::Model>,
}

#[ComplexObject]
impl Participation {
    /// Global id, opaque and stable.
    pub async fn id(&self, ctx: &Context<'_>) -> Result<ID, Error> {
        Ok(GlobalId::part(ctx, "Participation", self.row.meeting_id, &self.row.key)
            .await?
            .into())
    }

    /// The meeting.
    async fn meeting(&self, ctx: &Context<'_>) -> Result<Meeting, Error> {
        loader::must(ctx, MeetingId(self.row.meeting_id)).await
    }

    /// The named person; null for a body or a group.
    async fn official(&self, ctx: &Context<'_>) -> Answer<Inline<Official>> {
        loader::object(ctx, self.row.official_id.map(OfficialId)).await
    }

    /// The body that took part, or for which the person did; null when the source does not say.
    async fn organisation(&self, ctx: &Context<'_>) -> Answer<Inline<Organisation>> {
        loader::object(ctx, self.row.organisation_id.map(OrganisationId)).await
    }

    /// An unnamed person or group, e.g. `officials of NTT`; null when all are named.
    async fn group(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
    ) -> Option<&str> {
        language::text_opt(ctx, language.as_ref(), self.row.group_name.as_ref())
    }

    /// In what post the official took part; null when the source does not say.
    async fn appointment(&self, ctx: &Context<'_>) -> Answer<Inline<Appointment>> {
        loader::object(ctx, self.row.appointment_id.map(AppointmentId)).await
    }

    /// What they were or did there, in the order of the source.
    async fn roles(&self) -> Vec<ParticipationRole> {
        self.row.roles.list()
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
        EvidenceOf::new(Subject::Participation(self.row.id), field, first)?
            .load(ctx)
            .await
    }
}
