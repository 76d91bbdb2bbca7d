//! Root fields of statements.

use async_graphql::Object;

use super::filter::StatementFilter;
use super::find::{Of, Statements};
use crate::error::Error;
use crate::page::{Connection, Page};

/// Reading statements.
#[derive(Debug, Default)]
pub struct StatementQuery;

#[Object]
impl StatementQuery {
    /// Statements of all meetings and articles, in the order in which the dataset took them up.
    async fn statements(
        &self,
        #[graphql(desc = "Only those that fit.")] filter: Option<Box<StatementFilter>>,
        #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Statements>, Error> {
        Connection::root(Statements::new(Of::All, filter), Page::new(first, after, last, before)?)
    }
}
