//! Statements: what people are reported to have said, with what sort of claim it is.

mod filter;
mod find;
mod object;
mod query;

pub use filter::StatementFilter;
pub use find::{Of, StatementId, StatementKey, Statements, StatementsOf};
pub use object::Statement;
pub use query::StatementQuery;
