//! Single texts: plain where every reader takes them for the same text, otherwise in double quotes.

use std::fmt::Write;

use crate::node::{Scalar, resolve};

/// A text on one line; `in_flow` inside brackets or braces, and for keys.
pub(super) fn text(text: &str, in_flow: bool) -> String {
    if is_plain(text, in_flow) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// True when a folded block gives back the same text: words with single spaces between them.
pub(super) fn can_fold(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(is_printable);
    text.contains(' ') && text.split(' ').all(is_word)
}

fn is_plain(text: &str, in_flow: bool) -> bool {
    let begins = |it: char| it.is_alphanumeric() || it == '(' || (!it.is_ascii() && it != '\u{a0}');
    let ends_something = [": ", " #"].iter().any(|it| text.contains(it)) || text.ends_with([' ', ':']);
    let ends_in_flow = |it: char| matches!(it, ',' | '[' | ']' | '{' | '}');
    let is_key_in_flow = [":\"", ":'"].iter().any(|it| text.contains(it));
    let is_free = !in_flow || (!text.contains(ends_in_flow) && !is_key_in_flow);
    text.starts_with(begins)
        && text.chars().all(is_printable)
        && !ends_something
        && is_free
        && matches!(resolve(text), Scalar::Text(_))
        && !is_number_like(text)
        && !is_word_of_old_yaml(text)
}

/// True for what YAML 1.1 or 1.2 may take for a number, a date or a time, and for all that looks similar, so that e.g.
/// every EDTF date is in quotes.
fn is_number_like(text: &str) -> bool {
    let odd = |it: char| it.is_alphabetic() && !matches!(it, 'a'..='f' | 'A'..='F' | 'x' | 'X' | 'o' | 'T' | 'Z');
    text.starts_with(|it: char| it.is_ascii_digit()) && !text.contains(odd)
}

/// The truth values of YAML 1.1.
fn is_word_of_old_yaml(text: &str) -> bool {
    ["y", "n", "yes", "no", "on", "off"].contains(&text.to_ascii_lowercase().as_str())
}

fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            it if is_printable(it) => out.push(it),
            it => {
                let code = u32::from(it);
                // Writing to a String never fails.
                let _ = match code {
                    0..=0xff => write!(out, "\\x{code:02X}"),
                    0x100..=0xffff => write!(out, "\\u{code:04X}"),
                    _ => write!(out, "\\U{code:08X}"),
                };
            }
        }
    }
    out.push('"');
    out
}

/// True for what every reader of YAML takes as itself on a line.
fn is_printable(letter: char) -> bool {
    let is_break = matches!(letter, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}');
    let is_private = matches!(u32::from(letter) & 0xffff, 0xfffe | 0xffff);
    !letter.is_control() && !is_break && !is_private
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn what_another_reader_takes_for_something_else_is_quoted() {
        for it in [
            "2025",
            "2025-08-22",
            "2022-05",
            "1:30",
            "1_000",
            "0x1F",
            "no",
            "Yes",
            "null",
            "true",
            "~",
            "",
            " a",
            "a: b",
            "a #b",
            "- a",
            "*a",
            "@a",
            "a:",
            "\"a\"",
            "=",
            "<<",
            ".5",
            "[2025-08-22,2025-08-23]",
        ] {
            assert_eq!(text(it, false), format!("\"{}\"", it.replace('"', "\\\"")));
        }
        for it in [
            "a, b",
            "a@1-2",
            "छत्तीसगढ़ (राज्य)",
            "https://a.b/#c:d",
            "3 companies",
            "“A”",
            "it's",
            "IN-CG",
        ] {
            assert_eq!(text(it, false), it);
        }
        assert_eq!(text("a, b", true), "\"a, b\"");
        assert_eq!(text("a\u{7}\u{2028}b", false), "\"a\\x07\\u2028b\"");
    }
}
