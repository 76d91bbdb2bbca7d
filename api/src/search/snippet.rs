//! Where in the texts of a record the words of a search stand.

use std::collections::{BTreeMap, BTreeSet};

use entity::fold::{Word, kept, kept_in_text, words};
use entity::search_text::{self, SearchField};
use entity::{LanguageTag, fold, search_token};
use sea_orm::ActiveEnum;

use super::expression::Phrase;
use super::tier::Tier;

/// Characters of a snippet, about.
const LENGTH: usize = 160;
/// Characters that stand before the first match in it.
const BEFORE: usize = 40;
const LEFT_OUT: char = '…';

/// A text with the places of the words in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// Which text of the record.
    pub(super) field: String,
    /// Its language.
    pub(super) language: LanguageTag,
    /// The text, or a part of it.
    pub(super) snippet: String,
    /// Where the words are in it, in code points.
    pub(super) ranges: Vec<(i32, i32)>,
}

/// The texts with most of the words, at most `most`: names before longer texts, those that match to the letter before others.
pub(super) fn best(
    texts: &[search_text::Model],
    phrase: &Phrase,
    tier: Tier,
    near: &BTreeMap<String, Vec<String>>,
    most: usize,
) -> Vec<Found> {
    let mut scored: Vec<(usize, usize, u8, &search_text::Model, Vec<Word>)> = Vec::new();
    for text in texts {
        let hits = hits(text, phrase, tier, near);
        if hits.is_empty() {
            continue;
        }
        let asked: BTreeSet<usize> = hits.iter().flat_map(|hit| hit.asked.iter().copied()).collect();
        let exact = usize::from(hits.iter().any(|hit| hit.exact));
        let found = hits.into_iter().map(|hit| hit.word).collect();
        scored.push((asked.len(), exact, weight(text.field), text, found));
    }
    scored.sort_by(|a, b| (b.0, b.1, a.2, a.3.id).cmp(&(a.0, a.1, b.2, b.3.id)));
    scored
        .into_iter()
        .take(most)
        .filter_map(|(_, _, _, text, words)| show(text, &words))
        .collect()
}

fn weight(field: SearchField) -> u8 {
    match field {
        SearchField::Name => 0,
        SearchField::Alias => 1,
        SearchField::Title => 2,
        SearchField::Summary => 3,
        SearchField::Outcome => 4,
        SearchField::Statement => 5,
    }
}

/// A word of a text that is looked for.
struct Hit {
    word: Word,
    /// Which of the words of the phrase it is.
    asked: Vec<usize>,
    exact: bool,
}

fn hits(text: &search_text::Model, phrase: &Phrase, tier: Tier, near: &BTreeMap<String, Vec<String>>) -> Vec<Hit> {
    let there = words(&text.text);
    let is_name = matches!(text.field, SearchField::Name | SearchField::Alias);
    let pair = |first: &Word, second: &Word| fold::usual(&search_token::joined(first, second));
    // Only names are found by two words that are written as one.
    let pairs: Vec<String> = match is_name {
        true => there
            .iter()
            .zip(there.iter().skip(1))
            .map(|(first, second)| pair(first, second))
            .collect(),
        false => Vec::new(),
    };
    let mut hits = Vec::new();
    for (at, word) in there.iter().enumerate() {
        let keys = match is_name {
            true => kept(&word.plain),
            false => kept_in_text(&word.plain),
        };
        let joined = [at.checked_sub(1).and_then(|before| pairs.get(before)), pairs.get(at)];
        let mut asked = Vec::new();
        let mut exact = false;
        for (number, (wanted, readings)) in phrase.keyed().enumerate() {
            let same = wanted.plain == word.plain;
            exact |= same;
            let shares = |key: &String| keys.contains(key) || joined.into_iter().flatten().any(|it| it == key);
            let close = |key: &String| {
                near.get(key)
                    .is_some_and(|near| near.iter().any(|it| keys.contains(it)))
            };
            let last = number + 1 == phrase.words().len();
            let begins = matches!(tier, Tier::NameBeginning | Tier::TextBeginning)
                && last
                && begins(word, &keys, wanted, readings);
            if same || readings.iter().any(shares) || begins || (tier == Tier::Near && readings.iter().any(close)) {
                asked.push(number);
            }
        }
        if !asked.is_empty() {
            hits.push(Hit {
                word: word.clone(),
                asked,
                exact,
            });
        }
    }
    hits
}

fn begins(word: &Word, keys: &[String], wanted: &Word, readings: &[String]) -> bool {
    let sure = || readings.iter().filter_map(|key| fold::beginning(key));
    word.plain.starts_with(&wanted.plain) || sure().any(|start| keys.iter().any(|key| key.starts_with(start)))
}

/// The part of a text around its first match, with the matches that lie in it.
fn show(text: &search_text::Model, words: &[Word]) -> Option<Found> {
    let letters: Vec<char> = text.text.chars().collect();
    let first = words.first()?;
    let (from, to) = if letters.len() <= LENGTH {
        (0, letters.len())
    } else {
        let from = start(&letters, first.start.saturating_sub(BEFORE), first.start);
        (from, end(&letters, from + LENGTH).max(first.end))
    };
    let shift = usize::from(from > 0);
    let part = letters.get(from..to).unwrap_or_default();
    let mark = |needed: bool| needed.then_some(LEFT_OUT);
    let snippet = mark(from > 0)
        .into_iter()
        .chain(part.iter().copied())
        .chain(mark(to < letters.len()))
        .collect();
    let range = |word: &Word| {
        let place = |at: usize| i32::try_from(at - from + shift).ok();
        if word.start >= from && word.end <= to {
            place(word.start).zip(place(word.end))
        } else {
            None
        }
    };
    Some(Found {
        field: text.field.to_value(),
        language: LanguageTag::parse(&text.language).ok()?,
        snippet,
        ranges: words.iter().filter_map(range).collect(),
    })
}

/// The beginning of a word at or after `at`, but not after `limit`.
fn start(letters: &[char], at: usize, limit: usize) -> usize {
    let space = (at..limit).find(|it| {
        it.checked_sub(1)
            .and_then(|before| letters.get(before))
            .is_none_or(|c| c.is_whitespace())
    });
    space.unwrap_or(limit)
}

/// The end of a word at or before `at`.
fn end(letters: &[char], at: usize) -> usize {
    if at >= letters.len() {
        return letters.len();
    }
    (0..=at)
        .rev()
        .find(|it| letters.get(*it).is_some_and(|c| c.is_whitespace()))
        .unwrap_or(at)
}
