//! Evidence: where in an article a fact stands, and the words themselves when the operator has the articles.

mod find;
mod list;
mod object;
mod subject;

pub use find::{EvidenceId, EvidenceOf, find_by_key};
pub use list::Citations;
pub use object::Evidence;
pub use subject::Subject;
