//! Topics, from broad to narrow.

mod filter;
mod find;
mod object;
mod query;

pub use filter::TopicFilter;
pub use find::{TopicId, Topics, TopicsOf};
pub use object::Topic;
pub use query::TopicQuery;
