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
        within: Option<String>,
        /// Slug of the state it lies in.
        state: Option<String>,
        /// Degrees north, WGS 84, of its middle.
        latitude: Option<f64>,
        /// Degrees east, WGS 84, of its middle.
        longitude: Option<f64>,
        /// Wikidata item.
        wikidata: Option<String>,
    }
}
