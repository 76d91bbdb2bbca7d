//! A synthetic set into an empty database, by the way of all loads: see [`crate::load`].

use sea_orm::DatabaseConnection;
use serde::Serialize;
use tokio::sync::mpsc::{Sender, channel};

use super::Plan;
use crate::apply::Intent;
use crate::database::{self, Error};
use crate::derive::Texts;
use crate::index::Maker;
use crate::load::{Loader, Ready, restore, tuned};
use crate::lock::Lock;
use crate::record::Record;

/// Records of one transaction.
const RECORDS: usize = 3_000;

/// What was loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Loaded {
    /// Meetings so far.
    pub meetings: usize,
    /// Records of any kind so far, the meetings included.
    pub records: usize,
    /// Rows so far, without what is derived from them.
    pub rows: usize,
}

/// Loads a set, about three thousand records a transaction; `told` hears of the records so far after each.
///
/// The change log has no entries of fields: each would repeat what the record says.
///
/// # Errors
/// [`Error::Held`] when the database holds a dataset; when its tables are not up to date; or when it fails. Then the chunks
/// before are there, and a new database is wanted.
pub async fn load(db: &DatabaseConnection, plan: Plan, mut told: impl FnMut(Loaded)) -> Result<Loaded, Error> {
    if !database::is_migrated(db).await? {
        return Err(Error::NotMigrated);
    }
    tuned(db, async || {
        let loaded = load_all(db, plan, &mut told).await;
        // Also what a failed load set aside.
        let restored = restore(db, |_left| {}).await;
        let loaded = loaded?;
        restored?;
        Ok(loaded)
    })
    .await
}

async fn load_all(db: &DatabaseConnection, plan: Plan, told: &mut impl FnMut(Loaded)) -> Result<Loaded, Error> {
    let (dataset, mut loader, mut loaded) = (plan.dataset(), Loader::default(), Loaded::default());
    let intent = Intent {
        actor: "seed",
        message: "Synthetic set",
        expected_revision: None,
    };
    // One chunk is made while the one before is written.
    let (sender, mut chunks) = channel(1);
    let maker = std::thread::spawn(move || make(plan, &sender));
    while let Some((ready, lock, meetings)) = chunks.recv().await {
        let tx = loader.begin(db).await?;
        let revision = loader.known.refresh(&tx).await?;
        if loaded.records == 0 && revision > 0 {
            return Err(Error::Held { revision });
        }
        let written = loader.write(&tx, (&dataset, &intent), (ready, &lock), None).await?;
        tx.commit().await?;
        loaded.meetings += meetings;
        loaded.records += written.created;
        loaded.rows += written.rows;
        told(loaded);
    }
    if let Err(panic) = maker.join() {
        std::panic::resume_unwind(panic);
    }
    Ok(loaded)
}

type Made = (Vec<Ready>, Lock, usize);

/// Makes the set until it is whole, or nobody listens any more.
fn make(plan: Plan, sender: &Sender<Made>) {
    let mut maker = Maker::default();
    let (mut ready, mut lock, mut meetings) = (Vec::new(), Lock::default(), 0);
    for chunk in plan.chunks() {
        for record in chunk.records {
            meetings += usize::from(matches!(record, Record::Meeting(_)));
            let texts = Texts::of(&record, &mut maker);
            ready.push(Ready { record, texts });
        }
        lock.articles.extend(chunk.lock.articles);
        lock.citations.extend(chunk.lock.citations);
        if ready.len() >= RECORDS {
            let made = (
                std::mem::take(&mut ready),
                std::mem::take(&mut lock),
                std::mem::take(&mut meetings),
            );
            if sender.blocking_send(made).is_err() {
                return;
            }
        }
    }
    if !ready.is_empty() {
        // Who stopped listening knows why.
        let _ = sender.blocking_send((ready, lock, meetings));
    }
}
