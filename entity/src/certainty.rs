//! How sure the dataset is of what it says.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How sure the dataset is of a statement that it makes.
    #[derive(Default)]
    pub enum Certainty {
        /// A source states it.
        #[default]
        Stated,
        /// It follows from what the sources state; `note` says how.
        Inferred,
        /// The source can be read this way, and another way too; `note` says which.
        Possible,
    }
}

impl Certainty {
    /// True for the certainty that is not worth writing down in a file.
    pub fn is_stated(&self) -> bool {
        *self == Self::Stated
    }
}
