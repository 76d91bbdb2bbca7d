//! Meetings with all that belongs to them: the shape of `meeting/<slug>.yaml`.

use entity::meeting::{MeetingFormat, MeetingKind, MeetingStatus};
use entity::outcome::OutcomeKind;
use entity::participation::ParticipationRole;
use entity::policy_mention::MentionRelation;
use entity::{Certainty, LocalizedText};

use crate::record::{Evidence, Moment};
use crate::shape::{record, shape};
use crate::statement::Statement;

record! {
    /// A meeting or other event, held or planned.
    Meeting {
        /// What sort of meeting or event it is.
        kind: MeetingKind,
        /// As the latest source reports it: a plan stays a plan until a source says that it happened.
        status: MeetingStatus,
        /// How people came together.
        format: MeetingFormat,
        /// When it was or is to be.
        when: Moment,
    } optional {
        /// What happened, in our own words.
        summary: Option<LocalizedText>,
        /// Slug of the place.
        #[schemars(extend("x-refers" = "place"))]
        place: Option<String>,
        /// Slug of the organisation in whose house it was.
        #[schemars(extend("x-refers" = "organisation"))]
        venue: Option<String>,
        /// Slugs of the states that it concerns.
        #[schemars(extend("x-refers" = "state"))]
        states: Vec<String>,
        /// Slug of the tour or event of which it is a part.
        #[schemars(extend("x-refers" = "meeting"))]
        part_of: Option<String>,
        /// Slugs of its topics.
        #[schemars(extend("x-refers" = "topic"))]
        topics: Vec<String>,
        /// Who took part.
        participations: Vec<Participation>,
        /// Which policies it touches, and how.
        policies: Vec<Mention>,
        /// What came of it.
        outcomes: Vec<Outcome>,
        /// What was said.
        statements: Vec<Statement>,
    }
}

shape! {
    /// Somebody's part in the meeting: at least one of `official`, `organisation` and `group`.
    Participation {
        /// What they were or did there, in the order of the source.
        roles: Vec<ParticipationRole>,
    } optional {
        /// Its key in this meeting; left out where the official's slug, or else the organisation's, tells it.
        #[schemars(extend("x-form" = "key"))]
        key: Option<String>,
        /// Slug of the named person.
        #[schemars(extend("x-refers" = "official"))]
        official: Option<String>,
        /// Slug of the body that took part, or for which the person did.
        #[schemars(extend("x-refers" = "organisation"))]
        organisation: Option<String>,
        /// People whom the source does not name, e.g. `Officials of NTT`.
        group: Option<LocalizedText>,
        /// In what post the official took part: `organisation-slug/key`, one of the official's appointments.
        #[schemars(extend("x-refers" = "position"))]
        appointment: Option<String>,
        /// How sure it is.
        certainty: Certainty,
        /// Why, where it is not simply stated.
        note: Option<LocalizedText>,
        /// Where the articles say so.
        evidence: Vec<Evidence>,
    }
}

impl Participation {
    /// Its key in the meeting: as written, or the slug of who took part.
    pub fn effective_key(&self) -> Option<&str> {
        self.key.as_deref().or_else(|| self.implied_key())
    }

    /// The key that it has when none is written.
    pub fn implied_key(&self) -> Option<&str> {
        self.official.as_deref().or(self.organisation.as_deref())
    }
}

shape! {
    /// How the meeting touches a policy.
    Mention {
        /// Slug of the policy.
        #[schemars(extend("x-refers" = "policy"))]
        policy: String,
        /// How they touch.
        relation: MentionRelation,
    } optional {
        /// How sure it is.
        certainty: Certainty,
        /// Why, where it is not simply stated.
        note: Option<LocalizedText>,
        /// Where the articles say so.
        evidence: Vec<Evidence>,
    }
}

shape! {
    /// What the meeting led to.
    Outcome {
        /// Its key in this meeting.
        #[schemars(extend("x-form" = "key"))]
        key: String,
        /// What sort of outcome it is.
        kind: OutcomeKind,
        /// What came of it, in our own words.
        text: LocalizedText,
    } optional {
        /// The deadline, where one is given.
        due: Option<Moment>,
        /// Slugs of the bodies that are to carry it out.
        #[schemars(extend("x-refers" = "organisation"))]
        responsible: Vec<String>,
        /// Slugs of the officials who decided it.
        #[schemars(extend("x-refers" = "official"))]
        decided_by: Vec<String>,
        /// Slugs of the policies it touches.
        #[schemars(extend("x-refers" = "policy"))]
        policies: Vec<String>,
        /// How sure it is.
        certainty: Certainty,
        /// Why, where it is not simply stated.
        note: Option<LocalizedText>,
        /// Where the articles say so.
        evidence: Vec<Evidence>,
    }
}
