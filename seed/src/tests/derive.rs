//! What follows from the rows, by hand for the sample.

use std::collections::BTreeMap;

use entity::{RecordKind, fold, search_token};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, QueryResult, Statement};

use super::on_each;
use super::sample::{meeting, official, organisation, place, read, sample, take};
use crate::apply::apply;
use crate::synth::{Plan, load};
use crate::{derive, index};

async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    db.query_all_raw(statement).await.unwrap()
}

/// The numbers of a table by slug.
async fn numbers(db: &DatabaseConnection, table: &str, column: &str) -> BTreeMap<String, i64> {
    let sql = format!("SELECT slug, {column} AS number FROM {table} JOIN record ON record.id = {table}.id");
    let pair = |row: &QueryResult| (row.try_get("", "slug").unwrap(), row.try_get("", "number").unwrap());
    rows(db, &sql).await.iter().map(pair).collect()
}

fn expected<const N: usize>(pairs: [(&str, i64); N]) -> BTreeMap<String, i64> {
    pairs
        .into_iter()
        .map(|(slug, number)| (slug.to_owned(), number))
        .collect()
}

#[tokio::test]
async fn meetings_are_counted_where_they_belong() {
    on_each(async |db| {
        let mut curated = sample();
        apply(&db, &curated, "seed", "Test").await.unwrap();
        let count = async |table| numbers(&db, table, "meeting_count").await;
        assert_eq!(count("state").await, expected([("bihar", 1), ("chhattisgarh", 1)]));
        let places = [("bhilai", 1), ("durg", 1), ("india", 2), ("raipur", 1)];
        assert_eq!(count("place").await, expected(places));
        let bodies = [
            ("durg-administration", 0),
            ("export-committee", 1),
            ("state-government", 1),
        ];
        assert_eq!(count("organisation").await, expected(bodies));
        assert_eq!(count("official").await, expected([("a-verma", 2), ("b-rao", 1)]));
        assert_eq!(
            count("policy").await,
            expected([("export-plan", 1), ("industry-policy", 0)])
        );
        // A meeting about a topic and its broader one is about the broader one once.
        let topics = [("export", 1), ("industry", 1), ("steel-export", 1)];
        assert_eq!(count("topic").await, expected(topics));
        assert_eq!(
            count("article").await,
            expected([("export-2022", 1), ("talks-2023", 1)])
        );
        let meetings = [("export-meeting-2022", 4), ("export-week-2022", 1)];
        assert_eq!(numbers(&db, "meeting", "participation_count").await, expected(meetings));
        let meetings = [("export-meeting-2022", 2), ("export-week-2022", 0)];
        assert_eq!(numbers(&db, "meeting", "article_count").await, expected(meetings));

        meeting(&mut curated, "export-meeting-2022").place = None;
        meeting(&mut curated, "export-week-2022").participations.clear();
        apply(&db, &curated, "seed", "Test").await.unwrap();
        assert_eq!(
            count("place").await,
            expected([("bhilai", 0), ("durg", 0), ("india", 1), ("raipur", 1)])
        );
        assert_eq!(count("official").await, expected([("a-verma", 1), ("b-rao", 1)]));
        // A body that is written for another reason keeps its count.
        organisation(&mut curated, "export-committee").wikidata = Some("Q1".to_owned());
        apply(&db, &curated, "seed", "Test").await.unwrap();
        assert_eq!(count("organisation").await, expected(bodies));
    })
    .await;
}

async fn within(db: &DatabaseConnection, table: &str, inner: &str) -> Vec<String> {
    let sql = format!(
        "SELECT i.slug || ' < ' || o.slug AS pair FROM {table}
         JOIN record i ON i.id = {table}.{inner} JOIN record o ON o.id = {table}.outer_id WHERE i.id <> o.id"
    );
    let mut pairs: Vec<String> = rows(db, &sql)
        .await
        .iter()
        .map(|row| row.try_get("", "pair").unwrap())
        .collect();
    pairs.sort();
    pairs
}

#[tokio::test]
async fn what_lies_within_what_is_closed_at_any_depth() {
    on_each(async |db| {
        let mut curated = sample();
        apply(&db, &curated, "seed", "Test").await.unwrap();
        let places = ["bhilai < durg", "bhilai < india", "durg < india", "raipur < india"];
        assert_eq!(within(&db, "place_within", "place_id").await, places);
        let topics = ["export < industry", "steel-export < export", "steel-export < industry"];
        assert_eq!(within(&db, "topic_within", "topic_id").await, topics);
        assert_eq!(rows(&db, "SELECT place_id FROM place_within").await.len(), 8);
        place(&mut curated, "durg").within = None;
        apply(&db, &curated, "seed", "Test").await.unwrap();
        assert_eq!(
            within(&db, "place_within", "place_id").await,
            ["bhilai < durg", "raipur < india"]
        );
    })
    .await;
}

async fn texts(db: &DatabaseConnection, slug: &str) -> Vec<String> {
    let sql = format!(
        "SELECT field || ' ' || language || ' ' || lower(text) AS line FROM search_text
         JOIN record ON record.id = record_id WHERE slug = '{slug}' ORDER BY search_text.id"
    );
    rows(db, &sql)
        .await
        .iter()
        .map(|row| row.try_get("", "line").unwrap())
        .collect()
}

#[tokio::test]
async fn every_text_is_there_as_it_is_searched() {
    on_each(async |db| {
        let mut curated = sample();
        apply(&db, &curated, "seed", "Test").await.unwrap();
        let committee = [
            "name en export committee",
            "name hi निर्यात समिति",
            "alias en depc",
            "alias hi समिति",
            "title en chair",
            "title hi अध्यक्ष",
            "title en member",
            "title hi सदस्य",
        ];
        assert_eq!(texts(&db, "export-committee").await, committee);
        assert_eq!(
            rows(&db, "SELECT id FROM search_text WHERE position_id IS NOT NULL")
                .await
                .len(),
            6
        );
        let all = rows(&db, "SELECT id FROM search_text").await.len();
        meeting(&mut curated, "export-week-2022").summary = read("{en: A Week.}");
        apply(&db, &curated, "seed", "Test").await.unwrap();
        assert_eq!(
            texts(&db, "export-week-2022").await.last().unwrap(),
            "summary en a week."
        );
        assert_eq!(rows(&db, "SELECT id FROM search_text").await.len(), all + 1);
    })
    .await;
}

/// The slugs of the records that a token leads to, in the order of the index.
async fn found(db: &DatabaseConnection, token: &str) -> Vec<String> {
    let sql = format!(
        "SELECT slug FROM search_token('{token}') AS found JOIN search_entry ON search_entry.id = found.rowid
         JOIN record ON record.id = search_entry.record_id ORDER BY found.rowid"
    );
    let slug = |row: &QueryResult| row.try_get("", "slug").unwrap();
    rows(db, &sql).await.iter().map(slug).collect()
}

#[tokio::test]
async fn the_index_follows_what_is_written_and_can_be_made_anew() {
    on_each(async |db| {
        let mut curated = sample();
        apply(&db, &curated, "seed", "Test").await.unwrap();
        let verma = search_token::folded(&fold::usual("वर्मा"));
        assert_eq!(found(&db, &verma).await, ["a-verma"]);
        // Fewer words first, then bodies before policies, topics, meetings and articles.
        assert_eq!(
            found(&db, &search_token::exact("निर्यात")).await,
            [
                "export",
                "export-committee",
                "export-plan",
                "steel-export",
                "export-week-2022",
                "export-meeting-2022",
                "export-2022"
            ]
        );
        assert_eq!(found(&db, "qnchair").await, ["export-committee"]);
        let everything = "SELECT id FROM search_entry";
        let words = "SELECT term || ' ' || token AS line FROM search_term";
        let line = |row: &QueryResult| row.try_get::<String>("", "line").unwrap();
        let mut kept: Vec<String> = rows(&db, words).await.iter().map(line).collect();
        let (export, name) = (search_token::exact("निर्यात"), search_token::exact("वर्मा"));
        for there in [
            format!("{export} {export}"),
            format!("{verma} {name}"),
            format!("{verma} {verma}"),
        ] {
            assert!(kept.contains(&there), "{there}");
        }
        assert!(kept.iter().all(|it| it.starts_with(['n', 'f', 't', 'g'])));
        let (before, near) = (rows(&db, everything).await.len(), "SELECT key FROM search_near");
        let neighbours = rows(&db, near).await.len();
        index::rebuild(&db).await.unwrap();
        assert_eq!(found(&db, &verma).await, ["a-verma"]);
        assert_eq!(
            (rows(&db, everything).await.len(), rows(&db, near).await.len()),
            (before, neighbours)
        );
        let mut anew: Vec<String> = rows(&db, words).await.iter().map(line).collect();
        kept.sort();
        anew.sort();
        assert_eq!(anew, kept);

        official(&mut curated, "a-verma").name = read("{en: A Sharma, hi: ए शर्मा}");
        apply(&db, &curated, "seed", "Test").await.unwrap();
        assert_eq!(found(&db, &verma).await, Vec::<String>::new());
        assert_eq!(
            found(&db, &search_token::folded(&fold::usual("sharma"))).await,
            ["a-verma"]
        );
        assert_eq!(rows(&db, everything).await.len(), before);
    })
    .await;
}

/// PostgreSQL's function for a page must give the beginning of what it finds.
#[tokio::test]
async fn a_page_is_the_beginning_of_the_whole() {
    on_each(async |db| {
        if db.get_database_backend() == DatabaseBackend::Sqlite {
            return;
        }
        let plan = Plan {
            meetings: 2_000,
            seed: 3,
        };
        load(&db, plan, |_| ()).await.unwrap();
        let ids = async |sql: String| -> Vec<i64> {
            let id = |row: &QueryResult| row.try_get("", "rowid").unwrap();
            rows(&db, &sql).await.iter().map(id).collect()
        };
        let (many, few) = ("(km OR ka)", search_token::kind(RecordKind::State));
        for query in [
            many,
            &few,
            "(km AND nreview)",
            "(km NOT nreview)",
            "(ka OR nre*)",
            "(km AND ks)",
        ] {
            let all = ids(format!(
                "SELECT rowid FROM search_token('{query}') AS found ORDER BY rowid"
            ))
            .await;
            assert!((query != many || all.len() > 2_500) && (query != few || all.len() < 20));
            let middle = all.get(all.len() / 2).copied().unwrap_or_default();
            for (beyond, size) in [(0, 1), (0, 700), (middle, 50), (middle, 10_000), (i64::MAX >> 1, 5)] {
                let page = ids(format!(
                    "SELECT rowid FROM search_page('{query}', {beyond}, {size}) AS page"
                ))
                .await;
                let rest = all.iter().filter(|id| **id > beyond).take(size);
                assert_eq!(page, rest.copied().collect::<Vec<_>>(), "{query} beyond {beyond}");
            }
        }
    })
    .await;
}

/// Who was in which meeting, as `meeting party/participation status certainty`, and `invited` for those who were no more.
async fn present(db: &DatabaseConnection) -> Vec<String> {
    let sql = "SELECT m.slug || ' ' || p.slug || '/' || participation.key || ' ' || presence.status || ' '
            || presence.certainty || CASE WHEN invited THEN ' invited' ELSE '' END AS line
         FROM presence JOIN record m ON m.id = presence.meeting_id JOIN record p ON p.id = party_id
         JOIN participation ON participation.id = participation_id";
    let mut lines: Vec<String> = rows(db, sql)
        .await
        .iter()
        .map(|row| row.try_get("", "line").unwrap())
        .collect();
    lines.sort();
    lines
}

#[tokio::test]
async fn who_was_in_a_meeting_follows_its_participations() {
    on_each(async |db| {
        let mut curated = sample();
        apply(&db, &curated, "seed", "Test").await.unwrap();
        let committee = [
            "export-meeting-2022 a-verma/a-verma held stated",
            "export-meeting-2022 b-rao/rao-for-government held possible",
            "export-meeting-2022 export-committee/a-verma held stated",
            "export-meeting-2022 state-government/rao-for-government held possible",
            "export-meeting-2022 state-government/state-government held stated",
        ];
        let week = "export-week-2022 a-verma/a-verma scheduled stated";
        let all: Vec<&str> = committee.into_iter().chain([week]).collect();
        assert_eq!(present(&db).await, all);
        derive::presences(&db).await.unwrap();
        assert_eq!(present(&db).await, all, "made whole");

        let committee = meeting(&mut curated, "export-meeting-2022");
        committee.participations.truncate(2);
        committee.participations[0].roles = read("[invitee]");
        committee.participations[1].roles = read("[invitee, speaker]");
        committee.status = read("cancelled");
        apply(&db, &curated, "seed", "Test").await.unwrap();
        let all = [
            "export-meeting-2022 a-verma/a-verma cancelled stated invited",
            "export-meeting-2022 b-rao/rao-for-government cancelled possible",
            "export-meeting-2022 export-committee/a-verma cancelled stated invited",
            "export-meeting-2022 state-government/rao-for-government cancelled possible",
            week,
        ];
        assert_eq!(present(&db).await, all);

        take(&mut curated, RecordKind::Meeting, "export-meeting-2022");
        apply(&db, &curated, "seed", "Test").await.unwrap();
        assert_eq!(present(&db).await, [week]);
    })
    .await;
}

/// Under which records meetings are listed, as `meeting record earliest latest`.
async fn listed(db: &DatabaseConnection) -> Vec<String> {
    let sql = "SELECT m.slug || ' ' || r.slug || ' ' || COALESCE(CAST(when_earliest AS TEXT), '..') || ' '
            || COALESCE(CAST(when_latest AS TEXT), '..') AS line
         FROM listing JOIN record m ON m.id = listing.meeting_id JOIN record r ON r.id = listing.record_id";
    let line = |row: &QueryResult| row.try_get("", "line").unwrap();
    let mut lines: Vec<String> = rows(db, sql).await.iter().map(line).collect();
    lines.sort();
    lines
}

#[tokio::test]
async fn meetings_are_listed_where_they_belong() {
    on_each(async |db| {
        let mut curated = sample();
        apply(&db, &curated, "seed", "Test").await.unwrap();
        let under = async |meeting: &str| {
            let lines = listed(&db).await;
            let records = lines
                .iter()
                .filter_map(|line| line.strip_prefix(meeting)?.trim_start().split(' ').next());
            records.map(str::to_owned).collect::<Vec<_>>()
        };
        let whole = async || {
            let followed = listed(&db).await;
            derive::listings(&db, None).await.unwrap();
            assert_eq!(listed(&db).await, followed, "made whole");
        };
        let all = under("export-meeting-2022").await;
        for record in [
            "chhattisgarh",
            "india",
            "export",
            "industry",
            "steel-export",
            "a-verma",
            "export-committee",
        ] {
            assert!(all.iter().any(|it| it == record), "{record}: {all:?}");
        }
        whole().await;

        // Neither meeting is written, but what is around its place and above its topic has changed.
        place(&mut curated, "durg").within = None;
        place(&mut curated, "raipur").within = None;
        apply(&db, &curated, "seed", "Test").await.unwrap();
        for meeting in ["export-meeting-2022", "export-week-2022"] {
            assert!(!under(meeting).await.iter().any(|it| it == "india"), "{meeting}");
        }
        whole().await;

        let it = meeting(&mut curated, "export-meeting-2022");
        it.participations.truncate(1);
        it.when = read("{edtf: 2023-02-03, certainty: stated}");
        apply(&db, &curated, "seed", "Test").await.unwrap();
        assert!(!under("export-meeting-2022").await.iter().any(|it| it == "b-rao"));
        assert!(
            listed(&db)
                .await
                .contains(&"export-meeting-2022 a-verma 2023-02-03 2023-02-03".to_owned())
        );
        whole().await;

        take(&mut curated, RecordKind::Meeting, "export-meeting-2022");
        apply(&db, &curated, "seed", "Test").await.unwrap();
        assert_eq!(under("export-meeting-2022").await, Vec::<String>::new());
        assert!(!under("export-week-2022").await.is_empty());
        whole().await;
    })
    .await;
}
