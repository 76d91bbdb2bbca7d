//! The dataset as a whole: the shape of `dataset.yaml`.

use entity::{LanguageTag, LocalizedText};

use crate::shape::shape;

shape! {
    /// What the dataset is.
    Dataset {
        /// What it is called.
        title: LocalizedText,
        /// What it holds, for a newcomer.
        description: LocalizedText,
        /// SPDX expression of the data's licence.
        licence: String,
        /// Languages of its texts.
        languages: Vec<LanguageTag>,
    } optional {
    }
}
