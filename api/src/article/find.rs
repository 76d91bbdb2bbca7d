//! SQL of articles.

use std::collections::HashMap;

use async_graphql::Context;
use async_graphql::dataloader::Loader;
use entity::article::{Column, Entity};
use entity::evidence;
use sea_orm::sea_query::{
    Alias, Expr, ExprTrait, Func, NullOrdering, Order, OverStatement, Query, SelectStatement, WindowStatement,
};
use sea_orm::{ColumnTrait, ConnectionTrait, JoinType};

use super::filter::ArticleFilter;
use super::object::Article;
use crate::error::Error;
use crate::filter::Filter;
use crate::loader::{self, Db};
use crate::page::{Direction, List, Sort, Source};
use crate::record::{rows, source};

/// A record of this kind, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ArticleId(pub i64);

impl From<i64> for ArticleId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<ArticleId> for Db {
    type Value = Article;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[ArticleId]) -> Result<HashMap<ArticleId, Article>, Error> {
        let ids: Vec<i64> = keys.iter().map(|it| it.0).collect();
        let found = rows::<Entity>(self, Column::Id, &ids).await?;
        Ok(found
            .into_iter()
            .map(|found| (ArticleId(found.0.id), found.into()))
            .collect())
    }
}

/// A list of articles.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Articles {
    filter: Option<Box<ArticleFilter>>,
}

impl Articles {
    /// Those that fit, in order.
    pub fn new(filter: Option<Box<ArticleFilter>>) -> Self {
        Self { filter }
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

impl List for Articles {
    const NAME: &'static str = "Article";
    type Id = ArticleId;
    type Item = Article;

    fn source(&self, _: Option<&[i64]>) -> Source {
        let mut select = source(Entity, Column::Id, &self.sorts());
        if let Some(filter) = &self.filter {
            select.cond_where(filter.condition());
        }
        Source::new(select, Expr::col(ID))
    }

    fn sorts(&self) -> Vec<Sort> {
        let [first, last] = Sort::moment(
            "published",
            Expr::col((Entity, Column::PublishedEarliest)),
            Expr::col((Entity, Column::PublishedLatest)),
            Direction::Desc,
        );
        vec![first, last, Sort::integer("id", Expr::col(ID), Direction::Asc)]
    }
}

/// The articles that support a record or a part of it, the newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ArticlesCiting {
    /// Inside id of the record.
    pub record: i64,
    /// At most so many.
    pub first: u32,
}

impl ArticlesCiting {
    /// Loads them, together with all that is asked for at the same level.
    ///
    /// # Errors
    /// What the loader answers.
    pub fn load(self, ctx: &Context<'_>) -> impl Future<Output = Result<Vec<Article>, Error>> + Send + use<> {
        loader::many(ctx, self)
    }
}

impl Loader<ArticlesCiting> for Db {
    type Value = Vec<Article>;
    type Error = Error;

    /// Two statements for each `first` among the keys.
    async fn load(&self, keys: &[ArticlesCiting]) -> Result<HashMap<ArticlesCiting, Vec<Article>>, Error> {
        let mut found = HashMap::with_capacity(keys.len());
        for (first, records) in loader::grouped(keys.iter().map(|key| (key.first, key.record))) {
            let mut pairs: Vec<(i64, i64)> = Vec::new();
            for row in self.0.query_all(&newest_of_each(&records, first)).await? {
                pairs.push((row.try_get("", "record_id")?, row.try_get("", "article_id")?));
            }
            let ids: Vec<ArticleId> = pairs.iter().map(|(_, article)| ArticleId(*article)).collect();
            let articles = Loader::<ArticleId>::load(self, &ids).await?;
            let item = |id| articles.get(&ArticleId(id)).cloned();
            found.extend(loader::grouped(pairs.into_iter().filter_map(|(record, article)| {
                Some((ArticlesCiting { record, first }, item(article)?))
            })));
        }
        Ok(found)
    }
}

/// Pairs of record and article, numbered within each record and cut by the database.
fn newest_of_each(records: &[i64], first: u32) -> SelectStatement {
    let (cited, published) = (Alias::new("cited"), Expr::col((Entity, Column::PublishedEarliest)));
    let mut window = WindowStatement::new();
    window
        .add_partition_by(Expr::col((cited.clone(), evidence::Column::RecordId)))
        .order_by_expr_with_nulls(published, Order::Desc, NullOrdering::Last)
        .order_by_expr(Expr::col(ID), Order::Asc);
    let pairs = Query::select()
        .distinct()
        .columns([evidence::Column::RecordId, evidence::Column::ArticleId])
        .from(evidence::Entity)
        .and_where(evidence::Column::RecordId.is_in(records.iter().copied()))
        .to_owned();
    let ranked = Query::select()
        .columns([
            (cited.clone(), evidence::Column::RecordId),
            (cited.clone(), evidence::Column::ArticleId),
        ])
        .expr_window_as(Func::cust(Alias::new("ROW_NUMBER")), window, Alias::new("rank"))
        .from_subquery(pairs, cited.clone())
        .join(
            JoinType::InnerJoin,
            Entity,
            Expr::col((cited, evidence::Column::ArticleId)).equals(ID),
        )
        .to_owned();
    Query::select()
        .columns([evidence::Column::RecordId, evidence::Column::ArticleId])
        .from_subquery(ranked, Alias::new("ranked"))
        .and_where(Expr::col(Alias::new("rank")).lte(first))
        .order_by(Alias::new("rank"), Order::Asc)
        .to_owned()
}
