//! Opening databases, their tables, and what is said when something is wrong with them.

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseBackend};

use super::on_each;
use super::sample::sample;
use crate::apply::apply;
use crate::database::{self, Error};
use crate::export::export;
use crate::plan::plan;
use crate::status::status;

#[tokio::test]
async fn the_tables_go_up_and_down_and_up_again() {
    on_each(async |db| {
        apply(&db, &sample(), "seed", "Test").await.unwrap();
        Migrator::down(&db, None).await.unwrap();
        assert!(!database::is_migrated(&db).await.unwrap());
        assert_eq!(
            database::pending(&db).await.unwrap().len(),
            Migrator::migrations().len()
        );
        database::migrate(&db).await.unwrap();
        assert!(database::is_migrated(&db).await.unwrap());
        assert!(matches!(export(&db).await, Err(Error::Empty)));
        apply(&db, &sample(), "seed", "Test").await.unwrap();
        assert_eq!(export(&db).await.unwrap(), sample());
    })
    .await;
}

#[tokio::test]
async fn migrating_a_second_time_changes_nothing() {
    on_each(async |db| {
        apply(&db, &sample(), "seed", "Test").await.unwrap();
        database::migrate(&db).await.unwrap();
        assert_eq!(export(&db).await.unwrap(), sample());
    })
    .await;
}

#[tokio::test]
async fn a_status_tells_what_is_there() {
    on_each(async |db| {
        let kind = match db.get_database_backend() {
            DatabaseBackend::Postgres => "PostgreSQL",
            _ => "SQLite",
        };
        let empty = status(&db).await.unwrap();
        assert_eq!((empty.revision, empty.updated_at, empty.records.len()), (0, None, 8));
        assert!(empty.to_string().starts_with(&format!("{kind}, nothing loaded yet\n")));
        apply(&db, &sample(), "seed", "Test").await.unwrap();
        let loaded = status(&db).await.unwrap();
        assert_eq!(loaded.records.values().sum::<i64>(), 20);
        assert!(loaded.to_string().contains("\n       4 place\n"));
        assert!(loaded.to_string().ends_with("The tables are up to date."));
        assert_eq!(serde_json::to_value(&loaded).unwrap()["records"]["meeting"], 2);
    })
    .await;
}

#[tokio::test]
async fn a_database_without_tables_holds_nothing_for_a_plan_and_refuses_a_load() {
    let db = database::open("sqlite::memory:").await.unwrap();
    let plan = plan(&db, &sample()).await.unwrap();
    assert_eq!((plan.revision, plan.records.len()), (0, 20));
    assert!(matches!(
        apply(&db, &sample(), "seed", "Test").await,
        Err(Error::NotMigrated)
    ));
    assert!(matches!(export(&db).await, Err(Error::NotMigrated)));
}

#[tokio::test]
async fn a_newer_database_is_left_alone() {
    on_each(async |db| {
        let step = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20990101_000001_later', 0)";
        db.execute_unprepared(step).await.unwrap();
        let error = database::migrate(&db).await.unwrap_err();
        assert!(
            matches!(&error, Error::Newer(name) if name == "m20990101_000001_later"),
            "{error:?}"
        );
        assert!(matches!(
            apply(&db, &sample(), "seed", "Test").await,
            Err(Error::Newer(_))
        ));
    })
    .await;
}

/// A new folder of this test's own.
fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("sabha-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[tokio::test]
async fn a_file_is_made_and_kept() {
    let folder = folder("file");
    let url = format!("sqlite://{}", folder.join("sabha.db").display());
    let db = database::open(&url).await.unwrap();
    database::migrate(&db).await.unwrap();
    apply(&db, &sample(), "seed", "Test").await.unwrap();
    db.close().await.unwrap();
    let options = database::Options {
        connections: 4,
        ..database::Options::default()
    };
    let db = database::open_with(&url, &options).await.unwrap();
    assert_eq!(export(&db).await.unwrap(), sample());
    let again = apply(&db, &sample(), "seed", "Test").await.unwrap();
    assert!(!again.is_new);
    db.close().await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn two_that_load_at_once_take_turns() {
    let folder = folder("turns");
    let url = format!("sqlite://{}", folder.join("sabha.db").display());
    let (one, other) = (database::open(&url).await.unwrap(), database::open(&url).await.unwrap());
    let load = async |db: &sea_orm::DatabaseConnection| {
        database::migrate(db).await.unwrap();
        apply(db, &sample(), "seed", "Test").await.unwrap()
    };
    let (first, second) = tokio::join!(load(&one), load(&other));
    assert_eq!((first.revision, second.revision), (1, 1));
    assert!(first.is_new != second.is_new);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn what_is_no_database_is_told_in_plain_words() {
    let folder = folder("words");
    let text = folder.join("text.db");
    std::fs::write(&text, "This is no database. ".repeat(200)).unwrap();
    let cases = [
        (format!("sqlite://{}", text.display()), "NotADatabase"),
        (format!("sqlite://{}/none/sabha.db", folder.display()), "NotWritable"),
        ("postgres://me@127.0.0.1:1/sabha".to_owned(), "Unreachable"),
        ("mysql://me:secret@host/sabha?x=y".to_owned(), "Address"),
        ("sabha.db".to_owned(), "Address"),
        ("postgres://me:secret@host:what/sabha".to_owned(), "Address"),
    ];
    for (url, kind) in cases {
        let error = database::open(&url).await.unwrap_err();
        assert!(format!("{error:?}").starts_with(kind), "{url}: {error:?}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_server_that_refuses_is_told_so() {
    on_each(async |db| {
        if db.get_database_backend() == DatabaseBackend::Postgres {
            let url = super::postgres_address("no_such_database");
            let error = database::open(&url).await.unwrap_err();
            assert!(matches!(error, Error::Refused(_)), "{error:?}");
        }
    })
    .await;
}
