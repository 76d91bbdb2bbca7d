//! Cursors: the sort keys of a row and the order that they belong to, opaque to clients.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// Where in a list a row stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cursor {
    /// The order, e.g. `-when`; a cursor of one order says nothing in another.
    #[serde(rename = "o")]
    pub order: String,
    /// The row's sort keys, the tie-breaking id last.
    #[serde(rename = "k")]
    pub keys: Vec<Key>,
}

/// One sort key of a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Key {
    /// There is none; such rows come last.
    Null,
    /// A number.
    Integer(i64),
    /// A text, or a day as ISO 8601.
    Text(String),
}

impl Cursor {
    /// The cursor as a client gets it.
    pub fn encode(&self) -> String {
        // A struct of texts and numbers is always JSON.
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Reads a client's cursor.
    ///
    /// # Errors
    /// `BAD_INPUT` when the text was not made by [`Cursor::encode`].
    pub fn decode(argument: &str, text: &str) -> Result<Self, Error> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok();
        let cursor = bytes.and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        // A database need not be asked for U+0000, and PostgreSQL cannot be.
        let holds_nul = |key: &Key| matches!(key, Key::Text(text) if text.contains('\0'));
        cursor.filter(|cursor| !cursor.keys.iter().any(holds_nul)).ok_or_else(|| {
            Error::BadInput(format!(
                "`{argument}` is not a cursor of this service: pass an `endCursor`, `startCursor` or edge's `cursor` as it was given"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys() -> impl Strategy<Value = Vec<Key>> {
        let key = prop_oneof![
            Just(Key::Null),
            any::<i64>().prop_map(Key::Integer),
            "[^\\x00]*".prop_map(Key::Text)
        ];
        prop::collection::vec(key, 0..4)
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded(order in "[a-z,-]{0,20}", keys in keys()) {
            let cursor = Cursor { order, keys };
            prop_assert_eq!(Cursor::decode("after", &cursor.encode()).unwrap(), cursor);
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = Cursor::decode("after", &text);
        }
    }
}
