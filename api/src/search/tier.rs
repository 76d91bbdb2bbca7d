//! How well a record fits a search: the tiers, best first, and which of them a search goes through.

use super::SearchMode;
use super::begun::{Begun, begun};
use super::expression::{Expression, Phrase};
use super::near::{Near, near};
use crate::error::Error;
use crate::loader::Db;

/// How well a record fits. What fits several ways stands in the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Tier {
    /// A name or alias is the text, letter by letter.
    WholeExact = 0,
    /// A name or alias is the text, in any script and spelling.
    Whole = 1,
    /// Names have all the words, letter by letter.
    NameExact = 2,
    /// Names have all the words, in any script and spelling.
    Name = 3,
    /// Names have all the words, of which the last is a beginning.
    NameBeginning = 4,
    /// Names or texts have all the words, letter by letter.
    TextExact = 5,
    /// Names or texts have all the words, in any script and spelling.
    Text = 6,
    /// Names or texts have all the words, of which the last is a beginning.
    TextBeginning = 7,
    /// Names have words that differ from these by one sound.
    Near = 8,
}

impl Tier {
    const ALL: [Self; 9] = [
        Self::WholeExact,
        Self::Whole,
        Self::NameExact,
        Self::Name,
        Self::NameBeginning,
        Self::TextExact,
        Self::Text,
        Self::TextBeginning,
        Self::Near,
    ];

    /// The tier with a number.
    pub(super) fn of(number: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| *tier as i32 == number)
    }

    /// The part of a score that the tier gives: 0 to 1, the better the higher.
    pub(super) fn score(self) -> f64 {
        match self {
            Self::WholeExact => 1.0,
            Self::Whole => 0.95,
            Self::NameExact => 0.85,
            Self::Name => 0.75,
            Self::NameBeginning => 0.6,
            Self::TextExact => 0.45,
            Self::Text => 0.35,
            Self::TextBeginning => 0.25,
            Self::Near => 0.15,
        }
    }

    /// What is asked of the index, with what is known of its words.
    pub(super) fn expression(self, phrase: &Phrase, known: &Known) -> Option<Expression> {
        match self {
            Self::WholeExact => phrase.whole_exact(),
            Self::Whole => phrase.whole(),
            Self::NameExact => phrase.heavy().in_names_exact(),
            Self::Name => phrase.heavy().in_names(),
            Self::NameBeginning => phrase.heavy_or_last().in_names_beginning(&known.begun),
            Self::TextExact => phrase.heavy().in_texts_exact(),
            Self::Text => phrase.heavy().in_texts(),
            Self::TextBeginning => phrase.heavy_or_last().in_texts_beginning(&known.begun),
            Self::Near => phrase.heavy().near(known.near.as_ref()?),
        }
    }
}

/// What the database knows of the words of a search.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The keys near each word's; `None` as long as they are not asked for.
    near: Option<Near>,
    begun: Begun,
}

impl Known {
    /// Learns what some tiers need: a statement for what lies near the words, and one for what begins as the last.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn learn(&mut self, tiers: &[Tier], phrase: &Phrase, db: &Db) -> Result<(), Error> {
        if tiers.contains(&Tier::Near) {
            self.near = Some(near(&db.0, phrase.usual()).await?);
        }
        if tiers.contains(&Tier::NameBeginning) {
            // Texts begin as names do, and are asked later: one statement is for both.
            let begins = phrase.heavy_or_last().in_text_begins().unwrap_or_default();
            self.begun = begun(&db.0, begins.into_iter().collect()).await?;
        }
        Ok(())
    }
}

/// The tiers of a mode in groups: a group is asked in one statement, and only when the ones before do not fill the page.
pub(super) fn steps(mode: SearchMode) -> &'static [&'static [Tier]] {
    match mode {
        SearchMode::Exact => &[&[Tier::WholeExact, Tier::NameExact, Tier::TextExact]],
        SearchMode::Folded => &[
            &[Tier::WholeExact, Tier::Whole, Tier::NameExact],
            &[Tier::Name],
            &[Tier::TextExact, Tier::Text],
        ],
        SearchMode::Auto => &[
            &[Tier::WholeExact, Tier::Whole, Tier::NameExact],
            &[Tier::Name, Tier::NameBeginning],
            &[Tier::TextExact, Tier::Text],
            &[Tier::TextBeginning, Tier::Near],
        ],
    }
}
