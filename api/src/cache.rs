//! Caches that are bounded by what they weigh, and in which nobody can cost others what is theirs.
//!
//! They take newcomers on trial (CLOCK-Pro), so that what is asked for again stays, and take nothing that would fill a good
//! part of the whole by itself.

use std::hash::Hash;

use prometheus_client::metrics::counter::Counter;
use quick_cache::{DefaultHashBuilder, Lifecycle, OptionsBuilder, Weighter, sync::Cache};

/// Nothing in a cache takes more than this part of the whole.
pub(crate) const SHARE: usize = 16;
/// Parts with a lock each. Each has room for the largest thing.
pub(crate) const SHARDS: usize = 8;

/// A cache of things by keys, weighed by `W`.
pub(crate) type Weighed<K, V, W> = Cache<K, V, W, DefaultHashBuilder, Evictions>;

/// A cache of at most so many bytes, in which things usually take `usual`; none for no bytes at all. What has to go is counted.
pub(crate) fn weighed<K, V, W>(most: usize, usual: usize, weighter: W, evictions: &Counter) -> Option<Weighed<K, V, W>>
where
    K: Eq + Hash,
    V: Clone,
    W: Weighter<K, V> + Clone,
{
    let options = OptionsBuilder::new()
        .shards(SHARDS)
        .weight_capacity(most as u64)
        .estimated_items_capacity(most / usual)
        .build();
    let options = options.ok().filter(|_| most > 0)?;
    let evictions = Evictions(evictions.clone());
    Some(Cache::with_options(options, weighter, <_>::default(), evictions))
}

/// Whether a thing of so many bytes may be in a cache of at most `most`.
pub(crate) fn takes(most: usize, bytes: usize) -> bool {
    bytes <= most / SHARE
}

/// Counts what has to go.
#[derive(Debug, Clone)]
pub(crate) struct Evictions(Counter);

impl<K, V> Lifecycle<K, V> for Evictions {
    type RequestState = Vec<V>;

    /// What goes is freed after the lock is.
    fn on_evict(&self, gone: &mut Self::RequestState, _key: K, thing: V) {
        self.0.inc();
        gone.push(thing);
    }
}
