//! Organisations with their positions and figures: the shape of `organisation.yaml`.

use entity::figure::Comparator;
use entity::organisation::OrganisationKind;
use entity::position::SeatRole;
use entity::{Certainty, LocalizedText};

use crate::record::{Evidence, Moment};
use crate::shape::{record, shape};

record! {
    /// A body: of government, of learning, of trade or of the press.
    Organisation {
        /// What sort of body it is.
        kind: OrganisationKind,
    } optional {
        /// Slug of the body it belongs to.
        #[schemars(extend("x-refers" = "organisation"))]
        parent: Option<String>,
        /// Slug of the state whose body it is, or in which it works.
        #[schemars(extend("x-refers" = "state"))]
        state: Option<String>,
        /// Slug of the place where it has its seat.
        #[schemars(extend("x-refers" = "place"))]
        place: Option<String>,
        /// Address of its website.
        #[schemars(extend("x-form" = "url", "x-general" = true))]
        website: Option<String>,
        /// Wikidata item.
        #[schemars(extend("x-form" = "wikidata", "x-general" = true))]
        wikidata: Option<String>,
        /// Posts in it, and seats on it where it is a committee.
        positions: Vec<Position>,
        /// Numbers that the sources report about it.
        figures: Vec<Figure>,
    }
}

shape! {
    /// A post in a body, whoever holds it.
    Position {
        /// Its key in this body; elsewhere it is `organisation-slug/key`.
        #[schemars(extend("x-form" = "key"))]
        key: String,
        /// What it is called, as printed.
        title: LocalizedText,
    } optional {
        /// For a seat on a committee.
        role: Option<SeatRole>,
        /// The post whose holder sits here: `organisation-slug/key`.
        #[schemars(extend("x-refers" = "position"))]
        ex_officio: Option<String>,
        /// Where the articles say so.
        evidence: Vec<Evidence>,
    }
}

shape! {
    /// A reported number, with its comparator.
    Figure {
        /// Its key in this body.
        #[schemars(extend("x-form" = "key"))]
        key: String,
        /// What is measured.
        measure: LocalizedText,
        /// How the value is to be read.
        comparator: Comparator,
        /// The number in decimal digits, quoted.
        #[schemars(extend("x-form" = "decimal"))]
        value: String,
        /// ISO 4217 code for money, otherwise a plain unit such as `country`.
        unit: String,
    } optional {
        /// The day or time for which it holds.
        as_of: Option<Moment>,
        /// How sure the number is.
        certainty: Certainty,
        /// Why, where it is not simply stated.
        note: Option<LocalizedText>,
        /// Where the articles say so.
        evidence: Vec<Evidence>,
    }
}
