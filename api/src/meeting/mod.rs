//! Meetings and other events, held or planned.

mod clue;
mod connection;
mod days;
mod filter;
mod find;
mod object;
mod query;
mod total;
mod way;

pub use connection::MeetingConnection;
pub use days::Days;
pub use filter::{MeetingFilter, MeetingOrder, MeetingOrderField, MeetingsMatch, Participant, ParticipationsMatch};
pub use find::{MeetingId, Meetings, Of};
pub use object::Meeting;
pub use query::MeetingQuery;
