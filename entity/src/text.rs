//! Texts in any number of languages, and how the right one is picked.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::LanguageTag;

/// A text in one or more languages, by language tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, FromJsonQueryResult)]
#[serde(transparent)]
pub struct LocalizedText(pub BTreeMap<LanguageTag, String>);

impl LocalizedText {
    /// The text in the first language of `wanted` that it has; else in English; else in any. `None` when it is empty.
    ///
    /// A wanted `hi-IN` is met by `hi`, and a wanted `hi` by `hi-IN`; but never one script by another: who asks for
    /// `hi` does not get `hi-Latn`.
    pub fn pick<'a>(&self, wanted: impl IntoIterator<Item = &'a str>) -> Option<(&LanguageTag, &str)> {
        wanted
            .into_iter()
            .chain(["en"])
            .find_map(|tag| self.get(tag))
            .or_else(|| self.0.iter().next())
            .map(|(tag, text)| (tag, text.as_str()))
    }

    fn get(&self, wanted: &str) -> Option<(&LanguageTag, &String)> {
        let exact = self.0.iter().find(|(tag, _)| tag.as_str().eq_ignore_ascii_case(wanted));
        exact.or_else(|| self.0.iter().find(|(tag, _)| kin(tag.as_str(), wanted)))
    }
}

/// Same language and same script, whatever the region.
fn kin(tag: &str, wanted: &str) -> bool {
    let language_and_script = |tag: &str| {
        let mut parts = tag.split('-');
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        (
            language,
            parts.find(|part| part.len() == 4).map(str::to_ascii_lowercase),
        )
    };
    language_and_script(tag) == language_and_script(wanted)
}

/// A text as it is compared: canonically composed, without joiners, without case, with single spaces.
pub fn plain(text: &str) -> String {
    let joined: String = text
        .nfc()
        .filter(|c| !matches!(c, '\u{200c}' | '\u{200d}'))
        .flat_map(char::to_lowercase)
        .collect();
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(pairs: &[(&str, &str)]) -> LocalizedText {
        let pair = |(tag, text): &(&str, &str)| (LanguageTag::parse(tag).unwrap(), (*text).to_owned());
        LocalizedText(pairs.iter().map(pair).collect())
    }

    #[test]
    fn the_wanted_language_then_english_then_any() {
        let both = text(&[("en", "Durg"), ("hi", "दुर्ग"), ("hi-Latn", "Durga")]);
        let pick = |wanted: &[&str]| both.pick(wanted.iter().copied()).unwrap().1.to_owned();
        assert_eq!(pick(&["hi"]), "दुर्ग");
        assert_eq!(pick(&["hi-IN"]), "दुर्ग");
        assert_eq!(pick(&["hi-Latn-IN"]), "Durga");
        assert_eq!(pick(&["ta", "hi"]), "दुर्ग");
        assert_eq!(pick(&["ta"]), "Durg");
        assert_eq!(pick(&[]), "Durg");
        assert_eq!(text(&[("hi", "दुर्ग")]).pick(["ta"]).unwrap().1, "दुर्ग");
        assert!(text(&[]).pick(["hi"]).is_none());
    }

    #[test]
    fn plain_texts_meet_however_they_are_composed() {
        assert_eq!(plain("छत्तीसग\u{0922}\u{093c}"), plain("छत्तीसग\u{095d}"));
        assert_eq!(plain("  Vishnu   DEO\u{200d} Sai "), "vishnu deo sai");
    }
}
