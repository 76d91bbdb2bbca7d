//! Everything that has a global id. Each object is listed here itself: an interface among them would make invalid SDL.

use async_graphql::{ID, Interface};

use crate::appointment::Appointment;
use crate::article::Article;
use crate::change::Change;
use crate::evidence::Evidence;
use crate::figure::Figure;
use crate::meeting::Meeting;
use crate::official::Official;
use crate::organisation::Organisation;
use crate::outcome::Outcome;
use crate::participation::Participation;
use crate::place::Place;
use crate::policy::{Policy, PolicyMention};
use crate::position::Position;
use crate::record::Record;
use crate::state::State;
use crate::statement::Statement;
use crate::topic::Topic;

/// Something with a global id, by which it can be fetched again.
#[derive(Clone, Debug, Interface)]
#[graphql(field(name = "id", ty = "Result<ID, Error>", desc = "Global id, opaque and stable."))]
#[expect(missing_docs, reason = "each is an object of that type")]
pub enum Node {
    State(State),
    Place(Place),
    Official(Official),
    Organisation(Organisation),
    Meeting(Meeting),
    Policy(Policy),
    Topic(Topic),
    Article(Article),
    Position(Position),
    Appointment(Appointment),
    Participation(Participation),
    Outcome(Outcome),
    Statement(Statement),
    PolicyMention(PolicyMention),
    Figure(Figure),
    Evidence(Evidence),
    Change(Change),
}

impl From<Record> for Node {
    fn from(record: Record) -> Self {
        match record {
            Record::State(it) => Self::State(it),
            Record::Place(it) => Self::Place(it),
            Record::Official(it) => Self::Official(it),
            Record::Organisation(it) => Self::Organisation(it),
            Record::Meeting(it) => Self::Meeting(it),
            Record::Policy(it) => Self::Policy(it),
            Record::Topic(it) => Self::Topic(it),
            Record::Article(it) => Self::Article(it),
        }
    }
}
