//! Officials with their appointments: the shape of `official.yaml`.

use entity::{Certainty, LocalizedText};

use crate::record::{Evidence, Moment};
use crate::shape::{record, shape};

record! {
    /// A named person who appears in the sources for a body.
    Official {
    } optional {
        /// Title of respect as printed; never part of the name.
        honorific: Option<LocalizedText>,
        /// Wikidata item.
        #[schemars(extend("x-form" = "wikidata", "x-general" = true))]
        wikidata: Option<String>,
        /// Positions in which the sources show the official.
        appointments: Vec<Appointment>,
    }
}

shape! {
    /// An official in a position, as a source shows it.
    Appointment {
        /// The position: `organisation-slug/key`.
        #[schemars(extend("x-refers" = "position"))]
        position: String,
    } optional {
        /// When the sources show the official in the post: not the term of office.
        observed: Option<Moment>,
        /// How sure it is.
        certainty: Certainty,
        /// Why, where it is not simply stated.
        note: Option<LocalizedText>,
        /// Where the articles say so.
        evidence: Vec<Evidence>,
    }
}
