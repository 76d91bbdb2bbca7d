//! Language tags.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A BCP 47 language tag in its usual writing, e.g. `hi`, `en`, `hi-Latn`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageTag(String);

impl LanguageTag {
    /// Reads `language[-Script][-REGION]`.
    ///
    /// # Errors
    /// A sentence that says what a tag looks like.
    pub fn parse(tag: &str) -> Result<Self, String> {
        let mut parts = tag.split('-').peekable();
        let lower = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_language = |part: &str| (2..=3).contains(&part.len()) && lower(part);
        let is_script = |part: &str| {
            part.len() == 4 && part.starts_with(|c: char| c.is_ascii_uppercase()) && part.get(1..).is_some_and(lower)
        };
        let is_region = |part: &str| {
            (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase()))
                || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let language = parts.next().is_some_and(is_language);
        let _ = parts.next_if(|part| is_script(part));
        let _ = parts.next_if(|part| is_region(part));
        if language && parts.next().is_none() {
            Ok(Self(tag.to_owned()))
        } else {
            Err(format!(
                "`{tag}` is not a language tag: write e.g. `hi`, `en` or `hi-Latn`"
            ))
        }
    }

    /// A tag that is known to be one.
    pub fn stored(tag: &str) -> Self {
        Self(tag.to_owned())
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone, e.g. `hi` of `hi-Latn`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl JsonSchema for LanguageTag {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LanguageTag".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$",
            "description": "A BCP 47 language tag, e.g. `hi`, `en`, `hi-Latn`.",
        })
    }
}

impl TryFrom<String> for LanguageTag {
    type Error = String;
    fn try_from(tag: String) -> Result<Self, Self::Error> {
        Self::parse(&tag)
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.0
    }
}

async_graphql::scalar!(
    LanguageTag,
    "LanguageTag",
    "A BCP 47 language tag, e.g. `hi`, `en`, `hi-Latn`."
);

#[cfg(test)]
mod tests {
    use super::LanguageTag;

    #[test]
    fn tags_are_read_and_others_refused() {
        for tag in ["hi", "en", "hi-Latn", "en-IN", "hi-Deva-IN", "es-419"] {
            assert_eq!(LanguageTag::parse(tag).map(String::from), Ok(tag.to_owned()));
        }
        for tag in [
            "",
            "h",
            "hindi",
            "HI",
            "hi_IN",
            "hi-latn",
            "hi-IN-Latn",
            "hi-",
            "hi-IN-x",
        ] {
            assert!(LanguageTag::parse(tag).is_err(), "{tag}");
        }
    }
}
