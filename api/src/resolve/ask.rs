//! A text that is to be resolved, taken apart into words.

use chrono::NaiveDate;
use entity::fold::{self, Word, readings, words};
use entity::{LanguageTag, RecordKind, search_token};

use super::reason::Tongue;
use crate::error::Error;

/// The longest text, in characters.
const LONGEST: usize = 200;
/// The most words of one, honorifics and particles included.
const WORDS: usize = 16;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// The words that have to be explained: without honorifics and particles unless there is nothing else.
    pub(super) words: Vec<Asked>,
    /// The language whose names are preferred.
    pub(super) language: Option<LanguageTag>,
    /// Languages of the reasons and of the names in them, the most wanted first.
    pub(super) wanted: Vec<String>,
    /// The day on which the text was printed.
    pub(super) on: Option<NaiveDate>,
    /// Only these kinds.
    pub(super) kinds: Option<Vec<RecordKind>>,
    /// At most so many answers.
    pub(super) first: usize,
}

/// A word of the text.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// As it stands in the text.
    pub(super) shown: String,
    /// As it is compared within its script.
    pub(super) plain: String,
    /// The keys by which it is compared across scripts, the usual one first.
    pub(super) keys: Vec<String>,
    /// The keys of it and the next word, written as one; empty for the last.
    pub(super) joined: Vec<String>,
}

impl Question {
    /// A question for all kinds of records and five answers; `argument` is what the client calls the text.
    ///
    /// # Errors
    /// `BAD_INPUT` for a text that is too long, has no words, or has too many.
    pub fn new(argument: &str, text: &str) -> Result<Self, Error> {
        let length = text.chars().count();
        if length > LONGEST {
            return Err(Error::BadInput(format!(
                "`{argument}` has {length} characters: give the name or title alone, {LONGEST} characters at most"
            )));
        }
        let all = words(text);
        if all.is_empty() {
            return Err(Error::BadInput(format!(
                "`{argument}` has no word in it: give a name or a title, e.g. `मुख्यमंत्री साय`"
            )));
        }
        if all.len() > WORDS {
            return Err(Error::BadInput(format!(
                "`{argument}` has {} words: give the name or title alone, {WORDS} words at most",
                all.len()
            )));
        }
        let is_heavy = |word: &&Word| !fold::is_light(&word.plain);
        let mut heavy: Vec<&Word> = all.iter().filter(is_heavy).collect();
        if heavy.is_empty() {
            heavy = all.iter().collect();
        }
        let asked = heavy.iter().enumerate().map(|(at, word)| Asked {
            shown: text.chars().skip(word.start).take(word.end - word.start).collect(),
            plain: word.plain.clone(),
            keys: readings(&word.plain),
            joined: heavy
                .get(at + 1)
                .map(|next| readings(&search_token::joined(word, next)))
                .unwrap_or_default(),
        });
        Ok(Self {
            words: asked.collect(),
            language: None,
            wanted: Vec::new(),
            on: None,
            kinds: None,
            first: 5,
        })
    }

    /// Prefers names in a language; `wanted` are the languages of the reasons, the most wanted first.
    #[must_use]
    pub fn in_language(mut self, language: Option<LanguageTag>, wanted: Vec<String>) -> Self {
        self.language = language;
        self.wanted = wanted;
        self
    }

    /// For a text that was printed on this day.
    #[must_use]
    pub fn on(mut self, day: Option<NaiveDate>) -> Self {
        self.on = day;
        self
    }

    /// Only records of these kinds.
    ///
    /// # Errors
    /// `BAD_INPUT` for a list without any.
    pub fn of_kinds(mut self, kinds: Option<Vec<RecordKind>>) -> Result<Self, Error> {
        if kinds.as_ref().is_some_and(Vec::is_empty) {
            return Err(Error::BadInput(
                "`kinds: []` leaves nothing to find: name a kind at least, or leave `kinds` out for all".into(),
            ));
        }
        self.kinds = kinds;
        Ok(self)
    }

    /// At most so many answers.
    #[must_use]
    pub fn first(mut self, first: usize) -> Self {
        self.first = first;
        self
    }

    /// The language of the reasons.
    pub(super) fn tongue(&self) -> Tongue {
        Tongue::of(self.wanted.iter().map(String::as_str))
    }

    /// True when records of the kind are wanted.
    pub(super) fn wants(&self, kind: RecordKind) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<String> {
        let question = Question::new("text", text).unwrap();
        question.words.into_iter().map(|word| word.plain).collect()
    }

    #[test]
    fn honorifics_and_particles_need_no_explanation() {
        assert_eq!(plain("the Collector of Durg"), ["collector", "durg"]);
        assert_eq!(plain("श्री विष्णु देव साय"), ["विष्णु", "देव", "साय"]);
        assert_eq!(plain("the"), ["the"]);
    }

    #[test]
    fn words_are_shown_as_they_were_written() {
        let question = Question::new("text", "CM साय,").unwrap();
        let shown: Vec<&str> = question.words.iter().map(|word| word.shown.as_str()).collect();
        assert_eq!(shown, ["CM", "साय"]);
    }

    #[test]
    fn what_cannot_be_resolved_is_refused_with_a_remedy() {
        for (text, part) in [
            ("", "has no word"),
            (" …—!? ", "has no word"),
            (&"क ".repeat(17), "has 17 words"),
            (&"k".repeat(201), "has 201 characters"),
        ] {
            let message = Question::new("text", text).unwrap_err().to_string();
            assert!(message.contains(part) && message.contains("give "), "{message}");
        }
    }
}
