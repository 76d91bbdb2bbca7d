//! Policies, plans and programmes, how they are related, and how meetings touch them.

mod filter;
mod find;
mod mention;
mod object;
mod query;
mod relation;

pub use filter::{PolicyFilter, PolicyOrder, PolicyOrderField};
pub use find::{Of, Policies, PoliciesOf, PolicyId};
pub use mention::{MentionId, MentionKey, Mentions, MentionsOf, PolicyMention};
pub use object::Policy;
pub use query::PolicyQuery;
