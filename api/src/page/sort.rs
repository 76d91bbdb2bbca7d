//! Orders of lists, and the predicate that a cursor stands for in them.
//!
//! Days that are not known come last, whichever the direction, and the id breaks ties; so every order is total and a page
//! boundary never skips or repeats a row.

use async_graphql::Enum;
use entity::record;
use sea_orm::QueryResult;
use sea_orm::prelude::Date;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Order, OrderedStatement, Value};

use super::cursor::{Cursor, Key};
use crate::error::Error;
use crate::moment::Open;

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
    of_record: bool,
}

impl Sort {
    /// By the name that records are sorted by.
    pub fn by_name(direction: Direction) -> Self {
        let name = Expr::col((record::Entity, record::Column::SortName));
        Self {
            of_record: true,
            ..Self::text("name", name, direction)
        }
    }

    /// By the revision in which the record changed last.
    pub fn by_revision(direction: Direction) -> Self {
        let revision = Expr::col((record::Entity, record::Column::Revision));
        Self {
            of_record: true,
            ..Self::integer("updatedAt", revision, direction)
        }
    }

    /// Whether it looks at what all kinds of records share.
    pub fn is_of_record(&self) -> bool {
        self.of_record
    }

    /// By a text that is always there, in the order of its bytes.
    pub fn text(name: &'static str, expr: impl Into<Expr>, direction: Direction) -> Self {
        Self {
            name,
            expr: expr.into(),
            kind: Kind::Text,
            direction,
            of_record: false,
        }
    }

    /// By a whole number that is always there.
    pub fn integer(name: &'static str, expr: impl Into<Expr>, direction: Direction) -> Self {
        Self {
            name,
            expr: expr.into(),
            kind: Kind::Integer,
            direction,
            of_record: false,
        }
    }

    /// By a moment: by its first day, then by its last; a day that is open, unknown or not given comes last both ways.
    pub fn moment(
        name: &'static str,
        earliest: impl Into<Expr>,
        latest: impl Into<Expr>,
        direction: Direction,
    ) -> [Self; 2] {
        let day = |name, expr| Self {
            name,
            expr,
            kind: Kind::Day,
            direction,
            of_record: false,
        };
        [day(name, earliest.into()), day("latest", latest.into())]
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
        self.order_by(statement, self.compared(), backward);
    }

    /// Orders by an expression that holds what [`Sort::compared`] gave.
    pub(super) fn order_by(&self, statement: &mut impl OrderedStatement, expr: Expr, backward: bool) {
        let order = if self.descends(backward) {
            Order::Desc
        } else {
            Order::Asc
        };
        statement.order_by_expr(expr, order);
    }

    /// The expression that rows are compared by, which is never null.
    pub(super) fn compared(&self) -> Expr {
        match self.kind {
            Kind::Day => self.last().or(self.expr()),
            Kind::Text | Kind::Integer => self.expr(),
        }
    }

    /// What stands for a day that is not known, so that it comes last.
    fn last(&self) -> Open {
        match self.direction {
            Direction::Asc => Open::Late,
            Direction::Desc => Open::Early,
        }
    }

    fn descends(&self, backward: bool) -> bool {
        (self.direction == Direction::Desc) != backward
    }

    fn value(&self, key: &Key) -> Option<Value> {
        match (self.kind, key) {
            (Kind::Text, Key::Text(text)) => Some(text.as_str().into()),
            (Kind::Integer, Key::Integer(number)) => Some((*number).into()),
            (Kind::Day, Key::Text(day)) => {
                let day = day.parse::<Date>().ok();
                let known = Open::Early.day()..=Open::Late.day();
                day.filter(|day| known.contains(day)).map(Value::from)
            }
            (Kind::Day, Key::Null) => Some(self.last().day().into()),
            _ => None,
        }
    }

    /// Rows with a later key, or with an earlier one when `backward`.
    fn beyond(&self, value: Value, backward: bool) -> Expr {
        if self.descends(backward) {
            self.compared().lt(value)
        } else {
            self.compared().gt(value)
        }
    }

    /// Rows with this key or one beyond.
    fn from(&self, value: Value, backward: bool) -> Expr {
        if self.descends(backward) {
            self.compared().lte(value)
        } else {
            self.compared().gte(value)
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
    let fits = |(sort, key): (&Sort, &Key)| sort.value(key).is_some();
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
    // `check` has let only keys with a value through.
    let keys = || {
        let pairs = sorts.iter().zip(&cursor.keys);
        pairs.filter_map(|(sort, key)| Some((sort, sort.value(key)?)))
    };
    let mut beyond = Condition::any();
    for (depth, (sort, value)) in keys().enumerate() {
        let tied = keys().take(depth).fold(Condition::all(), |all, (sort, value)| {
            all.add(sort.compared().eq(value))
        });
        beyond = beyond.add(tied.add(sort.beyond(value, backward)));
    }
    // What the alternatives have in common lets an index begin at the cursor.
    let first = keys().next().map(|(sort, value)| sort.from(value, backward));
    Condition::all().add_option(first).add(beyond)
}
