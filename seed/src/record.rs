//! What every curated record has, and the values that records are made of.
//!
//! A record is the shape of a curated file and nothing else: dates, citations and slugs are kept as they were written,
//! so that a check can show them where they stand. The order of the fields is their order in the files.

use entity::alias::AliasKind;
use entity::{Certainty, LanguageTag, LocalizedText, RecordKind};
use serde::Serialize;

use crate::article::Article;
use crate::curated::RecordKey;
use crate::meeting::Meeting;
use crate::official::Official;
use crate::organisation::Organisation;
use crate::place::Place;
use crate::policy::Policy;
use crate::shape::shape;
use crate::state::State;
use crate::topic::Topic;

shape! {
    /// Words of an article that support a record, a part of one, or a field.
    Evidence {
        /// Which words: `article-slug@start-end`, code points from 0, the end not included.
        #[schemars(extend("x-form" = "citation"))]
        at: String,
    } optional {
        /// The field that they support, as it is called in the file; left out for the whole.
        field: Option<String>,
        /// How surely they do.
        certainty: Certainty,
        /// Why, where they do not simply say so.
        note: Option<LocalizedText>,
    }
}

shape! {
    /// Another form of a name.
    Alias {
        /// The name as it is written there.
        text: String,
        /// Language and script of the text.
        language: LanguageTag,
        /// Where the form comes from.
        kind: AliasKind,
    } optional {
        /// Where the articles print it.
        evidence: Vec<Evidence>,
    }
}

shape! {
    /// Where a field that comes from no article comes from.
    Reference {
        /// Name of the source, e.g. `ISO 3166-2`.
        source: String,
    } optional {
        /// The field it backs, as it is called in the file; left out for the whole record.
        field: Option<String>,
        /// Where it can be read, when there is a lasting address.
        #[schemars(extend("x-form" = "url"))]
        url: Option<String>,
    }
}

shape! {
    /// When something was or is to be, no finer than the source.
    Moment {
        /// EDTF: `2022-05`, `2025-08-22`, `2025-08-02~`, `[2025-08-22,2025-08-23]`, `2025-08-28/..`.
        #[schemars(extend("x-form" = "edtf"))]
        edtf: String,
    } optional {
        /// How sure the date is.
        certainty: Certainty,
        /// Why this date, where it is not simply printed.
        note: Option<LocalizedText>,
    }
}

/// A record of any kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "each is a record of that kind")]
pub enum Record {
    State(State),
    Place(Place),
    Official(Official),
    Organisation(Organisation),
    Meeting(Meeting),
    Policy(Policy),
    Topic(Topic),
    Article(Article),
}

/// What every record has, borrowed from one of any kind.
#[derive(Clone, Copy, Debug)]
pub struct Header<'a> {
    /// Its kind.
    pub kind: RecordKind,
    /// Its slug.
    pub slug: &'a str,
    /// Slugs that now lead to it.
    pub formerly: &'a [String],
    /// Its names.
    pub name: &'a LocalizedText,
    /// Other forms of its name.
    pub aliases: &'a [Alias],
    /// General knowledge behind its fields.
    pub references: &'a [Reference],
    /// Where the articles say so.
    pub evidence: &'a [Evidence],
    /// A curator's remark.
    pub remark: Option<&'a LocalizedText>,
}

impl Record {
    /// What tells the record from all others.
    pub fn key(&self) -> RecordKey {
        let head = self.header();
        RecordKey {
            kind: head.kind,
            slug: head.slug.to_owned(),
        }
    }

    /// What the record has in common with all others.
    pub fn header(&self) -> Header<'_> {
        macro_rules! header {
            ($($kind:ident),*) => {
                match self {$(
                    Self::$kind(it) => Header {
                        kind: RecordKind::$kind,
                        slug: &it.slug,
                        formerly: &it.formerly,
                        name: &it.name,
                        aliases: &it.aliases,
                        references: &it.references,
                        evidence: &it.evidence,
                        remark: it.remark.as_ref(),
                    },
                )*}
            };
        }
        header!(State, Place, Official, Organisation, Meeting, Policy, Topic, Article)
    }
}
