//! Finds printed words in an article and tells the citations to paste.

use std::fs;
use std::path::Path;

use entity::RecordKind;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

use crate::article_text::ArticleText;
use crate::problem::Problems;
use crate::set::{Files, Set};

/// An article that can be cited: its slug and its text.
#[derive(Debug)]
pub struct Citable {
    /// The slug; the stem of the file's name where there is no record yet.
    pub slug: String,
    /// False when no record describes the article yet.
    pub has_record: bool,
    /// The text.
    pub text: ArticleText,
}

/// Where printed words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The citation.
    pub at: String,
    /// The line of the first word, from 1.
    pub line: u32,
    /// The words as they stand there.
    pub text: String,
    /// True when they stand there exactly as they were sought.
    pub is_exact: bool,
}

/// Opens an article by its slug or by its text's file name, with or without the ending.
///
/// # Errors
/// A sentence that says what there is.
pub fn open(folder: &Path, texts: &Path, article: &str) -> Result<Citable, String> {
    // Whatever else is wrong with the files must not keep anybody from citing.
    let mut problems = Problems::default();
    let files = Files::open(folder, &mut problems);
    let set = Set::of(&files, &mut problems);
    let records = set.entries.iter().filter(|it| it.kind == RecordKind::Article);
    let known: Vec<(&str, &str)> = records
        .filter_map(|it| Some((it.slug?, it.node.text_of("file")?)))
        .collect();
    let names = names(texts)?;
    let stem = |file: &str| file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
    let of_slug = known
        .iter()
        .find(|(slug, _)| *slug == article)
        .map(|(_, file)| (*file).to_owned());
    let of_name = || {
        names
            .iter()
            .find(|file| *file == article || stem(file) == article)
            .cloned()
    };
    let Some(file) = of_slug.or_else(of_name) else {
        let slugs = known.iter().map(|(slug, _)| *slug);
        let all: Vec<&str> = slugs.chain(names.iter().map(String::as_str)).collect();
        return Err(format!("there is no article `{article}`; there are {}", all.join(", ")));
    };
    let text = ArticleText::read(texts, &file)
        .map_err(|error| format!("the text `{file}` cannot be read in {}: {error}", texts.display()))?;
    let slug = known
        .iter()
        .find(|(_, its)| *its == file)
        .map(|(slug, _)| (*slug).to_owned());
    Ok(Citable {
        has_record: slug.is_some(),
        slug: slug.unwrap_or_else(|| stem(&file)),
        text,
    })
}

fn names(folder: &Path) -> Result<Vec<String>, String> {
    let fault = |error| format!("the folder {} cannot be read: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(fault)?;
    let mut names: Vec<String> = entries
        .filter_map(|it| Some(it.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.retain(|it| !it.starts_with('.'));
    names.sort();
    Ok(names)
}

impl Citable {
    /// Every place where the words stand; where they stand nowhere exactly, where they do but for composition, white space
    /// and joiners.
    pub fn find(&self, words: &str) -> Vec<Found> {
        let exact = self.text.occurrences(words);
        let is_exact = !exact.is_empty();
        let spans = if is_exact {
            exact
        } else {
            loosely(self.text.as_str(), words)
        };
        let found = |(start, end)| Found {
            at: format!("{}@{start}-{end}", self.slug),
            line: self.text.line(start),
            text: self.text.words(start, end).unwrap_or_default().to_owned(),
            is_exact,
        };
        spans.into_iter().map(found).collect()
    }
}

/// Spans in which the words stand when only decomposed letters are compared.
fn loosely(text: &str, words: &str) -> Vec<(u32, u32)> {
    let (text, words) = (letters(text), letters(words));
    if words.is_empty() {
        return Vec::new();
    }
    let same = |window: &&[(char, u32)]| window.iter().zip(&words).all(|(one, other)| one.0 == other.0);
    let span = |window: &[(char, u32)]| {
        let points = || window.iter().map(|(_, at)| *at);
        Some((points().min()?, points().max()? + 1))
    };
    text.windows(words.len()).filter(same).filter_map(span).collect()
}

/// The letters of a text in canonical decomposition, each with the code point that it comes from.
fn letters(text: &str) -> Vec<(char, u32)> {
    let mut letters: Vec<(char, u32)> = Vec::new();
    for (at, letter) in (0u32..).zip(text.chars()) {
        if !letter.is_whitespace() && !matches!(letter, '\u{200c}' | '\u{200d}' | '\u{feff}') {
            decompose_canonical(letter, |part| letters.push((part, at)));
        }
    }
    let is_mark = |it: &(char, u32)| canonical_combining_class(it.0) != 0;
    for run in letters.chunk_by_mut(|one, other| is_mark(one) && is_mark(other)) {
        run.sort_by_key(|it| canonical_combining_class(it.0));
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citable(text: &str) -> Citable {
        Citable {
            slug: "a".to_owned(),
            has_record: true,
            text: ArticleText::new(text.to_owned()),
        }
    }

    #[test]
    fn words_are_found_exactly_or_else_loosely() {
        let article = citable("छत्तीसगढ\u{93c} के\nमुख्यमंत्री");
        let found = article.find("मुख्यमंत्री");
        assert_eq!(
            (found[0].at.as_str(), found[0].line, found[0].is_exact),
            ("a@13-24", 2, true)
        );
        let found = article.find("छत्तीसग\u{95d} के मुख्य");
        assert_eq!(
            (found[0].at.as_str(), found[0].line, found[0].is_exact),
            ("a@0-18", 1, false)
        );
        assert_eq!(found[0].text, "छत्तीसगढ\u{93c} के\nमुख्य");
        assert_eq!(article.find("रायपुर"), []);
        assert_eq!(article.find("\u{200d}"), []);
    }
}
