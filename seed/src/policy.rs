//! Policies and their relations: the shape of `policy.yaml`.

use entity::policy::PolicyKind;
use entity::policy_relation::PolicyRelationKind;
use entity::{Certainty, LocalizedText};

use crate::record::{Evidence, Moment};
use crate::shape::{record, shape};

record! {
    /// A policy, plan or programme.
    Policy {
        /// What sort of policy it is.
        kind: PolicyKind,
    } optional {
        /// Slug of the body that issued it.
        #[schemars(extend("x-refers" = "organisation"))]
        issuer: Option<String>,
        /// Slug of the state it is for.
        #[schemars(extend("x-refers" = "state"))]
        state: Option<String>,
        /// The period in its title.
        period: Option<Moment>,
        /// What it is, in our own words.
        summary: Option<LocalizedText>,
        /// Slugs of its topics.
        #[schemars(extend("x-refers" = "topic"))]
        topics: Vec<String>,
        /// How it stands to other policies.
        related: Vec<Relation>,
    }
}

shape! {
    /// A relation to another policy.
    Relation {
        /// How this policy stands to the other.
        kind: PolicyRelationKind,
        /// Slug of the other policy.
        #[schemars(extend("x-refers" = "policy"))]
        policy: String,
    } optional {
        /// How sure it is.
        certainty: Certainty,
        /// Why, where it is not simply stated.
        note: Option<LocalizedText>,
        /// Where the articles say so.
        evidence: Vec<Evidence>,
    }
}
