//! Lists of changes: those of a record, the newest first, and those after a place in the log, the oldest first.
//!
//! The log is in the order of its inside ids, which is that of revision and place in the revision, because there is never
//! more than one writer: so an id is a place in the log, and the key of the table gives its pages.

use entity::change::{Column, Entity};
use entity::record::RecordKind;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, Iterable};

use super::find::ChangeId;
use super::object::Change;
use crate::error::Error;
use crate::loader::Db;
use crate::page::{Direction, Key, List, Page, Sort, Source};

/// A list of changes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Changes {
    /// Those of the record that is the list's parent, and the mergers into it; the newest first.
    OfRecord,
    /// Those after a change, of which the inside id takes the place of a parent's; the oldest first.
    After {
        /// Only of these kinds; all when `None`.
        kinds: Option<Vec<RecordKind>>,
        /// Where the page begins, if that is later: of two bounds SQLite would begin at the one that comes first.
        from: i64,
    },
}

impl Changes {
    /// Those after a place in the log, of some kinds of records, to be cut into a page.
    pub fn after(kinds: Option<Vec<RecordKind>>, page: &Page) -> Self {
        let named = kinds.map(|kinds| RecordKind::iter().filter(|kind| kinds.contains(kind)).collect());
        let kinds = named.filter(|kinds: &Vec<_>| kinds.len() < RecordKind::iter().count());
        let from = page.after.as_ref().and_then(|cursor| cursor.keys.first());
        let from = match from {
            Some(Key::Integer(from)) => *from,
            _ => 0,
        };
        Self::After { kinds, from }
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

impl List for Changes {
    const NAME: &'static str = "Change";
    type Id = ChangeId;
    type Item = Change;

    fn source(&self, parents: Option<&[i64]>) -> Source {
        let mut select = Query::select().from(Entity).to_owned();
        if let Self::After { kinds: Some(kinds), .. } = self {
            select.and_where(Column::Kind.is_in(kinds.iter().copied()));
        }
        let mut source = Source::new(select, Expr::col(ID));
        match (self, parents) {
            (_, None) => source,
            (Self::OfRecord, Some(records)) => source.under(of_records(records)),
            // One place needs no join: there may be a million changes after it.
            (Self::After { .. }, Some([place])) => {
                source.select.and_where(Expr::col(ID).gt(*place));
                source.parent = Some(Expr::val(*place));
                source
            }
            (Self::After { .. }, Some(places)) => source.under(joined(places.iter().map(|place| after(*place)))),
        }
    }

    /// The log by kind, so that each index is read only as far as the page goes.
    async fn parts(&self, _db: &Db, places: &[Option<i64>]) -> Result<Option<Vec<Vec<Source>>>, Error> {
        let Self::After { kinds, from } = self else {
            return Ok(None);
        };
        let part = |place: i64, kind: Option<RecordKind>| {
            let place = Ord::max(place, *from);
            let mut select = Query::select()
                .from(Entity)
                .and_where(Expr::col(ID).gt(place))
                .to_owned();
            select.and_where_option(kind.map(|kind| Column::Kind.eq(kind)));
            Source::new(select, Expr::col(ID))
        };
        let parts = |place: i64| match kinds {
            Some(kinds) => kinds.iter().map(|kind| part(place, Some(*kind))).collect(),
            None => vec![part(place, None)],
        };
        Ok(places.iter().map(|place| place.map(parts)).collect())
    }

    fn sorts(&self) -> Vec<Sort> {
        let direction = match self {
            Self::OfRecord => Direction::Desc,
            Self::After { .. } => Direction::Asc,
        };
        vec![Sort::integer("id", Expr::col(ID), direction)]
    }
}

/// Pairs of records and changes. A merger belongs to no record but the one that it leads to.
fn of_records(records: &[i64]) -> SelectStatement {
    let of = |column: Column| {
        let condition = Expr::col((Entity, column)).is_in(records.iter().copied());
        pairs(Expr::col((Entity, column)), condition)
    };
    joined([of(Column::RecordId), of(Column::MergedIntoId)].into_iter())
}

fn after(place: i64) -> SelectStatement {
    pairs(Expr::val(place), Expr::col(ID).gt(place))
}

fn pairs(parent: Expr, condition: Expr) -> SelectStatement {
    Query::select()
        .expr_as(parent, Alias::new("parent"))
        .expr_as(Expr::col(ID), Alias::new("child"))
        .from(Entity)
        .and_where(condition)
        .to_owned()
}

fn joined(mut selects: impl Iterator<Item = SelectStatement>) -> SelectStatement {
    let none = || pairs(Expr::val(0_i64), Expr::cust("1 = 0"));
    let mut all = selects.next().unwrap_or_else(none);
    for select in selects {
        all.union(UnionType::All, select);
    }
    all
}
