//! Lists of records of several kinds: what cites an article.

use entity::evidence;
use entity::record::{self, RecordKind};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, Query};

use super::interface::{Record, RecordId};
use crate::page::{Direction, List, Sort, Source, link};

/// The records that cite an article, by name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Records {
    /// Only these kinds; all when `None`.
    pub kinds: Option<Vec<RecordKind>>,
}

impl List for Records {
    const NAME: &'static str = "Record";
    type Id = RecordId;
    type Item = Record;

    fn source(&self, parents: Option<&[i64]>) -> Source {
        let mut select = Query::select().from(record::Entity).to_owned();
        if let Some(kinds) = &self.kinds {
            select.and_where(record::Column::Kind.is_in(kinds.iter().copied()));
        }
        let source = Source::new(select, Expr::col((record::Entity, record::Column::Id)));
        let of_articles = |articles| {
            let column = |column| (evidence::Entity, column);
            link(
                evidence::Entity,
                column(evidence::Column::ArticleId),
                column(evidence::Column::RecordId),
                articles,
            )
        };
        parents.map(of_articles).into_iter().fold(source, Source::under)
    }

    fn sorts(&self) -> Vec<Sort> {
        vec![
            Sort::by_name(Direction::Asc),
            Sort::integer("id", Expr::col((record::Entity, record::Column::Id)), Direction::Asc),
        ]
    }
}
