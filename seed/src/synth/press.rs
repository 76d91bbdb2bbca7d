//! Synthetic articles: what records cite. Their texts do not exist; lengths, lines and hashes are made up.

use chrono::{Days, NaiveDate};
use entity::statement::{Modality, StatementChannel};
use entity::{Certainty, LanguageTag, LocalizedText};

use super::random::Random;
use super::words::{INFERRED, POSSIBLE, Pair};
use crate::article::{Article, Passage};
use crate::lock::{ArticleLock, Citation, CitationLock, Lock};
use crate::record::{Evidence, Moment};
use crate::statement::Statement;

/// Code points of a line of an article.
const LINE: u32 = 400;

/// An article that is being cited, from its start to its end.
#[derive(Debug)]
pub(super) struct Press {
    slug: String,
    random: Random,
    /// Where the next citation begins.
    at: u32,
    /// Spans that were given out.
    cited: Vec<Citation>,
}

/// What an article is besides its citations.
#[derive(Debug)]
pub(super) struct About {
    pub(super) name: LocalizedText,
    pub(super) publisher: Option<String>,
    pub(super) dateline: Option<String>,
    pub(super) published: Option<NaiveDate>,
    /// Who is quoted outside any meeting, and on which topic.
    pub(super) quoted: Option<(String, String)>,
}

impl Press {
    /// An article that nothing cites yet.
    pub(super) fn new(slug: String, random: Random) -> Self {
        Self {
            slug,
            random,
            at: 1,
            cited: Vec::new(),
        }
    }

    /// True when it is long enough.
    pub(super) fn is_full(&self) -> bool {
        self.cited.len() >= 80
    }

    /// Its next words, as evidence for a whole record or part.
    pub(super) fn whole(&mut self) -> Evidence {
        Evidence {
            at: self.span(),
            field: None,
            certainty: Certainty::Stated,
            note: None,
        }
    }

    /// Its next words, as evidence for a field.
    pub(super) fn field(&mut self, field: &str) -> Evidence {
        let (certainty, note) = certainty(&mut self.random, (60, 20));
        Evidence {
            at: self.span(),
            field: Some(field.to_owned()),
            certainty,
            note,
        }
    }

    /// The next words, a line further now and then.
    fn span(&mut self) -> String {
        let length = 12 + u32::try_from(self.random.below(110)).unwrap_or_default();
        let citation = Citation {
            article: self.slug.clone(),
            start: self.at,
            end: self.at + length,
        };
        self.at += length + 1;
        let text = citation.to_string();
        self.cited.push(citation);
        text
    }

    /// The article, whose citations go into the lock.
    pub(super) fn close(mut self, about: About, lock: &mut Lock) -> Article {
        let statements = about.quoted.map(|(speaker, topic)| self.statement(speaker, topic));
        let evidence = vec![self.field("name")];
        let furniture = self.passage(("A line of the page, not of the report.", "पृष्ठ की पंक्ति, समाचार की नहीं।"));
        let turn = self.passage(("A turn of phrase.", "केवल कहने का ढंग।"));
        let article = Article {
            slug: self.slug.clone(),
            formerly: Vec::new(),
            name: about.name,
            aliases: Vec::new(),
            file: format!("{}.txt", self.slug),
            language: tag("hi"),
            publisher: about.publisher,
            byline: None,
            dateline: about.dateline,
            published: about.published.map(|day| moment(day.to_string())),
            url: None,
            statements: statements.into_iter().collect(),
            boilerplate: vec![furniture],
            without_facts: vec![turn],
            references: Vec::new(),
            evidence,
            remark: None,
        };
        let locked = ArticleLock {
            sha256: self.random.sha256(),
            length: self.at,
        };
        lock.articles.insert(self.slug, locked);
        for citation in self.cited {
            let locked = CitationLock {
                line: citation.start / LINE + 1,
                sha256: self.random.sha256(),
            };
            lock.citations.insert(citation, locked);
        }
        article
    }

    fn statement(&mut self, speaker: String, topic: String) -> Statement {
        Statement {
            key: "interview".to_owned(),
            channel: StatementChannel::Press,
            modality: Modality::Expectation,
            text: pair((
                "The work is expected to show before the next season.",
                "काम अगले मौसम से पहले दिखने की आशा है।",
            )),
            speaker: Some(speaker),
            organisation: None,
            topics: vec![topic],
            evidence: vec![self.whole()],
        }
    }

    fn passage(&mut self, note: Pair) -> Passage {
        Passage {
            at: self.span(),
            note: Some(pair(note)),
        }
    }
}

/// How sure something is, with a note where it is not stated; so many in a thousand are inferred, and so many possible.
pub(super) fn certainty(
    random: &mut Random,
    (inferred, possible): (usize, usize),
) -> (Certainty, Option<LocalizedText>) {
    let draw = random.below(1_000);
    if draw < inferred {
        (Certainty::Inferred, Some(pair(random.pick(&INFERRED))))
    } else if draw < inferred + possible {
        (Certainty::Possible, Some(pair(random.pick(&POSSIBLE))))
    } else {
        (Certainty::Stated, None)
    }
}

/// A moment that is simply printed.
pub(super) fn moment(edtf: String) -> Moment {
    Moment {
        edtf,
        certainty: Certainty::Stated,
        note: None,
    }
}

/// A day so many days later.
pub(super) fn later(day: NaiveDate, days: usize) -> NaiveDate {
    day.checked_add_days(Days::new(days as u64)).unwrap_or(day)
}

/// A text in both languages.
pub(super) fn pair((en, hi): Pair) -> LocalizedText {
    text(en.to_owned(), hi.to_owned())
}

/// A text in both languages.
pub(super) fn text(en: String, hi: String) -> LocalizedText {
    LocalizedText([(tag("en"), en), (tag("hi"), hi)].into())
}

/// A tag that is one.
pub(super) fn tag(tag: &str) -> LanguageTag {
    LanguageTag::stored(tag)
}
