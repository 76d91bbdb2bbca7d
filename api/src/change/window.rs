//! What was read of the log lately, kept for all who follow it: each batch is read once, however many ask for it.
//!
//! A batch is known by the place that it begins after. Those who follow live stand at the same place; those who come from
//! elsewhere are led to the same ones, because batches end at the same places. What nobody needs any more, or too many
//! bytes, goes, the oldest first; whoever still stands there has it read again.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::OnceCell;

use super::object::Change;
use crate::error::Error;

/// The most changes of a batch.
pub(super) const BATCH: i64 = 64;

/// Changes that follow one another in the log.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// They, with what is known of them.
    pub(super) changes: Vec<Change>,
    /// The revision up to which the log had nothing after them when it was read; `None` when it may have had more.
    pub(super) through: Option<i64>,
}

impl Batch {
    /// About how much room it takes.
    fn bytes(&self) -> usize {
        /// A change without its texts.
        const CHANGE: usize = 256;
        let size = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        let change = |change: &Change| {
            let fields = change.known.iter().flat_map(|known| &known.fields);
            let texts = fields.map(|field| field.row.path.len() + size(&field.row.before) + size(&field.row.after));
            CHANGE + change.row.slug.len() + texts.map(|texts| texts + CHANGE / 4).sum::<usize>()
        };
        self.changes.iter().map(change).sum::<usize>() + CHANGE
    }

    /// True when there is something in it, or nothing more is known of than it was read for.
    fn holds(&self, newest: i64) -> bool {
        !self.changes.is_empty() || self.through.is_none_or(|through| through >= newest)
    }
}

/// The most changes that a batch after a place may have: batches end where their number does.
pub(super) fn room(place: i64) -> u64 {
    (BATCH - place.rem_euclid(BATCH)).unsigned_abs()
}

type Slot = Arc<OnceCell<Arc<Batch>>>;

/// The batches that are kept.
#[derive(Debug)]
pub(super) struct Window {
    most: usize,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    slots: HashMap<i64, Slot>,
    /// What was read, in that order, with its bytes.
    order: VecDeque<(i64, usize)>,
    bytes: usize,
}

impl Window {
    /// A window of at most so many bytes.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            kept: Mutex::default(),
        }
    }

    /// The batch after a place, by `read` when it is not here; an empty one only if it was read when `newest` was known.
    ///
    /// # Errors
    /// What `read` answers; the next who asks tries again.
    pub(super) async fn batch<F>(&self, place: i64, newest: i64, read: impl Fn() -> F) -> Result<Arc<Batch>, Error>
    where
        F: Future<Output = Result<Batch, Error>>,
    {
        loop {
            let slot = self.kept().slot(place);
            let reading = async || {
                let batch = Arc::new(read().await?);
                self.kept().add(place, batch.bytes(), self.most);
                Ok::<_, Error>(batch)
            };
            let batch = slot.get_or_try_init(reading).await?;
            if batch.holds(newest) {
                return Ok(batch.clone());
            }
            self.kept().forget(place, &slot);
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn slot(&mut self, place: i64) -> Slot {
        /// Slots whose readers were stopped are looked for when there are so many more than batches.
        const SPARE: usize = 64;
        if self.slots.len() > self.order.len() + SPARE {
            self.slots
                .retain(|_, slot| slot.initialized() || Arc::strong_count(slot) > 1);
        }
        self.slots.entry(place).or_default().clone()
    }

    fn add(&mut self, place: i64, bytes: usize, most: usize) {
        self.order.push_back((place, bytes));
        self.bytes += bytes;
        while self.bytes > most
            && let Some((oldest, bytes)) = self.order.pop_front()
        {
            self.bytes -= bytes;
            self.slots.remove(&oldest);
        }
    }

    fn forget(&mut self, place: i64, slot: &Slot) {
        if self.slots.get(&place).is_some_and(|kept| Arc::ptr_eq(kept, slot)) {
            self.slots.remove(&place);
            if let Some(at) = self.order.iter().rposition(|(kept, _)| *kept == place)
                && let Some((_, bytes)) = self.order.remove(at)
            {
                self.bytes -= bytes;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use entity::change::ChangeAction;
    use entity::record::RecordKind;

    use super::*;

    fn change(id: i64) -> Change {
        let row = entity::change::Model {
            id,
            revision: 1,
            ordinal: 0,
            action: ChangeAction::Created,
            kind: RecordKind::Topic,
            slug: "steel".to_owned(),
            record_id: None,
            merged_into_id: None,
        };
        row.into()
    }

    fn batch(ids: &[i64], through: Option<i64>) -> Batch {
        let changes = ids.iter().copied().map(change).collect();
        Batch { changes, through }
    }

    #[test]
    fn batches_end_at_the_same_places() {
        assert_eq!([0, 1, 63, 64, 130].map(room), [64, 63, 1, 64, 62]);
    }

    #[tokio::test]
    async fn a_batch_is_read_once_for_all_who_wait_and_for_those_who_come_later() {
        let (window, reads) = (Window::new(1 << 20), AtomicUsize::new(0));
        let ask = || {
            window.batch(0, 1, || async {
                reads.fetch_add(1, Ordering::Relaxed);
                tokio::task::yield_now().await;
                Ok(batch(&[1, 2], Some(1)))
            })
        };
        for read in futures_util::future::join_all([ask(), ask(), ask()]).await {
            assert_eq!(read.unwrap().changes.len(), 2);
        }
        ask().await.unwrap();
        assert_eq!(reads.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn nothing_is_believed_only_until_there_is_something_newer() {
        let (window, reads) = (Window::new(1 << 20), AtomicUsize::new(0));
        let ask = |newest| {
            let reads = &reads;
            window.batch(7, newest, move || async move {
                reads.fetch_add(1, Ordering::Relaxed);
                Ok(batch(&[], Some(newest)))
            })
        };
        for (newest, expected) in [(3, 1), (3, 1), (2, 1), (4, 2), (4, 2)] {
            assert!(ask(newest).await.unwrap().changes.is_empty());
            assert_eq!(reads.load(Ordering::Relaxed), expected, "{newest}");
        }
        assert_eq!(window.kept().bytes, batch(&[], None).bytes());
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let window = Window::new(1 << 20);
        let failed = window.batch(0, 1, || async { Err(Error::Unavailable) }).await;
        assert!(matches!(failed, Err(Error::Unavailable)));
        let read = window.batch(0, 1, || async { Ok(batch(&[1], None)) }).await;
        assert_eq!(read.unwrap().changes.len(), 1);
    }

    #[tokio::test]
    async fn the_oldest_go_when_there_is_too_much_and_so_do_slots_that_nobody_filled() {
        let one = batch(&[1], None).bytes();
        let window = Window::new(one * 10);
        for place in 0..1_000 {
            window
                .batch(place, 1, || async { Ok(batch(&[place + 1], None)) })
                .await
                .unwrap();
            assert!(window.kept().bytes <= one * 10);
        }
        assert_eq!(window.kept().order.len(), 10);
        assert!(window.kept().slots.contains_key(&999));
        for place in 1_000..2_000 {
            drop(window.batch(place, 1, std::future::pending));
            window.kept().slot(place);
        }
        assert!(window.kept().slots.len() < 100);
    }
}
