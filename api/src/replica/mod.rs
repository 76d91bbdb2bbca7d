//! Where reads go: to streaming replicas that have what the client has seen, else to the primary.
//!
//! [`Databases::reader`] chooses a database for each request. One that cannot be reached is left by [`Databases::move_on`],
//! and the request is run again elsewhere; so a replica may stop at any time. Each replica is looked at by a task of its
//! own ([`follow`]), so that choosing costs nothing. Writing and subscriptions are the primary's.

mod count;
mod follow;
mod lag;

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sea_orm::DatabaseConnection;
use tokio::sync::Notify;
use tokio::task::JoinSet;

pub(crate) use self::count::Counts;
use self::count::{InUse, Usage};
use self::follow::Replica;
use self::lag::Lag;
use crate::config::Config;
use crate::revision::{self, Newest};

/// On how many replicas a request is tried before the primary takes it.
const TRIES: usize = 3;

/// The primary and its replicas.
#[derive(Debug)]
pub struct Databases {
    primary: DatabaseConnection,
    newest: Newest,
    replicas: Vec<Arc<Replica>>,
    /// Told when a replica has moved on or come back.
    moved: Arc<Notify>,
    lag: Arc<Lag>,
    /// How long a request waits for a replica to reach what its client has seen.
    wait: Duration,
    turn: AtomicUsize,
    counts: Counts,
    usage: Usage,
}

/// A database to read one answer from.
#[derive(Debug)]
pub struct Reader {
    /// Its connections.
    pub db: DatabaseConnection,
    /// A revision that it is known to have; what is read may be newer.
    pub revision: i64,
    /// What the client has seen, as far as this dataset has it.
    at_least: Option<i64>,
    replica: Option<Arc<Replica>>,
    /// How many databases were tried before this one.
    tries: usize,
    /// True when there is none to go to after it.
    is_last: bool,
    _in_use: InUse,
}

impl Databases {
    /// Takes the primary and begins to look at the replicas that the options name, in tasks of the set.
    #[must_use]
    pub fn new(config: &Config, primary: DatabaseConnection, newest: Newest, tasks: &mut JoinSet<()>) -> Self {
        let (moved, lag) = (Arc::new(Notify::new()), Arc::new(Lag::new(config.replica_lag)));
        let counts = Counts::default();
        let follow = |url: &String| {
            let replica = Arc::new(Replica::new(url, moved.clone(), &counts));
            let follower = replica
                .clone()
                .follow(config.database_options(), newest.clone(), lag.clone());
            tasks.spawn(follower);
            replica
        };
        Self {
            replicas: config.read_database_url.iter().map(follow).collect(),
            primary,
            newest,
            moved,
            lag,
            wait: config.replica_wait,
            turn: AtomicUsize::new(0),
            usage: counts.usage("primary"),
            counts,
        }
    }

    /// Chooses where to read what is `at_least` of a revision: from a replica that has it and is not left behind, or from
    /// one that soon has it, else from the primary. A revision that the primary does not have is another database's,
    /// and asks for nothing.
    pub async fn reader(&self, at_least: Option<i64>) -> Reader {
        let mut newest = self.newest.now();
        let floor = self.lag.floor(newest, Instant::now());
        if let Some(reader) = self.choose(floor.max(at_least.unwrap_or_default()), at_least) {
            return reader;
        }
        let mut at_least = at_least;
        if at_least.is_some_and(|revision| revision > newest) {
            // Another node was told before this one, or the client comes from another database. A primary that cannot
            // be asked leaves it open.
            if let Ok(found) = revision::newest(&self.primary).await {
                if found > newest {
                    self.newest.look();
                }
                newest = newest.max(found);
                at_least = at_least.filter(|revision| *revision <= newest);
            }
        }
        let soon = self.soon(floor, at_least).await;
        soon.unwrap_or_else(|| self.over_primary(newest, at_least))
    }

    /// Leaves a database that could not be reached for another one; false when none is left.
    ///
    /// While the primary is away, who has seen no revision may read from any replica, however far behind.
    pub async fn move_on(&self, reader: &mut Reader) -> bool {
        let at_least = reader.at_least;
        let next = match &reader.replica {
            _ if reader.is_last => None,
            Some(failed) => {
                failed.doubt();
                Some(match reader.tries {
                    ..TRIES => self.reader(at_least).await,
                    // The primary has what any replica has.
                    _ => self.over_primary(self.newest.now().max(reader.revision), at_least),
                })
            }
            None if at_least.is_none() => self.choose(0, at_least).map(|reader| Reader {
                is_last: true,
                ..reader
            }),
            None => None,
        };
        let Some(next) = next else { return false };
        *reader = Reader {
            tries: reader.tries + 1,
            ..next
        };
        true
    }

    /// The database that is written to.
    #[must_use]
    pub fn primary(&self) -> &DatabaseConnection {
        &self.primary
    }

    /// What is counted of them.
    pub(crate) fn counts(&self) -> &Counts {
        &self.counts
    }

    /// True when a replica can be read that has a revision.
    pub(crate) fn has_replica(&self, revision: i64) -> bool {
        self.replicas
            .iter()
            .any(|replica| replica.revision().is_some_and(|it| it >= revision))
    }

    /// A replica that has a revision, taken in turn.
    fn choose(&self, revision: i64, at_least: Option<i64>) -> Option<Reader> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed) % self.replicas.len().max(1);
        let (before, from) = self.replicas.split_at_checked(turn)?;
        from.iter().chain(before).find_map(|replica| {
            let found = replica.revision().filter(|it| *it >= revision)?;
            Some(Reader {
                db: replica.db()?.clone(),
                revision: found,
                at_least,
                tries: 0,
                is_last: false,
                _in_use: replica.usage.begin(),
                replica: Some(replica.clone()),
            })
        })
    }

    /// A replica that has both revisions now, or the second one within the time that a request waits.
    async fn soon(&self, floor: i64, at_least: Option<i64>) -> Option<Reader> {
        let revision = floor.max(at_least.unwrap_or_default());
        // Who is left behind is not waited for.
        if revision == floor || !self.has_replica(floor) {
            return self.choose(revision, at_least);
        }
        let reached = async {
            loop {
                let mut moved = pin!(self.moved.notified());
                // From here on no move is missed.
                moved.as_mut().enable();
                if let Some(reader) = self.choose(revision, at_least) {
                    return reader;
                }
                moved.await;
            }
        };
        tokio::time::timeout(self.wait, reached).await.ok()
    }

    fn over_primary(&self, newest: i64, at_least: Option<i64>) -> Reader {
        Reader {
            db: self.primary.clone(),
            revision: newest,
            at_least,
            tries: 0,
            is_last: self.replicas.is_empty(),
            _in_use: self.usage.begin(),
            replica: None,
        }
    }
}

impl Reader {
    /// Whether the database has the reader's revision still, so that all that was read since was of this one; if not, the
    /// reader has the newer one from then on. One statement.
    pub async fn is_unmoved(&mut self) -> bool {
        match revision::newest(&self.db).await {
            Ok(found) if found > self.revision => {
                self.revision = found;
                false
            }
            Ok(found) => found == self.revision,
            Err(_) => false,
        }
    }

    /// Learns, after a read, what a primary that was away could not say before it: that it has the revision that the client
    /// has seen. One statement, and none for most.
    pub async fn settle(&mut self) {
        let open = self
            .at_least
            .filter(|seen| *seen > self.revision && self.replica.is_none());
        if let Some(seen) = open
            && revision::newest(&self.db).await.is_ok_and(|found| found >= seen)
        {
            self.revision = seen;
        }
    }

    /// Whether it is known that the database has what the client has seen; if not, only what is read from it can tell.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.at_least.is_none_or(|seen| seen <= self.revision)
    }

    /// True when there is no other database to go to, should this one fail.
    #[must_use]
    pub fn is_last(&self) -> bool {
        self.is_last
    }
}
