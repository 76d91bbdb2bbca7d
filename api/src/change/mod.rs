//! The change log as it is answered: who changed what, when, field by field; and the feed of what changes next.

mod feed;
mod find;
mod line;
mod list;
mod object;
mod query;
mod subscription;
mod window;

pub use feed::{Feed, Follower, From};
pub use find::{ChangeId, ChangeKey};
pub use line::lines;
pub use list::Changes;
pub use object::Change;
pub use query::ChangeQuery;
pub use subscription::ChangeSubscription;
