//! What counts as an encounter of two parties.

use async_graphql::InputObject;
use entity::Certainty;
use entity::meeting::MeetingStatus;
use sea_orm::Iterable;

use crate::error::Error;
use crate::meeting::MeetingFilter;

/// What counts as an encounter: without it only meetings that were held, and only those of whom the sources state or let
/// infer that they were there.
#[derive(Clone, Debug, InputObject)]
pub struct EncounterFilter {
    /// Meetings of these statuses count; at least one. A plan is not a meeting that took place.
    #[graphql(default_with = "vec![MeetingStatus::Held]")]
    pub status: Vec<MeetingStatus>,
    /// Participations that are so sure count; at least one.
    #[graphql(default_with = "vec![Certainty::Stated, Certainty::Inferred]")]
    pub certainty: Vec<Certainty>,
    /// Whether those count of whom the source says no more than that they were invited.
    #[graphql(default = false)]
    pub invited: bool,
}

/// What counts, each set of words as one number, so that lists of the same meaning are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Counting {
    status: u8,
    certainty: u8,
    /// Whether those count who were only invited.
    pub(super) invited: bool,
}

/// Which encounters are looked at: what counts, in which meetings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Encounters {
    /// What counts.
    pub counting: Counting,
    /// Only in meetings that fit.
    pub filter: Option<Box<MeetingFilter>>,
}

impl Encounters {
    /// Reads the arguments `filter` and `counting`.
    ///
    /// # Errors
    /// `BAD_INPUT` when `counting` leaves nothing that could count.
    pub fn new(filter: Option<Box<MeetingFilter>>, counting: Option<EncounterFilter>) -> Result<Self, Error> {
        let held = [MeetingStatus::Held];
        let sure = [Certainty::Stated, Certainty::Inferred];
        let counting = match counting {
            None => Counting::new(&held, &sure, false),
            Some(it) if it.status.is_empty() => return Err(nothing("status", "HELD")),
            Some(it) if it.certainty.is_empty() => return Err(nothing("certainty", "STATED, INFERRED")),
            Some(it) => Counting::new(&it.status, &it.certainty, it.invited),
        };
        Ok(Self { counting, filter })
    }
}

fn nothing(field: &str, default: &str) -> Error {
    Error::BadInput(format!(
        "`counting.{field}` is empty, so nothing would count: name what counts, or leave it out for `[{default}]`"
    ))
}

impl Counting {
    fn new(status: &[MeetingStatus], certainty: &[Certainty], invited: bool) -> Self {
        Self {
            status: bits(status),
            certainty: bits(certainty),
            invited,
        }
    }

    /// The statuses that count.
    pub(super) fn status(self) -> impl Iterator<Item = MeetingStatus> {
        words(self.status)
    }

    /// The certainties that count.
    pub(super) fn certainty(self) -> impl Iterator<Item = Certainty> {
        words(self.certainty)
    }
}

/// A bit for each word of a vocabulary that is among `chosen`.
fn bits<T: Iterable + PartialEq>(chosen: &[T]) -> u8 {
    let bits = T::iter().zip(0..).filter(|(word, _)| chosen.contains(word));
    bits.fold(0, |bits, (_, at)| bits | 1 << at)
}

fn words<T: Iterable>(bits: u8) -> impl Iterator<Item = T> {
    let chosen = T::iter().zip(0..).filter(move |(_, at)| bits & (1 << at) != 0);
    chosen.map(|(word, _)| word)
}
