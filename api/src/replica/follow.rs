//! A replica, and the task that looks how it does: which revision it has, and whether it can be read at all.
//!
//! A standby cannot listen to notices, so it is looked at when the primary's newest revision moves on, a few times a second
//! otherwise, and at once when a request could not reach it. The looks have a connection of their own: a pool that is
//! fully in use is no fault.

use std::convert::Infallible;
use std::future::pending;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use sea_orm::DatabaseConnection;
use seed::database::{Options, open_with};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use super::count::{Counts, State, Usage};
use super::lag::Lag;
use crate::metrics;
use crate::revision::{self, Newest};

/// Between two looks at a replica that has the newest revision.
const PAUSE: Duration = Duration::from_millis(250);
/// Between two looks at one that has not.
const SHORT_PAUSE: Duration = Duration::from_millis(25);
/// The longest pause before a replica that cannot be read is tried again.
const LONG_PAUSE: Duration = Duration::from_secs(4);
/// The longest time that a look may take, and that a request waits for a connection.
const PATIENCE: Duration = Duration::from_secs(1);
/// In place of a revision: it cannot be read.
const AWAY: i64 = -1;

/// A replica.
#[derive(Debug)]
pub(super) struct Replica {
    url: String,
    name: String,
    /// Set when it was reached for the first time.
    db: OnceLock<DatabaseConnection>,
    /// Which revision it has, or [`AWAY`].
    revision: AtomicI64,
    doubted: Notify,
    moved: Arc<Notify>,
    state: State,
    pub(super) usage: Usage,
}

impl Replica {
    pub(super) fn new(url: &str, moved: Arc<Notify>, counts: &Counts) -> Self {
        let name = name(url);
        let state = counts.state(&name);
        state.tell(None);
        Self {
            url: url.to_owned(),
            db: OnceLock::new(),
            revision: AtomicI64::new(AWAY),
            doubted: Notify::new(),
            moved,
            state,
            usage: counts.usage(&name),
            name,
        }
    }

    /// The revision that it has; `None` when it cannot be read.
    pub(super) fn revision(&self) -> Option<i64> {
        Some(self.revision.load(Ordering::Acquire)).filter(|revision| *revision != AWAY)
    }

    /// Its connections; `None` when it was never reached.
    pub(super) fn db(&self) -> Option<&DatabaseConnection> {
        self.db.get()
    }

    /// A request could not reach it: nobody is sent here before it was looked at again, which happens at once.
    pub(super) fn doubt(&self) {
        self.found(None);
        self.doubted.notify_one();
    }

    /// Looks at it for ever.
    pub(super) async fn follow(self: Arc<Self>, options: Options, newest: Newest, lag: Arc<Lag>) {
        let (mut pause, mut told) = (PAUSE, false);
        loop {
            let mut reached = false;
            let Err(fault) = self.look(&options, newest.clone(), &lag, &mut reached).await;
            self.found(None);
            // Told when it goes, not with each try.
            if reached || !told {
                tracing::warn!(
                    replica = self.name,
                    fault,
                    "a replica cannot be read; reads go elsewhere until it can"
                );
            }
            told = true;
            pause = if reached { PAUSE } else { (pause * 2).min(LONG_PAUSE) };
            sleep(pause).await;
        }
    }

    /// Opens it and looks at it until it fails.
    async fn look(
        &self,
        options: &Options,
        mut newest: Newest,
        lag: &Lag,
        reached: &mut bool,
    ) -> Result<Infallible, String> {
        let own = Options {
            connections: 1,
            wait: PATIENCE,
            ..options.clone()
        };
        let own = open_with(&self.url, &own).await.map_err(chain)?;
        self.open(options).await?;
        loop {
            let known = newest.now();
            let found = timeout(PATIENCE, revision::newest(&own)).await;
            let found = found.map_err(|_elapsed| format!("no answer within {PATIENCE:?}"))?;
            let found = found.map_err(chain)?;
            self.found(Some(found));
            if !std::mem::replace(reached, true) {
                tracing::info!(replica = self.name, revision = found, "a replica can be read");
            }
            lag.floor(known, Instant::now());
            let pause = if found < known { SHORT_PAUSE } else { PAUSE };
            let moved_on = async {
                if newest.beyond(known).await.is_none() {
                    pending().await
                }
            };
            tokio::select! {
                () = sleep(pause) => {}
                () = moved_on => {}
                () = self.doubted.notified() => {}
            }
        }
    }

    async fn open(&self, options: &Options) -> Result<(), String> {
        if self.db.get().is_none() {
            let options = Options {
                wait: options.wait.min(PATIENCE),
                ..options.clone()
            };
            let mut db = open_with(&self.url, &options).await.map_err(chain)?;
            metrics::watch(&mut db);
            let _nobody_else_opens = self.db.set(db);
        }
        Ok(())
    }

    fn found(&self, revision: Option<i64>) {
        let now = revision.unwrap_or(AWAY);
        if self.revision.swap(now, Ordering::AcqRel) != now {
            self.state.tell(revision);
            self.moved.notify_waiters();
        }
    }
}

/// Host, port and database of an address: what may be shown.
fn name(url: &str) -> String {
    let address = url.split('?').next().unwrap_or_default();
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    address.rsplit_once('@').map_or(address, |(_, host)| host).to_owned()
}

/// The whole chain of reasons, for the log.
fn chain(fault: impl std::error::Error) -> String {
    let mut told = fault.to_string();
    let mut source = fault.source();
    while let Some(reason) = source {
        told = format!("{told}: {reason}");
        source = reason.source();
    }
    told
}
