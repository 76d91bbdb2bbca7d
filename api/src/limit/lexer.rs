//! Counts tokens and nested brackets in a document's text, in one pass and without recursion.
//!
//! The parser recurses, so this runs before it. It is no validator: what it does not understand counts as one token
//! and is left to the parser to refuse.

use async_graphql::Pos;

use super::{Bound, Limits, NESTING};
use crate::error::{Code, Refusal};

const TOKENS: Bound = Bound {
    code: Code::TooManyTokens,
    what: "The document has more than {} tokens",
    mend: "Split it into several requests, or move lists of values into variables.",
};

/// Refuses a text with too many tokens, or with brackets nested too deep.
///
/// # Errors
/// With the place of the first token or bracket over the limit.
pub(super) fn check(text: &str, limits: &Limits) -> Result<(), Refusal> {
    let mut depth = 0_usize;
    for (count, (offset, first)) in tokens(text.as_bytes()).enumerate() {
        if count >= limits.max_tokens {
            let mut refusal = TOKENS.exceeded(limits.max_tokens as u64, limits.max_tokens as u64);
            refusal.measure = Some((count as u64 + 1, limits.max_tokens as u64));
            return Err(Refusal {
                position: Some(position(text, offset)),
                ..refusal
            });
        }
        match first {
            b'{' | b'[' | b'(' => depth += 1,
            b'}' | b']' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limits.max_nesting {
            let refusal = NESTING.exceeded(depth as u64, limits.max_nesting as u64);
            let message = refusal.message.replace("selections are", "selections and values are");
            return Err(Refusal {
                position: Some(position(text, offset)),
                message,
                ..refusal
            });
        }
    }
    Ok(())
}

/// Each token's offset and first byte.
fn tokens(text: &[u8]) -> impl Iterator<Item = (usize, u8)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text.get(at..).map_or(0, ignored);
        let rest = text.get(at..)?;
        let first = *rest.first()?;
        let start = at;
        at += match first {
            b'"' => string(rest),
            b'.' if rest.starts_with(b"...") => 3,
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => run(rest, |byte| byte == b'_' || byte.is_ascii_alphanumeric()),
            b'-' | b'0'..=b'9' => run(rest, |byte| {
                matches!(byte, b'+' | b'-' | b'.' | b'_') || byte.is_ascii_alphanumeric()
            }),
            _ => 1,
        };
        Some((start, first))
    })
}

fn run(text: &[u8], belongs: impl Fn(u8) -> bool) -> usize {
    text.iter().position(|byte| !belongs(*byte)).unwrap_or(text.len())
}

/// The length of white space, commas, byte order marks and comments at the beginning.
fn ignored(text: &[u8]) -> usize {
    const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        at += match rest.first() {
            Some(b' ' | b'\t' | b'\n' | b'\r' | b',') => 1,
            Some(b'#') => run(rest, |byte| !matches!(byte, b'\n' | b'\r')),
            Some(0xEF) if rest.starts_with(BYTE_ORDER_MARK) => BYTE_ORDER_MARK.len(),
            _ => return at,
        };
    }
}

/// The length of the string or block string at the beginning; the whole rest when it does not end.
fn string(text: &[u8]) -> usize {
    const BLOCK: &[u8] = b"\"\"\"";
    let (mut at, end) = if text.starts_with(BLOCK) {
        (3, BLOCK)
    } else {
        (1, &b"\""[..])
    };
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(end) {
            return at + end.len();
        }
        at += match rest {
            [b'\\', b'"', b'"', b'"', ..] if end == BLOCK => 4,
            [b'\\', _, ..] if end != BLOCK => 2,
            [b'\n' | b'\r', ..] if end != BLOCK => return at,
            _ => 1,
        };
    }
    text.len()
}

fn position(text: &str, offset: usize) -> Pos {
    let before = text.get(..offset).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Pos {
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn firsts(text: &str) -> String {
        tokens(text.as_bytes()).map(|(_, first)| char::from(first)).collect()
    }

    #[test]
    fn tokens_are_those_of_the_specification() {
        assert_eq!(
            firsts("\u{feff}query Q($a: [Int!]! = [1, -2.5e+3]) { x: y(z: $a) ...F @skip(if: true) }"),
            "qQ($a:[I!]!=[1-]){x:y(z:$a).F@s(i:t)}"
        );
        assert_eq!(firsts("{ a # { [ (\n b }"), "{ab}");
        assert_eq!(
            firsts(r#"{ a(t: "{[(\"{") b(t: """ " { \""" { """) }"#),
            "{a(t:\")b(t:\")}"
        );
        assert_eq!(firsts("\"never closed { {"), "\"");
    }

    #[test]
    fn a_position_counts_lines_and_characters() {
        assert_eq!(position("{\n  साय {", "{\n  साय ".len()), Pos { line: 2, column: 7 });
    }

    proptest! {
        #[test]
        fn any_text_comes_to_an_end(text in "\\PC*|[\\\\\"{}\\[\\]().#\n a-c0-9-]*") {
            let last = tokens(text.as_bytes()).last().map_or(0, |(offset, _)| offset);
            prop_assert!(last <= text.len());
        }
    }
}
