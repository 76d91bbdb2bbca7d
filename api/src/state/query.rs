//! Root fields of states.

use async_graphql::{Context, Object};

use super::filter::{StateFilter, StateOrder};
use super::find::{ByCode, StateId, States};
use super::object::State;
use crate::error::{Answer, Error};
use crate::loader;
use crate::page::{Connection, Page};

/// Reading states.
#[derive(Debug, Default)]
pub struct StateQuery;

#[Object]
impl StateQuery {
    /// The state with an ISO 3166-2 code, present or former, or with a slug; null when there is none.
    async fn state(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "ISO 3166-2, e.g. `IN-CG`; a former code such as `IN-CT`, or the slug, leads to the same.")]
        code: String,
    ) -> Answer<State> {
        match loader::one(ctx, Some(ByCode(code))).await? {
            Ok(id) => loader::one(ctx, Some(StateId(id))).await,
            Err(fault) => Some(Err(fault)),
        }
    }

    /// States, by name unless ordered otherwise.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a field of the contract")]
    async fn states(
        &self,
        #[graphql(desc = "Only those that fit.")] filter: Option<Box<StateFilter>>,
        #[graphql(desc = "The order; by name when not given.")] order_by: Option<Vec<StateOrder>>,
        #[graphql(desc = "From the front: at most so many, 0 to 100; 20 when neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "From the back: at most so many, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<States>, Error> {
        Connection::root(States::new(filter, order_by), Page::new(first, after, last, before)?)
    }
}
