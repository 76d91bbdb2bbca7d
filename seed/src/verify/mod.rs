//! Proves the evidence against the articles' texts, writes the lock, and finds sentences that nothing touches.

mod compare;
mod coverage;

use std::collections::BTreeMap;
use std::path::Path;

use entity::RecordKind;

pub use self::coverage::{ArticleReport, Passage};
use crate::article_text::ArticleText;
use crate::form::Form;
use crate::lock::{Citation, Lock};
use crate::problem::{Place, Problems};
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
        for spot in set.spots().filter(|it| it.form == Some(Form::Citation)) {
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
            self.found.articles.push(coverage::report(slug, text, spans));
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
