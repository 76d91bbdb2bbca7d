//! Statements: a part of meetings, and of articles where no meeting is their place.

use entity::LocalizedText;
use entity::statement::{Modality, StatementChannel};

use crate::record::Evidence;
use crate::shape::shape;

shape! {
    /// What somebody is reported to have said, in our own words.
    Statement {
        /// Its key in this file.
        #[schemars(extend("x-form" = "key"))]
        key: String,
        /// How it was said.
        channel: StatementChannel,
        /// What sort of claim it is.
        modality: Modality,
        /// What was said.
        text: LocalizedText,
    } optional {
        /// Slug of the official who spoke; left out when the source does not say.
        #[schemars(extend("x-refers" = "official"))]
        speaker: Option<String>,
        /// Slug of the body for which it was said, or that said it.
        #[schemars(extend("x-refers" = "organisation"))]
        organisation: Option<String>,
        /// Slugs of its topics.
        #[schemars(extend("x-refers" = "topic"))]
        topics: Vec<String>,
        /// Where the articles say so.
        evidence: Vec<Evidence>,
    }
}
