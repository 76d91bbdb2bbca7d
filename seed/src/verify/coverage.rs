//! How far an article is told: which of its sentences and words no citation touches.

use serde::Serialize;

use crate::article_text::ArticleText;
use crate::sentence::{Covered, Span, sentences, words};

/// How far an article is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleReport {
    /// Its slug.
    pub article: String,
    /// How many citations and passages point into it.
    pub citations: usize,
    /// How many sentences it has.
    pub sentences: usize,
    /// Sentences that none of them touches.
    pub untouched: Vec<Passage>,
    /// Words that none of them touches, for information.
    pub untouched_words: Vec<Passage>,
}

/// Words of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The citation that covers them.
    pub at: String,
    /// Their line, from 1.
    pub line: u32,
    /// The words.
    pub text: String,
}

/// How far the spans tell the article.
pub(super) fn report(slug: &str, text: &ArticleText, spans: Vec<Span>) -> ArticleReport {
    let citations = spans.len();
    let cover = Covered::of(spans);
    let passage = |(start, end): Span| Passage {
        at: format!("{slug}@{start}-{end}"),
        line: text.line(start),
        text: text.words(start, end).unwrap_or_default().to_owned(),
    };
    let all = sentences(text.as_str());
    let words = words(text.as_str());
    let touched = |it: &Span| {
        words
            .iter()
            .any(|word| it.0 <= word.0 && word.1 <= it.1 && cover.touches(*word))
    };
    ArticleReport {
        article: slug.to_owned(),
        citations,
        sentences: all.len(),
        untouched: all.into_iter().filter(|it| !touched(it)).map(passage).collect(),
        untouched_words: words
            .iter()
            .filter(|it| !cover.touches(**it))
            .copied()
            .map(passage)
            .collect(),
    }
}
