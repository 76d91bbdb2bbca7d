//! Global ids: the type's name and the public key below it, so that an id outlives every reload of the dataset.
//!
//! A record's key is its slug. A part's key is its owner's slug and its own key there: `Outcome:durg-meeting-2025/site`.

use async_graphql::{Context, ID};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entity::record::{self, RecordKind};

use crate::error::Error;
use crate::loader;
use crate::record::RecordRow;

/// A type's name and a public key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GlobalId {
    /// Name of the type in the schema.
    pub kind: String,
    /// What tells the thing from others of the type.
    pub key: String,
}

impl GlobalId {
    /// The id of a record.
    pub fn record(row: &record::Model) -> Self {
        Self {
            kind: format!("{:?}", row.kind),
            key: row.slug.clone(),
        }
    }

    /// The id of a part of a record: its owner's slug and its own key. Costs a statement when the owner is not loaded yet.
    ///
    /// # Errors
    /// What the loader answers.
    pub async fn part(ctx: &Context<'_>, kind: &str, owner: i64, key: &str) -> Result<Self, Error> {
        let owner = loader::must(ctx, RecordRow(owner)).await?;
        Ok(Self {
            kind: kind.to_owned(),
            key: format!("{}/{key}", owner.slug),
        })
    }

    /// Reads an id; `None` for what is not one.
    pub fn decode(id: &ID) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(id.as_str()).ok()?).ok()?;
        let (kind, key) = text.split_once(':').filter(|_| !text.contains('\0'))?;
        Some(Self {
            kind: kind.to_owned(),
            key: key.to_owned(),
        })
    }

    /// The kind of record that the id names; `None` for parts.
    pub fn record_kind(&self) -> Option<RecordKind> {
        use sea_orm::Iterable;
        RecordKind::iter().find(|kind| format!("{kind:?}") == self.kind)
    }
}

impl From<GlobalId> for ID {
    fn from(id: GlobalId) -> Self {
        URL_SAFE_NO_PAD.encode(format!("{}:{}", id.kind, id.key)).into()
    }
}

/// What owns a part, with the part's key there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PartKey {
    /// The record that owns it, by inside id.
    pub owner: i64,
    /// The part's key.
    pub key: String,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded(kind in "[A-Z][a-z]{1,12}", key in "[^\\x00]*") {
            let id = GlobalId { kind, key };
            prop_assert_eq!(GlobalId::decode(&ID::from(id.clone())), Some(id));
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = GlobalId::decode(&ID::from(text));
        }
    }
}
