//! Counterparts: who was in the same meetings as an official or an organisation.
//!
//! A *party* is a named official or an organisation. Two parties met in a meeting when both took part in it, each by a
//! participation of its own: whoever took part for a body did not meet it by that. A group without a name is nobody's
//! counterpart; one of a body counts as the body. A tour and its parts are separate meetings.

mod encounter;
mod find;
mod object;
mod party;
mod presence;

pub use encounter::{Counting, EncounterFilter, Encounters};
pub use find::{Counterparts, Together};
pub use object::{CounterpartConnection, CounterpartEdge};
pub use party::{Party, PartyId};
pub use presence::{MINE, THEIRS, keep, meet, of_parties, present};
