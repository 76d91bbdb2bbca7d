//! Networks of who met whom, and the shortest way from one party to another.
//!
//! What a party is, and when two of them met, is said in [`crate::counterpart`].

mod chain;
mod find;
mod object;
mod query;

pub use object::{Network, NetworkLink, NetworkNode, PathStep};
pub use query::NetworkQuery;
