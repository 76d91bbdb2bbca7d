//! Outcomes: what meetings led to.

mod filter;
mod find;
mod object;
mod query;

pub use filter::OutcomeFilter;
pub use find::{OutcomeId, OutcomeKey, Outcomes, OutcomesOf};
pub use object::Outcome;
pub use query::OutcomeQuery;
