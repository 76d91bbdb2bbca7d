//! The feed: the changes after a place in the log, first those that were missed, then each as it comes.
//!
//! A follower stands at a place and asks for the batch after it; when there is none, it waits for a newer revision. So it
//! never holds more than a batch, loses nothing however slow it is, and what many follow is read once: see [`Window`]. The
//! truth is the primary's; changes come in the log's order, each once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_graphql::ID;
use async_graphql::dataloader::Loader;
use entity::record::RecordKind;
use futures_util::{Stream, stream};
use sea_orm::DatabaseConnection;

use super::find::{self, ChangeKey};
use super::object::{Change, KIND};
use super::window::{BATCH, Batch, Window, room};
use crate::error::Error;
use crate::loader::Db;
use crate::node::GlobalId;
use crate::revision::{self, Newest};

/// How long a follower tries again when the primary fails, as while it is started anew.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long it waits between two tries.
const PAUSE: Duration = Duration::from_millis(500);

/// What all followers of a process share; clones are the same feed.
#[derive(Clone, Debug)]
pub struct Feed(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    primary: Db,
    newest: Newest,
    window: Window,
}

/// Where to begin, and with which kinds of records.
#[derive(Clone, Debug, Default)]
pub struct From {
    /// After this revision; from now on when neither this nor `after` is given.
    pub since: Option<i64>,
    /// Right after this change, by global id; with `since` too, after both.
    pub after: Option<ID>,
    /// Only of these kinds; all when `None`.
    pub kinds: Option<Vec<RecordKind>>,
}

/// Where a follower stands.
#[derive(Debug)]
pub struct Follower {
    feed: Feed,
    newest: Newest,
    kinds: Option<Vec<RecordKind>>,
    /// The last change that it has seen, by inside id.
    place: i64,
    /// The end of the log when it began: what it missed before is read by kind.
    missed: i64,
    /// Up to which revision there was nothing after its place.
    through: Option<i64>,
    /// The revision with which it ends; `None` for never.
    until: Option<i64>,
    failing: Option<Instant>,
}

impl Feed {
    /// A feed of the primary's changes that keeps at most `window` bytes of them.
    pub fn new(primary: DatabaseConnection, newest: Newest, window: usize) -> Self {
        Self(Arc::new(Shared {
            primary: Db(primary),
            newest,
            window: Window::new(window),
        }))
    }

    /// A follower that never ends by itself, and the newest revision. One statement, and one more for `after`.
    ///
    /// # Errors
    /// `BAD_INPUT` for a revision that is still to come, a change that there is not, or no kinds at all.
    pub async fn follow(&self, from: From) -> Result<(Follower, i64), Error> {
        if from.kinds.as_ref().is_some_and(Vec::is_empty) {
            let message = "`kinds` is empty: name the kinds to follow, or leave it out to follow all";
            return Err(Error::BadInput(message.into()));
        }
        let db = &self.0.primary;
        let ends = find::ends(db, from.since).await?;
        let after = match &from.after {
            Some(id) => Some(place(db, id).await?),
            None => None,
        };
        let since = from.since.map(|_| ends.place);
        let follower = Follower {
            feed: self.clone(),
            newest: self.0.newest.clone(),
            kinds: from.kinds,
            place: since.max(after).unwrap_or(ends.last),
            missed: ends.last,
            through: None,
            until: None,
            failing: None,
        };
        Ok((follower, ends.newest))
    }

    /// The batch after a place; an empty one only if there was nothing when `newest` was known.
    async fn batch(&self, place: i64, newest: i64) -> Result<Arc<Batch>, Error> {
        let Shared { primary, window, .. } = &*self.0;
        let read = || async {
            // Asked first: what is applied meanwhile is then in the next batch, if not in this one. A database that was
            // set back is older than what is known: there is nothing to be had from it until it has come as far.
            let newest = revision::newest(&primary.0).await?.max(newest);
            let changes = find::after(primary, place, None, room(place)).await?;
            let is_all = (changes.len() as u64) < room(place);
            let last = changes.last().map_or(0, |change| change.row.revision);
            let through = is_all.then_some(newest.max(last));
            Ok(Batch { changes, through })
        };
        window.batch(place, newest, read).await
    }
}

/// The place of a change, by global id.
async fn place(db: &Db, id: &ID) -> Result<i64, Error> {
    let key = GlobalId::decode(id).filter(|id| id.kind == KIND);
    let key = key.and_then(|id| ChangeKey::parse(&id.key));
    let found = match key {
        Some(key) => Loader::<ChangeKey>::load(db, &[key]).await?.remove(&key),
        None => None,
    };
    let message = "`after` is not a change of this dataset: pass the `id` of a change as it was given";
    found
        .map(|change| change.row.id)
        .ok_or_else(|| Error::BadInput(message.into()))
}

impl Follower {
    /// Ends when all changes up to a revision have been given.
    #[must_use]
    pub fn until(mut self, revision: i64) -> Self {
        self.until = Some(revision);
        self
    }

    /// The changes, a few at a time, none empty. It ends with an error when the primary fails for long, and when nobody
    /// watches the revision any more.
    pub fn changes(self) -> impl Stream<Item = Result<Vec<Change>, Error>> + Send + 'static {
        stream::try_unfold(self, async |mut follower: Self| {
            Ok(follower.next().await?.map(|changes| (changes, follower)))
        })
    }

    async fn next(&mut self) -> Result<Option<Vec<Change>>, Error> {
        loop {
            if let Some(through) = self.through.take() {
                let is_over = self.until.is_some_and(|until| through >= until);
                if is_over || self.newest.beyond(through).await.is_none() {
                    return Ok(None);
                }
            }
            let changes = match self.read().await {
                Ok(changes) => changes,
                Err(fault) => {
                    let since = *self.failing.get_or_insert_with(Instant::now);
                    if since.elapsed() > PATIENCE {
                        return Err(fault);
                    }
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
            };
            self.failing = None;
            if !changes.is_empty() {
                return Ok(Some(changes));
            }
        }
    }

    /// The next changes of the kinds that are followed; empty when those that come next are of others, or there are none.
    async fn read(&mut self) -> Result<Vec<Change>, Error> {
        if let Some(kinds) = self.kinds.as_deref().filter(|_| self.place < self.missed) {
            return self.read_missed(&kinds.to_vec()).await;
        }
        let newest = self.newest.now().max(self.until.unwrap_or_default());
        let batch = self.feed.batch(self.place, newest).await?;
        self.place = batch.changes.last().map_or(self.place, |last| last.row.id);
        self.through = batch.through;
        let is_of_kind = |change: &&Change| self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&change.row.kind));
        let changes: Vec<Change> = batch.changes.iter().filter(is_of_kind).cloned().collect();
        Ok(self.up_to_the_end(changes))
    }

    /// What was missed of some kinds, read for this follower alone: it may be little of a long log.
    async fn read_missed(&mut self, kinds: &[RecordKind]) -> Result<Vec<Change>, Error> {
        let most = BATCH.unsigned_abs();
        let changes = find::after(&self.feed.0.primary, self.place, Some(kinds), most).await?;
        let last = changes.last().map_or(self.place, |last| last.row.id);
        self.place = if (changes.len() as u64) < most {
            last.max(self.missed)
        } else {
            last
        };
        Ok(self.up_to_the_end(changes))
    }

    /// Without what came after the revision with which the follower ends.
    fn up_to_the_end(&mut self, mut changes: Vec<Change>) -> Vec<Change> {
        if let Some(until) = self.until {
            let before = changes.len();
            changes.retain(|change| change.row.revision <= until);
            if changes.len() < before {
                self.through = Some(until);
            }
        }
        changes
    }
}
