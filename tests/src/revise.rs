//! New revisions: of the curated dataset, edited, as a curator makes them; and by SQL alone, many and fast.

use entity::RecordKind;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, TransactionTrait};
use seed::{
    apply::{NOTICE, apply},
    curated::{Curated, RecordKey},
    record::Record,
};
use serde_json::Value;

use crate::database::{Database, curated, data, wait};

/// The key of a record.
#[must_use]
pub fn key(kind: RecordKind, slug: &str) -> RecordKey {
    RecordKey {
        kind,
        slug: slug.to_owned(),
    }
}

/// Takes a record out as JSON, changes it and puts it back under its slug.
///
/// # Panics
/// When there is no such record, or it is none any more.
#[expect(clippy::expect_used, clippy::panic, reason = "a test without its record has failed")]
pub fn edit(dataset: &mut Curated, kind: RecordKind, slug: &str, change: impl FnOnce(&mut Value)) {
    let record = dataset.records.remove(&key(kind, slug)).expect("the record is there");
    let mut value = serde_json::to_value(&record).expect("a record is JSON");
    change(&mut value);
    let slug = value
        .get("slug")
        .and_then(Value::as_str)
        .expect("it has a slug")
        .to_owned();
    let record: Result<Record, _> = match kind {
        RecordKind::Topic => serde_json::from_value::<seed::topic::Topic>(value).map(Into::into),
        RecordKind::Place => serde_json::from_value::<seed::place::Place>(value).map(Into::into),
        RecordKind::Meeting => serde_json::from_value::<seed::meeting::Meeting>(value).map(Into::into),
        RecordKind::Official => serde_json::from_value::<seed::official::Official>(value).map(Into::into),
        RecordKind::Organisation => serde_json::from_value::<seed::organisation::Organisation>(value).map(Into::into),
        other => panic!("{other:?} is not edited here"),
    };
    dataset
        .records
        .insert(key(kind, &slug), record.expect("it is still a record"));
}

/// Applies a dataset as `curator`, and gives the new revision.
///
/// # Panics
/// When it cannot be applied, or changes nothing.
#[expect(clippy::expect_used, reason = "a test without its revision has failed")]
pub async fn revise(db: &DatabaseConnection, dataset: &Curated) -> i64 {
    let applied = apply(db, dataset, "curator", "A test")
        .await
        .expect("it can be applied");
    assert!(applied.is_new);
    applied.revision
}

/// Makes the curated dataset, changed, the next revision of a database, and gives that.
///
/// # Panics
/// When it cannot be applied, or changes nothing.
#[expect(clippy::expect_used, reason = "a test without its revision has failed")]
pub fn revised(database: &Database, change: impl FnOnce(&mut Curated)) -> i64 {
    let mut dataset = curated(&data());
    change(&mut dataset);
    wait(async {
        let db = database.open().await;
        let revision = revise(&db, &dataset).await;
        db.close().await.expect("connections end");
        revision
    })
}

/// Gives a topic another English name.
///
/// # Panics
/// When there is no such topic.
pub fn rename(dataset: &mut Curated, slug: &str, name: &str) {
    edit(dataset, RecordKind::Topic, slug, |record| {
        if let Some(there) = record.pointer_mut("/name/en") {
            *there = name.into();
        }
    });
}

/// Makes a revision of `count` changes by SQL, as a load does: a topic's name and a meeting's by turns. Their records are
/// not there any more.
///
/// # Panics
/// When the database fails.
#[expect(clippy::expect_used, reason = "a test without its revision has failed")]
pub async fn revise_by_sql(db: &DatabaseConnection, count: usize) {
    let statements = [
        "INSERT INTO revision (number, at, actor, message)
         SELECT number + 1, at, 'writer', 'Fast' FROM revision ORDER BY number DESC LIMIT 1"
            .to_owned(),
        format!(
            "INSERT INTO change (id, revision, ordinal, action, kind, slug)
             WITH RECURSIVE each (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM each WHERE i < {count})
             SELECT (SELECT MAX(id) FROM change) + i, (SELECT MAX(number) FROM revision), i - 1, 'updated',
                CASE i % 2 WHEN 0 THEN 'topic' ELSE 'meeting' END, 'made-' || i FROM each"
        ),
        "INSERT INTO field_change (id, change_id, ordinal, path, before, after)
         SELECT (SELECT MAX(id) FROM field_change) + ordinal + 1, id, 0, 'name.en', '\"old\"', '\"new\"' FROM change
         WHERE revision = (SELECT MAX(number) FROM revision)"
            .to_owned(),
        "UPDATE dataset SET revision = revision + 1".to_owned(),
    ];
    let tx = db.begin().await.expect("a transaction begins");
    for statement in statements {
        tx.execute_unprepared(&statement).await.expect("the statement runs");
    }
    if tx.get_database_backend() == DatabaseBackend::Postgres {
        let notice = format!("SELECT pg_notify('{NOTICE}', '')");
        tx.execute_unprepared(&notice).await.expect("listeners are told");
    }
    tx.commit().await.expect("the revision is there");
}
