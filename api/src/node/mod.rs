//! Global ids and the interface over everything that has one (Relay's object identification).

mod id;
mod interface;
mod query;

pub use id::{GlobalId, PartKey};
pub use interface::Node;
pub use query::NodeQuery;
