//! What a revision is known to hold: decoded records, lists' pages and counts, shared by all requests that read it.
//!
//! A revision never changes, so what one request has loaded of it is right for every other one. A request gives what it
//! loaded when it knows that nothing else came in between ([`super::Loaders::share`]); a new revision begins with nothing. All
//! things are in one cache that is bounded by what they weigh.

use std::any::{Any, TypeId};
use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, Mutex, PoisonError};

use prometheus_client::metrics::{counter::Counter, gauge::Gauge};
use prometheus_client::registry::Registry;
use quick_cache::{Equivalent, Weighter};

use super::{Key, Loaders, Value};
use crate::cache::{self, Weighed};
use crate::replica::Reader;

/// What a thing takes besides itself: its places in tables, and the heads of what it holds.
const OVERHEAD: usize = 128;
/// What a usual thing takes.
const USUAL: usize = 512;

/// The snapshot of the newest revision that was read.
#[derive(Debug)]
pub struct Snapshots {
    /// Most bytes of one; 0 keeps nothing.
    most: usize,
    newest: Mutex<Option<Arc<Snapshot>>>,
    counts: Counts,
}

/// What is known of one revision.
pub struct Snapshot {
    revision: i64,
    most: usize,
    cache: Weighed<Box<dyn Known>, Held, Weight>,
    counts: Counts,
}

#[derive(Clone, Debug, Default)]
struct Counts {
    hits: Counter,
    misses: Counter,
    evictions: Counter,
    entries: Gauge<i64, AtomicI64>,
    bytes: Gauge<i64, AtomicI64>,
}

impl Snapshots {
    /// Nothing yet, and at most so many bytes; 0 for none at all.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            most,
            newest: Mutex::default(),
            counts: Counts::default(),
        }
    }

    /// True when nothing is ever kept.
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.most == 0
    }

    /// Loaders for a request, with what is known of the revision that its reader has.
    #[must_use]
    pub fn loaders(&self, reader: &Reader) -> Arc<Loaders> {
        let snapshot = reader.is_settled().then(|| self.at(reader.revision)).flatten();
        Arc::new(Loaders::for_request(reader.db.clone(), snapshot))
    }

    /// What is known of a revision; `None` of those before the newest one, of which nothing is kept.
    fn at(&self, revision: i64) -> Option<Arc<Snapshot>> {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        match &*newest {
            Some(it) if it.revision >= revision => Some(it.clone()).filter(|it| it.revision == revision),
            _ => {
                *newest = Snapshot::new(revision, self.most, &self.counts).map(Arc::new);
                newest.clone()
            }
        }
    }

    /// Makes its counts a part of the metrics.
    pub(crate) fn register(&self, registry: &mut Registry) {
        let counts = &self.counts;
        let about = "Keys behind which somebody has looked before at the same revision";
        registry.register("record_cache_hits", about, counts.hits.clone());
        registry.register(
            "record_cache_misses",
            "Keys that had to be looked up",
            counts.misses.clone(),
        );
        registry.register(
            "record_cache_evictions",
            "Things that made room for others",
            counts.evictions.clone(),
        );
        registry.register("record_cache_entries", "Things that are kept", counts.entries.clone());
        let about = "What kept things take, about, in bytes";
        registry.register("record_cache_bytes", about, counts.bytes.clone());
    }
}

impl Snapshot {
    fn new(revision: i64, most: usize, counts: &Counts) -> Option<Self> {
        Some(Self {
            revision,
            most,
            cache: cache::weighed(most, USUAL, Weight, &counts.evictions)?,
            counts: counts.clone(),
        })
    }

    /// The revision.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// What is behind a key, `None` there for nothing; `None` when that is not known.
    pub(super) fn get<K: Key, V: Value>(&self, key: &K) -> Option<Option<V>> {
        let held = self.cache.get(&Asked(key));
        let known = held.and_then(|held| held.value.downcast_ref::<Option<V>>().cloned());
        match known {
            Some(_) => self.counts.hits.inc(),
            None => self.counts.misses.inc(),
        };
        known
    }

    /// Keeps what is behind a key.
    pub(super) fn keep<K: Key, V: Value>(&self, key: K, value: Option<V>) {
        let weight = size_of::<K>() + size_of::<V>() + written(&key) + written(&value) + OVERHEAD;
        if !cache::takes(self.most, weight) {
            return;
        }
        let value = Arc::new(value);
        self.cache.insert(Box::new(key), Held { weight, value });
    }

    /// Tells the metrics how much is kept, which looks into each part of the cache.
    pub(super) fn tell(&self) {
        let counts = &self.counts;
        counts.entries.set(i64::try_from(self.cache.len()).unwrap_or(i64::MAX));
        counts.bytes.set(i64::try_from(self.cache.weight()).unwrap_or(i64::MAX));
    }
}

/// What is behind a key of any type.
#[derive(Clone)]
struct Held {
    weight: usize,
    value: Arc<dyn Any + Send + Sync>,
}

/// A key of any type.
trait Known: Any + Send + Sync {
    fn digest(&self, state: &mut dyn Hasher);
    fn equals(&self, other: &dyn Known) -> bool;
}

impl<K: Key> Known for K {
    fn digest(&self, mut state: &mut dyn Hasher) {
        TypeId::of::<K>().hash(&mut state);
        self.hash(&mut state);
    }

    fn equals(&self, other: &dyn Known) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref() == Some(self)
    }
}

impl Hash for dyn Known {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest(state);
    }
}

impl PartialEq for dyn Known {
    fn eq(&self, other: &Self) -> bool {
        self.equals(other)
    }
}

impl Eq for dyn Known {}

/// A key that is only looked up.
struct Asked<'a, K>(&'a K);

impl<K: Key> Hash for Asked<'_, K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.digest(state);
    }
}

impl<K: Key> Equivalent<Box<dyn Known>> for Asked<'_, K> {
    fn equivalent(&self, key: &Box<dyn Known>) -> bool {
        self.0.equals(key.as_ref())
    }
}

/// About how many bytes a thing holds: as many as it takes to write it down, which is its texts and the names of its fields.
fn written(thing: &impl fmt::Debug) -> usize {
    struct Length(usize);
    impl Write for Length {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 += text.len();
            Ok(())
        }
    }
    let mut length = Length(0);
    // Only a `Debug` of somebody's that fails can fail; what it wrote until then is counted.
    let _length_so_far = write!(length, "{thing:?}");
    length.0
}

#[derive(Clone)]
struct Weight;

impl Weighter<Box<dyn Known>, Held> for Weight {
    fn weight(&self, _: &Box<dyn Known>, held: &Held) -> u64 {
        held.weight as u64
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Snapshot")
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}
