//! Folding: names and words brought to keys that are equal when the words sound alike, whatever their script.
//!
//! A word is first written as sounds ([`latin`], [`devanagari`]), with alternatives where its script leaves them open; each
//! way to read it is then brought to a key ([`key`]). `Mukherjee` and `मुखर्जी` share one. Two words *meet* when they share
//! a key. Keys are small letters, a few of them not ASCII's, and digits; they are made in Rust when a record is written and when a question
//! is read, and are the same on every database. What is in neither script is its own key.

mod devanagari;
mod key;
mod latin;
mod word;

pub use word::{Word, words};

/// The most ways to read one word that are kept.
const READINGS: usize = 24;

/// How many of them are kept for a word that is stored, besides one skeleton.
const KEPT: usize = 6;

/// Honorifics and particles, which stand before or between the words of a name and are rarely part of it.
const LIGHT: [&str; 40] = [
    "श्री",
    "श्रीमती",
    "सुश्री",
    "कुमारी",
    "डॉ",
    "डा",
    "प्रो",
    "माननीय",
    "जी",
    "के",
    "का",
    "की",
    "को",
    "में",
    "से",
    "ने",
    "और",
    "एवं",
    "व",
    "तथा",
    "shri",
    "sri",
    "shree",
    "smt",
    "shrimati",
    "dr",
    "prof",
    "mr",
    "mrs",
    "ms",
    "hon",
    "honble",
    "ji",
    "the",
    "of",
    "in",
    "at",
    "and",
    "for",
    "a",
];

/// True for an honorific or a particle in Hindi or English; the word as [`Word::plain`] has it.
pub fn is_light(plain: &str) -> bool {
    LIGHT.contains(&plain)
}

/// What of a key is sure when more of the word may follow: not its last vowels. `None` when too
/// little is left to look for, and for what is left of a long word.
pub fn beginning(key: &str) -> Option<&str> {
    const SHORTEST: usize = 2;
    let sure = key.trim_end_matches(key::VOWELS);
    (sure.chars().count() >= SHORTEST && !key::is_skeleton(key)).then_some(sure)
}

/// How many are kept for a word of a longer text.
const KEPT_IN_TEXT: usize = 2;

/// The longest word that is read whole, in characters.
const LONGEST: usize = 60;

/// Sounds of a word: for each its alternatives, the usual one first.
type Sounds = Vec<&'static [&'static str]>;

/// The keys of a word, each once, at most twenty-four and their skeletons: that of its usual reading first. Never empty for a word of [`words`].
///
/// The word is one of [`Word::plain`]: composed, in lower case, without joiners. What is in neither script has the word
/// itself as its key.
pub fn readings(plain: &str) -> Vec<String> {
    let mut keys = first(plain, READINGS);
    for at in 0..keys.len() {
        let skeleton = keys.get(at).and_then(|key| key::skeleton(key));
        keys.extend(skeleton.filter(|it| !keys.contains(it)));
    }
    keys
}

/// The keys of so many readings at most, the usual one first.
fn first(plain: &str, most: usize) -> Vec<String> {
    let plain: String = plain.chars().take(LONGEST).collect();
    let sounds = sounds(&plain);
    let mut keys: Vec<String> = Vec::new();
    for reading in latin::spelt(&plain).into_iter().chain(expand(&sounds)) {
        let key = key::key(&reading);
        if !key.is_empty() && !keys.contains(&key) {
            keys.push(key);
            if keys.len() == most {
                break;
            }
        }
    }
    if keys.is_empty() {
        keys.push(plain);
    }
    keys
}

fn sounds(plain: &str) -> Sounds {
    if plain.chars().any(devanagari::is_letter) {
        devanagari::sounds(plain)
    } else {
        latin::sounds(plain)
    }
}

/// The keys under which a word of a name is kept: fewer than those by which it is asked for, since a reader's spelling is
/// freer than a curator's.
pub fn kept(plain: &str) -> Vec<String> {
    let mut keys = first(plain, KEPT);
    let skeleton = keys.iter().find_map(|key| key::skeleton(key));
    keys.extend(skeleton);
    keys
}

/// The keys under which a word of a longer text is kept: the usual one, and the next.
pub fn kept_in_text(plain: &str) -> Vec<String> {
    first(plain, KEPT_IN_TEXT)
}

/// The key of a word's usual reading.
pub fn usual(plain: &str) -> String {
    first(plain, 1).swap_remove(0)
}

/// The ways to read sounds: the usual one; then those in which one sort of sound is unusual throughout the word, as
/// `th` is a plain `t` in the south; then those in which it is so in one place; then those with two sorts. Each is spelt
/// only when it is asked for.
fn expand(sounds: &Sounds) -> impl Iterator<Item = String> {
    let unusual = move |at: usize| (1..sounds.get(at).map_or(0, |it| it.len())).map(move |which| (at, which));
    let places = move || (0..sounds.len()).flat_map(unusual);
    let same = move |one: usize, other: usize| sounds.get(one) == sounds.get(other);
    let is_new_sort = move |(at, _): &(usize, usize)| (0..*at).all(|earlier| !same(earlier, *at));
    let sorts = move || places().filter(is_new_sort);
    let pairs = sorts().flat_map(move |first| {
        let later = sorts().filter(move |second| second.0 > first.0);
        later.map(move |second| [Some(first), Some(second)])
    });
    let throughout = move |picked: [Option<(usize, usize)>; 2]| {
        spell(sounds, |at| {
            picked.iter().flatten().find(|it| same(it.0, at)).map_or(0, |it| it.1)
        })
    };
    std::iter::once([None, None])
        .chain(sorts().map(|sort| [Some(sort), None]))
        .map(throughout)
        .chain(places().map(move |(place, which)| spell(sounds, |at| if at == place { which } else { 0 })))
        .chain(pairs.map(throughout))
}

/// The sounds with the chosen alternative of each.
fn spell(sounds: &Sounds, chosen: impl Fn(usize) -> usize) -> String {
    let sound = |(at, alternatives): (usize, &&'static [&'static str])| alternatives.get(chosen(at)).copied();
    sounds.iter().enumerate().filter_map(sound).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn scripts_and_spellings_meet() {
        let meet = |left: &str, right: &str| {
            let kept = kept(right);
            readings(left).iter().any(|key| kept.contains(key))
        };
        for (left, right) in [
            ("sai", "साय"),
            ("saay", "साय"),
            ("mukherji", "मुखर्जी"),
            ("deo", "देव"),
            ("tokyo", "टोकियो"),
        ] {
            assert!(meet(left, right) && meet(right, left), "{left} {right}");
        }
        for (left, right) in [
            ("kumar", "कुमारी"),
            ("durg", "दुर्गा"),
            ("raigarh", "राजगढ़"),
            ("patil", "पटेल"),
        ] {
            assert!(!meet(left, right), "{left} {right}");
        }
    }

    #[test]
    fn numbers_and_other_scripts_are_their_own_keys() {
        assert_eq!(readings("2025"), ["2025"]);
        assert_eq!(readings("சென்னை"), ["சென்னை"]);
    }

    proptest! {
        #[test]
        fn every_word_has_few_keys_of_letters(text in "[a-zA-Z0-9\\u{900}-\\u{97f}]{1,40}") {
            for word in words(&text) {
                let keys = readings(&word.plain);
                prop_assert!(!keys.is_empty() && keys.len() <= 2 * READINGS, "{} {:?}", word.plain, keys);
                prop_assert!(kept(&word.plain).contains(&keys[0]));
            }
        }
    }
}
