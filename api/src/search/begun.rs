//! The words that begin as the last one of a question: see [`entity::search_term`].

use std::collections::{BTreeMap, BTreeSet};

use entity::search_term::{Column, Entity};
use sea_orm::sea_query::{Alias, Asterisk, Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, ConnectionTrait, Order};

use crate::error::Error;

/// The most words of a beginning that are asked for one by one; more are left to the index.
const MOST: usize = 32;
/// The most terms of a beginning that are looked at: a word has up to eight.
const LOOKED_AT: usize = 8 * MOST;

/// For each beginning of few words, the tokens that ask for them.
pub(super) type Begun = BTreeMap<String, Vec<String>>;

/// The tokens of the words that begin so, of each beginning that has few: one statement, or none for no beginnings.
///
/// Two neighbours written as one are asked for as well where no word begins so that the two begin with, at most so many.
///
/// # Errors
/// When the database fails.
pub(super) async fn begun(db: &impl ConnectionTrait, beginnings: BTreeSet<String>) -> Result<Begun, Error> {
    let parts = beginnings.iter().enumerate().flat_map(|(at, beginning)| {
        let of_words = Column::Token.gte(WORDS);
        [of_words.clone(), of_words.not()].map(|which| terms(at, beginning, which))
    });
    let union = parts.reduce(|mut all, part| all.union(UnionType::All, part).to_owned());
    let Some(union) = union else { return Ok(Begun::new()) };
    let mut found: BTreeMap<usize, Vec<(String, String)>> = BTreeMap::new();
    for row in db.query_all(&union).await? {
        let at: i32 = row.try_get("", "beginning")?;
        let pair = (row.try_get("", "term")?, row.try_get("", "token")?);
        found
            .entry(usize::try_from(at).unwrap_or_default())
            .or_default()
            .push(pair);
    }
    let few = |(at, beginning)| {
        let terms = found.remove(&at).unwrap_or_default();
        Some((beginning, asked(terms)?))
    };
    Ok(beginnings.into_iter().enumerate().filter_map(few).collect())
}

/// The tokens that stand for the terms of a beginning; `None` when it has very many words.
fn asked(terms: Vec<(String, String)>) -> Option<Vec<String>> {
    let (words, pairs): (Vec<_>, Vec<_>) = terms.into_iter().partition(|(_, token)| token.as_str() >= WORDS);
    let tokens: BTreeSet<&String> = words.iter().map(|(_, token)| token).collect();
    if words.len() > LOOKED_AT || tokens.len() > MOST {
        return None;
    }
    let is_left = |(pair, _): &&(String, String)| !words.iter().any(|(word, _)| pair.starts_with(word));
    let left = pairs.iter().filter(is_left).map(|(_, token)| token);
    Some(tokens.into_iter().chain(left.take(MOST)).cloned().collect())
}

/// Tokens of words, by their letters, come after those of pairs, by keys.
const WORDS: &str = "n";

/// The terms of a beginning, and one more than are looked at when there are more.
fn terms(at: usize, beginning: &str, which: Expr) -> SelectStatement {
    let mut select = Query::select();
    select
        .expr_as(Expr::cust(at.to_string()), Alias::new("beginning"))
        .columns([Column::Term, Column::Token])
        .from(Entity)
        .and_where(Column::Term.gte(beginning))
        .and_where(Column::Term.lt(format!("{beginning}{}", char::MAX)))
        .and_where(which)
        .order_by(Column::Term, Order::Asc)
        .order_by(Column::Token, Order::Asc)
        .limit(LOOKED_AT as u64 + 1);
    // A part of a union has no order and no limit of its own, but a table that it selects from has.
    Query::select()
        .column(Asterisk)
        .from_subquery(select, Alias::new("part"))
        .to_owned()
}
