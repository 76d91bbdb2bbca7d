//! Tests of what is written to a database and read back, on SQLite in memory and on PostgreSQL where there is one.

mod apply;
mod backup;
mod copy;
mod database;
mod derive;
mod difference;
mod export;
mod line;
mod plan;
mod sample;
mod synth;
mod text;

use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait, DatabaseConnection};

use crate::database::{migrate, open};

/// Address of a PostgreSQL database whose user may make databases, e.g. `postgres://me@127.0.0.1:5433/postgres`. When it
/// is set, every test of this folder runs there too, each in a database of its own.
const POSTGRES: &str = "SABHA_TEST_POSTGRES_URL";

/// Runs a test on a new database of each kind.
async fn on_each(test: impl AsyncFn(DatabaseConnection)) {
    let db = open("sqlite::memory:").await.unwrap();
    migrate(&db).await.unwrap();
    test(db).await;
    if let Some(url) = postgres() {
        on_postgres(&url, test).await;
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests have no options; this is the one variable that they read"
)]
fn postgres() -> Option<String> {
    std::env::var(POSTGRES).ok()
}

/// The address of another database of the same server.
fn postgres_address(name: &str) -> String {
    let url = postgres().unwrap();
    let (server, _) = url.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

async fn on_postgres(url: &str, test: impl AsyncFn(DatabaseConnection)) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!(
        "sabha_test_{}_{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    );
    let server = open(url).await.unwrap();
    server
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    let db = open(&postgres_address(&name)).await.unwrap();
    migrate(&db).await.unwrap();
    test(db).await;
    server
        .execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)"))
        .await
        .unwrap();
}
