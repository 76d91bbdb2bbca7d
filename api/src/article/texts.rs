//! The articles' texts, when the operator has them: read once at start, found by their hash, never stored.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

use seed::article_text::{ArticleText, sha256};

/// The texts of the articles, by the SHA-256 of their bytes.
#[derive(Clone, Debug, Default)]
pub struct Texts(Arc<HashMap<String, ArticleText>>);

impl Texts {
    /// Reads every text file of a folder; other files, and those that are not UTF-8, are left alone.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut texts = HashMap::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|it| it == "txt")
                && let Ok(text) = String::from_utf8(fs::read(&path)?)
            {
                texts.insert(sha256(&text), ArticleText::new(text));
            }
        }
        Ok(Self(Arc::new(texts)))
    }

    /// The text with a hash; `None` when the operator does not have it.
    pub fn get(&self, sha256: &str) -> Option<&ArticleText> {
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
