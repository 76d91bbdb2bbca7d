//! Tokens: a word with where it stands, as the search index keeps it and as questions ask for it.
//!
//! A token is one small letter for its class, followed by a word or by its key; tokens of positions have `q` before them,
//! since they are looked for by filters only. Every token consists of letters, marks and digits, so that both databases
//! take it as it is.

use std::collections::{BTreeSet, HashMap};

use sha2::{Digest, Sha256};

use crate::fold::{Word, kept, kept_in_text, words};
use crate::record::RecordKind;

/// The longest word that is kept whole, in characters: both databases have a limit for longer ones.
const LONGEST: usize = 60;
/// How many words from the beginning of a name can be asked for by their place.
pub const PLACES: usize = 3;
/// How many words a name has at most whose number is told from more.
const COUNTED: usize = 35;

/// A name, whole and letter by letter.
pub fn whole(words: &[Word]) -> String {
    let joined: Vec<&str> = words.iter().map(|word| word.plain.as_str()).collect();
    let digest = Sha256::digest(joined.join(" "));
    let hex: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("w{hex}")
}

/// A word of a name that has so many words, by its key.
pub fn of_words(count: usize, key: &str) -> String {
    let count = u32::try_from(count.min(COUNTED)).ok();
    let count = count.and_then(|count| char::from_digit(count, 36)).unwrap_or('z');
    token('v', &format!("{count}{key}"))
}

/// A word of a name, letter by letter.
pub fn exact(plain: &str) -> String {
    token('n', plain)
}

/// A word of a name, or two neighbours as one, by key.
pub fn folded(key: &str) -> String {
    token('f', key)
}

/// A word at a place of a name, letter by letter; places count from 0 and below [`PLACES`].
pub fn exact_at(place: usize, plain: &str) -> String {
    token('p', &format!("{place}{plain}"))
}

/// A word at a place of a name, by key.
pub fn folded_at(place: usize, key: &str) -> String {
    token('s', &format!("{place}{key}"))
}

/// A word of a longer text, letter by letter.
pub fn text_exact(plain: &str) -> String {
    token('t', plain)
}

/// A word of a longer text, by key.
pub fn text_folded(key: &str) -> String {
    token('g', key)
}

/// A kind of record.
pub fn kind(kind: RecordKind) -> String {
    let letter = match kind {
        RecordKind::State => 's',
        RecordKind::Place => 'p',
        RecordKind::Official => 'o',
        RecordKind::Organisation => 'b',
        RecordKind::Meeting => 'm',
        RecordKind::Policy => 'l',
        RecordKind::Topic => 't',
        RecordKind::Article => 'a',
    };
    format!("k{letter}")
}

/// The classes of tokens that have [`terms`].
pub const WORDS: [char; 3] = ['n', 't', 'f'];

/// The terms by which a token's word may begin, each with the token that asks for it: see [`crate::search_term`]. Nothing for
/// tokens that nobody asks for by a beginning.
pub fn terms(own: &str) -> Vec<(String, String)> {
    let Some((class, word)) = own.split_at_checked(1) else {
        return Vec::new();
    };
    let itself = (own.to_owned(), own.to_owned());
    let with = |keys: Vec<String>, folded: fn(&str) -> String| {
        let by_keys = keys.iter().map(|key| (folded(key), own.to_owned()));
        by_keys.chain([itself.clone()]).collect()
    };
    match class {
        "n" => with(kept(word), folded),
        "t" => with(kept_in_text(word), text_folded),
        // Of one word or of two written as one: the words themselves say the same of the first.
        "f" => vec![itself],
        _ => Vec::new(),
    }
}

/// A token as positions have it.
pub fn of_position(token: &str) -> String {
    format!("q{token}")
}

fn token(class: char, word: &str) -> String {
    std::iter::once(class).chain(word.chars().take(LONGEST)).collect()
}

/// Two neighbouring words written as one: `Vishnu Dev` and `विष्णुदेव` meet so.
pub fn joined(first: &Word, second: &Word) -> String {
    format!("{}{}", first.plain, second.plain)
}

/// Keys of words that were met, since few words make most of a text and a key costs far more than a look. Bounded: full,
/// it begins anew. What it gives is what [`kept`] and [`kept_in_text`] give.
#[derive(Debug, Default)]
pub struct Memory {
    of_names: HashMap<String, Vec<String>>,
    of_texts: HashMap<String, Vec<String>>,
}

/// The most words that are remembered of names, and of texts.
const REMEMBERED: usize = 20_000;

impl Memory {
    fn name(&mut self, plain: &str) -> &[String] {
        known(&mut self.of_names, plain, kept)
    }

    fn text(&mut self, plain: &str) -> &[String] {
        known(&mut self.of_texts, plain, kept_in_text)
    }
}

fn known<'a>(words: &'a mut HashMap<String, Vec<String>>, plain: &str, keys: fn(&str) -> Vec<String>) -> &'a [String] {
    if words.len() >= REMEMBERED && !words.contains_key(plain) {
        words.clear();
    }
    words.entry(plain.to_owned()).or_insert_with_key(|plain| keys(plain))
}

/// Adds the tokens of a name.
pub fn of_name(name: &str, tokens: &mut BTreeSet<String>, memory: &mut Memory) {
    let words = words(name);
    tokens.insert(whole(&words));
    for (place, word) in words.iter().enumerate() {
        tokens.insert(exact(&word.plain));
        if place < PLACES {
            tokens.insert(exact_at(place, &word.plain));
        }
        for key in memory.name(&word.plain) {
            tokens.insert(of_words(words.len(), key));
            tokens.insert(folded(key));
            if place < PLACES {
                tokens.insert(folded_at(place, key));
            }
        }
    }
    for (first, second) in words.iter().zip(words.iter().skip(1)) {
        tokens.extend(memory.name(&joined(first, second)).iter().map(|key| folded(key)));
    }
}

/// Adds the tokens of a longer text.
pub fn of_text(text: &str, tokens: &mut BTreeSet<String>, memory: &mut Memory) {
    for word in words(text) {
        tokens.insert(text_exact(&word.plain));
        tokens.extend(memory.text(&word.plain).iter().map(|key| text_folded(key)));
    }
}
