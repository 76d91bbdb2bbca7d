//! Participations: who took part in meetings, as what, and how surely.

mod filter;
mod find;
mod object;

pub use filter::ParticipationFilter;
pub use find::{Of, ParticipationId, ParticipationKey, Participations};
pub use object::Participation;
