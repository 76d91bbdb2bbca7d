//! Sets that come as lines: what they leave behind is what files and `apply` would have left.

use std::collections::BTreeSet;
use std::io::Cursor;

use sea_orm::{ConnectionTrait, DatabaseConnection, FromQueryResult, JsonValue, Statement};

use super::on_each;
use super::sample::{self, meeting, official, organisation, place, sample};
use crate::apply::apply;
use crate::curated::Curated;
use crate::export::export;
use crate::import::{self, Error, Imported, Options};
use crate::line;
use crate::read::read;
use crate::synth::Plan;
use crate::{derive, index};

/// The lines of a dataset, in the order of kinds and slugs.
fn lines(curated: &Curated) -> Vec<String> {
    let records = curated.records.values();
    let records = records.map(|record| line::of_record(record, &curated.lock));
    std::iter::once(line::of_dataset(&curated.dataset))
        .chain(records)
        .collect()
}

async fn load(db: &DatabaseConnection, lines: &[String]) -> Result<Imported, Error> {
    let text = lines.concat();
    import::stream(db, Cursor::new(text), Options::default(), |_| {}).await
}

/// A small dataset that is sound by every rule.
fn base() -> Curated {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/base");
    read(&folder).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A set of meetings that nobody held.
fn made_up(meetings: usize) -> Curated {
    let plan = Plan { meetings, seed: 11 };
    let mut curated = Curated {
        dataset: plan.dataset(),
        ..Curated::nothing()
    };
    for chunk in plan.chunks() {
        curated
            .records
            .extend(chunk.records.into_iter().map(|it| (it.key(), it)));
        curated.lock.articles.extend(chunk.lock.articles);
        curated.lock.citations.extend(chunk.lock.citations);
    }
    curated
}

/// Every row of what is derived, but for keys that are given out anew.
async fn derived(db: &DatabaseConnection) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (name, sql) in [
        ("state", "SELECT id, meeting_count FROM state"),
        ("place", "SELECT id, meeting_count FROM place"),
        ("topic", "SELECT id, meeting_count FROM topic"),
        ("organisation", "SELECT id, meeting_count FROM organisation"),
        ("official", "SELECT id, meeting_count FROM official"),
        ("policy", "SELECT id, meeting_count FROM policy"),
        ("article", "SELECT id, meeting_count FROM article"),
        ("meeting", "SELECT id, participation_count, article_count FROM meeting"),
        ("place_within", "SELECT * FROM place_within"),
        ("topic_within", "SELECT * FROM topic_within"),
        ("presence", "SELECT * FROM presence"),
        ("listing", "SELECT * FROM listing"),
        (
            "search_text",
            "SELECT record_id, position_id, field, language, text FROM search_text",
        ),
        ("search_entry", "SELECT id, record_id, position_id FROM search_entry"),
    ] {
        let statement = Statement::from_string(db.get_database_backend(), sql);
        for row in JsonValue::find_by_statement(statement).all(db).await.unwrap() {
            all.insert(format!("{name} {row}"));
        }
    }
    all
}

/// What is derived is what it would be, were it all derived anew.
async fn is_right(db: &DatabaseConnection) {
    let kept = derived(db).await;
    derive::whole(db).await.unwrap();
    derive::presences(db).await.unwrap();
    derive::listings(db, None).await.unwrap();
    index::rebuild(db).await.unwrap();
    let anew = derived(db).await;
    let differ: Vec<_> = kept.symmetric_difference(&anew).collect();
    assert!(differ.is_empty(), "{differ:#?}");
}

async fn number(db: &DatabaseConnection, sql: &str) -> i64 {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "number").unwrap()
}

#[tokio::test]
async fn lines_in_any_order_leave_what_files_would() {
    on_each(async |db| {
        let curated = base();
        let mut lines = lines(&curated);
        // Meetings first, then what they name, and states that name places and the other way round.
        lines[1..].reverse();
        let imported = load(&db, &lines).await.unwrap();
        assert_eq!((imported.created, imported.updated), (curated.records.len(), 0));
        assert_eq!(export(&db).await.unwrap(), curated);
        is_right(&db).await;
        let again = load(&db, &lines).await.unwrap();
        assert_eq!(
            (again.created, again.updated, again.equal),
            (0, 0, curated.records.len())
        );
        assert_eq!(number(&db, "SELECT MAX(number) AS number FROM revision").await, 1);
        assert_eq!(number(&db, "SELECT COUNT(*) AS number FROM set_aside").await, 0);
        assert_eq!(number(&db, "SELECT COUNT(*) AS number FROM field_change").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_set_of_many_chunks_is_whole_and_waits_for_what_comes_later() {
    on_each(async |db| {
        let curated = made_up(2_500);
        let mut lines = lines(&curated);
        assert!(lines.len() > 3_500, "one chunk: {}", lines.len());
        // The first chunk is of meetings and articles whose world is in the last.
        lines[1..].reverse();
        let imported = load(&db, &lines).await.unwrap();
        assert_eq!(imported.created, curated.records.len());
        assert!(export(&db).await.unwrap() == curated, "another set comes back");
        is_right(&db).await;
    })
    .await;
}

#[tokio::test]
async fn what_differs_is_overwritten_field_by_field_and_nothing_goes() {
    on_each(async |db| {
        let mut curated = base();
        apply(&db, &curated, "seed", "Test").await.unwrap();
        meeting(&mut curated, "example-talks-2024").participations.truncate(1);
        meeting(&mut curated, "example-talks-2024").place = Some("arcadia".to_owned());
        place(&mut curated, "harbour-city").within = None;
        organisation(&mut curated, "example-works").name = sample::read("{en: Works, hi: कारखाना}");
        official(&mut curated, "ada-example").honorific = Some(sample::read("{en: Shri, hi: श्री}"));
        let changed = ["example-talks-2024", "harbour-city", "example-works", "ada-example"];
        let all = lines(&curated);
        let is_changed = |line: &&String| {
            changed
                .iter()
                .any(|slug| line.contains(&format!(":{{\"slug\":\"{slug}\"")))
        };
        let some: Vec<String> = all
            .iter()
            .take(1)
            .chain(all.iter().filter(is_changed))
            .cloned()
            .collect();
        assert_eq!(some.len(), 5);
        let imported = load(&db, &some).await.unwrap();
        assert_eq!((imported.created, imported.updated, imported.equal), (0, 4, 0));
        assert!(apply(&db, &curated, "seed", "Test").await.unwrap().changes.is_empty());
        let sql = "SELECT COUNT(*) AS number FROM field_change JOIN change ON change.id = change_id
                   WHERE change.revision = 2 AND action = 'updated'";
        assert!(number(&db, sql).await >= 5);
        is_right(&db).await;
    })
    .await;
}

/// The rules that broken lines break, with the numbers of the lines.
async fn broken(db: &DatabaseConnection, lines: &[String]) -> Vec<(usize, &'static str)> {
    match load(db, lines).await {
        Err(Error::Problems(problems)) => problems.iter().map(|it| (it.line, it.rule)).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn lines_are_held_to_the_rules_of_files() {
    on_each(async |db| {
        let curated = base();
        let sound = lines(&curated);
        let with = |edits: &[(&str, &str)]| {
            let mut lines = sound.clone();
            for (from, to) in edits {
                let at = lines.iter().position(|line| line.contains(from)).unwrap();
                lines[at] = lines[at].replacen(from, to, 1);
            }
            lines
        };
        let line_of = |text: &str| sound.iter().position(|line| line.contains(text)).unwrap() + 1;
        let (city, ada) = (
            line_of("{\"slug\":\"harbour-city\""),
            line_of("{\"slug\":\"ada-example\""),
        );
        // All that is wrong is told at once, each by its line.
        let lines = with(&[
            (
                "{\"slug\":\"harbour-city\"",
                "{\"colour\":\"red\",\"slug\":\"harbour-city\"",
            ),
            ("{\"slug\":\"ada-example\"", "{\"slug\":\"Ada Example\""),
        ]);
        let found = broken(&db, &lines).await;
        assert!(
            found.contains(&(city, "unknown-field")) && found.contains(&(ada, "form")),
            "{found:?}"
        );
        assert_eq!(
            number(&db, "SELECT COUNT(*) AS number FROM record").await,
            0,
            "something was written"
        );
        // A name that leads nowhere waits until the end, and is told then.
        let lines = with(&[("\"within\":\"arcadia\"", "\"within\":\"arcadya\"")]);
        assert!(broken(&db, &lines).await.contains(&(city, "reference")));
        let lines = with(&[("\"quote_sha256\"", "\"digest\"")]);
        assert!(broken(&db, &lines).await.iter().any(|(_, rule)| *rule == "not-locked"));
        assert_eq!(broken(&db, &sound[1..]).await, [(1, "line")]);
        let mut lines = sound.clone();
        lines[4] = "{\"place\": {\"slug\": }\n".to_owned();
        assert!(broken(&db, &lines).await.contains(&(5, "json")));

        // Beside what the database holds.
        load(&db, &sound).await.unwrap();
        let one = |kind: &str, slug: &str, edits: &[(&str, &str)]| {
            let begin = format!("{{\"{kind}\":{{\"slug\":\"{slug}\"");
            let line = sound.iter().find(|line| line.starts_with(&begin)).unwrap();
            let line = edits
                .iter()
                .fold(line.clone(), |line, (from, to)| line.replace(from, to));
            vec![sound[0].clone(), line]
        };
        let within = (
            "\"kind\":\"country\"",
            "\"kind\":\"country\",\"within\":\"harbour-city\"",
        );
        assert_eq!(broken(&db, &one("place", "arcadia", &[within])).await, [(2, "cycle")]);
        let code = one(
            "state",
            "northland",
            &[("\"slug\":\"northland\"", "\"slug\":\"southland\"")],
        );
        assert_eq!(broken(&db, &code).await, [(2, "value-taken")]);
        let article = one(
            "article",
            "example-report-2024",
            &[("example-report-2024", "example-report-2025")],
        );
        assert_eq!(broken(&db, &article).await, [(2, "value-taken")]);
        let beyond = one("meeting", "example-talks-2024", &[("@115-124", "@115-9124")]);
        assert_eq!(broken(&db, &beyond).await, [(2, "citation-range")]);
        let post = one(
            "meeting",
            "example-talks-2024",
            &[("ministry-of-trade/minister", "ministry-of-trade/member")],
        );
        assert!(broken(&db, &post).await.contains(&(2, "reference")));
        let former = one(
            "place",
            "harbour-city",
            &[("\"name\"", "\"formerly\":[\"arcadia\"],\"name\"")],
        );
        assert_eq!(broken(&db, &former).await, [(2, "former-slug-taken")]);
        assert!(export(&db).await.unwrap() == curated, "something was changed");
    })
    .await;
}

/// Whatever is edited, what is derived along with the edits is what it would be anew.
#[tokio::test]
async fn counts_follow_any_edits() {
    on_each(async |db| {
        let mut curated = made_up(120);
        apply(&db, &curated, "seed", "Test").await.unwrap();
        let slugs = |curated: &Curated, wanted: entity::RecordKind| -> Vec<String> {
            let keys = curated.records.keys().filter(|key| key.kind == wanted);
            keys.map(|key| key.slug.clone()).collect()
        };
        let places = slugs(&curated, entity::RecordKind::Place);
        let topics = slugs(&curated, entity::RecordKind::Topic);
        let mut state = 7_u64;
        let mut below = |end: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % end
        };
        for round in 0..8 {
            let meetings = slugs(&curated, entity::RecordKind::Meeting);
            for _ in 0..10 {
                let slug = meetings[below(meetings.len())].clone();
                let (place, topic) = (places[below(places.len())].clone(), topics[below(topics.len())].clone());
                let other = meetings[below(meetings.len())].clone();
                let taken = meeting(&mut curated, &other).participations.clone();
                let it = meeting(&mut curated, &slug);
                match below(5) {
                    0 => it.place = Some(place),
                    1 => it.topics = vec![topic],
                    2 => it.participations = taken,
                    3 => it.statements.clear(),
                    _ => it.evidence.truncate(1),
                }
            }
            if round % 3 == 2 {
                let (slug, outer) = (places[below(places.len())].clone(), "india".to_owned());
                if slug != outer {
                    place(&mut curated, &slug).within = Some(outer);
                }
            }
            if round % 2 == 0 {
                apply(&db, &curated, "seed", "Test").await.unwrap();
            } else {
                load(&db, &lines(&curated)).await.unwrap();
            }
            is_right(&db).await;
        }
    })
    .await;
}

/// What a record names is told twice, by its shape and by its type: the two are one.
#[test]
fn names_are_those_of_the_shapes() {
    let curated = made_up(80);
    let mut records: Vec<_> = sample().records.into_values().collect();
    records.extend(curated.records.into_values());
    for record in records {
        let tree = serde_json::to_value(&record).unwrap();
        let shape = crate::json_schema::of(crate::source::Holds::One(record.header().kind));
        let mut expected = BTreeSet::new();
        by_shape(&tree, (&shape, &shape), &mut expected);
        let named = crate::load::names_of(&record).into_iter().map(|name| match name {
            crate::load::Name::Record(key) => key.to_string(),
            crate::load::Name::Position(slug, key) => format!("position {slug}/{key}"),
            crate::load::Name::Appointment(..) => String::new(),
        });
        let named: BTreeSet<String> = named.filter(|it| !it.is_empty()).collect();
        let positions = expected.iter().filter_map(|it| it.strip_prefix("position "));
        let bodies = positions.filter_map(|path| Some(format!("organisation {}", path.split_once('/')?.0)));
        let bodies: BTreeSet<String> = bodies.collect();
        expected.extend(bodies);
        // An article's passages are in itself.
        let own = record.key().to_string();
        let others =
            |names: BTreeSet<String>| -> BTreeSet<String> { names.into_iter().filter(|it| *it != own).collect() };
        assert_eq!(others(named), others(expected), "{own}");
    }
}

fn by_shape(tree: &JsonValue, (root, schema): (&JsonValue, &JsonValue), names: &mut BTreeSet<String>) {
    let shape = crate::spot::resolve(root, schema).0;
    match tree {
        JsonValue::Object(fields) => {
            for (name, value) in fields {
                if let Some(inner) = shape.pointer(&format!("/properties/{name}")) {
                    by_shape(value, (root, inner), names);
                }
            }
        }
        JsonValue::Array(items) => {
            for item in items {
                by_shape(item, (root, shape.get("items").unwrap()), names);
            }
        }
        JsonValue::String(text) => {
            if let Some(kind) = schema.get("x-refers").and_then(JsonValue::as_str) {
                names.insert(format!("{kind} {text}"));
            }
            let is_evidence = schema.get("x-form").and_then(JsonValue::as_str) == Some("citation");
            if is_evidence {
                let article = text.split_once('@').unwrap().0;
                names.insert(format!("article {article}"));
            }
        }
        _ => {}
    }
}
