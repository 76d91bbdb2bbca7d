//! Filters: the conditions that rooms share, and how conditions become SQL.
//!
//! A filter speaks of one table and reaches others by `IN (SELECT …)`, so filters nest to any depth without aliases.
//! Every condition is true or false, never unknown, so that `not` means what it says.

use async_graphql::InputObject;
use entity::moment::QUALIFIERS;
use sea_orm::sea_query::{
    Condition, Expr, ExprTrait, Func, IntoColumnRef, IntoCondition, IntoTableRef, Query, SelectStatement,
};

use crate::moment::Open;
use crate::scalar::Date;
use crate::search::{Expression, Phrase, found};

/// A filter of one table.
pub trait Filter {
    /// The condition on a row of that table.
    fn condition(&self) -> Condition;
}

/// `and`, `or` and `not` around a filter's own conditions.
///
/// An empty `or` holds for nothing, as no alternative does.
pub fn combine<F: Filter>(own: Condition, and: Option<&[F]>, or: Option<&[F]>, not: Option<&F>) -> Condition {
    combine_by(F::condition, own, and, or, not)
}

/// The same of filters that become conditions by `condition`.
pub fn combine_by<F>(
    condition: impl Fn(&F) -> Condition,
    own: Condition,
    and: Option<&[F]>,
    or: Option<&[F]>,
    not: Option<&F>,
) -> Condition {
    let mut all = own;
    for filter in and.unwrap_or_default() {
        all = all.add(condition(filter));
    }
    if let Some(or) = or {
        let any = or
            .iter()
            .fold(Condition::any(), |any, filter| any.add(condition(filter)));
        all = all.add(if or.is_empty() {
            Expr::cust("1 = 0").into_condition()
        } else {
            any
        });
    }
    if let Some(not) = not {
        all = all.add(Condition::all().add(condition(not)).add(Expr::cust("1 = 1")).not());
    }
    all
}

/// True when the column holds one of the ids that `ids` selects; false when it holds none.
pub fn among(column: impl IntoColumnRef + Copy, ids: SelectStatement) -> Condition {
    Condition::all()
        .add(Expr::col(column).is_not_null())
        .add(Expr::col(column).in_subquery(ids))
}

/// `SELECT column FROM table WHERE condition`, for [`among`]; a null among the ids would make `NOT IN` unknown.
pub fn ids(table: impl IntoTableRef, column: impl IntoColumnRef + Copy, condition: Condition) -> SelectStatement {
    let known = Condition::all().add(condition).add(Expr::col(column).is_not_null());
    Query::select().column(column).from(table).cond_where(known).to_owned()
}

/// How a condition on a row finds out what another table says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// By a list of all rows that fit, made once: for those that are few.
    List,
    /// By a look for each row: where only as many rows are met as a page needs.
    Look,
}

impl Reach {
    /// True for rows of which `id` stands in `column` of a row of `table` that fits.
    pub fn some(
        self,
        id: impl IntoColumnRef + Copy,
        table: impl IntoTableRef,
        column: impl IntoColumnRef + Copy,
        condition: Condition,
    ) -> Condition {
        if self == Self::List {
            return among(id, ids(table, column, condition));
        }
        let here = Condition::all().add(Expr::col(column).equals(id)).add(condition);
        // An `OFFSET` keeps PostgreSQL from making the list after all: it does not see that a page is soon full.
        let any = Query::select()
            .expr(Expr::val(1))
            .from(table)
            .cond_where(here)
            .limit(1)
            .offset(0)
            .to_owned();
        Expr::exists(any).into_condition()
    }
}

/// The same condition, of which a database's planner makes nothing: it is asked of the rows that are met on a way which other
/// conditions tell. PostgreSQL takes it for true of every second row, and so goes on to take the way that ends early.
pub fn checked(condition: Condition) -> Condition {
    let any = Query::select()
        .expr(Expr::val(1))
        .cond_where(condition)
        .limit(1)
        .offset(0)
        .to_owned();
    Expr::exists(any).into_condition()
}

/// Compares a text, letter by letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct StringFilter {
    /// Is exactly this.
    pub eq: Option<String>,
    /// Is one of these.
    #[graphql(name = "in")]
    pub any_of: Option<Vec<String>>,
    /// Has this somewhere in it.
    pub contains: Option<String>,
    /// Begins with this.
    pub starts_with: Option<String>,
}

impl StringFilter {
    /// The condition on a column that is never null.
    pub fn on(&self, column: impl IntoColumnRef + Copy) -> Condition {
        let mut all = Condition::all();
        if let Some(eq) = &self.eq {
            all = all.add(Expr::col(column).eq(eq.as_str()));
        }
        if let Some(any_of) = &self.any_of {
            all = all.add(Expr::col(column).is_in(any_of.iter().map(String::as_str)));
        }
        if let Some(part) = &self.contains {
            all = all.add(contains(column, part));
        }
        if let Some(start) = &self.starts_with {
            all = all.add(starts_with(column, start));
        }
        all
    }
}

/// `LIKE` would do, but for its wildcards, and for SQLite, to which `a` and `A` are then the same.
fn contains(column: impl IntoColumnRef + Copy, part: &str) -> Expr {
    if part.is_empty() {
        return Expr::cust("1 = 1");
    }
    let without = Func::cust("REPLACE").arg(Expr::col(column)).arg(part).arg("");
    Expr::col(column).ne(without)
}

/// A range, so that an index in the order of bytes can answer.
fn starts_with(column: impl IntoColumnRef + Copy, start: &str) -> Condition {
    Condition::all()
        .add(Expr::col(column).gte(start))
        .add(Expr::col(column).lt(format!("{start}{}", char::MAX)))
}

/// A text condition that holds when any name or alias matches, whatever its case, script or usual spelling: `Sai`, `saay`
/// and `साय` are the same. A text without letters and digits fits nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct NameFilter {
    /// All these words are in its names and aliases, in any order. At most 200 characters.
    #[graphql(validator(chars_max_length = 200))]
    pub matches: Option<String>,
    /// A name or alias has as many words, and its names and aliases have these, in any order. At most 200 characters.
    #[graphql(validator(chars_max_length = 200))]
    pub eq: Option<String>,
    /// A name or alias begins with these words, of which the last may be a beginning; from the fourth on they may stand
    /// anywhere. At most 200 characters.
    #[graphql(validator(chars_max_length = 200))]
    pub starts_with: Option<String>,
}

impl NameFilter {
    /// True for records of which a name or an alias matches; `column` holds the record's id.
    pub fn on(&self, column: impl IntoColumnRef + Copy) -> Condition {
        self.conditions(column, |phrase| phrase)
    }

    /// True for positions of which a title matches; `column` holds the position's id.
    pub fn on_title(&self, column: impl IntoColumnRef + Copy) -> Condition {
        self.conditions(column, Phrase::in_titles)
    }

    /// What selects the ids of all records that fit, of any kind: a statement for each condition.
    pub fn found(&self) -> Vec<SelectStatement> {
        self.expressions(|phrase| phrase)
            .into_iter()
            .flatten()
            .map(|it| found(&it))
            .collect()
    }

    fn conditions(&self, column: impl IntoColumnRef + Copy, of: fn(Phrase) -> Phrase) -> Condition {
        let found = |expression: Option<Expression>| match expression {
            Some(expression) => among(column, found(&expression)),
            None => Expr::cust("1 = 0").into_condition(),
        };
        let all = self.expressions(of).into_iter().map(found);
        all.fold(Condition::all(), Condition::add)
    }

    /// What each condition asks of the index; `None` for one that nothing fits.
    fn expressions(&self, of: fn(Phrase) -> Phrase) -> Vec<Option<Expression>> {
        let ask = |text: &Option<String>, ask: fn(&Phrase) -> Option<Expression>| {
            let text = text.as_deref()?;
            Some(Phrase::new(text).map(of).and_then(|phrase| ask(&phrase)))
        };
        let all = [
            ask(&self.matches, Phrase::in_names),
            ask(&self.eq, Phrase::whole),
            ask(&self.starts_with, Phrase::at_start),
        ];
        all.into_iter().flatten().collect()
    }
}

/// Filters uncertain dates honestly: what surely, or what possibly, falls in a range.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct MomentFilter {
    /// Surely inside the range, whatever the true day is; an approximate or uncertain date (`~`, `?`, `%`) surely is in none.
    pub within: Option<DateRange>,
    /// Possibly inside the range.
    pub overlaps: Option<DateRange>,
}

/// A range of days, both ends included; a missing end is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct DateRange {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl MomentFilter {
    /// The condition on the first and the last day that a moment touches; `edtf` is null where there is no moment.
    pub fn on<C: IntoColumnRef + Copy>(&self, edtf: C, earliest: C, latest: C) -> Condition {
        let mut all = Condition::all().add(Expr::col(edtf).is_not_null());
        let (first, last) = (
            || Open::Early.or(Expr::col(earliest)),
            || Open::Late.or(Expr::col(latest)),
        );
        if let Some(DateRange { from, to }) = &self.within {
            all = QUALIFIERS.iter().fold(all, |all, mark| {
                all.add(contains(edtf, mark.encode_utf8(&mut [0; 4])).not())
            });
            if let Some(Date(from)) = from {
                all = all.add(Expr::col(earliest).is_not_null()).add(first().gte(*from));
            }
            if let Some(Date(to)) = to {
                all = all.add(Expr::col(latest).is_not_null()).add(last().lte(*to));
                // What ends in time has begun in time: said for the sake of the index, which then has both its ends.
                all = all.add(first().lte(*to));
            }
        }
        if let Some(DateRange { from, to }) = &self.overlaps {
            if let Some(Date(from)) = from {
                all = all.add(last().gte(*from));
            }
            if let Some(Date(to)) = to {
                all = all.add(first().lte(*to));
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::sea_query::SqliteQueryBuilder;

    use super::*;

    #[test]
    fn a_checked_condition_is_checked_as_a_whole() {
        let both = Condition::all().add(Expr::cust("a = 1")).add(Expr::cust("b OR c"));
        let sql = |it| Query::select().cond_where(checked(it)).to_string(SqliteQueryBuilder);
        assert_eq!(
            sql(both.clone()),
            "SELECT  WHERE EXISTS(SELECT 1 WHERE (a = 1) AND (b OR c) LIMIT 1 OFFSET 0)"
        );
        assert_eq!(
            sql(both.not()),
            "SELECT  WHERE EXISTS(SELECT 1 WHERE NOT ((a = 1) AND (b OR c)) LIMIT 1 OFFSET 0)"
        );
    }
}
