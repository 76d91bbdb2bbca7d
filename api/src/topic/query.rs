//! Root fields of topics.

use async_graphql::{Context, Object};
use entity::record::RecordKind;

use super::filter::TopicFilter;
use super::find::{TopicId, Topics};
use super::object::Topic;
use crate::error::{Answer, Error};
use crate::page::{Connection, Page};
use crate::record::find;

/// Reading topics.
#[derive(Debug, Default)]
pub struct TopicQuery;

#[Object]
impl TopicQuery {
    /// The topic with a slug; null when there is none.
    async fn topic(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its slug, present or former.")] slug: String,
    ) -> Answer<Topic> {
        find(ctx, RecordKind::Topic, slug, TopicId).await
    }

    /// Topics, by name.
    async fn topics(
        &self,
        #[graphql(desc = "Only those that fit.")] filter: Option<Box<TopicFilter>>,
        #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Topics>, Error> {
        Connection::root(Topics::new(filter), Page::new(first, after, last, before)?)
    }
}
