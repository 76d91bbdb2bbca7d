//! SQL of statements.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::statement::{Column, Entity};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::filter::StatementFilter;
use super::object::Statement;
use crate::error::Error;
use crate::filter::Filter;
use crate::loader::{self, Db};
use crate::node::PartKey;
use crate::page::{Direction, List, Sort, Source};

/// A statement, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StatementId(pub i64);

impl From<i64> for StatementId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<StatementId> for Db {
    type Value = Statement;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[StatementId]) -> Result<HashMap<StatementId, Statement>, Error> {
        let found = Entity::find()
            .filter(Column::Id.is_in(keys.iter().map(|it| it.0)))
            .all(&self.0)
            .await?;
        Ok(found
            .into_iter()
            .map(|row| (StatementId(row.id), Statement { row: row.into() }))
            .collect())
    }
}

/// A statement, by the meeting or the article that holds it and its key there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StatementKey(pub PartKey);

impl Loader<StatementKey> for Db {
    type Value = Statement;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[StatementKey]) -> Result<HashMap<StatementKey, Statement>, Error> {
        let any = keys.iter().fold(Condition::any(), |any, StatementKey(it)| {
            let there = Column::MeetingId.eq(it.owner).or(Column::ArticleId.eq(it.owner));
            any.add(there.and(Column::Key.eq(it.key.as_str())))
        });
        let found = Entity::find().filter(any).all(&self.0).await?;
        let rows = found.into_iter().filter_map(|row| {
            let owner = row.meeting_id.or(row.article_id)?;
            Some((
                StatementKey(PartKey {
                    owner,
                    key: row.key.clone(),
                }),
                Statement { row: row.into() },
            ))
        });
        Ok(rows.collect())
    }
}

/// The statements in a meeting, in its own order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StatementsOf(pub i64);

impl Loader<StatementsOf> for Db {
    type Value = Vec<Statement>;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[StatementsOf]) -> Result<HashMap<StatementsOf, Vec<Statement>>, Error> {
        let of = Column::MeetingId.is_in(keys.iter().map(|StatementsOf(id)| *id));
        let found = Entity::find()
            .filter(of)
            .order_by_asc(Column::Ordinal)
            .order_by_asc(Column::Id)
            .all(&self.0)
            .await?;
        let keyed = found
            .into_iter()
            .filter_map(|row| Some((StatementsOf(row.meeting_id?), Statement { row: row.into() })));
        Ok(loader::grouped(keyed))
    }
}

/// Which statements are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// All of them.
    All,
    /// Those of an official.
    Speaker,
    /// Those that an article makes outside any meeting.
    Article,
}

/// A list of statements.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Statements {
    of: Of,
    filter: Option<Box<StatementFilter>>,
}

impl Statements {
    /// Those of `of` that fit, in order.
    pub fn new(of: Of, filter: Option<Box<StatementFilter>>) -> Self {
        Self { of, filter }
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

impl List for Statements {
    const NAME: &'static str = "Statement";
    type Id = StatementId;
    type Item = Statement;

    fn source(&self, parents: Option<&[i64]>) -> Source {
        let mut select = Query::select().from(Entity).to_owned();
        if let Some(filter) = &self.filter {
            select.cond_where(filter.condition());
        }
        let source = Source::new(select, Expr::col(ID));
        match (self.of, parents) {
            (Of::All, _) | (_, None) => source,
            (Of::Speaker, Some(parents)) => source.of((Entity, Column::SpeakerId), parents),
            (Of::Article, Some(parents)) => source.of((Entity, Column::ArticleId), parents),
        }
    }

    fn sorts(&self) -> Vec<Sort> {
        vec![Sort::integer("id", Expr::col(ID), Direction::Asc)]
    }
}
