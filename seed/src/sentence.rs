//! The sentences and words of a text, and which of them no span touches.

/// Code points from the first to the one after the last.
pub(crate) type Span = (u32, u32);

/// The sentences of a text that hold at least one word, without the white space around them.
///
/// A sentence ends after `।`, `?`, `!`, after a `.` before white space or the end, and with its line.
pub(crate) fn sentences(text: &str) -> Vec<Span> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut start = 0;
    for (at, letter) in letters.iter().enumerate() {
        let before_space = letters.get(at + 1).is_none_or(|next| next.is_whitespace());
        let ends = matches!(letter, '।' | '॥' | '?' | '!' | '\n') || (*letter == '.' && before_space);
        if ends || at + 1 == letters.len() {
            found.extend(trimmed(&letters, start, at + 1));
            start = at + 1;
        }
    }
    found
}

fn trimmed(letters: &[char], start: usize, end: usize) -> Option<Span> {
    let sentence = letters.get(start..end)?;
    let first = sentence.iter().position(|it| !it.is_whitespace())?;
    let last = sentence.iter().rposition(|it| !it.is_whitespace())?;
    sentence
        .iter()
        .any(|it| it.is_alphanumeric())
        .then(|| span(start + first, start + last + 1))?
}

/// The words of a text: runs of letters, digits and the signs on them.
pub(crate) fn words(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = None;
    let end = text.chars().count();
    for (at, letter) in text.chars().chain([' ']).enumerate() {
        let in_word = at < end && (letter.is_alphanumeric() || is_sign(letter));
        match (start, in_word) {
            (None, true) if letter.is_alphanumeric() => start = Some(at),
            (Some(from), false) => {
                found.extend(span(from, at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Signs that stand on or join letters: nukta, virama, marks, joiners. Vowel signs are letters to Unicode.
fn is_sign(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter) || matches!(letter, '\u{200c}' | '\u{200d}')
}

fn span(start: usize, end: usize) -> Option<Span> {
    Some((u32::try_from(start).ok()?, u32::try_from(end).ok()?))
}

/// The code points that spans cover, as a sorted list of spans that do not meet.
#[derive(Debug, Default)]
pub(crate) struct Covered(Vec<Span>);

impl Covered {
    pub(crate) fn of(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        let mut joined: Vec<Span> = Vec::new();
        for (start, end) in spans {
            match joined.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => joined.push((start, end)),
            }
        }
        Self(joined)
    }

    /// True when a span and the cover share a code point.
    pub(crate) fn touches(&self, (start, end): Span) -> bool {
        let next = self.0.partition_point(|it| it.1 <= start);
        self.0.get(next).is_some_and(|it| it.0 < end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn show(text: &str, spans: &[Span]) -> Vec<String> {
        let letters: Vec<char> = text.chars().collect();
        spans
            .iter()
            .map(|(start, end)| letters[*start as usize..*end as usize].iter().collect())
            .collect()
    }

    #[test]
    fn sentences_end_with_their_mark_or_their_line() {
        let text = "यह पहला है। दूसरा?\n\n3.5 percent (v2.0). Last\n --- \n";
        assert_eq!(
            show(text, &sentences(text)),
            ["यह पहला है।", "दूसरा?", "3.5 percent (v2.0).", "Last"]
        );
    }

    #[test]
    fn words_keep_their_signs() {
        let text = "हिन्दी, (ab-c) फ\u{93c}ैसला 25 । —";
        assert_eq!(show(text, &words(text)), ["हिन्दी", "ab", "c", "फ\u{93c}ैसला", "25"]);
    }

    #[test]
    fn a_cover_touches_what_shares_a_code_point() {
        let cover = Covered::of(vec![(8, 10), (2, 4), (3, 6)]);
        assert_eq!(
            [(0, 2), (1, 3), (5, 6), (6, 8), (9, 20), (10, 11)].map(|it| cover.touches(it)),
            [false, true, true, false, true, false]
        );
    }

    proptest! {
        #[test]
        fn sentences_hold_every_word(text in "[a-cकि। .?!\n0-9\u{93c}]{0,40}") {
            let sentences = sentences(&text);
            for (start, end) in words(&text) {
                let within = |it: &&Span| it.0 <= start && end <= it.1;
                prop_assert_eq!(sentences.iter().filter(within).count(), 1);
            }
        }
    }
}
