//! What a reader calls the values that are no records, in English and in Hindi.

use entity::meeting::{MeetingFormat, MeetingKind, MeetingStatus};
use entity::{Edtf, display::display};
use sea_orm::ActiveEnum;

use super::object::MeetingFacet;

/// The key of meetings that fall in no year or month for sure.
pub(super) const UNCERTAIN: &str = "uncertain";

/// A word in English and in Hindi.
type Word = [&'static str; 2];

/// A value in the first of the `wanted` languages that is Hindi or English; in English when none is.
pub(super) fn label<'a>(by: MeetingFacet, key: &str, wanted: impl Iterator<Item = &'a str>) -> String {
    let wanted: Vec<&str> = wanted.collect();
    let word = match by {
        MeetingFacet::Kind => value(key).map(kind),
        MeetingFacet::Status => value(key).map(status),
        MeetingFacet::Format => value(key).map(format),
        MeetingFacet::Year if key == UNCERTAIN => Some(["No single year", "कोई एक वर्ष तय नहीं"]),
        MeetingFacet::Month if key == UNCERTAIN => Some(["No single month", "कोई एक महीना तय नहीं"]),
        MeetingFacet::Year | MeetingFacet::Month => return display(&Edtf::stored(key), wanted),
        _ => None,
    };
    let Some([english, hindi]) = word else {
        return key.to_owned();
    };
    let primary = |tag: &&str| tag.split('-').next().filter(|it| ["hi", "en"].contains(it)).is_some();
    let in_hindi = wanted
        .into_iter()
        .find(primary)
        .is_some_and(|tag| tag.starts_with("hi"));
    if in_hindi { hindi } else { english }.to_owned()
}

/// The value of an enum behind its name in the schema.
fn value<E: ActiveEnum<Value = String>>(key: &str) -> Option<E> {
    E::try_from_value(&key.to_lowercase()).ok()
}

fn kind(kind: MeetingKind) -> Word {
    match kind {
        MeetingKind::Consultation => ["Consultation", "परामर्श"],
        MeetingKind::Talks => ["Talks", "वार्ता"],
        MeetingKind::CommitteeMeeting => ["Committee meeting", "समिति की बैठक"],
        MeetingKind::CabinetMeeting => ["Cabinet meeting", "मंत्रिमंडल की बैठक"],
        MeetingKind::Reception => ["Reception", "स्वागत समारोह"],
        MeetingKind::SiteVisit => ["Site visit", "स्थल का दौरा"],
        MeetingKind::PublicEvent => ["Public event", "सार्वजनिक कार्यक्रम"],
        MeetingKind::Exhibition => ["Exhibition", "प्रदर्शनी"],
        MeetingKind::Tour => ["Tour", "यात्रा"],
        MeetingKind::Arrival => ["Arrival", "आगमन"],
        MeetingKind::Other => ["Other", "अन्य"],
    }
}

fn status(status: MeetingStatus) -> Word {
    match status {
        MeetingStatus::Held => ["Held", "संपन्न"],
        MeetingStatus::Scheduled => ["Scheduled", "निर्धारित"],
        MeetingStatus::Proposed => ["Proposed", "प्रस्तावित"],
        MeetingStatus::Cancelled => ["Cancelled", "रद्द"],
    }
}

fn format(format: MeetingFormat) -> Word {
    match format {
        MeetingFormat::InPerson => ["In person", "आमने-सामने"],
        MeetingFormat::Virtual => ["Virtual", "वर्चुअल"],
        MeetingFormat::Hybrid => ["Hybrid", "हाइब्रिड"],
        MeetingFormat::Unstated => ["Not stated", "उल्लेख नहीं"],
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::Name;
    use async_graphql::resolver_utils::{EnumType, enum_value};
    use sea_orm::Iterable;

    use super::*;

    /// Each value is found by its name in the schema, and has a word of its own in each language.
    fn all_have_words<E: EnumType + Iterable + ActiveEnum<Value = String>>(by: MeetingFacet) {
        let key = |it: E| match enum_value(it) {
            async_graphql::Value::Enum(name) => name,
            other => Name::new(other.to_string()),
        };
        let keys: Vec<Name> = E::iter().map(key).collect();
        for language in ["en", "hi-IN"] {
            let mut labels: Vec<String> = keys.iter().map(|key| label(by, key, [language].into_iter())).collect();
            assert!(
                labels.iter().zip(&keys).all(|(label, key)| label != key.as_str()),
                "{labels:?}"
            );
            labels.sort();
            labels.dedup();
            assert_eq!(labels.len(), keys.len(), "{labels:?}");
        }
    }

    #[test]
    fn every_value_has_a_word_in_both_languages() {
        all_have_words::<MeetingKind>(MeetingFacet::Kind);
        all_have_words::<MeetingStatus>(MeetingFacet::Status);
        all_have_words::<MeetingFormat>(MeetingFacet::Format);
    }

    #[test]
    fn the_preferred_of_both_languages_is_taken() {
        let table: [(&[&str], &str); 5] = [
            (&["hi"], "आमने-सामने"),
            (&["ta", "hi-IN", "en"], "आमने-सामने"),
            (&["en-GB", "hi"], "In person"),
            (&["ta"], "In person"),
            (&[], "In person"),
        ];
        for (wanted, expected) in table {
            assert_eq!(
                label(MeetingFacet::Format, "IN_PERSON", wanted.iter().copied()),
                expected
            );
        }
        assert_eq!(label(MeetingFacet::Month, "2025-08", ["hi"].into_iter()), "अगस्त 2025");
        assert_eq!(
            label(MeetingFacet::Year, UNCERTAIN, ["hi"].into_iter()),
            "कोई एक वर्ष तय नहीं"
        );
    }
}
