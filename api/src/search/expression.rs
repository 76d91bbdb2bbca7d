//! What is asked of the search index: expressions over the tokens of [`entity::search_token`], as both databases read them.

use std::collections::{BTreeMap, BTreeSet};

use entity::fold::{self, Word, readings};
use entity::search_token as token;

use super::begun::Begun;

/// An expression: tokens with `AND`, `OR` and `NOT`. Tokens are letters, marks and digits, so none needs quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression(String);

impl Expression {
    /// What has the token.
    fn token(token: String) -> Self {
        Self(token)
    }

    /// What has a token that begins so.
    fn beginning(token: &str) -> Self {
        Self(format!("{token}*"))
    }

    /// What has one of the tokens at least; `None` for no tokens, which nothing has.
    pub fn any_token(tokens: impl IntoIterator<Item = String>) -> Option<Self> {
        Self::any(tokens.into_iter().map(Self::token))
    }

    /// What fits one at least.
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Option<Self> {
        Self::join(parts, " OR ")
    }

    /// What fits all.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Option<Self> {
        Self::join(parts, " AND ")
    }

    /// What fits this and not the other.
    #[must_use]
    pub fn without(self, other: Option<&Self>) -> Self {
        match other {
            Some(other) => Self(format!("({} NOT {})", self.0, other.0)),
            None => self,
        }
    }

    /// As the databases read it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn join(parts: impl IntoIterator<Item = Self>, word: &str) -> Option<Self> {
        let mut parts = parts.into_iter().map(|part| part.0);
        let first = parts.next()?;
        let rest: Vec<String> = parts.collect();
        if rest.is_empty() {
            return Some(Self(first));
        }
        Some(Self(format!("({first}{word}{})", rest.join(word))))
    }
}

/// Words that are looked for, with their keys.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Phrase {
    /// The words in order.
    words: Vec<Word>,
    /// The keys of each.
    keys: Vec<Vec<String>>,
    /// True when titles of positions are meant, false for names of records.
    of_positions: bool,
}

impl Phrase {
    /// The words of a text, to be found in names and texts of records; `None` for a text without words.
    pub fn new(text: &str) -> Option<Self> {
        let words = fold::words(text);
        let keys = words.iter().map(|word| readings(&word.plain)).collect();
        (!words.is_empty()).then_some(Self {
            words,
            keys,
            of_positions: false,
        })
    }

    /// The same, to be found in titles of positions.
    #[must_use]
    pub fn in_titles(mut self) -> Self {
        self.of_positions = true;
        self
    }

    /// The phrase without honorifics and particles, which names rarely hold; itself when it has nothing else.
    #[must_use]
    pub fn heavy(&self) -> Self {
        let is_heavy = |word: &Word| !fold::is_light(&word.plain);
        if self.words.iter().all(is_heavy) || !self.words.iter().any(is_heavy) {
            return self.clone();
        }
        let heavy = self.words.iter().zip(&self.keys).filter(|(word, _)| is_heavy(word));
        let (words, keys) = heavy.map(|(word, keys)| (word.clone(), keys.clone())).unzip();
        Self {
            words,
            keys,
            of_positions: self.of_positions,
        }
    }

    /// The same with its last word, which may be the beginning of another.
    #[must_use]
    pub fn heavy_or_last(&self) -> Self {
        let heavy = self.heavy();
        let (last, key) = (self.words.last(), self.keys.last());
        match (last, key) {
            (Some(last), Some(keys)) if heavy.words.last() != Some(last) => Self {
                words: heavy.words.into_iter().chain([last.clone()]).collect(),
                keys: heavy.keys.into_iter().chain([keys.clone()]).collect(),
                of_positions: self.of_positions,
            },
            _ => heavy,
        }
    }

    /// The words in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The words with their keys.
    pub fn keyed(&self) -> impl Iterator<Item = (&Word, &[String])> {
        self.words.iter().zip(self.keys.iter().map(Vec::as_slice))
    }

    /// The usual key of each word.
    pub fn usual(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().filter_map(|keys| keys.first()).map(String::as_str)
    }

    /// A name that is the phrase, letter by letter.
    pub fn whole_exact(&self) -> Option<Expression> {
        Some(self.token(token::whole(&self.words)))
    }

    /// A name of so many words, and these, in any script; or the phrase letter by letter.
    pub fn whole(&self) -> Option<Expression> {
        let again = |at: usize| {
            self.words
                .iter()
                .skip(at + 1)
                .any(|later| self.words.get(at).is_some_and(|it| it.plain == later.plain))
        };
        if (0..self.words.len()).any(again) {
            // The index does not count how often a name has a word.
            return self.whole_exact();
        }
        let count = self.words.len();
        let of_words = |keys: &Vec<String>| self.any(keys.iter().map(|key| token::of_words(count, key)));
        let folded = Expression::all(self.keys.iter().filter_map(of_words));
        Expression::any(self.whole_exact().into_iter().chain(folded))
    }

    /// Names that have all the words, letter by letter.
    pub fn in_names_exact(&self) -> Option<Expression> {
        Expression::all(self.words.iter().map(|word| self.token(token::exact(&word.plain))))
    }

    /// Names that have all the words, in any script; two neighbours may be written as one.
    pub fn in_names(&self) -> Option<Expression> {
        Expression::all((0..self.words.len()).filter_map(|at| self.in_name(at)))
    }

    /// Names that have all the words, of which the last may be a beginning; of the beginnings in `begun`, a word that it gives.
    pub(super) fn in_names_beginning(&self, begun: &Begun) -> Option<Expression> {
        let last = self.words.len().checked_sub(1)?;
        let whole = (0..last).filter_map(|at| self.in_name(at));
        let words = begins(&self.in_name_begins()?, begun)?;
        Expression::all(whole.chain([words]))
    }

    /// What [`Phrase::in_names_beginning`] looks for as the beginning of a token.
    pub(super) fn in_name_begins(&self) -> Option<Vec<String>> {
        self.beginnings(self.words.len().checked_sub(1)?, token::exact, token::folded)
    }

    /// Names that begin with the words, of which the last may be a beginning.
    pub fn at_start(&self) -> Option<Expression> {
        let last = self.words.len().checked_sub(1)?;
        let placed = |at: usize| {
            if at >= token::PLACES {
                return self.in_name(at);
            }
            let keys = self.keys.get(at)?.iter().map(move |key| token::folded_at(at, key));
            self.any(keys.chain([token::exact_at(at, &self.words.get(at)?.plain)]))
        };
        let begun = if last < token::PLACES {
            self.beginnings(
                last,
                |plain| token::exact_at(last, plain),
                |key| token::folded_at(last, key),
            )
        } else {
            self.beginnings(last, token::exact, token::folded)
        };
        Expression::all((0..last).filter_map(placed).chain(begins(&begun?, &Begun::new())))
    }

    /// Names or texts that have all the words, letter by letter.
    pub fn in_texts_exact(&self) -> Option<Expression> {
        let there = |word: &Word| self.any([token::exact(&word.plain), token::text_exact(&word.plain)]);
        Expression::all(self.words.iter().filter_map(there))
    }

    /// Names or texts that have all the words, in any script.
    pub fn in_texts(&self) -> Option<Expression> {
        Expression::all((0..self.words.len()).filter_map(|at| self.in_text(at)))
    }

    /// Names or texts that have all the words, of which the last may be a beginning; `begun` as in
    /// [`Phrase::in_names_beginning`].
    pub(super) fn in_texts_beginning(&self, begun: &Begun) -> Option<Expression> {
        let last = self.words.len().checked_sub(1)?;
        let whole = (0..last).filter_map(|at| self.in_text(at));
        let words = begins(&self.in_text_begins()?, begun)?;
        Expression::all(whole.chain([words]))
    }

    /// What [`Phrase::in_texts_beginning`] looks for as the beginning of a token.
    pub(super) fn in_text_begins(&self) -> Option<Vec<String>> {
        let last = self.words.len().checked_sub(1)?;
        let in_text = self.beginnings(last, token::text_exact, token::text_folded)?;
        Some(self.in_name_begins()?.into_iter().chain(in_text).collect())
    }

    /// Names that have all the words or, of the keys in `near`, one near each.
    pub fn near(&self, near: &BTreeMap<String, Vec<String>>) -> Option<Expression> {
        let there = |at: usize| {
            let keys = self.keys.get(at)?.iter().filter_map(|key| near.get(key)).flatten();
            let near = self.any(keys.map(|key| token::folded(key)));
            Expression::any(self.in_name(at).into_iter().chain(near))
        };
        Expression::all((0..self.words.len()).filter_map(there))
    }

    /// A word in a name or a text, in any script.
    fn in_text(&self, at: usize) -> Option<Expression> {
        let word = self.words.get(at)?;
        let keys = self.keys.get(at)?.iter().map(|key| token::text_folded(key));
        let in_text = self.any(keys.chain([token::text_exact(&word.plain)]));
        Expression::any(self.in_name(at).into_iter().chain(in_text))
    }

    /// A word in a name, in any script, by itself or with a neighbour.
    fn in_name(&self, at: usize) -> Option<Expression> {
        let word = self.words.get(at)?;
        let itself = self.keys.get(at)?.iter().map(|key| token::folded(key));
        let neighbours = [at.checked_sub(1).and_then(|before| self.pair(before)), self.pair(at)];
        let joined = neighbours.into_iter().flatten().map(|key| token::folded(&key));
        self.any([token::exact(&word.plain)].into_iter().chain(itself).chain(joined))
    }

    /// The usual key of a word and the next, written as one.
    fn pair(&self, at: usize) -> Option<String> {
        let joined = token::joined(self.words.get(at)?, self.words.get(at + 1)?);
        Some(fold::usual(&joined))
    }

    /// How tokens of a word begin that begins so: by letters, and by key where enough of it is sure.
    fn beginnings(
        &self,
        at: usize,
        exact: impl Fn(&str) -> String,
        folded: impl Fn(&str) -> String,
    ) -> Option<Vec<String>> {
        let plain = exact(&self.words.get(at)?.plain);
        let sure = self
            .keys
            .get(at)?
            .iter()
            .take(BEGINNINGS)
            .filter_map(|key| fold::beginning(key));
        let tokens: BTreeSet<String> = sure.map(folded).chain([plain]).collect();
        Some(tokens.into_iter().map(|token| self.class(token)).collect())
    }

    fn any(&self, tokens: impl IntoIterator<Item = String>) -> Option<Expression> {
        Expression::any_token(tokens.into_iter().map(|token| self.class(token)))
    }

    fn token(&self, token: String) -> Expression {
        Expression::token(self.class(token))
    }

    fn class(&self, name: String) -> String {
        if self.of_positions {
            token::of_position(&name)
        } else {
            name
        }
    }
}

/// What has a token that begins with one of the beginnings: the tokens themselves where they are known.
fn begins(beginnings: &[String], begun: &Begun) -> Option<Expression> {
    let known = beginnings.iter().filter_map(|it| begun.get(it)).flatten().cloned();
    let known: BTreeSet<String> = known.collect();
    let unknown = beginnings.iter().filter(|it| !begun.contains_key(*it));
    let unknown = unknown.map(|it| Expression::beginning(it));
    Expression::any(known.into_iter().map(Expression::token).chain(unknown))
}

/// How many readings of a beginning are tried: an index has to walk through all that begins so.
const BEGINNINGS: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(expression: Option<Expression>) -> String {
        expression.unwrap().as_str().to_owned()
    }

    #[test]
    fn words_are_joined_and_nothing_is_asked_of_a_text_without_words() {
        let phrase = Phrase::new("NTT 2025").unwrap();
        assert_eq!(shown(phrase.in_names_exact()), "(nntt AND n2025)");
        assert_eq!(shown(phrase.clone().in_titles().in_names_exact()), "(qnntt AND qn2025)");
        assert_eq!(shown(phrase.in_texts_exact()), "((nntt OR tntt) AND (n2025 OR t2025))");
        assert_eq!(Phrase::new(" … "), None);
    }

    #[test]
    fn what_one_expression_has_another_leaves_out() {
        let phrase = Phrase::new("2025").unwrap();
        let (exact, whole) = (phrase.in_names_exact().unwrap(), phrase.whole_exact());
        assert_eq!(exact.clone().without(None).as_str(), "n2025");
        assert!(exact.without(whole.as_ref()).as_str().starts_with("(n2025 NOT w"));
    }

    #[test]
    fn honorifics_and_particles_weigh_nothing_beside_names() {
        let plain = |text| {
            Phrase::new(text)
                .unwrap()
                .heavy()
                .words()
                .iter()
                .map(|word| word.plain.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(plain("श्री विष्णु देव साय"), ["विष्णु", "देव", "साय"]);
        assert_eq!(plain("the Collector of Durg"), ["collector", "durg"]);
        assert_eq!(plain("Shri"), ["shri"]);
    }
}
