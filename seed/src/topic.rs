//! Topics: the shape of `topic.yaml`.

use crate::shape::record;

record! {
    /// A subject of meetings, policies and statements.
    Topic {
    } optional {
        /// Slug of the next broader topic.
        #[schemars(extend("x-refers" = "topic"))]
        broader: Option<String>,
    }
}
