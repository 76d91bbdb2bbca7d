//! Which topics.

use async_graphql::InputObject;
use entity::record::RecordKind;
use entity::topic::{Column, Entity};
use entity::topic_within;
use sea_orm::sea_query::{Condition, IntoColumnRef};

use crate::filter::{Filter, NameFilter, StringFilter, among, ids};
use crate::record::slugs;

/// Which topics.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct TopicFilter {
    /// By slug.
    pub slug: Option<StringFilter>,
    /// By name or alias.
    pub name: Option<NameFilter>,
    /// This topic, by slug, and every narrower one.
    pub under: Option<String>,
}

impl Filter for TopicFilter {
    fn condition(&self) -> Condition {
        Condition::all()
            .add_option(self.slug.as_ref().map(|it| slugs(RecordKind::Topic, it, ID)))
            .add_option(self.name.as_ref().map(|it| it.on(ID)))
            .add_option(self.under.as_ref().map(|it| under(it)))
    }
}

impl TopicFilter {
    /// True for rows of which `column` leads to such a topic.
    pub fn on(&self, column: impl IntoColumnRef + Copy) -> Condition {
        among(column, ids(Entity, ID, self.condition()))
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

/// True for the topic with a slug and for everything narrower.
fn under(slug: &str) -> Condition {
    let outer = slugs(
        RecordKind::Topic,
        &StringFilter {
            eq: Some(slug.to_owned()),
            ..StringFilter::default()
        },
        (topic_within::Entity, topic_within::Column::OuterId),
    );
    among(
        ID,
        ids(
            topic_within::Entity,
            (topic_within::Entity, topic_within::Column::TopicId),
            outer,
        ),
    )
}
