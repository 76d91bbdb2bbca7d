//! States and union territories: the shape of `state.yaml`.

use crate::shape::record;

record! {
    /// A state or union territory of India, or a first-level division of another country.
    State {
        /// ISO 3166-2, e.g. `IN-CG`.
        #[schemars(extend("x-form" = "iso-3166-2", "x-general" = true))]
        code: String,
        /// Slug of its country, a place.
        #[schemars(extend("x-refers" = "place"))]
        country: String,
    } optional {
        /// Slug of its capital, a place.
        #[schemars(extend("x-refers" = "place", "x-general" = true))]
        capital: Option<String>,
        /// Wikidata item, e.g. `Q1168`.
        #[schemars(extend("x-form" = "wikidata", "x-general" = true))]
        wikidata: Option<String>,
    }
}
