//! States and union territories.

mod filter;
mod find;
mod object;
mod query;

pub use filter::{StateFilter, StateOrder, StateOrderField};
pub use find::{StateId, States, StatesOf};
pub use object::State;
pub use query::StateQuery;
