//! Which statements.

use async_graphql::InputObject;
use entity::statement::{Column, Entity, Modality, StatementChannel};
use entity::statement_topic;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Condition;

use crate::filter::{Filter, among, ids};
use crate::meeting::MeetingFilter;
use crate::official::OfficialFilter;
use crate::topic::TopicFilter;

/// Which statements.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct StatementFilter {
    /// By such a speaker.
    pub speaker: Option<OfficialFilter>,
    /// In such a meeting.
    pub meeting: Option<MeetingFilter>,
    /// Said in one of these ways.
    pub channel: Option<Vec<StatementChannel>>,
    /// Claims of one of these sorts.
    pub modality: Option<Vec<Modality>>,
    /// About such a topic.
    pub topic: Option<TopicFilter>,
}

impl Filter for StatementFilter {
    fn condition(&self) -> Condition {
        Condition::all()
            .add_option(self.speaker.as_ref().map(|it| it.on((Entity, Column::SpeakerId))))
            .add_option(self.meeting.as_ref().map(|it| it.on((Entity, Column::MeetingId))))
            .add_option(
                self.channel
                    .as_ref()
                    .map(|it| Column::Channel.is_in(it.iter().copied())),
            )
            .add_option(
                self.modality
                    .as_ref()
                    .map(|it| Column::Modality.is_in(it.iter().copied())),
            )
            .add_option(self.topic.as_ref().map(topics))
    }
}

fn topics(filter: &TopicFilter) -> Condition {
    let about = filter.on((statement_topic::Entity, statement_topic::Column::TopicId));
    let statement = (statement_topic::Entity, statement_topic::Column::StatementId);
    among((Entity, Column::Id), ids(statement_topic::Entity, statement, about))
}
