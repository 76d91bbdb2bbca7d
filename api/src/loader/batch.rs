//! What one request loads: keys that are asked for at the same time, together.

use std::any::{Any, TypeId};
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::dataloader::Loader;
use sea_orm::DatabaseConnection;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::snapshot::Snapshot;
use super::{Db, Key, Value};
use crate::error::Error;
use crate::metrics;

/// Turns of the executor that a batch waits, so that all resolvers of a level ask before its statement goes out: they wake
/// one another over a few turns when what they wait for was loaded together.
const TURNS: usize = 4;

/// The most keys of one statement.
const MOST: usize = 1_000;

/// The loaders of one request, or of one subscription.
pub struct Loaders {
    shared: Arc<Shared>,
    /// Each batch is a task of the request: its statements are counted for it, and it ends with it, so that a request that
    /// is stopped gives its connection back.
    running: Mutex<JoinSet<()>>,
}

struct Shared {
    db: Db,
    memory: Memory,
    /// By what they are loaded by.
    tables: Mutex<HashMap<TypeId, Box<dyn Loaded>>>,
}

/// What loaders keep.
enum Memory {
    /// Nothing: who asks again later is to see what has changed.
    Nothing,
    /// All that was loaded, for as long as they live, beside what others have loaded at the same revision.
    Request(Option<Arc<Snapshot>>),
}

/// What was loaded by one type of key, and what is about to be.
struct Table<K, V> {
    known: HashMap<K, Option<V>>,
    next: Option<Batch<K, V>>,
}

/// Keys that will be loaded together.
struct Batch<K, V> {
    keys: HashSet<K>,
    tell: watch::Sender<Told<K, V>>,
}

/// What a batch came to; `None` while it is waiting or loaded.
type Told<K, V> = Option<Result<Arc<HashMap<K, V>>, Error>>;

/// What is known of a key.
enum Asked<K, V> {
    Known(Option<V>),
    /// It will be told with the others of its batch.
    Waiting(watch::Receiver<Told<K, V>>),
    /// It will, and is the first of them: somebody has to run it.
    First(watch::Receiver<Told<K, V>>),
}

impl Loaders {
    /// For a request over a database, with what is known of the revision that it reads.
    #[must_use]
    pub fn for_request(db: DatabaseConnection, snapshot: Option<Arc<Snapshot>>) -> Self {
        Self::new(db, Memory::Request(snapshot))
    }

    /// For a subscription, over the primary.
    #[must_use]
    pub fn for_stream(db: DatabaseConnection) -> Self {
        Self::new(db, Memory::Nothing)
    }

    fn new(db: DatabaseConnection, memory: Memory) -> Self {
        Self {
            shared: Arc::new(Shared {
                db: Db(db),
                memory,
                tables: Mutex::default(),
            }),
            running: Mutex::default(),
        }
    }

    /// The database, for what no key is asked by.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.shared.db
    }

    /// What is behind a key; `None` for nothing. It is asked for at once, and waited for by who awaits it.
    ///
    /// The future is small where the answer is known: a level of an answer has one for each of its objects' fields.
    ///
    /// # Errors
    /// What the loader answers.
    pub fn load_one<K: Key, V: Value>(
        &self,
        key: K,
    ) -> impl Future<Output = Result<Option<V>, Error>> + Send + use<K, V>
    where
        Db: Loader<K, Value = V, Error = Error>,
    {
        let asked = self.ask(&key);
        let asked = asked.map_err(|told| Box::pin(async move { Ok(found(told).await?.get(&key).cloned()) }));
        async move {
            match asked {
                Ok(known) => Ok(known),
                Err(told) => told.await,
            }
        }
    }

    /// What is behind keys, in their order; `None` for nothing.
    ///
    /// # Errors
    /// What the loader answers.
    pub async fn load_many<K: Key, V: Value>(&self, keys: Vec<K>) -> Result<Vec<Option<V>>, Error>
    where
        Db: Loader<K, Value = V, Error = Error>,
    {
        // All are asked for before one is waited for.
        let asked: Vec<_> = keys.iter().map(|key| self.ask(key)).collect();
        let mut values = Vec::with_capacity(keys.len());
        for (key, asked) in keys.iter().zip(asked) {
            values.push(match asked {
                Ok(known) => known,
                Err(told) => found(told).await?.get(key).cloned(),
            });
        }
        Ok(values)
    }

    /// Shares what was loaded with later requests, once it is known that all of it was of `revision`.
    pub fn share(&self, revision: i64) {
        let Some(snapshot) = self.shared.snapshot().filter(|it| it.revision() == revision) else {
            return;
        };
        for table in self.shared.tables().values_mut() {
            table.share(snapshot);
        }
        snapshot.tell();
    }

    /// What is known of a key, or else where it will be told.
    fn ask<K: Key, V: Value>(&self, key: &K) -> Result<Option<V>, watch::Receiver<Told<K, V>>>
    where
        Db: Loader<K, Value = V, Error = Error>,
    {
        if let Some(known) = self.shared.snapshot().and_then(|it| it.get::<K, V>(key)) {
            return Ok(known);
        }
        match self.shared.with(|table: &mut Table<K, V>| table.ask(key)) {
            Asked::Known(known) => Ok(known),
            Asked::Waiting(told) => Err(told),
            Asked::First(told) => {
                let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
                // A subscription runs ever more of them.
                while running.try_join_next().is_some() {}
                running.spawn(metrics::inherit(self.shared.clone().run::<K, V>()));
                Err(told)
            }
        }
    }
}

/// What the batch of a key has found.
async fn found<K, V>(mut told: watch::Receiver<Told<K, V>>) -> Result<Arc<HashMap<K, V>>, Error> {
    let told = told.wait_for(Option::is_some).await;
    let told = told.ok().and_then(|told| told.clone());
    told.unwrap_or_else(|| Err(Error::Internal("a batch ended before it was loaded".to_owned())))
}

impl Shared {
    fn snapshot(&self) -> Option<&Snapshot> {
        match &self.memory {
            Memory::Nothing => None,
            Memory::Request(snapshot) => snapshot.as_deref(),
        }
    }

    fn tables(&self) -> std::sync::MutexGuard<'_, HashMap<TypeId, Box<dyn Loaded>>> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with<K: Key, V: Value, T>(&self, work: impl FnOnce(&mut Table<K, V>) -> T) -> T {
        let mut tables = self.tables();
        let table = tables
            .entry(TypeId::of::<K>())
            .or_insert_with(|| Box::new(Table::<K, V>::default()));
        let table: &mut dyn Any = table.as_mut();
        match table.downcast_mut() {
            Some(table) => work(table),
            // A key leads to one type of value, by its `Loader`.
            None => work(&mut Table::default()),
        }
    }

    /// Loads the batch that waits, once all have asked.
    async fn run<K: Key, V: Value>(self: Arc<Self>)
    where
        Db: Loader<K, Value = V, Error = Error>,
    {
        for _ in 0..TURNS {
            tokio::task::yield_now().await;
        }
        let Some(Batch { keys, tell }) = self.with(|table: &mut Table<K, V>| table.next.take()) else {
            return;
        };
        let keys: Vec<K> = keys.into_iter().collect();
        let found = self.load(&keys).await.map(Arc::new);
        if let (Ok(found), Memory::Request(_)) = (&found, &self.memory) {
            let known = keys.into_iter().map(|key| {
                let value = found.get(&key).cloned();
                (key, value)
            });
            self.with(|table: &mut Table<K, V>| table.known.extend(known));
        }
        tell.send_replace(Some(found));
    }

    async fn load<K: Key, V: Value>(&self, keys: &[K]) -> Result<HashMap<K, V>, Error>
    where
        Db: Loader<K, Value = V, Error = Error>,
    {
        let mut found = HashMap::new();
        for keys in keys.chunks(MOST) {
            let some = self.db.load(keys).await?;
            if found.is_empty() {
                found = some;
            } else {
                found.extend(some);
            }
        }
        Ok(found)
    }
}

impl<K: Key, V: Value> Table<K, V> {
    fn ask(&mut self, key: &K) -> Asked<K, V> {
        if let Some(known) = self.known.get(key) {
            return Asked::Known(known.clone());
        }
        match &mut self.next {
            Some(batch) => {
                batch.keys.insert(key.clone());
                Asked::Waiting(batch.tell.subscribe())
            }
            next => {
                let (tell, told) = watch::channel(None);
                *next = Some(Batch {
                    keys: HashSet::from([key.clone()]),
                    tell,
                });
                Asked::First(told)
            }
        }
    }
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self {
            known: HashMap::new(),
            next: None,
        }
    }
}

/// A table, whatever its key.
trait Loaded: Any + Send {
    /// Gives what is known to a snapshot.
    fn share(&mut self, snapshot: &Snapshot);
}

impl<K: Key, V: Value> Loaded for Table<K, V> {
    fn share(&mut self, snapshot: &Snapshot) {
        for (key, value) in self.known.drain() {
            snapshot.keep(key, value);
        }
    }
}

impl fmt::Debug for Loaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loaders")
            .field("db", &self.shared.db)
            .finish_non_exhaustive()
    }
}
