//! Facets: how many of a list of meetings fall under each state, kind, place and so on.
//!
//! They are counted for the whole list, whatever the page, and only when they are asked for: all facets of a field, under
//! however many parents, in one statement. `sql.rs` says how each is counted, `word.rs` how values without a record are called.

mod find;
mod object;
mod sql;
mod word;

pub use find::{FacetsOf, MissingOf};
pub use object::{Facet, FacetValue, MeetingFacet};
