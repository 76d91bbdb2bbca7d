//! Pages of lists: Relay connections over keyset cursors, cut in SQL.
//!
//! A room says by [`List`] where its list selects from and how it is ordered; everything else is here: arguments,
//! cursors, the keyset predicate, pages under many parents in one statement, and counts when they are asked for.

mod args;
mod connection;
mod cursor;
mod list;
mod sort;

pub use args::{Page, size};
pub use connection::{Connection, Edge, PageInfo};
pub use cursor::{Cursor, Key};
pub use list::{List, Source, link};
pub use sort::{Direction, Sort};
