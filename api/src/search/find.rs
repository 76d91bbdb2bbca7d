//! SQL of searches.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entity::search_text;
use entity::{RecordKind, search_entry, search_token};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, Order, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, QueryFilter, QueryOrder};

use super::expression::{Expression, Phrase};
use super::tier::{Known, Tier, steps};
use crate::error::Error;
use crate::loader::{self, Db};

/// The function, or table, that finds by tokens.
const TOKENS: &str = "search_token";
/// PostgreSQL's function that finds the first.
const PAGE: &str = "search_page";
const ENTRY: &str = "entry";
/// What it gives.
const ROW: &str = "rowid";

/// Selects the inside ids of the records, or positions, that an expression finds.
pub fn found(expression: &Expression) -> SelectStatement {
    let mut select = entries(expression);
    select.expr(Expr::cust(format!("{ROW} & {}", search_entry::KEY)));
    select
}

fn entries(expression: &Expression) -> SelectStatement {
    let function = Func::cust(Alias::new(TOKENS)).arg(expression.as_str());
    Query::select().from_function(function, Alias::new(ENTRY)).to_owned()
}

/// The first entries that an expression finds, in the order of their ids: a statement with its expression as value `$at`.
pub fn first(backend: DatabaseBackend, at: usize, most: u32) -> String {
    match backend {
        DatabaseBackend::Sqlite => format!("{TOKENS}(${at}) ORDER BY {ROW} LIMIT {most}"),
        _ => format!("{PAGE}(${at}, 0, {most})"),
    }
}

/// What is searched for: everything that tells one search from another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Search {
    /// The words.
    pub(super) phrase: Phrase,
    /// Only these kinds.
    pub(super) kinds: Option<Vec<RecordKind>>,
    /// How freely words are compared.
    pub(super) mode: super::SearchMode,
}

/// Where in the results a record stands: how well it fits, and its place among those that fit as well.
pub(super) type Place = (Tier, i64);

/// The first places of a search, or the first after one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct PlacesOf {
    /// What is searched for.
    pub(super) search: Search,
    /// The last place before them.
    pub(super) after: Option<Place>,
    /// How many at most.
    pub(super) size: usize,
}

impl Loader<PlacesOf> for Db {
    type Value = Arc<[Place]>;
    type Error = Error;

    /// For each key up to six statements: one for each group of tiers until there are enough, one for what lies near the words,
    /// and one for how the last goes on.
    async fn load(&self, keys: &[PlacesOf]) -> Result<HashMap<PlacesOf, Arc<[Place]>>, Error> {
        let mut found = HashMap::with_capacity(keys.len());
        for key in keys {
            found.insert(key.clone(), places(self, key).await?.into());
        }
        Ok(found)
    }
}

async fn places(db: &Db, PlacesOf { search, after, size }: &PlacesOf) -> Result<Vec<Place>, Error> {
    let (phrase, after, size) = (&search.phrase, *after, *size);
    let mut places = Vec::new();
    let mut known = Known::default();
    let mut better: Vec<Expression> = Vec::new();
    for step in steps(search.mode) {
        if places.len() >= size {
            break;
        }
        known.learn(step, phrase, db).await?;
        let mut union: Option<SelectStatement> = None;
        for tier in *step {
            let Some(expression) = tier.expression(phrase, &known) else {
                continue;
            };
            let passed = after.is_some_and(|(last, _)| *tier < last);
            if !passed {
                let beyond = after.filter(|(last, _)| last == tier).map(|(_, id)| id);
                let fitting = expression.clone().without(Expression::any(better.clone()).as_ref());
                let select = of_tier(
                    db.0.get_database_backend(),
                    *tier,
                    &of_kinds(fitting, search),
                    (beyond, size),
                );
                union = Some(match union {
                    Some(mut all) => all.union(UnionType::All, select).to_owned(),
                    None => select,
                });
            }
            better.push(expression);
        }
        let Some(union) = union else { continue };
        let mut sorted = Query::select();
        sorted
            .column(sea_orm::sea_query::Asterisk)
            .from_subquery(union, Alias::new("tiers"))
            .order_by(Alias::new("tier"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc)
            .limit((size - places.len()) as u64);
        for row in db.0.query_all(&sorted).await? {
            let tier: i32 = row.try_get("", "tier")?;
            places.extend(Tier::of(tier).map(|tier| (tier, row.try_get("", "id"))));
        }
    }
    places.into_iter().map(|(tier, id)| Ok((tier, id?))).collect()
}

/// The entries of one tier, in their order: beyond one, and so many.
fn of_tier(
    backend: DatabaseBackend,
    tier: Tier,
    expression: &Expression,
    (beyond, size): (Option<i64>, usize),
) -> SelectStatement {
    let (row, most) = (Alias::new(ROW), i64::try_from(size).unwrap_or(i64::MAX));
    let mut select = match backend {
        DatabaseBackend::Sqlite => entries(expression)
            .and_where_option(beyond.map(|id| Expr::col(row.clone()).gt(id)))
            .order_by(row.clone(), Order::Asc)
            .limit(size as u64)
            .to_owned(),
        _ => {
            let page = Func::cust(Alias::new(PAGE)).arg(expression.as_str());
            let page = page.arg(beyond.unwrap_or_default()).arg(most);
            Query::select().from_function(page, Alias::new(ENTRY)).to_owned()
        }
    };
    select
        .expr_as(Expr::cust((tier as i32).to_string()), Alias::new("tier"))
        .expr_as(Expr::col(row), Alias::new("id"));
    // A part of a union has no order and no limit of its own, but a table that it selects from has.
    Query::select()
        .column(sea_orm::sea_query::Asterisk)
        .from_subquery(select, Alias::new("part"))
        .to_owned()
}

fn of_kinds(expression: Expression, search: &Search) -> Expression {
    let Some(kinds) = &search.kinds else { return expression };
    let kinds = Expression::any_token(kinds.iter().map(|kind| search_token::kind(*kind)));
    let both = kinds.and_then(|kinds| Expression::all([expression.clone(), kinds]));
    both.unwrap_or(expression)
}

/// How many records a search finds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct CountOf(pub(super) Search);

impl Loader<CountOf> for Db {
    type Value = i64;
    type Error = Error;

    /// For each key one statement, one for what lies near the words, and one for how the last goes on.
    async fn load(&self, keys: &[CountOf]) -> Result<HashMap<CountOf, i64>, Error> {
        let mut found = HashMap::with_capacity(keys.len());
        for key in keys {
            found.insert(key.clone(), count(self, &key.0).await?);
        }
        Ok(found)
    }
}

async fn count(db: &Db, search: &Search) -> Result<i64, Error> {
    let phrase = &search.phrase;
    let (mut all, mut known) = (Vec::new(), Known::default());
    for step in steps(search.mode) {
        known.learn(step, phrase, db).await?;
        all.extend(step.iter().filter_map(|tier| tier.expression(phrase, &known)));
    }
    let Some(expression) = Expression::any(all) else {
        return Ok(0);
    };
    let mut select = entries(&of_kinds(expression, search));
    select.expr_as(Expr::cust("COUNT(*)"), Alias::new("count"));
    let row = db.0.query_one(&select).await?;
    Ok(row.map(|row| row.try_get("", "count")).transpose()?.unwrap_or_default())
}

/// All texts of a record, as they are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct TextsOf(pub(super) i64);

impl Loader<TextsOf> for Db {
    type Value = Vec<search_text::Model>;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[TextsOf]) -> Result<HashMap<TextsOf, Vec<search_text::Model>>, Error> {
        let found = search_text::Entity::find()
            .filter(search_text::Column::RecordId.is_in(keys.iter().map(|it| it.0)))
            .order_by_asc(search_text::Column::Id)
            .all(&self.0)
            .await?;
        Ok(loader::grouped(
            found.into_iter().map(|row| (TextsOf(row.record_id), row)),
        ))
    }
}
