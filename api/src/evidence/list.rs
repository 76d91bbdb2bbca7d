//! The evidence taken from an article, in reading order.

use entity::evidence::{Column, Entity};
use sea_orm::sea_query::{Expr, Query};

use super::find::EvidenceId;
use super::object::Evidence;
use crate::page::{Direction, List, Sort, Source};

/// All evidence of an article, in the order of its text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Citations;

impl List for Citations {
    const NAME: &'static str = "Evidence";
    type Id = EvidenceId;
    type Item = Evidence;

    fn source(&self, parents: Option<&[i64]>) -> Source {
        let source = Source::new(Query::select().from(Entity).to_owned(), Expr::col((Entity, Column::Id)));
        parents.into_iter().fold(source, |source, articles| {
            source.of((Entity, Column::ArticleId), articles)
        })
    }

    fn sorts(&self) -> Vec<Sort> {
        vec![
            Sort::integer("start", Expr::col((Entity, Column::StartOffset)), Direction::Asc),
            Sort::integer("id", Expr::col((Entity, Column::Id)), Direction::Asc),
        ]
    }
}
