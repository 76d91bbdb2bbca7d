//! The root field of searches.

use std::collections::BTreeSet;

use async_graphql::{Enum, Object};
use entity::record::RecordKind;

use super::find::Search;
use super::object::{SearchConnection, phrase};
use crate::error::Error;

/// How freely a search compares words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Enum)]
pub enum SearchMode {
    /// Same script, same letters, whatever the case and composition.
    Exact,
    /// Across scripts and spellings.
    Folded,
    /// Exact first, then folded, then names that begin so, then near spellings.
    #[default]
    Auto,
}

/// Finding records by their names and texts.
#[derive(Debug, Default)]
pub struct SearchQuery;

#[Object]
impl SearchQuery {
    /// Finds records by any of their names or texts, in any script: `Sai`, `साय` and `saay` find the same official. A
    /// record is found when its names, or its names and texts, have all the words; honorifics such as `श्री` and words such
    /// as `of` may be missing. Whole names come first, then words of names, then texts, and names that are only near last;
    /// among those that fit alike, short names before long ones, people and bodies before events.
    async fn search(
        &self,
        #[graphql(desc = "One to twenty words, in Devanagari or Latin letters, 200 characters at most.")] text: String,
        #[graphql(desc = "Only records of these kinds; all when not given.")] kinds: Option<Vec<RecordKind>>,
        #[graphql(name = "match", desc = "How freely words are compared.", default)] mode: SearchMode,
        #[graphql(desc = "At most so many, 0 to 100; 20 when not given.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<SearchConnection, Error> {
        // Named twice, a kind is still one.
        let kinds = kinds.map(|kinds| BTreeSet::from_iter(kinds).into_iter().collect());
        let phrase = phrase("text", &text)?;
        SearchConnection::new(Search { phrase, kinds, mode }, first, after)
    }
}
