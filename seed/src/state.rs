//! States and union territories: the shape of `state.yaml`.

use crate::shape::record;

record! {
    /// A state or union territory of India, or a first-level division of another country.
    State {
        /// ISO 3166-2, e.g. `IN-CG`.
        code: String,
        /// Slug of its country, a place.
        country: String,
    } optional {
        /// Slug of its capital, a place.
        capital: Option<String>,
        /// Wikidata item, e.g. `Q1168`.
        wikidata: Option<String>,
    }
}
