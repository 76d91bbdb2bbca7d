//! Proves the evidence against the articles' texts, writes the lock, and finds sentences that nothing touches.

use std::collections::BTreeMap;
use std::path::Path;

use entity::RecordKind;
use serde::Serialize;

use crate::article_text::ArticleText;
use crate::form::Form;
use crate::lock::{Citation, Lock};
use crate::problem::{Place, Problems};
use crate::sentence::{Covered, Span, sentences, words};
use crate::set::{Entry, Files, Set};
use crate::spot::Spot;

/// What was found out.
#[derive(Debug)]
pub struct Verification {
    /// Each article whose text is there.
    pub articles: Vec<ArticleReport>,
    /// Where the lock, the citations and the texts differ.
    pub differences: Problems,
    /// What the lock has to be. Of an article whose text is not there, what it was before.
    pub lock: Lock,
    /// True when a citation cannot be proven at all, so that the lock must not be written.
    pub is_unprovable: bool,
}

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

/// Compares the files in `folder` with the texts in `texts`.
///
/// # Errors
/// The problems of the files' form: citations in files that cannot be read cannot be proven.
pub fn verify(folder: &Path, texts: &Path) -> Result<Verification, Problems> {
    let mut problems = Problems::default();
    let files = Files::open(folder, &mut problems);
    let set = Set::of(&files, &mut problems);
    problems.into_result(())?;
    let mut work = Work::of(&set, texts);
    work.prove();
    work.compare();
    work.found.differences.sort();
    Ok(work.found)
}

struct Work<'s, 'a> {
    set: &'s Set<'a>,
    /// The citations with every place where they stand.
    cited: BTreeMap<Citation, Vec<&'s Spot<'a>>>,
    texts: BTreeMap<&'a str, ArticleText>,
    found: Verification,
}

impl<'s, 'a> Work<'s, 'a> {
    fn of(set: &'s Set<'a>, folder: &Path) -> Self {
        let mut cited: BTreeMap<Citation, Vec<&Spot<'_>>> = BTreeMap::new();
        let mut differences = Problems::default();
        for spot in set.spots().filter(|it| it.form() == Some(Form::Citation)) {
            let text = spot.node.text().unwrap_or_default();
            match text.parse() {
                Ok(citation) => cited.entry(citation).or_default().push(spot),
                Err(_) => {
                    if let Some((message, help)) = Form::Citation.fault(text) {
                        differences.at(&spot.place(), "form", message, help);
                    }
                }
            }
        }
        let is_unprovable = !differences.is_empty();
        let mut texts = BTreeMap::new();
        for entry in set.entries.iter().filter(|it| it.kind == RecordKind::Article) {
            let (Some(slug), Some(file)) = (entry.slug, entry.node.text_of("file")) else {
                continue;
            };
            match ArticleText::read(folder, file) {
                Ok(text) => {
                    texts.insert(slug, text);
                }
                Err(error) => {
                    let message = format!("the text `{file}` of this article cannot be read: {error}");
                    let help = format!("put it into `{}` as it was published", folder.display());
                    differences.at(&file_place(entry), "text-missing", message, help);
                }
            }
        }
        let found = Verification {
            articles: Vec::new(),
            differences,
            lock: Lock::default(),
            is_unprovable,
        };
        Self {
            set,
            cited,
            texts,
            found,
        }
    }

    /// Makes the lock that the texts ask for, and the reports of the articles.
    fn prove(&mut self) {
        let old = self.set.lock.as_ref().map(|(_, lock)| lock);
        for entry in self.set.entries.iter().filter(|it| it.kind == RecordKind::Article) {
            let Some(slug) = entry.slug else { continue };
            let lock = self.texts.get(slug).map(ArticleText::lock);
            let lock = lock.or_else(|| old?.articles.get(slug).cloned());
            self.found.lock.articles.extend(lock.map(|it| (slug.to_owned(), it)));
        }
        for (citation, spots) in &self.cited {
            let text = self.texts.get(citation.article.as_str());
            let lock = match text {
                Some(text) => text.lock_of(citation),
                None => old.and_then(|it| it.citations.get(citation)).cloned(),
            };
            if let Some(lock) = lock {
                self.found.lock.citations.insert(citation.clone(), lock);
                continue;
            }
            self.found.is_unprovable = true;
            let (message, help) = unprovable(self.set, citation, text);
            for spot in spots {
                self.found
                    .differences
                    .at(&spot.place(), "unprovable", message.clone(), help.clone());
            }
        }
        for (slug, text) in &self.texts {
            let spans = self
                .cited
                .keys()
                .filter(|it| it.article == **slug)
                .map(|it| (it.start, it.end))
                .collect();
            self.found.articles.push(report(slug, text, spans));
        }
    }

    /// Compares the lock that there is with the lock that the texts ask for.
    fn compare(&mut self) {
        let help = "see what changed, then run `seed verify --articles DIR --write`";
        let empty = Lock::default();
        let (source, old) = self
            .set
            .lock
            .as_ref()
            .map_or((None, &empty), |(source, lock)| (Some(source), lock));
        let Verification { differences, lock, .. } = &mut self.found;
        for entry in self.set.entries.iter().filter(|it| it.kind == RecordKind::Article) {
            let Some(slug) = entry.slug else { continue };
            let (rule, message) = match (old.articles.get(slug), lock.articles.get(slug)) {
                (None, Some(_)) => ("lock-differs", format!("the article `{slug}` is not in evidence.lock")),
                (Some(was), Some(is)) if was != is => {
                    let message = format!(
                        "the text of `{slug}` is not the one that was locked: SHA-256 {}, {} code points; locked {}, {}",
                        is.sha256, is.length, was.sha256, was.length
                    );
                    ("lock-text", message)
                }
                _ => continue,
            };
            differences.at(&file_place(entry), rule, message, help.to_owned());
        }
        for (citation, spots) in &self.cited {
            let message = match (old.citations.get(citation), lock.citations.get(citation)) {
                (None, Some(_)) => format!("`{citation}` is not in evidence.lock"),
                (Some(was), Some(is)) if was.sha256 != is.sha256 => {
                    format!("the words of `{citation}` are not those that were locked")
                }
                (Some(was), Some(is)) if was.line != is.line => {
                    format!(
                        "`{citation}` stands in line {}, and in line {} of the lock",
                        is.line, was.line
                    )
                }
                _ => continue,
            };
            if let Some(spot) = spots.first() {
                differences.at(&spot.place(), "lock-differs", message, help.to_owned());
            }
        }
        let articles = old
            .articles
            .keys()
            .filter(|it| !lock.articles.contains_key(*it))
            .map(|it| format!("article {it} "));
        let citations = old
            .citations
            .keys()
            .filter(|it| !self.cited.contains_key(it))
            .map(|it| format!("citation {it} "));
        for line in articles.chain(citations) {
            let Some(source) = source else { continue };
            let start = source.text.find(&line).unwrap_or_default();
            let place = Place {
                source,
                span: start..start + line.len(),
                path: String::new(),
            };
            let message = format!("nothing refers to this {} any more", line.trim_end());
            differences.at(&place, "lock-unused", message, help.to_owned());
        }
    }
}

fn file_place<'a>(entry: &Entry<'a>) -> Place<'a> {
    let span = entry
        .node
        .get("file")
        .map_or_else(|| entry.node.head(), |it| it.span.clone());
    Place {
        source: entry.source,
        span,
        path: "file".to_owned(),
    }
}

fn unprovable(set: &Set<'_>, citation: &Citation, text: Option<&ArticleText>) -> (String, String) {
    let again = "print the citation anew with `seed cite --articles DIR ARTICLE 'printed words'`".to_owned();
    match text {
        Some(text) => (
            format!(
                "`{citation}` is not within the text, which has {} code points",
                text.length()
            ),
            again,
        ),
        None if set.get(RecordKind::Article, &citation.article).is_none() => {
            let help = format!(
                "write its record in article/{}.yaml, or correct the slug",
                citation.article
            );
            (format!("there is no article `{}`", citation.article), help)
        }
        None => {
            let help = "put the article's text into the folder of `--articles`".to_owned();
            (
                format!("`{citation}` is new, and the text of its article is not there to prove it"),
                help,
            )
        }
    }
}

fn report(slug: &str, text: &ArticleText, spans: Vec<Span>) -> ArticleReport {
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
