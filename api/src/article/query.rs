//! Root fields of articles.

use async_graphql::{Context, Object};
use entity::record::RecordKind;

use super::filter::ArticleFilter;
use super::find::{ArticleId, Articles};
use super::object::Article;
use crate::error::{Answer, Error};
use crate::page::{Connection, Page};
use crate::record::find;

/// Reading articles.
#[derive(Debug, Default)]
pub struct ArticleQuery;

#[Object]
impl ArticleQuery {
    /// The article with a slug; null when there is none.
    async fn article(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its slug, present or former.")] slug: String,
    ) -> Answer<Article> {
        find(ctx, RecordKind::Article, slug, ArticleId).await
    }

    /// Articles, the newest first; those without a date last.
    async fn articles(
        &self,
        #[graphql(desc = "Only those that fit.")] filter: Option<Box<ArticleFilter>>,
        #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Articles>, Error> {
        Connection::root(Articles::new(filter), Page::new(first, after, last, before)?)
    }
}
