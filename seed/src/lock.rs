//! The lock of the evidence: what each citation covers, so that it can be proven without the articles' texts.

use std::collections::BTreeMap;

/// `evidence.lock`: for each article and each citation what the texts were when it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// By article slug.
    pub articles: BTreeMap<String, ArticleLock>,
    /// By citation, in the order of article and place.
    pub citations: BTreeMap<Citation, CitationLock>,
}

/// What an article's text was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleLock {
    /// SHA-256 of the UTF-8 text, lower-case hex.
    pub sha256: String,
    /// Its length in code points.
    pub length: u32,
}

/// What a citation's words were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationLock {
    /// 1-based line of the first word.
    pub line: u32,
    /// SHA-256 of the words in UTF-8, lower-case hex.
    pub sha256: String,
}

/// `article-slug@start-end`: code points, from 0, the end not included.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    /// Slug of the article.
    pub article: String,
    /// First code point.
    pub start: u32,
    /// The code point after the last.
    pub end: u32,
}
