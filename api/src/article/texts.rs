//! The articles' texts, when the operator has them: read once at start, found by their hash, never stored.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

use sha2::{Digest, Sha256};

/// The texts of the articles, by the SHA-256 of their bytes.
#[derive(Clone, Debug, Default)]
pub struct Texts(Arc<HashMap<String, Text>>);

/// One article's text.
#[derive(Clone, Debug)]
pub struct Text(String);

impl Texts {
    /// Reads every text file of a folder; other files are left alone.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut texts = HashMap::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|it| it == "txt") {
                let bytes = fs::read(&path)?;
                let sha256 = Sha256::digest(&bytes)
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect();
                if let Ok(text) = String::from_utf8(bytes) {
                    texts.insert(sha256, Text(text));
                }
            }
        }
        Ok(Self(Arc::new(texts)))
    }

    /// The text with a hash; `None` when the operator does not have it.
    pub fn get(&self, sha256: &str) -> Option<&Text> {
        self.0.get(sha256)
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Text {
    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code points from `start` up to `end`; `None` when the text is shorter.
    pub fn span(&self, start: i32, end: i32) -> Option<String> {
        let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
        let length = end.checked_sub(start)?;
        let span: String = self.0.chars().skip(start).take(length).collect();
        (span.chars().count() == length).then_some(span)
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn spans_count_code_points() {
        let text = Text("दुर्ग। 02".to_owned());
        assert_eq!(text.span(0, 5).as_deref(), Some("दुर्ग"));
        assert_eq!(text.span(7, 9).as_deref(), Some("02"));
        assert_eq!(text.span(7, 10), None);
        assert_eq!(text.span(3, 2), None);
    }
}
