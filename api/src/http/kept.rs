//! Whole answers, kept by what was asked and the revision that they were read at.
//!
//! A question is the very bytes of a query string or a body, with the headers that matter, so that an answer that is kept
//! costs no parsing, no document and no statement. What may be kept, and that it is of one revision, is decided where it is
//! made, in [`super::graphql`]. Of equal questions at the same time one is answered, and the others get its answer.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, gauge::Gauge},
    registry::Registry,
};
use quick_cache::{Equivalent, Weighter};
use tokio::{
    sync::watch,
    time::{Instant, timeout_at},
};

use super::{answer::Whole, negotiate::Media};
use crate::cache::{self, Weighed};

/// What an entry takes besides its bytes: its key, its place, its headers.
const OVERHEAD: usize = 512;
/// An answer of usual size, by which the cache plans how many it may forget and still know.
const USUAL: usize = 8 * 1_024;

/// What an answer depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Question<'a> {
    /// The revision.
    pub(super) revision: i64,
    /// Whether it came by `POST`: then the text is a body, else a query string.
    pub(super) by_post: bool,
    /// The media type of the answer.
    pub(super) media: Media,
    /// Whether a header asks for the cost.
    pub(super) tells_cost: bool,
    /// `Accept-Language`.
    pub(super) languages: &'a [u8],
    /// The query string or the body, as it came.
    pub(super) text: &'a [u8],
}

/// A question that outlives its request.
#[derive(Debug, Clone)]
struct Key {
    revision: i64,
    by_post: bool,
    media: Media,
    tells_cost: bool,
    languages: Arc<[u8]>,
    text: Arc<[u8]>,
}

impl Question<'_> {
    fn key(&self) -> Key {
        Key {
            revision: self.revision,
            by_post: self.by_post,
            media: self.media,
            tells_cost: self.tells_cost,
            languages: self.languages.into(),
            text: self.text.into(),
        }
    }
}

impl Key {
    fn question(&self) -> Question<'_> {
        Question {
            revision: self.revision,
            by_post: self.by_post,
            media: self.media,
            tells_cost: self.tells_cost,
            languages: &self.languages,
            text: &self.text,
        }
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.question().hash(state);
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.question() == other.question()
    }
}

impl Eq for Key {}

impl Equivalent<Key> for Question<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        *self == key.question()
    }
}

#[derive(Debug, Clone)]
struct Bytes;

impl Weighter<Key, Arc<Whole>> for Bytes {
    fn weight(&self, key: &Key, whole: &Arc<Whole>) -> u64 {
        size(key.languages.len() + key.text.len(), whole) as u64
    }
}

fn size(asked: usize, whole: &Whole) -> usize {
    asked + whole.coded.most_bytes() + OVERHEAD
}

/// What an answer that is being made came to; `None` when it is its own request's alone.
type Told = Option<Arc<Whole>>;

/// The answers that are kept.
#[derive(Debug)]
pub(crate) struct Kept {
    /// Most bytes of all; 0 keeps nothing.
    most: usize,
    cache: Option<Weighed<Key, Arc<Whole>, Bytes>>,
    /// Those that are being made.
    flights: Mutex<HashMap<Key, watch::Receiver<Option<Told>>>>,
    /// The newest revision of which an answer is kept.
    newest: AtomicI64,
    counts: Counts,
}

#[derive(Debug)]
struct Counts {
    requests: Family<Outcome, Counter>,
    hits: Counter,
    shared: Counter,
    made: Counter,
    evictions: Counter,
    entries: Gauge<i64, AtomicI64>,
    bytes: Gauge<i64, AtomicI64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

/// Whose turn it is to answer a question.
#[derive(Debug)]
pub(super) enum Turn<'a> {
    /// Nobody's: here is the answer.
    Answered(Arc<Whole>),
    /// This request's, for all that ask the same meanwhile.
    Ours(Flight<'a>),
    /// This request's, for itself alone.
    Alone,
}

/// An answer that others wait for while it is being made. Dropped before its end, it is another's turn.
#[derive(Debug)]
pub(super) struct Flight<'a> {
    kept: &'a Kept,
    key: Key,
    tell: watch::Sender<Option<Told>>,
}

impl Kept {
    /// Nothing yet, and at most so many bytes; 0 for none at all.
    pub(crate) fn new(most: usize) -> Self {
        let counts = Counts::default();
        Self {
            most,
            cache: cache::weighed(most, USUAL, Bytes, &counts.evictions),
            flights: Mutex::default(),
            newest: AtomicI64::new(0),
            counts,
        }
    }

    /// True when nothing is ever kept.
    pub(super) fn is_off(&self) -> bool {
        self.cache.is_none()
    }

    /// Makes its counts a part of the metrics.
    pub(crate) fn register(&self, registry: &mut Registry) {
        let counts = &self.counts;
        registry.register(
            "answer_cache_requests",
            "Queries by their answers: kept before (hit), shared with an equal query at the same time, or made",
            counts.requests.clone(),
        );
        let evictions = counts.evictions.clone();
        registry.register(
            "answer_cache_evictions",
            "Kept answers that made room for others",
            evictions,
        );
        registry.register("answer_cache_entries", "Answers that are kept", counts.entries.clone());
        let about = "What kept answers may take, their compressed twins included, in bytes";
        registry.register("answer_cache_bytes", about, counts.bytes.clone());
    }

    /// The answer to a question, when it is kept.
    pub(super) fn get(&self, question: &Question<'_>) -> Option<Arc<Whole>> {
        self.cache.as_ref()?.get(question)
    }

    /// Counts an answer that was kept and is given.
    pub(super) fn hit(&self) {
        self.counts.hits.inc();
    }

    /// Waits for an answer that is being made, or has it made. Who has waited for as long as an operation may run makes
    /// its own.
    pub(super) async fn turn(&self, question: &Question<'_>, patience: Duration) -> Turn<'_> {
        if self.is_off() {
            return Turn::Alone;
        }
        let (key, end) = (question.key(), Instant::now() + patience);
        loop {
            let mut told = {
                let mut flights = self.flights();
                if let Some(told) = flights.get(&key) {
                    told.clone()
                } else if let Some(whole) = self.get(question) {
                    self.counts.hits.inc();
                    return Turn::Answered(whole);
                } else {
                    let (tell, told) = watch::channel(None);
                    flights.insert(key.clone(), told);
                    self.counts.made.inc();
                    return Turn::Ours(Flight { kept: self, key, tell });
                }
            };
            let told = timeout_at(end, told.wait_for(Option::is_some)).await;
            match told.map(|told| told.map(|told| told.clone().flatten())) {
                Ok(Ok(Some(whole))) => {
                    self.counts.shared.inc();
                    return Turn::Answered(whole);
                }
                // Its client has hung up.
                Ok(Err(_)) => {}
                Ok(Ok(None)) | Err(_) => {
                    self.counts.made.inc();
                    return Turn::Alone;
                }
            }
        }
    }

    /// Keeps an answer whose statements have all read its revision.
    pub(super) fn keep(&self, question: &Question<'_>, whole: &Arc<Whole>) {
        let Some(cache) = &self.cache else { return };
        if !cache::takes(self.most, size(question.languages.len() + question.text.len(), whole)) {
            return;
        }
        if self.newest.fetch_max(question.revision, Ordering::AcqRel) < question.revision {
            // Nobody asks for the older ones any more.
            cache.retain(|key, _| key.revision >= question.revision);
        }
        cache.insert(question.key(), whole.clone());
        let counts = &self.counts;
        counts.entries.set(i64::try_from(cache.len()).unwrap_or(i64::MAX));
        counts.bytes.set(i64::try_from(cache.weight()).unwrap_or(i64::MAX));
    }

    fn flights(&self) -> MutexGuard<'_, HashMap<Key, watch::Receiver<Option<Told>>>> {
        self.flights.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Flight<'_> {
    /// Tells those who wait: the answer, when it may be theirs; else each makes its own.
    pub(super) fn land(self, told: Told) {
        self.tell.send_replace(Some(told));
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        self.kept.flights().remove(&self.key);
    }
}

impl Default for Counts {
    fn default() -> Self {
        let requests = Family::<Outcome, Counter>::default();
        let of = |outcome| requests.get_or_create_owned(&Outcome { outcome });
        Self {
            hits: of("hit"),
            shared: of("shared"),
            made: of("made"),
            evictions: Counter::default(),
            entries: Gauge::default(),
            bytes: Gauge::default(),
            requests,
        }
    }
}
