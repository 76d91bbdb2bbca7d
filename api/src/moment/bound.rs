//! The days of a moment in SQL: an end that is open or unknown counts as the first or the last day of all.
//!
//! So every day compares with every other, an order never meets a null, and the database has indexes on just these
//! expressions: their words are those of the migration's step `m20260101_000009_time`.

use sea_orm::prelude::Date;
use sea_orm::sea_query::{Expr, Func};

/// What stands for a day that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// A day before all others: a start that is open, or what comes last when days descend.
    Early,
    /// A day after all others: an end that is open, or what comes last when days ascend.
    Late,
}

impl Open {
    /// The day, which is that of EDTF's first or last year.
    pub fn day(self) -> Date {
        match self {
            Self::Early => Date::from_ymd_opt(1, 1, 1).unwrap_or(Date::MIN),
            Self::Late => Date::from_ymd_opt(9999, 12, 31).unwrap_or(Date::MAX),
        }
    }

    /// The day of a column; this one where it is null.
    pub fn or(self, column: impl Into<Expr>) -> Expr {
        // Written out and not bound, or the expression would not be the index's.
        let day = match self {
            Self::Early => "'0001-01-01'",
            Self::Late => "'9999-12-31'",
        };
        Func::cust("COALESCE").arg(column.into()).arg(Expr::cust(day)).into()
    }
}
