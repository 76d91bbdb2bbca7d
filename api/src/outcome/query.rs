//! Root fields of outcomes.

use async_graphql::Object;

use super::filter::OutcomeFilter;
use super::find::Outcomes;
use crate::error::Error;
use crate::page::{Connection, Page};

/// Reading outcomes.
#[derive(Debug, Default)]
pub struct OutcomeQuery;

#[Object]
impl OutcomeQuery {
    /// Outcomes of all meetings, by deadline; those without one last.
    async fn outcomes(
        &self,
        #[graphql(desc = "Only those that fit.")] filter: Option<Box<OutcomeFilter>>,
        #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Outcomes>, Error> {
        Connection::root(Outcomes::new(filter), Page::new(first, after, last, before)?)
    }
}
