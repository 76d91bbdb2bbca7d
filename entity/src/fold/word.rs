//! Words of a text, and where they stand in it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// Where it begins in the text, in code points from 0.
    pub start: usize,
    /// Where it ends, not included.
    pub end: usize,
    /// As it is compared within a script: composed, without joiners, in lower case, Devanagari's digits as `0` to `9`.
    pub plain: String,
}

/// The words of a text in order. A word is a run of letters, marks and digits, of one script as a rule; an apostrophe or a
/// full stop between letters ends it, so that `I.T.` is two words. Letters of Latin that carry marks lose them.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (at, c) in text.chars().enumerate() {
        if belongs(c) {
            open.get_or_insert_with(|| (at, String::new())).1.push(c);
        } else if let Some((start, raw)) = open.take() {
            words.extend(word(start, at, &raw));
        }
    }
    if let Some((start, raw)) = open {
        words.extend(word(start, text.chars().count(), &raw));
    }
    words
}

fn belongs(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || is_joiner(c)
}

/// Zero-width joiner and non-joiner, and what chooses the picture of a sign: they shape letters and are none.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

fn word(start: usize, end: usize, raw: &str) -> Option<Word> {
    let mut plain = String::with_capacity(raw.len());
    for c in raw.nfd().filter(|c| !is_joiner(*c)).flat_map(char::to_lowercase) {
        let after_latin = plain.ends_with(|before: char| before.is_ascii_alphabetic());
        if !(after_latin && is_combining_mark(c)) {
            plain.push(digit(c));
        }
    }
    let plain: String = plain.nfc().collect();
    plain
        .contains(char::is_alphanumeric)
        .then_some(Word { start, end, plain })
}

/// Devanagari's digits as ASCII's.
fn digit(c: char) -> char {
    match c {
        '०'..='९' => char::from_u32(u32::from(c) - u32::from('०') + u32::from('0')).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.plain).collect()
    }

    #[test]
    fn words_keep_their_signs_and_lose_what_does_not_tell() {
        assert_eq!(plain("मुख्यमंत्री विष्णु देव साय।"), ["मुख्यमंत्री", "विष्णु", "देव", "साय"]);
        assert_eq!(
            plain("IT/ITES, ओसाका एक्सपो-२०२५"),
            ["it", "ites", "ओसाका", "एक्सपो", "2025"]
        );
        assert_eq!(plain("छत्तीसग\u{922}\u{93c}"), plain("छत्तीसग\u{95d}"));
        assert_eq!(plain("क्\u{200d}ष Rājīv"), ["क्ष", "rajiv"]);
        assert_eq!(plain(" … — !? ❤\u{fe0f} \u{301}"), Vec::<String>::new());
    }

    #[test]
    fn places_count_in_code_points() {
        let found = words("श्री साय, CM");
        let places: Vec<(usize, usize)> = found.iter().map(|word| (word.start, word.end)).collect();
        assert_eq!(places, [(0, 4), (5, 8), (10, 12)]);
    }

    proptest! {
        #[test]
        fn words_lie_in_the_text_one_after_another(text in any::<String>()) {
            let length = text.chars().count();
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(last <= word.start && word.start < word.end && word.end <= length);
                prop_assert!(!word.plain.is_empty());
                last = word.end;
            }
        }
    }
}
