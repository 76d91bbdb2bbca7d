//! Places, from countries to sites.

mod filter;
mod find;
mod object;
mod query;

pub use filter::{PlaceFilter, PlaceOrder, PlaceOrderField};
pub use find::{Of, PlaceId, Places};
pub use object::Place;
pub use query::PlaceQuery;
