//! Derived: what a search finds as one, a record or a position, in the order in which it is given.

use sea_orm::entity::prelude::*;

use crate::record::RecordKind;

/// An entry of the search index.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "search_entry")]
pub struct Model {
    /// Where the entry stands among all: see [`id`].
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The record, of which the position is a part where there is one.
    pub record_id: i64,
    /// The position, when the entry is one.
    pub position_id: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Bits of the inside key of a record or position.
const KEY_BITS: u32 = 44;
/// The bits of an id that are the inside key.
pub const KEY: i64 = (1 << KEY_BITS) - 1;
/// Bits of the kind.
const KIND_BITS: u32 = 4;
/// The longest name that is told from longer ones, in words.
const LONGEST: usize = 255;

/// An entry's id: by the number of words of its shortest name, then by kind, then by inside key. So what is found by few
/// words comes first where these are most of its name, and people and bodies come before events.
pub fn id(words: usize, kind: Option<RecordKind>, key: i64) -> i64 {
    let words = i64::try_from(words.min(LONGEST)).unwrap_or_default();
    (words << (KEY_BITS + KIND_BITS)) | (place(kind) << KEY_BITS) | key
}

/// The inside key of the record or position that an entry's id holds.
pub fn key(id: i64) -> i64 {
    id & KEY
}

/// The number of words that an entry's id holds.
pub fn words(id: i64) -> i64 {
    id >> (KEY_BITS + KIND_BITS)
}

/// Where a kind stands among the others; positions, which are none, stand last.
fn place(kind: Option<RecordKind>) -> i64 {
    match kind {
        Some(RecordKind::Official) => 0,
        Some(RecordKind::Organisation) => 1,
        Some(RecordKind::State) => 2,
        Some(RecordKind::Place) => 3,
        Some(RecordKind::Policy) => 4,
        Some(RecordKind::Topic) => 5,
        Some(RecordKind::Meeting) => 6,
        Some(RecordKind::Article) => 7,
        None => 15,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_orders_by_words_then_kind_and_holds_its_key() {
        let sai = id(3, Some(RecordKind::Official), 7);
        let meeting = id(3, Some(RecordKind::Meeting), 1);
        assert!(id(2, Some(RecordKind::Article), 9) < sai && sai < meeting);
        assert_eq!((key(sai), words(sai)), (7, 3));
        assert_eq!((key(id(900, None, 12)), words(id(900, None, 12))), (12, 255));
    }
}
