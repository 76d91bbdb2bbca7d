//! The steps of the schema, up and down and up again, on each kind of database, empty and loaded.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use seed::{database, export::export_at};
use tests::{
    Database, Kind,
    database::{curated, data, wait},
};

fn on_each(mut databases: impl FnMut(Kind) -> Database, test: impl AsyncFn(DatabaseConnection)) {
    for kind in Kind::all() {
        let database = databases(kind);
        wait(async {
            let db = database.open().await;
            test(db.clone()).await;
            db.close().await.unwrap();
        });
    }
}

/// Everything that the database knows of its tables, columns, indexes and constraints, but for the migrator's own.
async fn schema(db: &DatabaseConnection) -> Vec<String> {
    let questions: &[&str] = match db.get_database_backend() {
        sea_orm::DatabaseBackend::Sqlite => &[
            "SELECT type || ' ' || name || ': ' || coalesce(sql, '') AS line FROM sqlite_master
             WHERE name NOT LIKE 'seaql%' AND tbl_name NOT LIKE 'seaql%' AND name NOT LIKE 'sqlite_stat%' ORDER BY 1",
        ],
        _ => &[
            "SELECT table_name || '.' || column_name || ': ' || data_type || ' ' || is_nullable || ' '
                || coalesce(column_default, '') || ' ' || coalesce(collation_name, '') AS line
             FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name NOT LIKE 'seaql%' ORDER BY 1",
            "SELECT indexdef AS line FROM pg_indexes
             WHERE schemaname = 'public' AND tablename NOT LIKE 'seaql%' ORDER BY 1",
            "SELECT conrelid::regclass || ' ' || conname || ': ' || pg_get_constraintdef(oid) AS line FROM pg_constraint
             WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE 'seaql%' ORDER BY 1",
        ],
    };
    lines(db, questions).await
}

/// The column `line` of what questions find.
async fn lines(db: &DatabaseConnection, questions: &[&str]) -> Vec<String> {
    let mut lines = Vec::new();
    for question in questions {
        let statement = Statement::from_string(db.get_database_backend(), *question);
        for row in db.query_all_raw(statement).await.unwrap() {
            lines.push(row.try_get::<String>("", "line").unwrap());
        }
    }
    lines
}

async fn up_down_up(db: DatabaseConnection) {
    let steps = Migrator::migrations().len();
    Migrator::up(&db, None).await.unwrap();
    let before = schema(&db).await;
    assert!(before.len() > 60, "{}", before.len());
    Migrator::down(&db, None).await.unwrap();
    assert_eq!(schema(&db).await, Vec::<String>::new());
    assert_eq!(database::pending(&db).await.unwrap().len(), steps);
    Migrator::up(&db, None).await.unwrap();
    assert_eq!(schema(&db).await, before);
    assert_eq!(export_at(&db).await.unwrap().0, 0, "nothing is loaded");
}

#[test]
fn an_empty_schema_goes_up_and_down_and_up() {
    on_each(Database::blank, up_down_up);
}

#[test]
fn a_loaded_schema_goes_down_and_up_and_is_empty() {
    on_each(Database::loaded, async |db| {
        assert_eq!(export_at(&db).await.unwrap(), (1, curated(&data())));
        up_down_up(db).await;
    });
}

/// Each step leaves, going back, what the one before it left.
#[test]
fn each_step_goes_back_by_itself() {
    on_each(Database::blank, async |db| {
        let mut after = vec![schema(&db).await];
        for _step in Migrator::migrations() {
            Migrator::up(&db, Some(1)).await.unwrap();
            after.push(schema(&db).await);
        }
        while let (Some(_), Some(before)) = (after.pop(), after.last()) {
            Migrator::down(&db, Some(1)).await.unwrap();
            assert_eq!(schema(&db).await, *before);
        }
    });
}

/// What went down and up again takes the dataset as a new database does.
#[test]
fn the_dataset_is_loaded_again() {
    on_each(Database::loaded, async |db| {
        Migrator::down(&db, None).await.unwrap();
        Migrator::up(&db, None).await.unwrap();
        let applied = seed::apply::apply(&db, &curated(&data()), "seed", "Again")
            .await
            .unwrap();
        assert_eq!((applied.revision, applied.is_new), (1, true));
        assert_eq!(export_at(&db).await.unwrap(), (1, curated(&data())));
    });
}

/// A step that adds counts counts what is there: an equal load would write nothing, and so leave them at nought.
#[test]
fn counts_that_a_step_adds_are_there_at_once() {
    const STEP: &str = "m20260101_000011_facet";
    const COUNTS: [&str; 2] = [
        "SELECT slug || ' ' || meeting_count AS line FROM topic JOIN record ON record.id = topic.id ORDER BY 1",
        "SELECT slug || ' ' || meeting_count AS line FROM article JOIN record ON record.id = article.id ORDER BY 1",
    ];
    on_each(Database::loaded, async |db| {
        let before = lines(&db, &COUNTS).await;
        assert!(before.iter().any(|line| line == "industry 10"), "{before:?}");
        assert!(before.iter().any(|line| line == "jetro-tokyo-2025 9"), "{before:?}");
        let later = Migrator::migrations()
            .iter()
            .rev()
            .take_while(|step| step.name() != STEP)
            .count();
        Migrator::down(&db, u32::try_from(later + 1).ok()).await.unwrap();
        Migrator::up(&db, None).await.unwrap();
        assert_eq!(lines(&db, &COUNTS).await, before);
    });
}
