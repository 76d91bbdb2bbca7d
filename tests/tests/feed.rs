//! The feed of changes as subscriptions give it: what was missed, then what comes, in order and once, on real databases.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where it cannot go on"
)]

use std::collections::BTreeMap;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use std::time::Duration;

use api::{
    change::Feed,
    loader::Loaders,
    revision::{self, watch},
    schema::{self, Schema},
};
use async_graphql::{Request, Response, Variables};
use entity::RecordKind;
use futures_util::{StreamExt, future::join_all, stream::BoxStream};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use seed::database::{Options, open_with};
use serde_json::{Value, json};
use tests::{
    Kind,
    database::{Database, curated, data, wait},
    revise::{edit, revise, revise_by_sql},
};
use tokio::{task::JoinSet, time::timeout};

/// As long as a busy machine may need for an item.
const PATIENCE: Duration = Duration::from_secs(60);
/// More than any test makes.
const WIDE: usize = 1 << 24;

/// What a process has: its schema, its connections, its watch and its feed.
struct Node {
    schema: Schema,
    db: DatabaseConnection,
    feed: Feed,
    /// Statements but those of the watch, which has a connection of its own.
    statements: Arc<AtomicU64>,
    _watching: JoinSet<()>,
}

impl Node {
    async fn new(database: &Database, window: usize) -> Self {
        let options = Options {
            connections: 4,
            wait: PATIENCE,
            ..Options::default()
        };
        let mut db = open_with(&database.url, &options).await.unwrap();
        let statements = Arc::new(AtomicU64::new(0));
        let count = statements.clone();
        db.set_metric_callback(move |_| {
            count.fetch_add(1, Ordering::Relaxed);
        });
        let (mut newest, watching) = watch(database.open().await, Some(Duration::from_millis(20)));
        timeout(PATIENCE, newest.beyond(0)).await.unwrap();
        Self {
            schema: schema::build().finish(),
            feed: Feed::new(db.clone(), newest, window),
            db,
            statements,
            _watching: watching,
        }
    }

    fn subscribe(&self, selected: &str, variables: &Value) -> BoxStream<'static, Response> {
        let document = format!(
            "subscription ($since: Revision, $after: ID, $kinds: [RecordKind!]) {{
                changes(since: $since, after: $after, kinds: $kinds) {{ {selected} }}
            }}"
        );
        let request = Request::new(document)
            .variables(Variables::from_json(variables.clone()))
            .data(Arc::new(Loaders::for_stream(self.db.clone())))
            .data(self.feed.clone());
        self.schema.execute_stream(request)
    }
}

async fn next(stream: &mut BoxStream<'static, Response>) -> Value {
    let response = timeout(PATIENCE, stream.next()).await.unwrap().unwrap();
    assert!(response.errors.is_empty(), "{:?}", response.errors);
    response.data.into_json().unwrap()["changes"].take()
}

async fn ids(stream: &mut BoxStream<'static, Response>, count: usize) -> Vec<String> {
    let mut ids = Vec::with_capacity(count);
    while ids.len() < count {
        ids.push(next(stream).await["id"].as_str().unwrap().to_owned());
    }
    ids
}

/// True when nothing comes, although the feed had every chance.
async fn is_silent(stream: &mut BoxStream<'static, Response>) -> bool {
    timeout(Duration::from_millis(150), stream.next()).await.is_err()
}

/// All changes of the database after a revision, by id, as they are stored.
async fn stored(db: &DatabaseConnection, since: i64) -> Vec<(String, String)> {
    use sea_orm::{DbBackend, Statement};
    let sql = format!("SELECT revision, ordinal, kind FROM change WHERE revision > {since} ORDER BY revision, ordinal");
    let backend = db.get_database_backend();
    assert!(matches!(backend, DbBackend::Sqlite | DbBackend::Postgres));
    let rows = db.query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
    let id = |row: &sea_orm::QueryResult| {
        let (revision, ordinal): (i64, i32) = (
            row.try_get("", "revision").unwrap(),
            row.try_get("", "ordinal").unwrap(),
        );
        let id = api::node::GlobalId {
            kind: "Change".to_owned(),
            key: format!("{revision}/{ordinal}"),
        };
        (
            async_graphql::ID::from(id).to_string(),
            row.try_get("", "kind").unwrap(),
        )
    };
    rows.iter().map(id).collect()
}

fn on_each(test: impl AsyncFn(Kind, Database)) {
    for kind in Kind::all() {
        wait(test(kind, Database::loaded(kind)));
    }
}

#[test]
fn what_was_missed_comes_first_and_then_what_happens() {
    on_each(async |kind, database| {
        let (node, db, mut dataset) = (
            Node::new(&database, WIDE).await,
            database.open().await,
            curated(&data()),
        );
        edit(&mut dataset, RecordKind::Topic, "steel", |topic| {
            topic["name"]["en"] = "Missed".into()
        });
        edit(&mut dataset, RecordKind::Place, "bhilai", |place| {
            place["name"]["en"] = "Missed too".into()
        });
        revise(&db, &dataset).await;
        let selected =
            "id revision at actor action kind slug record { slug name(language: \"en\") } mergedInto { slug }
            fields { path before after }";
        let mut all = node.subscribe(selected, &json!({ "since": 1 }));
        let mut topics = node.subscribe(selected, &json!({ "since": 1, "kinds": ["TOPIC"] }));
        let mut live = node.subscribe(selected, &json!({}));
        let place = next(&mut all).await;
        assert_eq!(
            (&place["kind"], &place["slug"]),
            (&"PLACE".into(), &"bhilai".into()),
            "on {kind:?}"
        );
        let topic = next(&mut all).await;
        assert_eq!(next(&mut topics).await, topic);
        let mut expected = json!({
            "id": topic["id"], "revision": 2, "at": topic["at"], "actor": "curator", "action": "UPDATED", "kind": "TOPIC",
            "slug": "steel", "record": { "slug": "steel", "name": "Missed" }, "mergedInto": null,
            "fields": [{ "path": "name.en", "before": "\"Steel\"", "after": "\"Missed\"" }],
        });
        assert_eq!(topic, expected);
        assert!(topic["at"].as_str().unwrap().ends_with('Z'));
        assert!(is_silent(&mut all).await && is_silent(&mut topics).await);
        // A subscription begins when it is first asked: by a statement, while the others have nothing to ask.
        let before = node.statements.load(Ordering::Relaxed);
        let first_live = tokio::spawn(async move { (next(&mut live).await, live) });
        let begun = async {
            while node.statements.load(Ordering::Relaxed) == before {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(PATIENCE, begun).await.unwrap();

        edit(&mut dataset, RecordKind::Topic, "steel", |topic| {
            topic["name"]["en"] = "Happened".into()
        });
        revise(&db, &dataset).await;
        let topic = next(&mut all).await;
        // Loaders keep nothing: the record is as it is now.
        assert_eq!(topic["record"]["name"], "Happened");
        expected["id"] = topic["id"].clone();
        expected["at"] = topic["at"].clone();
        expected["revision"] = 3.into();
        expected["record"]["name"] = "Happened".into();
        expected["fields"] = json!([{ "path": "name.en", "before": "\"Missed\"", "after": "\"Happened\"" }]);
        assert_eq!(topic, expected);
        assert_eq!(next(&mut topics).await, topic);
        let (told, mut live) = first_live.await.unwrap();
        assert_eq!(told, topic);

        // A revision of the description alone has no changes; what follows is not lost behind it.
        dataset.dataset.title = serde_json::from_value(json!({ "en": "Other", "hi": "अन्य" })).unwrap();
        revise(&db, &dataset).await;
        assert!(is_silent(&mut all).await && is_silent(&mut live).await);
        edit(&mut dataset, RecordKind::Place, "bhilai", |place| {
            place["name"]["en"] = "After".into()
        });
        revise(&db, &dataset).await;
        for stream in [&mut all, &mut live] {
            let change = next(stream).await;
            assert_eq!((&change["revision"], &change["slug"]), (&5.into(), &"bhilai".into()));
        }
        assert!(is_silent(&mut topics).await);
    });
}

#[test]
fn a_merger_leads_to_the_survivor() {
    on_each(async |kind, database| {
        let (node, db, mut dataset) = (
            Node::new(&database, WIDE).await,
            database.open().await,
            curated(&data()),
        );
        let mut stream = node.subscribe(
            "action slug record { slug } mergedInto { slug }",
            &json!({ "since": 1 }),
        );
        let hathkhoj = tests::revise::key(RecordKind::Place, "hathkhoj");
        dataset.records.remove(&hathkhoj).unwrap();
        edit(&mut dataset, RecordKind::Place, "bhilai", |place| {
            place["formerly"] = json!(["hathkhoj"])
        });
        edit(&mut dataset, RecordKind::Organisation, "shivalik-engineering", |firm| {
            firm["place"] = "bhilai".into()
        });
        revise(&db, &dataset).await;
        let (_bhilai, _firm, merged) = (
            next(&mut stream).await,
            next(&mut stream).await,
            next(&mut stream).await,
        );
        let expected = json!({
            "action": "MERGED", "slug": "hathkhoj", "record": null, "mergedInto": { "slug": "bhilai" },
        });
        assert_eq!(merged, expected, "on {kind:?}");
    });
}

#[test]
fn what_cannot_be_followed_is_refused_with_the_way_to_mend_it() {
    on_each(async |_, database| {
        let node = Node::new(&database, WIDE).await;
        for (variables, words) in [
            (
                json!({ "since": 2 }),
                "`since: 2` is still to come: the newest revision is 1.",
            ),
            (json!({ "kinds": [] }), "`kinds` is empty"),
            (json!({ "after": "abc" }), "`after` is not a change of this dataset"),
            // A topic's id, and one of a change that there is not.
            (
                json!({ "after": "VG9waWM6c3RlZWw" }),
                "`after` is not a change of this dataset",
            ),
            (
                json!({ "after": "Q2hhbmdlOjcvNw" }),
                "`after` is not a change of this dataset",
            ),
        ] {
            let mut stream = node.subscribe("id", &variables);
            let response = timeout(PATIENCE, stream.next()).await.unwrap().unwrap();
            let message = &response.errors[0].message;
            assert!(message.starts_with(words), "{variables}: {message}");
            assert!(timeout(PATIENCE, stream.next()).await.unwrap().is_none(), "{variables}");
        }
    });
}

/// Cuts after each change, also in the middle of a revision and of a batch, and at the end.
#[test]
fn a_subscription_goes_on_right_after_the_change_at_which_it_was_cut() {
    on_each(async |kind, database| {
        let (node, db) = (Node::new(&database, WIDE).await, database.open().await);
        for count in [3, 70, 1, 5] {
            revise_by_sql(&db, count).await;
        }
        let all = stored(&db, 1).await;
        for kinds in [Value::Null, json!(["TOPIC"]), json!(["TOPIC", "MEETING"])] {
            let of_kind = |kind: &str| {
                kinds
                    .as_array()
                    .is_none_or(|it| it.contains(&kind.to_uppercase().into()))
            };
            for (cut, (id, _)) in all.iter().enumerate() {
                let later = all[cut + 1..].iter().filter(|(_, kind)| of_kind(kind));
                let later: Vec<String> = later.map(|(id, _)| id.clone()).collect();
                // With `since` as it was when the client began.
                let mut stream = node.subscribe("id", &json!({ "since": 1, "after": id, "kinds": kinds }));
                assert_eq!(ids(&mut stream, later.len()).await, later, "{cut} {kinds} on {kind:?}");
            }
        }
        // With both, the later place counts.
        let mut stream = node.subscribe("id", &json!({ "since": 4, "after": all[2].0 }));
        assert_eq!(
            ids(&mut stream, 5).await,
            all[74..].iter().map(|(id, _)| id.clone()).collect::<Vec<_>>()
        );
        // What comes after the end is what happens next.
        let mut stream = node.subscribe("id", &json!({ "after": all[78].0 }));
        assert!(is_silent(&mut stream).await);
        revise_by_sql(&db, 2).await;
        assert_eq!(ids(&mut stream, 2).await.len(), 2);
    });
}

/// Twenty subscribers on two nodes, each cut and resumed at places of its own, while a writer applies revisions.
#[test]
fn nobody_loses_or_doubles_a_change_while_a_writer_writes() {
    const REVISIONS: usize = 60;
    const CHANGES: usize = 5;
    on_each(async |kind, database| {
        // One node keeps next to nothing, so that its subscribers fall out of the window.
        let nodes = [Node::new(&database, WIDE).await, Node::new(&database, 2_000).await];
        let db = database.open().await;
        let writer = async {
            for _ in 0..REVISIONS {
                revise_by_sql(&db, CHANGES).await;
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let follow = async |number: usize| {
            let node = &nodes[number % 2];
            let kinds = if number % 5 == 4 { json!(["TOPIC"]) } else { Value::Null };
            let wanted = if kinds.is_null() { CHANGES } else { CHANGES / 2 } * REVISIONS;
            let (mut seen, mut cuts): (Vec<String>, usize) = (Vec::new(), 0);
            while seen.len() < wanted {
                let after = seen.last().cloned();
                let mut stream = node.subscribe("id", &json!({ "since": 1, "after": after, "kinds": kinds }));
                // Each has its own lengths between cuts; some are never cut.
                let length = if number < 4 {
                    wanted
                } else {
                    1 + (number * 7 + cuts * 13) % 41
                };
                seen.extend(ids(&mut stream, length.min(wanted - seen.len())).await);
                cuts += 1;
            }
            (kinds, seen, cuts)
        };
        let (followed, ()) = tokio::join!(join_all((0..20).map(follow)), writer);
        let all = stored(&db, 1).await;
        assert_eq!(all.len(), REVISIONS * CHANGES);
        let of = |topics: bool| -> Vec<String> {
            let some = all.iter().filter(|(_, kind)| !topics || kind == "topic");
            some.map(|(id, _)| id.clone()).collect()
        };
        for (number, (kinds, seen, cuts)) in followed.into_iter().enumerate() {
            assert_eq!(
                seen,
                of(!kinds.is_null()),
                "subscriber {number} after {cuts} cuts on {kind:?}"
            );
            assert!(cuts > 1 || number < 4);
        }
    });
}

#[test]
fn a_revision_is_read_once_for_all_who_follow_it() {
    on_each(async |kind, database| {
        let (node, db) = (Node::new(&database, WIDE).await, database.open().await);
        let selected = "id revision at actor action kind slug fields { path before after }";
        let mut streams: Vec<_> = (0..50)
            .map(|_| node.subscribe(selected, &json!({ "since": 1 })))
            .collect();
        // All are there, and have looked, once they have had their first change.
        revise_by_sql(&db, 1).await;
        join_all(streams.iter_mut().map(next)).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        let before = node.statements.load(Ordering::Relaxed);
        revise_by_sql(&db, 5).await;
        for told in join_all(streams.iter_mut().map(|stream| ids(stream, 5))).await {
            assert_eq!(told.len(), 5);
        }
        // The newest revision, the changes, their fields, their revision.
        assert_eq!(node.statements.load(Ordering::Relaxed) - before, 4, "on {kind:?}");
    });
}

#[test]
fn a_long_revision_is_given_a_little_at_a_time_also_to_the_slow() {
    const LONG: usize = 20_000;
    on_each(async |kind, database| {
        let (node, db) = (Node::new(&database, 100_000).await, database.open().await);
        let mut slow = node.subscribe("id", &json!({ "since": 1 }));
        let mut quick = node.subscribe("id slug", &json!({ "since": 1 }));
        revise_by_sql(&db, LONG).await;
        revise_by_sql(&db, 1).await;
        let first = ids(&mut slow, 1).await;
        let mut told = BTreeMap::<String, usize>::new();
        for expected in (1..=LONG).chain([1]) {
            let change = next(&mut quick).await;
            assert_eq!(change["slug"], format!("made-{expected}"));
            *told.entry(change["id"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        assert!(
            told.len() == LONG + 1 && told.values().all(|times| *times == 1),
            "on {kind:?}"
        );
        // The batch of the slow one is long gone from the window.
        let rest = ids(&mut slow, LONG).await;
        let all: Vec<String> = stored(&db, 1).await.into_iter().map(|(id, _)| id).collect();
        assert_eq!([first, rest].concat(), all);
    });
}

#[test]
fn a_primary_that_goes_and_comes_again_is_waited_for() {
    on_each(async |kind, database| {
        let (node, db) = (Node::new(&database, WIDE).await, database.open().await);
        let mut stream = node.subscribe("id", &json!({ "since": 1 }));
        revise_by_sql(&db, 1).await;
        ids(&mut stream, 1).await;
        let pending = tokio::spawn(async move { (ids(&mut stream, 3).await, stream) });
        match kind {
            Kind::Sqlite => {
                sql(&db, "ALTER TABLE field_change RENAME TO elsewhere").await;
                sql(
                    &db,
                    "INSERT INTO revision (number, at, actor, message) SELECT 3, at, actor, message FROM revision WHERE number = 2",
                )
                .await;
                sql(
                    &db,
                    "INSERT INTO change (id, revision, ordinal, action, kind, slug)
                     SELECT id + 1, 3, 0, action, kind, slug FROM change ORDER BY id DESC LIMIT 1",
                )
                .await;
                sql(&db, "UPDATE dataset SET revision = 3").await;
                tokio::time::sleep(Duration::from_millis(300)).await;
                sql(&db, "ALTER TABLE elsewhere RENAME TO field_change").await;
            }
            Kind::Postgres => {
                let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()";
                sql(&db, others).await;
                revise_by_sql(&db, 1).await;
                sql(&db, others).await;
            }
        }
        revise_by_sql(&db, 2).await;
        let (told, mut stream) = pending.await.unwrap();
        let all = stored(&db, 2).await;
        assert_eq!(
            told,
            all.into_iter().map(|(id, _)| id).collect::<Vec<_>>(),
            "on {kind:?}"
        );
        assert!(is_silent(&mut stream).await);
        assert_eq!(revision::newest(&db).await.unwrap(), 4);
    });
}

async fn sql(db: &DatabaseConnection, statement: &str) {
    db.execute_unprepared(statement)
        .await
        .unwrap_or_else(|fault| panic!("{statement}: {fault}"));
}
