//! Places: the shape of `place.yaml`.

use entity::place::PlaceKind;

use crate::shape::record;

record! {
    /// A place where something was, or that something is about.
    Place {
        /// What sort of place it is.
        kind: PlaceKind,
    } optional {
        /// Slug of the next larger place.
        #[schemars(extend("x-refers" = "place"))]
        within: Option<String>,
        /// Slug of the state it lies in.
        #[schemars(extend("x-refers" = "state"))]
        state: Option<String>,
        /// Degrees north, WGS 84, of its middle.
        #[schemars(extend("x-form" = "latitude", "x-general" = true))]
        latitude: Option<f64>,
        /// Degrees east, WGS 84, of its middle.
        #[schemars(extend("x-form" = "longitude", "x-general" = true))]
        longitude: Option<f64>,
        /// Wikidata item.
        #[schemars(extend("x-form" = "wikidata", "x-general" = true))]
        wikidata: Option<String>,
    }
}
