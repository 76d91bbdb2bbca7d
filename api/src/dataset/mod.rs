//! The dataset as a whole: what it is, how far it has come, how much is in it.

mod find;
mod object;
mod query;

pub use object::{Dataset, KindCount};
pub use query::DatasetQuery;
