//! The text of an article, addressed by code points: what a citation covers.
//!
//! The texts belong to their publishers. They are read from the folder given with `--articles` and stay there.

use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::lock::{ArticleLock, Citation, CitationLock};

/// A text and where each of its code points begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleText {
    text: String,
    starts: Vec<usize>,
}

impl ArticleText {
    /// A text in memory, exactly as it is.
    pub fn new(text: String) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, starts }
    }

    /// Reads the text of a file in a folder.
    ///
    /// # Errors
    /// When the name leads out of the folder, when there is no such file, and when it is not UTF-8.
    pub fn read(folder: &Path, file: &str) -> io::Result<Self> {
        if Path::new(file).file_name().is_none_or(|name| name != file) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "it is not the plain name of a file",
            ));
        }
        fs::read_to_string(folder.join(file)).map(Self::new)
    }

    /// The text, unnormalised.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its length in code points.
    pub fn length(&self) -> u32 {
        u32::try_from(self.starts.len() - 1).unwrap_or(u32::MAX)
    }

    /// The words of a span of code points, the end not included; `None` when they are not within the text.
    pub fn words(&self, start: u32, end: u32) -> Option<&str> {
        let byte = |at: u32| self.starts.get(usize::try_from(at).ok()?).copied();
        self.text.get(byte(start)?..byte(end)?)
    }

    /// The line, from 1, on which a code point stands.
    pub fn line(&self, at: u32) -> u32 {
        let before = self.words(0, at).unwrap_or(&self.text);
        u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX)
    }

    /// Every occurrence of printed words, also where they overlap, as spans of code points.
    pub fn occurrences(&self, words: &str) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = self.text.get(from..).and_then(|rest| rest.find(words)) {
            let start = from + at;
            found.extend(self.span(start, start + words.len()));
            from = start
                + self
                    .text
                    .get(start..)
                    .and_then(|it| it.chars().next())
                    .map_or(1, char::len_utf8);
        }
        found
    }

    fn span(&self, start: usize, end: usize) -> Option<(u32, u32)> {
        let point = |byte| {
            self.starts
                .binary_search(&byte)
                .ok()
                .and_then(|it| u32::try_from(it).ok())
        };
        Some((point(start)?, point(end)?)).filter(|(start, end)| start < end)
    }

    /// What the lock says of the article.
    pub fn lock(&self) -> ArticleLock {
        ArticleLock {
            sha256: sha256(&self.text),
            length: self.length(),
        }
    }

    /// What the lock says of a citation; `None` when it is not within the text.
    pub fn lock_of(&self, citation: &Citation) -> Option<CitationLock> {
        let words = self.words(citation.start, citation.end)?;
        Some(CitationLock {
            line: self.line(citation.start),
            sha256: sha256(words),
        })
    }
}

/// The SHA-256 of a text's UTF-8 bytes in lower-case hex.
pub fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spans_count_code_points_of_the_text_as_it_is() {
        let text = ArticleText::new("क\u{93c}ल\nab ab".to_owned());
        assert_eq!(text.length(), 9);
        assert_eq!(text.words(0, 2), Some("क\u{93c}"));
        assert_eq!(text.words(8, 10), None);
        assert_eq!(text.words(3, 2), None);
        assert_eq!((text.line(0), text.line(3), text.line(4)), (1, 1, 2));
        assert_eq!(text.occurrences("ab"), [(4, 6), (7, 9)]);
        assert_eq!(ArticleText::new("aaa".to_owned()).occurrences("aa"), [(0, 2), (1, 3)]);
        assert_eq!(text.occurrences(""), []);
        assert_eq!(
            sha256(""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_refused() {
        for name in ["../a.txt", "/etc/hostname", "a/b.txt", "", "."] {
            let error = ArticleText::read(Path::new("/tmp"), name).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{name}");
        }
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_was_sought(text in "[a-cक\u{93c}ा \n]{0,30}", words in "[a-cक\u{93c} ]{1,3}") {
            let text = ArticleText::new(text);
            for (start, end) in text.occurrences(&words) {
                prop_assert_eq!(text.words(start, end), Some(words.as_str()));
            }
        }
    }
}
