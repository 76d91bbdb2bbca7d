//! Which words of a question a text explains, and how well.

use std::collections::HashMap;
use std::sync::Arc;

use entity::fold::{self, kept, words};
use entity::search_near::one_apart;

use super::ask::Asked;

/// How a word of the question meets a word of a text; the better the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// Their keys differ by one letter.
    Near,
    /// They sound alike, or are written as one in one of the texts.
    Folded,
    /// Letter by letter.
    Exact,
}

impl Way {
    /// How much of the word it explains.
    pub(super) fn weight(self) -> f64 {
        match self {
            Self::Exact => 1.0,
            Self::Folded => 0.95,
            Self::Near => 0.7,
        }
    }
}

/// A text that may explain words: a name or a title.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// As the dataset has it.
    pub(super) shown: String,
    /// Its language.
    pub(super) language: String,
    words: Vec<Arc<Known>>,
}

/// A word of the dataset.
#[derive(Debug)]
struct Known {
    plain: String,
    keys: Vec<String>,
    light: bool,
}

/// Makes texts; a word that is met twice is folded once.
#[derive(Debug, Default)]
pub(super) struct Lexicon(HashMap<String, Arc<Known>>);

impl Lexicon {
    /// A text with its words.
    pub(super) fn text(&mut self, shown: &str, language: &str) -> Text {
        let known = |word: fold::Word| {
            let make = || {
                Arc::new(Known {
                    keys: kept(&word.plain),
                    light: fold::is_light(&word.plain),
                    plain: word.plain.clone(),
                })
            };
            self.0.entry(word.plain.clone()).or_insert_with(make).clone()
        };
        Text {
            shown: shown.to_owned(),
            language: language.to_owned(),
            words: words(shown).into_iter().map(known).collect(),
        }
    }
}

impl Lexicon {
    /// True when a word of its texts meets the word, letter by letter or by sound.
    pub(super) fn has(&self, asked: &Asked) -> bool {
        let meets = |known: &Arc<Known>| asked.plain == known.plain || shares(&asked.keys, &known.keys);
        self.0.values().any(meets)
    }
}

/// What a text explains.
#[derive(Clone, Debug)]
pub(super) struct Cover {
    /// For each word of the question, how it is met.
    pub(super) ways: Vec<Option<Way>>,
    /// How much of the text's own words are met, 0 to 1.
    pub(super) share: f64,
    /// True when the text's words are met in their order.
    pub(super) ordered: bool,
    /// True when the text's last word is met.
    pub(super) last: bool,
}

impl Cover {
    /// What all the words come to together.
    pub(super) fn weight(&self) -> f64 {
        self.ways.iter().flatten().map(|way| way.weight()).sum()
    }

    /// True when the question and the text have the same words, none on either side left over.
    pub(super) fn is_whole(&self) -> bool {
        self.is_all() && self.ways.iter().all(Option::is_some)
    }

    /// True when all words of the text are met.
    pub(super) fn is_all(&self) -> bool {
        self.share >= 1.0
    }

    /// True when it meets a word.
    pub(super) fn meets(&self) -> bool {
        self.ways.iter().any(Option::is_some)
    }

    /// The worst way in which a word is met.
    pub(super) fn worst(&self) -> Option<Way> {
        self.ways.iter().flatten().min().copied()
    }
}

/// Compares a question with a text: each word of the text explains one word at most, the closest first.
pub(super) fn cover(asked: &[Asked], text: &Text) -> Cover {
    let mut meeting = Meeting {
        asked,
        text,
        ways: vec![None; asked.len()],
        by: vec![None; text.words.len()],
    };
    meeting.singly(Way::Exact, |asked, known| asked.plain == known.plain);
    meeting.singly(Way::Folded, |asked, known| shares(&asked.keys, &known.keys));
    meeting.joined();
    meeting.singly(Way::Near, near);
    meeting.cover()
}

struct Meeting<'a> {
    asked: &'a [Asked],
    text: &'a Text,
    ways: Vec<Option<Way>>,
    /// For each word of the text, the place of the word that it explains.
    by: Vec<Option<usize>>,
}

impl Meeting<'_> {
    fn singly(&mut self, way: Way, meet: impl Fn(&Asked, &Known) -> bool) {
        for (place, asked) in self.asked.iter().enumerate() {
            let open = self.ways.get(place).is_some_and(Option::is_none);
            let mut words = self.text.words.iter().zip(self.by.iter_mut());
            let free = words.find(|(known, by)| open && by.is_none() && meet(asked, known));
            if let Some((_, by)) = free {
                *by = Some(place);
                self.explain(place, way);
            }
        }
    }

    /// Two neighbours on one side that are one word on the other: `Vishnu Dev`, `विष्णुदेव`.
    fn joined(&mut self) {
        for place in 0..self.asked.len() {
            for at in 0..self.by.len() {
                let open = |place: usize| self.ways.get(place).is_some_and(Option::is_none);
                let free = |at: usize| self.by.get(at).is_some_and(Option::is_none);
                let (Some(asked), Some(word)) = (self.asked.get(place), self.text.words.get(at)) else {
                    continue;
                };
                // A particle is no part of a name: `Sai in` is not `सायं`.
                if !open(place) || !free(at) || word.light {
                    continue;
                }
                let one_for_two = || {
                    // Folding is dear, and few words begin as the two do.
                    if !begins_alike(asked, word) {
                        return false;
                    }
                    let next = self.text.words.get(at + 1).filter(|next| free(at + 1) && !next.light);
                    next.is_some_and(|next| shares(&asked.keys, &kept(&format!("{}{}", word.plain, next.plain))))
                };
                if open(place + 1) && shares(&asked.joined, &word.keys) {
                    self.take(at, place);
                    self.explain(place, Way::Folded);
                    self.explain(place + 1, Way::Folded);
                } else if one_for_two() {
                    self.take(at, place);
                    self.take(at + 1, place);
                    self.explain(place, Way::Folded);
                }
            }
        }
    }

    fn explain(&mut self, place: usize, way: Way) {
        if let Some(slot) = self.ways.get_mut(place) {
            *slot = Some(way);
        }
    }

    fn take(&mut self, at: usize, place: usize) {
        if let Some(slot) = self.by.get_mut(at) {
            *slot = Some(place);
        }
    }

    fn cover(self) -> Cover {
        let heavy = self.text.words.iter().zip(&self.by);
        let all_light = self.text.words.iter().all(|word| word.light);
        let heavy: Vec<bool> = heavy
            .filter(|(word, _)| all_light || !word.light)
            .map(|(_, by)| by.is_some())
            .collect();
        let met = heavy.iter().filter(|met| **met).count();
        let places: Vec<usize> = self.by.iter().flatten().copied().collect();
        Cover {
            ordered: places.is_sorted(),
            last: self.by.last().is_some_and(Option::is_some),
            share: part(met, heavy.len()),
            ways: self.ways,
        }
    }
}

/// A part of a whole, 0 to 1; nothing of nothing.
pub(super) fn part(of: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { number(of) / number(whole) }
}

fn shares(one: &[String], other: &[String]) -> bool {
    one.iter().any(|key| other.contains(key))
}

fn begins_alike(asked: &Asked, known: &Known) -> bool {
    let begin = |key: &String| key.chars().next();
    asked
        .keys
        .iter()
        .any(|ours| known.keys.iter().any(|theirs| begin(ours) == begin(theirs)))
}

fn near(asked: &Asked, known: &Known) -> bool {
    let both = asked.keys.first().zip(known.keys.first());
    both.is_some_and(|(ours, theirs)| one_apart(ours, theirs))
}

#[cfg(test)]
mod tests {
    use super::super::ask::Question;
    use super::*;

    fn met(question: &str, text: &str) -> Cover {
        let question = Question::new("text", question).unwrap();
        cover(&question.words, &Lexicon::default().text(text, "hi"))
    }

    #[test]
    fn words_meet_letter_by_letter_then_by_sound_then_nearly() {
        let ways = |question, text| met(question, text).ways;
        assert_eq!(ways("मुख्यमंत्री साय", "विष्णु देव साय"), [None, Some(Way::Exact)]);
        assert_eq!(ways("Mukherji", "अभिजीत मुखर्जी"), [Some(Way::Folded)]);
        assert_eq!(ways("Bhatpahri", "Ajit Bhatpahari"), [Some(Way::Folded)]);
        assert_eq!(ways("Khandelwad", "Ram Khandelwal"), [Some(Way::Near)]);
        assert_eq!(ways("Ram", "Durg"), [None]);
    }

    #[test]
    fn neighbours_may_be_written_as_one_on_either_side() {
        let one = met("विष्णुदेव साय", "Vishnu Deo Sai");
        assert!(one.is_whole(), "{one:?}");
        let two = met("Vishnu Dev Sai", "विष्णुदेव साय");
        assert!(two.is_whole(), "{two:?}");
    }

    #[test]
    fn a_word_explains_one_word_at_most() {
        let twice = met("Singh Singh", "Munna Singh");
        assert_eq!(twice.ways, [Some(Way::Exact), None]);
        assert!(!twice.is_all() && twice.last);
    }

    #[test]
    fn order_is_told() {
        let turned = met("Ito Kayo", "Kayo Ito");
        assert!(turned.is_whole() && !turned.ordered);
    }
}
