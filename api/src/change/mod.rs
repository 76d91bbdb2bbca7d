//! The change log as it is answered: who changed what, when, field by field.

mod find;
mod list;
mod object;

pub use find::{ChangeId, ChangeKey};
pub use list::Changes;
pub use object::Change;
