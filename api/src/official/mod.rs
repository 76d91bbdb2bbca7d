//! Officials: named people who act for bodies.

mod filter;
mod find;
mod object;
mod query;

pub use filter::{OfficialFilter, OfficialOrder, OfficialOrderField};
pub use find::{DecidersOf, Of, OfficialId, Officials};
pub use object::Official;
pub use query::OfficialQuery;
