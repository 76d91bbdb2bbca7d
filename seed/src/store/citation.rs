//! Citations as they are written in the files, and back.

use crate::lock::Citation;

/// The citation that `article-slug@start-end` is; `None` when the text is none.
pub(crate) fn read(at: &str) -> Option<Citation> {
    let (article, span) = at.rsplit_once('@')?;
    let (start, end) = span.split_once('-')?;
    let citation = Citation {
        article: article.to_owned(),
        start: start.parse().ok()?,
        end: end.parse().ok()?,
    };
    // Written in one way only, or reading it back would give another text.
    (write(&citation) == at).then_some(citation)
}

/// The text of a citation.
pub(crate) fn write(citation: &Citation) -> String {
    format!("{}@{}-{}", citation.article, citation.start, citation.end)
}
