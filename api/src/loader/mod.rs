//! Batch loaders: whatever one level of an answer needs from a table is asked for in one statement.
//!
//! [`Db`] says what is loaded: each room implements [`Loader`] for it in its `find.rs`, by key. [`Loaders`] collect the keys that
//! are asked for at the same time ([`batch`]), keep what they loaded for as long as a request lives, and share it with later
//! requests of the same revision ([`snapshot`]). Those of a subscription live long and keep nothing: what each item shows is
//! read when it is sent.

mod batch;
mod snapshot;

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Arc;

use async_graphql::Context;
use async_graphql::dataloader::Loader;
use sea_orm::DatabaseConnection;

use crate::error::{Answer, Error};
use crate::inline::Inline;

pub use self::batch::Loaders;
pub use self::snapshot::{Snapshot, Snapshots};

/// What keys are loaded from.
#[derive(Clone, Debug)]
pub struct Db(pub DatabaseConnection);

/// What something is loaded by.
pub trait Key: Clone + Debug + Eq + Hash + Send + Sync + 'static {}
impl<K: Clone + Debug + Eq + Hash + Send + Sync + 'static> Key for K {}

/// What is loaded. It is cloned for each who asks, and so holds its rows by [`Arc`].
pub trait Value: Clone + Debug + Send + Sync + 'static {}
impl<V: Clone + Debug + Send + Sync + 'static> Value for V {}

/// The loaders of the request that is being answered.
///
/// # Errors
/// When the request was started without loaders, which is the service's own fault.
pub fn of<'a>(ctx: &Context<'a>) -> Result<&'a Loaders, Error> {
    ctx.data_opt::<Arc<Loaders>>()
        .map(Arc::as_ref)
        .ok_or_else(|| Error::Internal("the request has no loaders".to_owned()))
}

/// Loads what a foreign key leads to; `None` for no key.
pub fn one<K: Key, V: Value>(ctx: &Context<'_>, key: Option<K>) -> impl Future<Output = Answer<V>> + Send + use<K, V>
where
    Db: Loader<K, Value = V, Error = Error>,
{
    let asked = key.map(|key| of(ctx).map(|loaders| loaders.load_one(key)));
    async move {
        match asked? {
            Ok(asked) => asked.await.transpose(),
            Err(fault) => Some(Err(fault)),
        }
    }
}

/// As [`one`], for an object that is answered as it is.
pub fn object<K: Key, V: Value>(
    ctx: &Context<'_>,
    key: Option<K>,
) -> impl Future<Output = Answer<Inline<V>>> + Send + use<K, V>
where
    Db: Loader<K, Value = V, Error = Error>,
{
    let found = one(ctx, key);
    async move { found.await.map(|found| found.map(Inline)) }
}

/// As [`many`], for objects that are answered as they are.
pub fn objects<K: Key, V: Value>(
    ctx: &Context<'_>,
    key: K,
) -> impl Future<Output = Result<Vec<Inline<V>>, Error>> + Send + use<K, V>
where
    Db: Loader<K, Value = Vec<V>, Error = Error>,
{
    let found = many(ctx, key);
    async move { found.await.map(|found| found.into_iter().map(Inline).collect()) }
}

/// Loads what a foreign key that is never null leads to.
///
/// # Errors
/// What the loader answers; `INTERNAL` when there is nothing, which the tables' constraints rule out.
pub async fn must<K: Key, V: Value>(ctx: &Context<'_>, key: K) -> Result<V, Error>
where
    Db: Loader<K, Value = V, Error = Error>,
{
    let found = of(ctx)?.load_one(key.clone()).await?;
    found.ok_or_else(|| Error::Internal(format!("nothing behind {key:?}")))
}

/// Loads a list that belongs to a key; empty when nothing does.
///
/// # Errors
/// What the loader answers.
pub fn many<K: Key, V: Value>(
    ctx: &Context<'_>,
    key: K,
) -> impl Future<Output = Result<Vec<V>, Error>> + Send + use<K, V>
where
    Db: Loader<K, Value = Vec<V>, Error = Error>,
{
    let asked = of(ctx).map(|loaders| loaders.load_one(key));
    async move { Ok(asked?.await?.unwrap_or_default()) }
}

/// Items by what they belong to, in the order in which they come.
pub fn grouped<K: Eq + Hash, V>(items: impl IntoIterator<Item = (K, V)>) -> HashMap<K, Vec<V>> {
    let mut groups: HashMap<K, Vec<V>> = HashMap::new();
    for (key, item) in items {
        groups.entry(key).or_default().push(item);
    }
    groups
}
