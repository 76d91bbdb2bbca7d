//! Articles: the shape of `article/<slug>.yaml`.

use entity::{LanguageTag, LocalizedText};

use crate::record::Moment;
use crate::shape::{record, shape};
use crate::statement::Statement;

record! {
    /// A news article or document that the dataset cites. Its text is not part of the dataset.
    Article {
        /// Name of the file that holds the text, in the folder given with `--articles`.
        file: String,
        /// Language of the text.
        language: LanguageTag,
    } optional {
        /// Slug of the organisation that published it; never guessed.
        #[schemars(extend("x-refers" = "organisation"))]
        publisher: Option<String>,
        /// Who wrote it, as printed.
        byline: Option<String>,
        /// Slug of the place that its dateline names first.
        #[schemars(extend("x-refers" = "place"))]
        dateline: Option<String>,
        /// When it was published.
        published: Option<Moment>,
        /// Where it can be read.
        #[schemars(extend("x-form" = "url"))]
        url: Option<String>,
        /// What is said outside any meeting.
        statements: Vec<Statement>,
        /// Furniture of the page, which is no evidence.
        boilerplate: Vec<Passage>,
        /// Sentences, or parts of them, that carry no fact.
        without_facts: Vec<Passage>,
    }
}

shape! {
    /// A passage that is looked at and set aside.
    Passage {
        /// Which words: `article-slug@start-end`.
        #[schemars(extend("x-form" = "citation"))]
        at: String,
    } optional {
        /// What it is.
        note: Option<LocalizedText>,
    }
}
