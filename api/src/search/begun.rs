//! The words that begin as the last one of a question: see [`entity::search_term`].

use std::collections::{BTreeMap, BTreeSet};

use entity::search_term::{Column, Entity};
use sea_orm::sea_query::{Alias, Asterisk, Expr, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, ConnectionTrait, Order};

use crate::error::Error;

/// The most words of a beginning that are asked for one by one; more are left to the index.
const MOST: usize = 32;

/// For each beginning of few tokens, these.
pub(super) type Begun = BTreeMap<String, Vec<String>>;

/// The tokens that begin so, of each beginning that has few: one statement, or none for no beginnings.
///
/// # Errors
/// When the database fails.
pub(super) async fn begun(db: &impl ConnectionTrait, beginnings: BTreeSet<String>) -> Result<Begun, Error> {
    let mut begun: Begun = beginnings.into_iter().map(|it| (it, Vec::new())).collect();
    let parts = begun.keys().enumerate().map(|(at, beginning)| {
        let mut select = Query::select();
        select
            .expr_as(Expr::cust(at.to_string()), Alias::new("beginning"))
            .column(Column::Term)
            .from(Entity)
            .and_where(Column::Term.gte(beginning.as_str()))
            .and_where(Column::Term.lt(format!("{beginning}{}", char::MAX)))
            .order_by(Column::Term, Order::Asc)
            .limit(MOST as u64 + 1);
        // A part of a union has no order and no limit of its own, but a table that it selects from has.
        Query::select()
            .column(Asterisk)
            .from_subquery(select, Alias::new("part"))
            .to_owned()
    });
    let union = parts.reduce(|mut all: SelectStatement, part| all.union(UnionType::All, part).to_owned());
    let Some(union) = union else { return Ok(begun) };
    let beginnings: Vec<String> = begun.keys().cloned().collect();
    for row in db.query_all(&union).await? {
        let at: i32 = row.try_get("", "beginning")?;
        let beginning = usize::try_from(at).ok().and_then(|at| beginnings.get(at));
        if let Some(tokens) = beginning.and_then(|it| begun.get_mut(it)) {
            tokens.push(row.try_get("", "term")?);
        }
    }
    begun.retain(|_, tokens| tokens.len() <= MOST);
    Ok(begun)
}
