//! Organisations: bodies of every sort.

mod filter;
mod find;
mod object;
mod query;

pub use filter::{OrganisationFilter, OrganisationOrder, OrganisationOrderField};
pub use find::{Of, OrganisationId, Organisations, ResponsibleFor};
pub use object::Organisation;
pub use query::OrganisationQuery;
