//! Synthetic sets: the same every time, sound by the rules of curated files, and in the database as if they had been files.

use std::fs;

use entity::RecordKind;
use sea_orm::{ConnectionTrait, DatabaseConnection, QueryResult, Statement};
use sha2::{Digest, Sha256};

use super::on_each;
use super::sample::sample;
use crate::apply::apply;
use crate::curated::Curated;
use crate::database::Error;
use crate::export::export;
use crate::status::status;
use crate::synth::{Plan, load};
use crate::{read, yaml};

/// A set as files would hold it.
fn curated(plan: Plan) -> Curated {
    let mut curated = Curated {
        dataset: plan.dataset(),
        ..Curated::nothing()
    };
    for chunk in plan.chunks() {
        for record in chunk.records {
            let twice = curated.records.insert(record.key(), record);
            assert_eq!(twice, None, "a slug is given twice");
        }
        curated.lock.articles.extend(chunk.lock.articles);
        curated.lock.citations.extend(chunk.lock.citations);
    }
    curated
}

fn plan(meetings: usize, seed: u64) -> Plan {
    Plan { meetings, seed }
}

/// A checksum of all files of a set.
fn checksum(plan: Plan) -> String {
    let mut hash = Sha256::new();
    for (name, text) in yaml::files(&curated(plan)).unwrap() {
        hash.update(name.to_string_lossy().as_bytes());
        hash.update(text);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_seed_makes_one_set() {
    assert_eq!(checksum(plan(100, 7)), checksum(plan(100, 7)));
    assert_ne!(checksum(plan(100, 7)), checksum(plan(100, 8)));
}

#[test]
fn there_are_exactly_so_many_meetings() {
    for meetings in [1, 5, 6, 7, 1_799, 1_801] {
        let records = curated(plan(meetings, 1)).records;
        let found = records.keys().filter(|key| key.kind == RecordKind::Meeting).count();
        assert_eq!(found, meetings);
    }
}

/// Written as files, a set passes every rule of `seed check`, and reads back as it was.
#[test]
fn a_set_is_sound() {
    let made = curated(plan(1_000, 3));
    let folder = std::env::temp_dir().join(format!("sabha-synth-{}", std::process::id()));
    for (name, text) in yaml::files(&made).unwrap() {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let read = read::read(&folder);
    fs::remove_dir_all(&folder).unwrap();
    let read = read.unwrap_or_else(|problems| panic!("{problems}"));
    assert!(read == made, "the files read back otherwise");
}

/// What a load leaves is what files and `apply` would have left, in every table but the change log's fields.
#[tokio::test]
async fn a_load_is_as_an_apply_of_its_files() {
    on_each(async |db| {
        let plan = plan(60, 5);
        let loaded = load(&db, plan, |_| {}).await.unwrap();
        let curated = curated(plan);
        assert_eq!((loaded.meetings, loaded.records), (60, curated.records.len()));
        assert!(
            export(&db).await.unwrap() == curated,
            "the database gives another set back"
        );
        let status = status(&db).await.unwrap();
        assert_eq!((status.revision, status.records[&RecordKind::Meeting]), (1, 60));
        assert_eq!(
            number(&db, "SELECT COUNT(*) AS number FROM change").await,
            loaded.records as i64
        );
        let counts = derived(&db).await;
        assert!(counts.iter().all(|(_, count)| *count > 0), "{counts:?}");
        // Applied anew, every count and closure would be found right, or be mended; nothing else can differ.
        let again = apply(&db, &curated, "seed", "Again").await.unwrap();
        assert!(!again.is_new, "{:?}", again.changes);
        crate::derive::whole(&db).await.unwrap();
        assert_eq!(derived(&db).await, counts);
    })
    .await;
}

/// Sums of what is derived.
async fn derived(db: &DatabaseConnection) -> Vec<(&'static str, i64)> {
    let mut sums = Vec::new();
    for (name, sql) in [
        (
            "states",
            "SELECT CAST(SUM(meeting_count) AS BIGINT) AS number FROM state",
        ),
        (
            "places",
            "SELECT CAST(SUM(meeting_count) AS BIGINT) AS number FROM place",
        ),
        (
            "bodies",
            "SELECT CAST(SUM(meeting_count) AS BIGINT) AS number FROM organisation",
        ),
        (
            "people",
            "SELECT CAST(SUM(meeting_count) AS BIGINT) AS number FROM official",
        ),
        (
            "policies",
            "SELECT CAST(SUM(meeting_count) AS BIGINT) AS number FROM policy",
        ),
        (
            "meetings",
            "SELECT CAST(SUM(participation_count) AS BIGINT) AS number FROM meeting",
        ),
        (
            "articles",
            "SELECT CAST(SUM(article_count) AS BIGINT) AS number FROM meeting",
        ),
        ("places within", "SELECT COUNT(*) AS number FROM place_within"),
        ("topics within", "SELECT COUNT(*) AS number FROM topic_within"),
        ("texts", "SELECT COUNT(*) AS number FROM search_text"),
    ] {
        sums.push((name, number(db, sql).await));
    }
    sums
}

async fn number(db: &DatabaseConnection, sql: &str) -> i64 {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let row: Option<QueryResult> = db.query_one_raw(statement).await.unwrap();
    row.unwrap().try_get("", "number").unwrap()
}

#[tokio::test]
async fn a_database_that_holds_a_dataset_is_left_alone() {
    on_each(async |db| {
        let curated = sample();
        apply(&db, &curated, "seed", "Test").await.unwrap();
        let refused = load(&db, plan(10, 1), |_| {}).await.unwrap_err();
        assert!(matches!(refused, Error::Held { revision: 1 }), "{refused:?}");
        assert!(export(&db).await.unwrap() == curated, "something was changed");
    })
    .await;
}

/// The busiest take part in very many meetings, and six take part in one.
#[test]
fn a_set_is_spread_as_life_is() {
    let records = curated(plan(3_000, 1)).records;
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    let mut participations = 0;
    for record in records.values() {
        if let crate::record::Record::Meeting(meeting) = record {
            participations += meeting.participations.len();
            let officials = meeting.participations.iter().filter_map(|it| it.official.clone());
            officials.for_each(|slug| *counts.entry(slug).or_default() += 1);
        }
    }
    assert!((5_700..6_300).contains(&(participations / 3)), "{participations}");
    let mut counts: Vec<usize> = counts.into_values().collect();
    counts.sort_unstable();
    let (busiest, median) = (counts[counts.len() - 1], counts[counts.len() / 2]);
    assert!(busiest > 5 * median, "{busiest} and {median}");
}
