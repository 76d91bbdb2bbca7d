//! The revision watch: each way in which a new revision becomes known, on real databases.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where it cannot go on"
)]

use std::time::Duration;

use api::revision::{Newest, watch};
use entity::RecordKind;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use seed::curated::Curated;
use tests::{
    Kind,
    database::{Database, curated, data, wait},
    revise::{edit, revise},
};
use tokio::time::timeout;

/// So long that a test would be over before the first look but one.
const NEVER: Duration = Duration::from_secs(3600);
const SOON: Duration = Duration::from_millis(20);
/// As long as a busy machine may need.
const PATIENCE: Duration = Duration::from_secs(60);

/// Applies the curated dataset with another name for a topic: a new revision.
async fn rename(db: &DatabaseConnection, dataset: &mut Curated, name: &str) -> i64 {
    edit(dataset, RecordKind::Topic, "steel", |topic| {
        topic["name"]["en"] = name.into()
    });
    revise(db, dataset).await
}

async fn known(newest: &mut Newest, revision: i64) {
    let found = timeout(PATIENCE, newest.beyond(revision - 1)).await;
    assert_eq!(found.unwrap(), Some(revision));
    assert_eq!(newest.now(), revision);
}

async fn sql(db: &DatabaseConnection, statement: &str) {
    db.execute_unprepared(statement).await.unwrap();
}

/// A revision of which nobody is told.
async fn revise_in_silence(db: &DatabaseConnection) {
    sql(
        db,
        "INSERT INTO revision (number, at, actor, message)
         SELECT number + 1, at, 'silence', '' FROM revision ORDER BY number DESC LIMIT 1",
    )
    .await;
    sql(db, "UPDATE dataset SET revision = revision + 1").await;
}

#[test]
fn looks_find_revisions_of_which_nobody_told_and_never_go_back() {
    for kind in Kind::all() {
        let database = Database::loaded(kind);
        wait(async {
            let db = database.open().await;
            let (mut newest, watching) = watch(database.open().await, Some(SOON));
            known(&mut newest, 1).await;
            revise_in_silence(&db).await;
            known(&mut newest, 2).await;
            // As after a restore: whoever has seen 2 is not told of 1.
            sql(&db, "UPDATE dataset SET revision = 1").await;
            tokio::time::sleep(SOON * 5).await;
            assert_eq!(newest.now(), 2);
            drop(watching);
            assert_eq!(timeout(PATIENCE, newest.beyond(2)).await.unwrap(), None);
        });
    }
}

#[test]
fn a_database_that_fails_is_looked_at_again() {
    for kind in Kind::all() {
        let database = Database::loaded(kind);
        wait(async {
            let db = database.open().await;
            let (mut newest, _watching) = watch(database.open().await, Some(SOON));
            known(&mut newest, 1).await;
            sql(&db, "ALTER TABLE dataset RENAME TO elsewhere").await;
            tokio::time::sleep(SOON * 5).await;
            sql(&db, "ALTER TABLE elsewhere RENAME TO dataset").await;
            revise_in_silence(&db).await;
            known(&mut newest, 2).await;
        });
    }
}

/// The processes of PostgreSQL that listen in this database.
async fn listeners(db: &DatabaseConnection) -> Vec<i32> {
    let statement = sea_orm::Statement::from_string(
        sea_orm::DbBackend::Postgres,
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'",
    );
    let rows = db.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get("", "pid").unwrap()).collect()
}

/// Waits until another process listens than the one before.
async fn listens(db: &DatabaseConnection, before: Option<i32>) -> i32 {
    timeout(PATIENCE, async {
        loop {
            match listeners(db).await.as_slice() {
                [pid] if Some(*pid) != before => return *pid,
                _ => tokio::time::sleep(SOON).await,
            }
        }
    })
    .await
    .unwrap()
}

#[test]
fn a_notice_is_heard_and_heard_again_after_the_connection_was_cut() {
    for kind in Kind::all().into_iter().filter(|kind| *kind == Kind::Postgres) {
        let database = Database::loaded(kind);
        let mut dataset = curated(&data());
        wait(async {
            let db = database.open().await;
            let (mut newest, _watching) = watch(database.open().await, Some(NEVER));
            known(&mut newest, 1).await;
            let first = listens(&db, None).await;
            let revision = rename(&db, &mut dataset, "Steel, first").await;
            known(&mut newest, revision).await;
            // What is applied while nobody listens is found when somebody does again.
            sql(&db, &format!("SELECT pg_terminate_backend({first})")).await;
            let revision = rename(&db, &mut dataset, "Steel, unheard").await;
            known(&mut newest, revision).await;
            listens(&db, Some(first)).await;
            let revision = rename(&db, &mut dataset, "Steel, heard").await;
            known(&mut newest, revision).await;
        });
    }
}
