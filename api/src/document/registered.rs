//! Documents that clients have registered, as many as fit into so many bytes.
//!
//! Anybody may register anything that runs, so nobody's documents may cost others theirs. A new document is on trial, in
//! the room that settled ones leave, at least a fifth. It settles when it is asked for by its hash; when they have no
//! room, it must have been asked for more often than the one that nobody has asked for longest. So who sends a million
//! documents moves only documents on trial, and who asks for each of them once, none that others ask for twice. What was
//! asked counts half as much after each hour without a request, by the clock: requests do not make others' fade.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError, atomic::AtomicI64},
    time::{Duration, Instant},
};

use prometheus_client::{metrics::gauge::Gauge, registry::Registry};

use super::Hash;

/// What an entry takes besides its text.
const OVERHEAD: usize = 256;
/// After so long without a request, requests count half.
const HALF_LIFE: Duration = Duration::from_hours(1);

/// The registered documents.
#[derive(Debug)]
pub(super) struct Registered {
    /// Most bytes of all; 0 keeps nothing.
    most: usize,
    kept: Mutex<Kept>,
    bytes: Gauge<i64, AtomicI64>,
}

#[derive(Debug, Default)]
struct Kept {
    entries: HashMap<Hash, Entry>,
    /// In the order in which they were last asked for.
    on_trial: Rank,
    settled: Rank,
    turn: u64,
}

#[derive(Debug, Default)]
struct Rank {
    order: BTreeMap<u64, Hash>,
    bytes: usize,
}

#[derive(Debug)]
struct Entry {
    text: Arc<str>,
    /// How often it was asked for, as it counted when it was asked for last.
    asked: u32,
    asked_at: Instant,
    turn: u64,
    is_settled: bool,
}

impl Registered {
    /// Nothing yet, and at most so many bytes.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            kept: Mutex::default(),
            bytes: Gauge::default(),
        }
    }

    /// True when nothing is ever kept.
    pub(super) fn is_off(&self) -> bool {
        self.most == 0
    }

    pub(super) fn register(&self, registry: &mut Registry) {
        let about = "What documents registered by clients take, in bytes";
        registry.register("registered_documents_bytes", about, self.bytes.clone());
    }

    /// The document with a hash.
    pub(super) fn get(&self, hash: &Hash) -> Option<Arc<str>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let text = kept.ask(hash, self.most, Instant::now());
        self.tell(&kept);
        text
    }

    /// Keeps a document, as long as others leave it room.
    pub(super) fn keep(&self, hash: Hash, text: &Arc<str>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.add(hash, text, self.most);
        self.tell(&kept);
    }

    fn tell(&self, kept: &Kept) {
        self.bytes.set(i64::try_from(kept.bytes()).unwrap_or(i64::MAX));
    }
}

impl Kept {
    fn add(&mut self, hash: Hash, text: &Arc<str>, most: usize) {
        if self.entries.contains_key(&hash) || size(text) > most {
            return;
        }
        self.turn += 1;
        let entry = Entry {
            text: text.clone(),
            asked: 0,
            asked_at: Instant::now(),
            turn: self.turn,
            is_settled: false,
        };
        self.on_trial.put(hash, &entry);
        self.entries.insert(hash, entry);
        self.shrink(most);
    }

    fn ask(&mut self, hash: &Hash, most: usize, now: Instant) -> Option<Arc<str>> {
        self.turn += 1;
        let mut entry = self.entries.remove(hash)?;
        self.rank(entry.is_settled).take(&entry);
        entry.asked = entry.weight(now).saturating_add(1);
        entry.asked_at = now;
        entry.turn = self.turn;
        entry.is_settled = entry.is_settled || self.makes_room(&entry, most - most / 5, now);
        let text = entry.text.clone();
        self.rank(entry.is_settled).put(*hash, &entry);
        self.entries.insert(*hash, entry);
        self.shrink(most);
        Some(text)
    }

    /// Whether a document that was on trial settles, in place of others if need be: they are on trial again then.
    fn makes_room(&mut self, newcomer: &Entry, most: usize, now: Instant) -> bool {
        if size(&newcomer.text) > most {
            return false;
        }
        while self.settled.bytes + size(&newcomer.text) > most {
            let Some(oldest) = self.settled.oldest() else {
                return false;
            };
            let Some(entry) = self.entries.get_mut(&oldest) else {
                return false;
            };
            if entry.weight(now) >= newcomer.asked {
                return false;
            }
            entry.is_settled = false;
            self.settled.take(entry);
            self.on_trial.put(oldest, entry);
        }
        true
    }

    /// Drops documents on trial, the one that nobody has asked for longest first, until the rest fits.
    fn shrink(&mut self, most: usize) {
        while self.bytes() > most {
            let Some(oldest) = self.on_trial.oldest() else { return };
            let Some(entry) = self.entries.remove(&oldest) else {
                return;
            };
            self.on_trial.take(&entry);
        }
    }

    fn bytes(&self) -> usize {
        self.on_trial.bytes + self.settled.bytes
    }

    fn rank(&mut self, is_settled: bool) -> &mut Rank {
        if is_settled {
            &mut self.settled
        } else {
            &mut self.on_trial
        }
    }
}

impl Entry {
    /// What its requests count now.
    fn weight(&self, now: Instant) -> u32 {
        let idle = now.saturating_duration_since(self.asked_at).as_secs() / HALF_LIFE.as_secs();
        let halvings = u32::try_from(idle).unwrap_or(u32::MAX);
        self.asked.checked_shr(halvings).unwrap_or(0)
    }
}

impl Rank {
    fn put(&mut self, hash: Hash, entry: &Entry) {
        self.order.insert(entry.turn, hash);
        self.bytes += size(&entry.text);
    }

    fn take(&mut self, entry: &Entry) {
        self.order.remove(&entry.turn);
        self.bytes -= size(&entry.text);
    }

    fn oldest(&self) -> Option<Hash> {
        self.order.first_key_value().map(|(_, hash)| *hash)
    }
}

fn size(text: &str) -> usize {
    text.len() + OVERHEAD
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::hash;

    /// Room for ten documents, eight of them settled.
    const TEN: usize = 10 * (OVERHEAD + 10);

    fn text(number: usize) -> Arc<str> {
        format!("{number:010}").into()
    }

    fn keep(all: &Registered, number: usize) {
        all.keep(hash(&text(number)), &text(number));
    }

    fn is_kept(all: &Registered, number: usize) -> bool {
        let kept = all.kept.lock().unwrap();
        let bytes: usize = kept.entries.values().map(|entry| size(&entry.text)).sum();
        assert!(bytes <= all.most && bytes == kept.bytes());
        assert_eq!(kept.on_trial.order.len() + kept.settled.order.len(), kept.entries.len());
        kept.entries.contains_key(&hash(&text(number)))
    }

    fn ask(all: &Registered, number: usize) -> bool {
        all.get(&hash(&text(number))).is_some()
    }

    #[test]
    fn what_is_asked_for_stays_while_others_come_and_go() {
        let all = Registered::new(TEN);
        for number in 0..8 {
            keep(&all, number);
            assert!(ask(&all, number) && ask(&all, number));
        }
        for number in 100..10_000 {
            keep(&all, number);
            // Each once, as somebody would who wants them to stay.
            assert!(ask(&all, number), "{number}");
            if number % 4 == 0 {
                assert!((0..8).all(|number| ask(&all, number)), "{number}");
            }
        }
        assert!(is_kept(&all, 9_999) && !is_kept(&all, 9_990));
    }

    #[test]
    fn what_nobody_asks_for_any_more_makes_room() {
        let all = Registered::new(TEN);
        for number in 0..8 {
            keep(&all, number);
            (0..100).for_each(|_| assert!(ask(&all, number)));
        }
        for number in 100..102 {
            keep(&all, number);
            assert!(ask(&all, number));
        }
        assert!((0..8).all(|number| is_kept(&all, number)));
        let later = Instant::now() + 7 * HALF_LIFE;
        let asked = all.kept.lock().unwrap().ask(&hash(&text(100)), TEN, later);
        assert!(asked.is_some());
        keep(&all, 102);
        keep(&all, 103);
        // The first was asked for no more often lately than nobody; it is on trial again, and the first to go.
        assert!(is_kept(&all, 100) && !is_kept(&all, 0) && (1..8).all(|number| is_kept(&all, number)));
    }

    #[test]
    fn nothing_is_kept_over_the_size() {
        let all = Registered::new(TEN);
        let long: Arc<str> = "x".repeat(TEN).into();
        all.keep(hash(&long), &long);
        assert!(all.get(&hash(&long)).is_none());
        let off = Registered::new(0);
        keep(&off, 1);
        assert!(off.is_off() && !is_kept(&off, 1));
    }
}
