//! Everything from one database into another.

use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseConnection, EntityTrait, FromQueryResult, QueryOrder, Statement,
};

use super::on_each;
use super::sample::{merge_bhilai, rename_bhilai, sample};
use crate::apply::apply;
use crate::copy::{NOT_COPIED, STEPS, copy};
use crate::database::{Error, migrate, open};
use crate::export::export;
use crate::store::Rows;
use crate::synth::{Plan, load};

async fn log(db: &DatabaseConnection) -> String {
    use entity::{change, field_change, revision};
    let revisions = revision::Entity::find().order_by_asc(revision::Column::Number);
    let changes = change::Entity::find().order_by_asc(change::Column::Id);
    let fields = field_change::Entity::find().order_by_asc(field_change::Column::Id);
    format!(
        "{:?}\n{:?}\n{:?}",
        revisions.all(db).await.unwrap(),
        changes.all(db).await.unwrap(),
        fields.all(db).await.unwrap()
    )
}

/// The derived tables, each in its order, but for the near keys: those of words that no name has any more are not copied.
async fn derived(db: &DatabaseConnection) -> Vec<String> {
    let mut found = Vec::new();
    for (table, columns) in [
        ("place_within", "place_id, outer_id"),
        ("topic_within", "topic_id, outer_id"),
        (
            "presence",
            "meeting_id, party_id, participation_id, met_on, status, certainty",
        ),
        ("search_entry", "id, record_id, position_id"),
    ] {
        let columns: Vec<String> = columns
            .split(", ")
            .map(|it| format!("COALESCE(CAST({it} AS TEXT), '')"))
            .collect();
        let columns = columns.join(" || ' ' || ");
        let sql = format!("SELECT {columns} AS line FROM {table}");
        let mut lines = lines(db, &sql).await;
        lines.sort();
        found.push(format!("{table}: {lines:?}"));
    }
    found
}

async fn lines(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    #[derive(FromQueryResult)]
    struct Row {
        line: String,
    }
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let rows = Row::find_by_statement(statement).all(db).await.unwrap();
    rows.into_iter().map(|row| row.line).collect()
}

#[tokio::test]
async fn a_copy_has_all_that_was_there_with_its_keys_and_its_past() {
    on_each(async |to| {
        on_each(async |from| {
            let there = open("sqlite::memory:").await.unwrap();
            // The outer database takes the copy of the last; what lies between is in memory.
            let mut curated = sample();
            apply(&from, &curated, "seed", "First").await.unwrap();
            rename_bhilai(&mut curated);
            apply(&from, &curated, "seed", "Renamed").await.unwrap();
            let mut curated = sample();
            merge_bhilai(&mut curated);
            apply(&from, &curated, "seed", "Merged").await.unwrap();
            let copied = copy(&from, &there, |_| ()).await.unwrap();
            assert_eq!(
                (copied.revision, copied.rows["record"], copied.rows["revision"]),
                (3, 19, 3)
            );
            assert_eq!(export(&there).await.unwrap(), curated);
            assert_eq!(log(&there).await, log(&from).await);
            assert_eq!(derived(&there).await, derived(&from).await);
            // The next change goes on where the last one ended.
            let applied = apply(&there, &sample(), "seed", "More").await.unwrap();
            assert_eq!(applied.revision, 4);
            assert!(matches!(
                copy(&from, &there, |_| ()).await,
                Err(Error::Held { revision: 4 })
            ));
            if to.get_database_backend() != from.get_database_backend() {
                let copied = copy(&there, &to, |_| ()).await.unwrap();
                assert_eq!(copied.revision, 4);
                assert_eq!(export(&to).await.unwrap(), sample());
                assert_eq!(log(&to).await, log(&there).await);
                assert_eq!(derived(&to).await, derived(&there).await);
            }
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_set_of_many_pages_is_copied_whole() {
    on_each(async |from| {
        load(&from, Plan { meetings: 60, seed: 5 }, |_| ()).await.unwrap();
        let to = open("sqlite::memory:").await.unwrap();
        let mut told = 0;
        let copied = copy(&from, &to, |rows| told = rows).await.unwrap();
        assert_eq!(copied.rows.values().sum::<u64>(), told);
        assert_eq!(export(&to).await.unwrap(), export(&from).await.unwrap());
        assert_eq!(derived(&to).await, derived(&from).await);
        let near = "SELECT variant || ' ' || key AS line FROM search_near ORDER BY 1";
        let (mut here, mut there) = (lines(&from, near).await, lines(&to, near).await);
        here.sort();
        there.sort();
        assert_eq!(there, here);
    })
    .await;
}

#[tokio::test]
async fn what_has_no_dataset_is_not_copied() {
    on_each(async |from| {
        let to = open("sqlite::memory:").await.unwrap();
        assert!(matches!(copy(&from, &to, |_| ()).await, Err(Error::Empty)));
        let blank = open("sqlite::memory:").await.unwrap();
        assert!(matches!(copy(&blank, &from, |_| ()).await, Err(Error::NotMigrated)));
    })
    .await;
}

#[tokio::test]
async fn no_table_is_forgotten() {
    let db = open("sqlite::memory:").await.unwrap();
    migrate(&db).await.unwrap();
    assert_eq!(db.get_database_backend(), DatabaseBackend::Sqlite);
    let sql = "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_token%'";
    for table in lines(&db, sql).await {
        let copied = Rows::TABLES.contains(&table.as_str()) || STEPS.contains(&table.as_str());
        assert!(copied != NOT_COPIED.contains(&table.as_str()), "{table}");
    }
}
