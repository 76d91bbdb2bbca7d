//! Keys of names that lie near the words of a question: see [`entity::search_near`].

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entity::search_near::{Column, Entity, one_apart, variants};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::error::Error;
use crate::loader::Db;

/// Keys near a word that are looked for at most.
const NEAR: usize = 32;
/// Keys that share a variant with a word and are compared with it at most.
const COMPARED: u64 = 5_000;

/// For each key, the keys near it.
pub type Near = BTreeMap<String, Vec<String>>;

/// The keys near some.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct NearTo(pub(super) Vec<String>);

impl Loader<NearTo> for Db {
    type Value = Arc<Near>;
    type Error = Error;

    /// One statement for each.
    async fn load(&self, keys: &[NearTo]) -> Result<HashMap<NearTo, Arc<Near>>, Error> {
        let mut found = HashMap::with_capacity(keys.len());
        for key in keys {
            let near = near(&self.0, key.0.iter().map(String::as_str)).await?;
            found.insert(key.clone(), Arc::new(near));
        }
        Ok(found)
    }
}

/// For each key, the keys of names that differ from it by one letter or by two in the other order, in alphabetical order: one
/// statement, or none for keys that are too short to have neighbours.
///
/// # Errors
/// When the database fails.
pub async fn near<'a>(db: &impl ConnectionTrait, keys: impl IntoIterator<Item = &'a str>) -> Result<Near, Error> {
    let asked: BTreeSet<&str> = keys.into_iter().collect();
    let by_variant: BTreeSet<String> = asked.iter().flat_map(|key| variants(key)).collect();
    if by_variant.is_empty() {
        return Ok(Near::new());
    }
    let found: Vec<String> = Entity::find()
        .select_only()
        .distinct()
        .column(Column::Key)
        .filter(Column::Variant.is_in(by_variant))
        .order_by_asc(Column::Key)
        .limit(COMPARED)
        .into_tuple()
        .all(db)
        .await?;
    let close = |key: &str| {
        let apart = found.iter().filter(|other| *other != key && one_apart(key, other));
        apart.take(NEAR).cloned().collect()
    };
    Ok(asked.into_iter().map(|key| (key.to_owned(), close(key))).collect())
}
