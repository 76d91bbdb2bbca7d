//! The changes of a record, the newest first.

use entity::change::{Column, Entity};
use sea_orm::sea_query::{Expr, Query};

use super::find::ChangeId;
use super::object::Change;
use crate::page::{Direction, List, Sort, Source};

/// The changes of a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Changes;

impl List for Changes {
    const NAME: &'static str = "Change";
    type Id = ChangeId;
    type Item = Change;

    fn source(&self, parents: Option<&[i64]>) -> Source {
        let source = Source::new(Query::select().from(Entity).to_owned(), Expr::col((Entity, Column::Id)));
        parents
            .into_iter()
            .fold(source, |source, records| source.of((Entity, Column::RecordId), records))
    }

    fn sorts(&self) -> Vec<Sort> {
        vec![Sort::integer("id", Expr::col((Entity, Column::Id)), Direction::Desc)]
    }
}
