//! The revision watch: the newest revision of the dataset, known in the whole process soon after it is applied.
//!
//! On PostgreSQL a notice of [`NOTICE`] says "look", and so does the clock every few seconds, for a notice can be lost; on
//! SQLite the clock alone, because another process may write the file. Who meets a newer revision elsewhere says so, too
//! ([`Newest::look`]). What anybody says is never believed: the revision is what a look finds on the primary.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use entity::dataset::{Column, Entity};
use sea_orm::sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sea_orm::sqlx::{self, Postgres};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, DbErr, EntityTrait, QuerySelect};
use seed::apply::NOTICE;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

/// How long to wait before the listener's lost connection is made again.
const PAUSE: Duration = Duration::from_millis(500);

/// The newest revision that this process knows of. It never goes back, not even when the database does.
#[derive(Clone, Debug)]
pub struct Newest {
    known: watch::Receiver<i64>,
    due: Arc<Notify>,
}

impl Newest {
    /// The newest revision; 0 before the first load, and until the first look.
    #[must_use]
    pub fn now(&self) -> i64 {
        *self.known.borrow()
    }

    /// Has the primary looked at now: there is a newer revision somewhere.
    pub fn look(&self) {
        self.due.notify_one();
    }

    /// Waits until the newest revision is greater than `revision`, and gives it; `None` when nobody watches any more.
    pub async fn beyond(&mut self, revision: i64) -> Option<i64> {
        let newer = self.known.wait_for(|newest| *newest > revision).await;
        newer.ok().map(|newest| *newest)
    }
}

/// Watches the primary, looking at least once in the time `every`; without it as often as its kind of database wants. What
/// watches ends when the set is dropped.
pub fn watch(primary: DatabaseConnection, every: Option<Duration>) -> (Newest, JoinSet<()>) {
    let every = every.unwrap_or(match primary.get_database_backend() {
        // A look at a file is cheap, and nothing else tells of a change.
        DatabaseBackend::Sqlite => Duration::from_millis(200),
        _ => Duration::from_secs(2),
    });
    let (tell, known) = watch::channel(0);
    let (due, mut tasks) = (Arc::new(Notify::new()), JoinSet::new());
    let newest = Newest {
        known,
        due: due.clone(),
    };
    tasks.spawn(async move {
        tokio::join!(look(&primary, every, &tell, &due), listen(&primary, &due));
    });
    (newest, tasks)
}

/// The newest revision that a database holds; 0 before the first load. One statement.
///
/// # Errors
/// When the database fails.
pub async fn newest(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let row = Entity::find().select_only().column(Column::Revision);
    Ok(row.into_tuple().one(db).await?.unwrap_or_default())
}

/// Looks when it is due, and when nothing was due for long.
async fn look(primary: &DatabaseConnection, every: Duration, tell: &watch::Sender<i64>, due: &Notify) {
    let mut failing = false;
    loop {
        match newest(primary).await {
            Ok(found) => {
                failing = false;
                tell.send_if_modified(|known| {
                    let is_newer = found > *known;
                    *known = found.max(*known);
                    is_newer
                });
            }
            // Told once, not with each look.
            Err(fault) if !failing => {
                failing = true;
                tracing::warn!(%fault, "the newest revision cannot be looked up; it will be tried again");
            }
            Err(_) => {}
        }
        let _a_notice_or_time = tokio::time::timeout(every, due.notified()).await;
    }
}

/// Makes a look due with each notice, on a connection of its own that is made again whenever it breaks.
async fn listen(primary: &DatabaseConnection, due: &Notify) {
    if primary.get_database_backend() != DatabaseBackend::Postgres {
        return;
    }
    loop {
        let options = (*primary.get_postgres_connection_pool().connect_options()).clone();
        let Err(fault) = hear(options, due).await;
        tracing::warn!(%fault, "notices of new revisions are not heard; listening again");
        tokio::time::sleep(PAUSE).await;
    }
}

async fn hear(options: PgConnectOptions, due: &Notify) -> Result<Infallible, sqlx::Error> {
    let own = PgPoolOptions::new()
        .max_connections(1)
        .max_lifetime(None)
        .idle_timeout(None);
    let pool: sqlx::Pool<Postgres> = own.connect_with(options).await?;
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.listen(NOTICE).await?;
    loop {
        // What was told before anybody listened is looked up.
        due.notify_one();
        listener.try_recv().await?;
    }
}
