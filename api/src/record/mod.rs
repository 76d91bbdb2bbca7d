//! What every record has: slug, names, aliases, evidence, references, history; and the interface over all kinds.
//!
//! A record's room declares its object by `record_object!`; what is particular stays in that room.

mod alias;
mod find;
mod interface;
mod list;
mod object;
mod reference;

pub use alias::Alias;
pub use find::{AliasesOf, Lead, RecordRow, ReferencesOf, SlugKey, by_slug, find, lead, rows, slugs, source};
pub use interface::{Record, RecordId};
pub use list::Records;
pub(crate) use object::record_object;
pub use reference::Reference;
