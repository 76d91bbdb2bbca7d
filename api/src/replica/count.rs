//! What is counted of databases that are read: how often each, how many at a time, and how replicas do.

use std::sync::atomic::AtomicI64;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::{counter::Counter, family::Family, gauge::Gauge};
use prometheus_client::registry::Registry;

type Amount = Gauge<i64, AtomicI64>;

/// The counts of all databases of a service.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    reads: Family<Which, Counter>,
    in_use: Family<Which, Amount>,
    healthy: Family<Which, Amount>,
    revision: Family<Which, Amount>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Which {
    database: String,
}

impl Counts {
    /// Makes them a part of the metrics.
    pub(crate) fn register(&self, registry: &mut Registry) {
        registry.register(
            "reads",
            "Answers read, by database; one that was tried again counts again",
            self.reads.clone(),
        );
        registry.register(
            "reads_in_flight",
            "Answers being read, by database",
            self.in_use.clone(),
        );
        registry.register(
            "replica_healthy",
            "1 when a replica can be read, 0 when not",
            self.healthy.clone(),
        );
        registry.register(
            "replica_revision",
            "The newest revision that a replica was seen to have",
            self.revision.clone(),
        );
    }

    /// The counts of reading a database.
    pub(super) fn usage(&self, database: &str) -> Usage {
        let which = which(database);
        Usage {
            reads: self.reads.get_or_create(&which).clone(),
            in_use: self.in_use.get_or_create(&which).clone(),
        }
    }

    /// What is told of a replica.
    pub(super) fn state(&self, database: &str) -> State {
        let which = which(database);
        State {
            healthy: self.healthy.get_or_create(&which).clone(),
            revision: self.revision.get_or_create(&which).clone(),
        }
    }
}

fn which(database: &str) -> Which {
    Which {
        database: database.to_owned(),
    }
}

/// The counts of reading one database.
#[derive(Clone, Debug)]
pub(super) struct Usage {
    reads: Counter,
    in_use: Amount,
}

impl Usage {
    /// Counts a read, which goes on for as long as the guard lives.
    pub(super) fn begin(&self) -> InUse {
        self.reads.inc();
        self.in_use.inc();
        InUse(self.in_use.clone())
    }
}

/// A database that is being read.
#[derive(Debug)]
pub(super) struct InUse(Amount);

impl Drop for InUse {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// What is told of one replica.
#[derive(Clone, Debug)]
pub(super) struct State {
    healthy: Amount,
    revision: Amount,
}

impl State {
    /// Tells the revision that it has; `None` when it cannot be read.
    pub(super) fn tell(&self, revision: Option<i64>) {
        self.healthy.set(i64::from(revision.is_some()));
        if let Some(revision) = revision {
            self.revision.set(revision);
        }
    }
}
