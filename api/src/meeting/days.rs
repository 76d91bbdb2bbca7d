//! Meetings of some days: the parent of such a list is no row, but a first and a last day.

use chrono::{Datelike, NaiveDate};
use entity::meeting::{Column, Entity};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query, SelectStatement, UnionType};

use crate::moment::Open;

/// Days from a first to a last one, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
}

impl Days {
    /// The days as one number, which takes the place of a parent's id.
    pub fn id(self) -> i64 {
        (i64::from(self.from.num_days_from_ce()) << 32) + i64::from(self.to.num_days_from_ce())
    }

    /// The days of a number.
    pub(super) fn of(id: i64) -> Option<Self> {
        let day = |number: i64| NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?);
        Some(Self {
            from: day(id >> 32)?,
            to: day(id & i64::from(u32::MAX))?,
        })
    }

    /// Meetings that fall, or may fall, in the days, in two parts, for each has an index of its own: those that may begin in
    /// them, and those that may have begun before. A meeting of which neither day is known is in none.
    pub(super) fn parts(self) -> [Condition; 2] {
        [self.begun(), self.reaching()]
    }

    /// Those that may begin in these days.
    fn begun(self) -> Condition {
        // Said twice, for the index of each order: a first day that is known is the same in both.
        let ascending = || Open::Late.or(Expr::col((Entity, Column::WhenEarliest)));
        Condition::all()
            .add(Column::WhenEarliest.is_not_null())
            .add(first().gte(self.from))
            .add(first().lte(self.to))
            .add(ascending().gte(self.from))
            .add(ascending().lte(self.to))
    }

    /// Those that may have begun before and may still go on; a meeting of one day is none of them.
    fn reaching(self) -> Condition {
        let several = Condition::any()
            .add(Column::WhenEarliest.is_null())
            .add(Column::WhenLatest.is_null())
            .add(Expr::col((Entity, Column::WhenEarliest)).lt(Expr::col((Entity, Column::WhenLatest))));
        let dated = Condition::any()
            .add(Column::WhenEarliest.is_not_null())
            .add(Column::WhenLatest.is_not_null());
        let before = Condition::any()
            .add(Column::WhenEarliest.is_null())
            .add(first().lt(self.from));
        let last = Open::Late.or(Expr::col((Entity, Column::WhenLatest)));
        Condition::all()
            .add(several)
            .add(dated)
            .add(before)
            // Said beside it for the sake of the index.
            .add(first().lte(self.from))
            .add(last.gte(self.from))
    }
}

/// Pairs of days and a meeting that falls, or may fall, in them.
pub(super) fn in_days(parents: &[i64]) -> SelectStatement {
    let days = parents.iter().filter_map(|id| Some((*id, Days::of(*id)?)));
    let mut selects = days.flat_map(|(id, days)| days.parts().map(|part| pairs(id, part)));
    let none = || pairs(0, Condition::all().add(Expr::cust("1 = 0")));
    let mut all = selects.next().unwrap_or_else(none);
    for select in selects {
        all.union(UnionType::All, select);
    }
    all
}

fn first() -> Expr {
    Open::Early.or(Expr::col((Entity, Column::WhenEarliest)))
}

fn pairs(id: i64, condition: Condition) -> SelectStatement {
    Query::select()
        .expr_as(Expr::val(id), "parent")
        .expr_as(Expr::col((Entity, Column::Id)), "child")
        .from(Entity)
        .cond_where(condition)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_their_number() {
        for (from, to) in [
            ("0001-01-01", "9999-12-31"),
            ("2025-08-22", "2025-08-22"),
            ("2024-02-01", "2024-02-29"),
        ] {
            let days = Days {
                from: from.parse().unwrap(),
                to: to.parse().unwrap(),
            };
            assert_eq!(Days::of(days.id()), Some(days));
        }
    }
}
