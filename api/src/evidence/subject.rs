//! What evidence supports: a record, or a part of one.

use async_graphql::{Context, ID};
use entity::evidence::{Column, Model};

use crate::appointment::AppointmentId;
use crate::error::Error;
use crate::figure::FigureId;
use crate::loader;
use crate::node::Node;
use crate::outcome::OutcomeId;
use crate::participation::ParticipationId;
use crate::policy::MentionId;
use crate::position::PositionId;
use crate::record::RecordId;
use crate::statement::StatementId;

/// A record or a part of one, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the id of such a thing")]
pub enum Subject {
    Record(i64),
    Alias(i64),
    Position(i64),
    Appointment(i64),
    Figure(i64),
    Relation(i64),
    Mention(i64),
    Participation(i64),
    Outcome(i64),
    Statement(i64),
}

impl Subject {
    /// The column in which evidence names such a subject, and the subject's id.
    pub(super) fn column(self) -> (Column, i64) {
        match self {
            Self::Record(id) => (Column::RecordId, id),
            Self::Alias(id) => (Column::AliasId, id),
            Self::Position(id) => (Column::PositionId, id),
            Self::Appointment(id) => (Column::AppointmentId, id),
            Self::Figure(id) => (Column::FigureId, id),
            Self::Relation(id) => (Column::PolicyRelationId, id),
            Self::Mention(id) => (Column::PolicyMentionId, id),
            Self::Participation(id) => (Column::ParticipationId, id),
            Self::Outcome(id) => (Column::OutcomeId, id),
            Self::Statement(id) => (Column::StatementId, id),
        }
    }

    /// What a row of evidence supports.
    pub(super) fn of(row: &Model) -> Self {
        let parts = [
            row.alias_id.map(Self::Alias),
            row.position_id.map(Self::Position),
            row.appointment_id.map(Self::Appointment),
            row.figure_id.map(Self::Figure),
            row.policy_relation_id.map(Self::Relation),
            row.policy_mention_id.map(Self::Mention),
            row.participation_id.map(Self::Participation),
            row.outcome_id.map(Self::Outcome),
            row.statement_id.map(Self::Statement),
        ];
        parts
            .into_iter()
            .flatten()
            .next()
            .unwrap_or(Self::Record(row.record_id))
    }

    /// The subject as a node; for an alias or a relation, which have no global id, the record that they belong to.
    pub(super) async fn node(self, ctx: &Context<'_>, record: i64) -> Result<Node, Error> {
        Ok(match self {
            Self::Record(_) | Self::Alias(_) | Self::Relation(_) => loader::must(ctx, RecordId(record)).await?.into(),
            Self::Position(id) => Node::Position(loader::must(ctx, PositionId(id)).await?),
            Self::Appointment(id) => Node::Appointment(loader::must(ctx, AppointmentId(id)).await?),
            Self::Figure(id) => Node::Figure(loader::must(ctx, FigureId(id)).await?),
            Self::Mention(id) => Node::PolicyMention(loader::must(ctx, MentionId(id)).await?),
            Self::Participation(id) => Node::Participation(loader::must(ctx, ParticipationId(id)).await?),
            Self::Outcome(id) => Node::Outcome(loader::must(ctx, OutcomeId(id)).await?),
            Self::Statement(id) => Node::Statement(loader::must(ctx, StatementId(id)).await?),
        })
    }

    /// The subject's global id.
    pub(super) async fn id(self, ctx: &Context<'_>, record: i64) -> Result<ID, Error> {
        let node = self.node(ctx, record).await?;
        node.id(ctx).await.map_err(|fault| Error::Internal(fault.message))
    }
}
