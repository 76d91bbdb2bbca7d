//! Search across scripts: records by their names and texts, and the expressions that filters of names are made of.

mod begun;
mod expression;
mod find;
mod near;
mod object;
mod query;
mod snippet;
mod tier;

pub use expression::{Expression, Phrase};
pub use find::{first, found};
pub use near::{Near, near};
pub use object::{SearchConnection, SearchEdge, SearchMatch, TextRange, phrase};
pub use query::{SearchMode, SearchQuery};
