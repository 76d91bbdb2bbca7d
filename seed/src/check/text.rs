//! Texts: in English and in Hindi, not empty, without loose ends, canonically composed.

use unicode_normalization::is_nfc;

use crate::node::Node;
use crate::problem::{Place, Problems};
use crate::set::Set;
use crate::spot::{Spot, Wants};

/// The languages that every text of the dataset has.
const LANGUAGES: [(&str, &str); 2] = [("en", "English"), ("hi", "Hindi")];

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    for spot in set.spots() {
        match Wants::of(spot.shape) {
            Wants::Texts => {
                if spot.sound {
                    languages(spot, problems);
                }
                for (key, node) in spot.node.entries() {
                    words(&spot.place_of(&key.name, node.span.clone()), node, problems);
                }
            }
            Wants::Text if spot.form.is_none() && spot.target.is_none() => words(&spot.place(), spot.node, problems),
            _ => {}
        }
    }
}

fn languages(spot: &Spot<'_>, problems: &mut Problems) {
    for (tag, language) in LANGUAGES {
        if spot.node.get(tag).is_none() {
            let field = spot.path.rsplit('.').next().unwrap_or_default();
            let message = format!("this `{field}` has no text in {language}");
            let help = format!("add `{tag}: …`; every text stands in English and in Hindi");
            problems.at(&spot.place(), "text-language", message, help);
        }
    }
}

fn words(place: &Place<'_>, node: &Node, problems: &mut Problems) {
    let Some(text) = node.text() else { return };
    let (message, help) = if text.trim().is_empty() {
        ("the text is empty", "write it, or leave the line out")
    } else if text.trim() != text {
        (
            "the text has white space around it",
            "take it away; `seed format` does so too",
        )
    } else if text.contains(|it: char| it.is_control() && it != '\n') {
        ("the text holds a control character", "write it again by hand")
    } else if !is_nfc(text) {
        (
            "the text is not in Unicode's composed form NFC",
            "run `seed format`, which composes it",
        )
    } else {
        return;
    };
    problems.at(place, "text", message.to_owned(), help.to_owned());
}
