//! Orders of lists, and the predicate that a cursor stands for in them.
//!
//! Rows without a key come last, whichever the direction, and the id breaks ties; so every order is total and a page
//! boundary never skips or repeats a row.

use async_graphql::Enum;
use sea_orm::QueryResult;
use sea_orm::prelude::Date;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, IntoCondition, NullOrdering, Order, OrderedStatement, Value};

use super::cursor::{Cursor, Key};
use crate::error::Error;

/// Which way a list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Enum)]
#[graphql(name = "OrderDirection")]
pub enum Direction {
    /// From small to large, from early to late, from A to Z.
    #[default]
    Asc,
    /// The other way round.
    Desc,
}

/// The type of a sort key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Integer,
    /// A day that may be missing.
    Day,
}

/// One column of an order.
#[derive(Clone, Debug)]
pub struct Sort {
    name: &'static str,
    expr: Expr,
    kind: Kind,
    direction: Direction,
}

impl Sort {
    /// By a text that is always there, in the order of its bytes.
    pub fn text(name: &'static str, expr: impl Into<Expr>, direction: Direction) -> Self {
        Self {
            name,
            expr: expr.into(),
            kind: Kind::Text,
            direction,
        }
    }

    /// By a whole number that is always there.
    pub fn integer(name: &'static str, expr: impl Into<Expr>, direction: Direction) -> Self {
        Self {
            name,
            expr: expr.into(),
            kind: Kind::Integer,
            direction,
        }
    }

    /// By a day; rows without one come last both ways.
    pub fn day(name: &'static str, expr: impl Into<Expr>, direction: Direction) -> Self {
        Self {
            name,
            expr: expr.into(),
            kind: Kind::Day,
            direction,
        }
    }

    /// The expression that is selected for the cursor.
    pub(super) fn expr(&self) -> Expr {
        self.expr.clone()
    }

    /// Reads the key of a row from the column `alias`.
    pub(super) fn read(&self, row: &QueryResult, alias: &str) -> Result<Key, Error> {
        Ok(match self.kind {
            Kind::Text => Key::Text(row.try_get("", alias)?),
            // PostgreSQL tells a column of four bytes from one of eight.
            Kind::Integer => Key::Integer(
                row.try_get("", alias)
                    .or_else(|_eight| row.try_get::<i32>("", alias).map(i64::from))?,
            ),
            Kind::Day => {
                let day: Option<Date> = row.try_get("", alias)?;
                day.map_or(Key::Null, |day| Key::Text(day.format("%Y-%m-%d").to_string()))
            }
        })
    }

    /// Orders a statement or a window by this column, or the other way round.
    pub(super) fn order(&self, statement: &mut impl OrderedStatement, backward: bool) {
        let order = if self.descends(backward) {
            Order::Desc
        } else {
            Order::Asc
        };
        match self.kind {
            Kind::Day => {
                let nulls = if backward {
                    NullOrdering::First
                } else {
                    NullOrdering::Last
                };
                statement.order_by_expr_with_nulls(self.expr(), order, nulls);
            }
            Kind::Text | Kind::Integer => {
                statement.order_by_expr(self.expr(), order);
            }
        }
    }

    fn descends(&self, backward: bool) -> bool {
        (self.direction == Direction::Desc) != backward
    }

    fn value(&self, key: &Key) -> Option<Value> {
        match (self.kind, key) {
            (Kind::Text, Key::Text(text)) => Some(text.as_str().into()),
            (Kind::Integer, Key::Integer(number)) => Some((*number).into()),
            (Kind::Day, Key::Text(day)) => day.parse::<Date>().ok().map(Value::from),
            _ => None,
        }
    }

    /// Rows with the same key.
    fn same(&self, key: &Key) -> Expr {
        self.value(key)
            .map_or_else(|| self.expr().is_null(), |value| self.expr().eq(value))
    }

    /// Rows that come later than the key, or earlier when `backward`; `None` when no row can.
    fn beyond(&self, key: &Key, backward: bool) -> Option<Condition> {
        let Some(value) = self.value(key) else {
            // Rows without a key are last: before them come all that have one, after them none.
            return backward.then(|| self.expr().is_not_null().into_condition());
        };
        let compared = if self.descends(backward) {
            self.expr().lt(value)
        } else {
            self.expr().gt(value)
        };
        if self.kind == Kind::Day && !backward {
            Some(Condition::any().add(compared).add(self.expr().is_null()))
        } else {
            Some(compared.into_condition())
        }
    }
}

/// An order without the columns that it has named before: they change nothing.
pub(super) fn distinct(sorts: Vec<Sort>) -> Vec<Sort> {
    let mut distinct: Vec<Sort> = Vec::with_capacity(sorts.len());
    for sort in sorts {
        if distinct.iter().all(|it| it.name != sort.name) {
            distinct.push(sort);
        }
    }
    distinct
}

/// The name of an order, as cursors carry it: `-when,id`.
pub(super) fn name(sorts: &[Sort]) -> String {
    let name = |sort: &Sort| {
        format!(
            "{}{}",
            if sort.direction == Direction::Desc { "-" } else { "" },
            sort.name
        )
    };
    sorts.iter().map(name).collect::<Vec<_>>().join(",")
}

/// Checks that a cursor belongs to an order.
///
/// # Errors
/// `BAD_INPUT` when it was given out by a list in another order.
pub(super) fn check(sorts: &[Sort], cursor: &Cursor) -> Result<(), Error> {
    let fits = |(sort, key): (&Sort, &Key)| sort.value(key).is_some() || (sort.kind == Kind::Day && *key == Key::Null);
    if cursor.order == name(sorts) && cursor.keys.len() == sorts.len() && sorts.iter().zip(&cursor.keys).all(fits) {
        Ok(())
    } else {
        Err(Error::BadInput(
            "the cursor belongs to another list or another `orderBy`: pass it with the arguments that it was given for"
                .into(),
        ))
    }
}

/// The rows that lie beyond a cursor: later, or earlier when `backward`.
pub(super) fn beyond(sorts: &[Sort], cursor: &Cursor, backward: bool) -> Condition {
    let mut beyond = Condition::any();
    for (depth, (sort, key)) in sorts.iter().zip(&cursor.keys).enumerate() {
        let Some(further) = sort.beyond(key, backward) else {
            continue;
        };
        let ties = sorts.iter().zip(&cursor.keys).take(depth);
        let tied = ties.fold(Condition::all(), |all, (sort, key)| all.add(sort.same(key)));
        beyond = beyond.add(tied.add(further));
    }
    beyond
}
