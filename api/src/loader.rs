//! Batch loaders: whatever one level of an answer needs from a table is asked for in one statement.
//!
//! [`Db`] is the one loader; each room says in its `find.rs` which keys it answers. Loaders live as long as a request and
//! keep what they loaded, so a record that is met twice is read once. Those of a subscription live long and keep nothing:
//! what each item shows is read when it is sent.

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Mutex;
use std::time::Duration;

use async_graphql::Context;
use async_graphql::dataloader::{CacheFactory, CacheStorage, DataLoader, HashMapCache, Loader, NoCache};
use async_graphql::runtime::Timer;
use futures_util::future::BoxFuture;
use futures_util::task::{FutureObj, Spawn, SpawnError};
use sea_orm::DatabaseConnection;
use tokio::task::JoinSet;

use crate::error::{Answer, Error};
use crate::metrics;

/// What keys are loaded from.
#[derive(Clone, Debug)]
pub struct Db(pub DatabaseConnection);

/// The loaders of one request.
pub type Loaders = DataLoader<Db, Memory>;

/// Fresh loaders for a request; a resolver finds them by [`of`].
pub fn loaders(db: DatabaseConnection) -> Loaders {
    DataLoader::with_cache(Db(db), Batches::default(), NextTurn, Memory::Request)
}

/// Loaders for a subscription, over the primary.
pub fn streaming(db: DatabaseConnection) -> Loaders {
    DataLoader::with_cache(Db(db), Batches::default(), NextTurn, Memory::Nothing)
}

/// What loaders keep.
#[derive(Clone, Copy, Debug)]
pub enum Memory {
    /// All that was loaded, for as long as they live.
    Request,
    /// Nothing: who asks again later is to see what has changed.
    Nothing,
}

impl CacheFactory for Memory {
    fn create<K, V>(&self) -> Box<dyn CacheStorage<Key = K, Value = V>>
    where
        K: Send + Sync + Clone + Eq + Hash + 'static,
        V: Send + Sync + Clone + 'static,
    {
        match self {
            Self::Request => HashMapCache::default().create(),
            Self::Nothing => NoCache.create(),
        }
    }
}

/// The loaders of the request that is being answered.
///
/// # Errors
/// When the request was started without loaders, which is the service's own fault.
pub fn of<'a>(ctx: &Context<'a>) -> Result<&'a Loaders, Error> {
    ctx.data_opt::<Loaders>()
        .ok_or_else(|| Error::Internal("the request has no loaders".to_owned()))
}

/// Runs each batch as a task of the request: its statements are counted for it, and it ends with it, so that a request
/// that is stopped gives its connection back.
#[derive(Default)]
struct Batches(Mutex<JoinSet<()>>);

impl Spawn for Batches {
    fn spawn_obj(&self, batch: FutureObj<'static, ()>) -> Result<(), SpawnError> {
        let mut running = self.0.lock().map_err(|_poisoned| SpawnError::shutdown())?;
        // A subscription runs ever more of them.
        while running.try_join_next().is_some() {}
        running.spawn(metrics::inherit(batch));
        Ok(())
    }
}

/// Turns of the executor that a batch waits: resolvers of a level wake one another over a few turns when what they wait
/// for was loaded together.
const TURNS: usize = 4;

/// Lets all resolvers of a level ask before the statement goes out, and costs no timer.
struct NextTurn;

impl Timer for NextTurn {
    fn delay(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async {
            for _ in 0..TURNS {
                tokio::task::yield_now().await;
            }
        })
    }
}

/// Loads what a foreign key leads to; `None` for no key.
pub async fn one<K, V>(ctx: &Context<'_>, key: Option<K>) -> Answer<V>
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
    Db: Loader<K, Value = V, Error = Error>,
{
    match of(ctx) {
        Ok(loaders) => loaders.load_one(key?).await.transpose(),
        Err(fault) => Some(Err(fault)),
    }
}

/// Loads what a foreign key that is never null leads to.
///
/// # Errors
/// What the loader answers; `INTERNAL` when there is nothing, which the tables' constraints rule out.
pub async fn must<K, V>(ctx: &Context<'_>, key: K) -> Result<V, Error>
where
    K: Clone + Debug + Eq + Hash + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
    Db: Loader<K, Value = V, Error = Error>,
{
    let missing = format!("nothing behind {key:?}");
    of(ctx)?.load_one(key).await?.ok_or(Error::Internal(missing))
}

/// Loads a list that belongs to a key; empty when nothing does.
///
/// # Errors
/// What the loader answers.
pub async fn many<K, V>(ctx: &Context<'_>, key: K) -> Result<Vec<V>, Error>
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
    Db: Loader<K, Value = Vec<V>, Error = Error>,
{
    Ok(of(ctx)?.load_one(key).await?.unwrap_or_default())
}

/// Items by what they belong to, in the order in which they come.
pub fn grouped<K: Eq + Hash, V>(items: impl IntoIterator<Item = (K, V)>) -> HashMap<K, Vec<V>> {
    let mut groups: HashMap<K, Vec<V>> = HashMap::new();
    for (key, item) in items {
        groups.entry(key).or_default().push(item);
    }
    groups
}
