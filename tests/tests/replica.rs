//! The replica drill: one primary, one standby that streams from it, two nodes that serve from both, and what goes wrong
//! in operation: a replica stops or falls behind, the primary restarts, a notice is lost.
//!
//! Two clients read all the time, from either node in turn, and send back the revision that they were told. None of them
//! may ever see an error, or an older dataset than before. The drill tells its steps: `-- --nocapture` shows them.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test ends where it cannot go on; the drill's log is for who runs it"
)]

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use api::schema;
use entity::RecordKind;
use sea_orm::ConnectionTrait;
use seed::{
    apply::apply,
    curated::{Curated, RecordKey},
    database,
};
use serde_json::{Value, json};
use tests::{
    Request, Server,
    cluster::Cluster,
    database::{curated, data, wait},
    until,
};

/// As long as a busy machine may need for what takes a second.
const PATIENCE: Duration = Duration::from_secs(60);
/// `--replica-lag` of the nodes.
const LAG: Duration = Duration::from_secs(4);

struct Drill {
    cluster: Cluster,
    nodes: [Server; 2],
    dataset: Curated,
    clients: Arc<Clients>,
}

/// Clients in threads of their own, and what they met.
struct Clients {
    begun: Instant,
    ports: [u16; 2],
    answers: AtomicU64,
    faults: Mutex<Vec<String>>,
    is_over: AtomicBool,
}

/// What a client reads: the revision that the header tells, and the one that the data are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    told: i64,
    read: i64,
}

fn ask(port: u16, seen: Option<i64>) -> Result<Seen, String> {
    let body = json!({ "query": "{ dataset { revision } topic(slug: \"steel\") { name } }" }).to_string();
    let mut request = Request::new(port, "POST", "/graphql").accept("application/graphql-response+json");
    if let Some(seen) = seen {
        request = request.header("x-sabha-revision", &seen.to_string());
    }
    let answer = request.json(&body).send();
    let read = answer.json().pointer("/data/dataset/revision").and_then(Value::as_i64);
    match (answer.header("x-sabha-revision").parse(), read) {
        (Ok(told), Some(read)) if answer.status == 200 => Ok(Seen { told, read }),
        _ => Err(format!("{} {}", answer.status, answer.text())),
    }
}

impl Clients {
    /// Reads until the drill is over, from either node in turn; what must not be is kept.
    fn read_on(&self, first: usize) {
        let mut seen = None;
        for turn in first.. {
            if self.is_over.load(Ordering::Acquire) {
                return;
            }
            match ask(self.ports[turn % 2], seen) {
                Ok(now) if now.read >= now.told && now.told >= seen.unwrap_or_default() => {
                    self.answers.fetch_add(1, Ordering::AcqRel);
                    seen = Some(now.read);
                }
                wrong => {
                    let at = self.begun.elapsed();
                    self.faults
                        .lock()
                        .unwrap()
                        .push(format!("{at:?}: {wrong:?} after {seen:?}"));
                }
            }
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drill {
    fn tell(&self, step: &str, seen: &str) {
        println!(
            "{:>6.1} s  {step:<22} {seen}",
            self.clients.begun.elapsed().as_secs_f64()
        );
    }

    /// A metric of a node about the standby or the primary.
    fn metric(&self, node: usize, name: &str, of_standby: bool) -> i64 {
        let standby = self.cluster.standby.url.rsplit_once('@').unwrap().1;
        let database = if of_standby { standby } else { "primary" };
        let line = format!("sabha_{name}{{database=\"{database}\"}} ");
        let text = self.nodes[node].get("/metrics").text();
        let found = text.lines().find_map(|it| it.strip_prefix(&line)?.parse().ok());
        found.unwrap_or_else(|| panic!("no {line}in {text}"))
    }

    /// Reads so far from the primary and from the standby, on both nodes.
    fn reads(&self) -> (i64, i64) {
        let sum = |of_standby| (0..2).map(|node| self.metric(node, "reads_total", of_standby)).sum();
        (sum(false), sum(true))
    }

    /// Waits until both nodes can read the standby, or cannot.
    fn standby_is(&self, healthy: i64) -> Duration {
        until(PATIENCE, "both nodes know how the standby is", || {
            (0..2).all(|node| self.metric(node, "replica_healthy", true) == healthy)
        })
    }

    /// Waits until both nodes read from a database again.
    fn is_read(&self, of_standby: bool) {
        let before = [0, 1].map(|node| self.metric(node, "reads_total", of_standby));
        until(PATIENCE, "both nodes read from it", || {
            (0..2).all(|node| {
                ask(self.nodes[node].port, None).unwrap();
                self.metric(node, "reads_total", of_standby) > before[node]
            })
        });
    }

    /// Applies the dataset with another name for a topic: a new revision.
    fn revise(&mut self, name: &str) -> i64 {
        let key = RecordKey {
            kind: RecordKind::Topic,
            slug: "steel".to_owned(),
        };
        let mut value = serde_json::to_value(&self.dataset.records[&key]).unwrap();
        value["name"]["en"] = name.into();
        let topic: seed::topic::Topic = serde_json::from_value(value).unwrap();
        self.dataset.records.insert(key, topic.into());
        wait(async {
            let db = database::open(&self.cluster.primary.url).await.unwrap();
            let applied = apply(&db, &self.dataset, "curator", "A drill").await.unwrap();
            db.close().await.unwrap();
            assert!(applied.is_new);
            applied.revision
        })
    }

    /// Waits until both nodes know of a revision, and tell it to who does not ask for it.
    fn both_know(&self, revision: i64) -> Duration {
        let knows = |node: &Server| {
            node.get("/metrics")
                .text()
                .contains(&format!("\nsabha_revision {revision}\n"))
        };
        until(PATIENCE, "both nodes answer with the revision", || {
            self.nodes.iter().all(knows)
                && self
                    .nodes
                    .iter()
                    .all(|node| ask(node.port, None).unwrap().told >= revision)
        })
    }

    fn no_client_was_wronged(&self, step: &str) {
        let faults = self.clients.faults.lock().unwrap();
        assert!(faults.is_empty(), "{step}: {faults:#?}");
        let answers = self.clients.answers.load(Ordering::Acquire);
        self.tell(
            step,
            &format!("{answers} answers to clients so far: no error, none older than the one before"),
        );
    }
}

/// Runs a statement on a server.
fn on(url: &str, statement: &str) {
    wait(async {
        let db = database::open(url).await.unwrap();
        db.execute_unprepared(statement).await.unwrap();
        db.close().await.unwrap();
    });
}

fn seconds(took: Duration) -> String {
    format!("{:.2} s", took.as_secs_f64())
}

/// A cluster with the curated dataset, and two nodes that serve it.
fn start() -> Option<Drill> {
    let begun = Instant::now();
    let cluster = Cluster::start()?;
    let dataset = curated(&data());
    wait(async {
        let db = database::open(&cluster.primary.url).await.unwrap();
        database::migrate(&db).await.unwrap();
        apply(&db, &dataset, "seed", "First load").await.unwrap();
        db.close().await.unwrap();
    });
    let node = || {
        let options = [
            "--database-url",
            &cluster.primary.url,
            "--read-database-url",
            &cluster.standby.url,
        ];
        let lag = format!("{}s", LAG.as_secs());
        let more = [
            // An answer that is kept asks no database.
            "--answer-cache",
            "0",
            "--replica-lag",
            &lag,
            "--connection-timeout",
            "1s",
            "--database-connections",
            "4",
        ];
        Server::serve(&[&options[..], &more].concat(), |_| schema::build())
    };
    let nodes = [node(), node()];
    let clients = Clients {
        begun,
        ports: [nodes[0].port, nodes[1].port],
        answers: AtomicU64::new(0),
        faults: Mutex::default(),
        is_over: AtomicBool::new(false),
    };
    Some(Drill {
        cluster,
        nodes,
        dataset,
        clients: Arc::new(clients),
    })
}

#[test]
fn replicas_and_nodes_come_and_go_and_no_client_notices() {
    let Some(mut drill) = start() else { return };
    let took = drill.standby_is(1);
    drill.tell(
        "start",
        &format!(
            "primary, standby and two nodes; the standby is read after {}",
            seconds(took)
        ),
    );

    reads_go_to_the_standby(&drill);
    let clients: Vec<_> = [0, 1]
        .map(|first| {
            let clients = drill.clients.clone();
            thread::spawn(move || clients.read_on(first))
        })
        .into();
    until(PATIENCE, "clients read", || {
        drill.clients.answers.load(Ordering::Acquire) > 20
    });
    the_standby_stops_and_comes_back(&mut drill);
    a_revision_reaches_both_nodes(&mut drill);
    the_standby_falls_behind(&mut drill);
    notices_are_lost(&mut drill);
    the_primary_restarts(&mut drill);

    drill.clients.is_over.store(true, Ordering::Release);
    clients.into_iter().for_each(|client| client.join().unwrap());
    drill.no_client_was_wronged("end");
    assert!(drill.clients.answers.load(Ordering::Acquire) > 100);
}

fn reads_go_to_the_standby(drill: &Drill) {
    let before = drill.reads();
    for _ in 0..10 {
        for node in &drill.nodes {
            assert_eq!(ask(node.port, Some(1)), Ok(Seen { told: 1, read: 1 }));
        }
    }
    let (primary, standby) = drill.reads();
    assert_eq!((primary - before.0, standby - before.1), (0, 20));
    drill.tell("reads", "20 requests: 20 read from the standby, 0 from the primary");
}

fn the_standby_stops_and_comes_back(drill: &mut Drill) {
    drill.cluster.standby.stop();
    let took = drill.standby_is(0);
    drill.is_read(false);
    drill.tell(
        "standby stopped",
        &format!("both nodes know {} later, and read from the primary", seconds(took)),
    );
    drill.no_client_was_wronged("standby stopped");

    drill.cluster.standby.start();
    let took = drill.standby_is(1);
    drill.is_read(true);
    drill.tell(
        "standby started",
        &format!("both nodes read from it, {} after it answers", seconds(took)),
    );
}

fn a_revision_reaches_both_nodes(drill: &mut Drill) {
    let revision = drill.revise("Steel, applied");
    let took = drill.both_know(revision);
    drill.tell(
        "revision applied",
        &format!("both nodes answer with {revision} after {}", seconds(took)),
    );
}

fn the_standby_falls_behind(drill: &mut Drill) {
    on(&drill.cluster.standby.url, "SELECT pg_wal_replay_pause()");
    let applied = Instant::now();
    let revision = drill.revise("Steel, not replayed");
    // Who has seen it reads it, from the first moment on.
    for node in &drill.nodes {
        assert_eq!(
            ask(node.port, Some(revision)),
            Ok(Seen {
                told: revision,
                read: revision
            })
        );
    }
    let without = ask(drill.nodes[0].port, None).unwrap();
    // Unless the machine was so slow that the time has passed.
    if applied.elapsed() < LAG {
        assert_eq!(
            without,
            Seen {
                told: revision - 1,
                read: revision - 1
            }
        );
    }
    let (old, new) = (without.read, revision);
    drill.tell(
        "replay paused",
        &format!("at {new}: who sends {new} reads {new}, who sends nothing reads {old}"),
    );

    let took = drill.both_know(revision);
    assert_eq!(drill.metric(0, "replica_revision", true), revision - 1);
    drill.tell(
        "left behind",
        &format!("{} later, past --replica-lag {LAG:?}, all read {new}", seconds(took)),
    );
    drill.no_client_was_wronged("left behind");

    on(&drill.cluster.standby.url, "SELECT pg_wal_replay_resume()");
    drill.is_read(true);
    drill.tell("replay resumed", "both nodes read from the standby again");

    // A client that has read another dataset before is told where it is now.
    assert_eq!(
        ask(drill.nodes[1].port, Some(1_000_000)),
        Ok(Seen {
            told: revision,
            read: revision
        })
    );
    drill.tell(
        "another's revision",
        &format!("who sends 1000000 reads {revision}, and is told so"),
    );
}

fn notices_are_lost(drill: &mut Drill) {
    // A revision of which nobody is told.
    let silently = "INSERT INTO revision (number, at, actor, message)
                        SELECT number + 1, at, 'silence', '' FROM revision ORDER BY number DESC LIMIT 1;
                    UPDATE dataset SET revision = revision + 1";
    let before = ask(drill.nodes[0].port, None).unwrap();
    on(&drill.cluster.primary.url, silently);
    let took = drill.both_know(before.read + 1);
    drill.tell(
        "no notice",
        &format!("both nodes answer with {} after {}", before.read + 1, seconds(took)),
    );

    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'";
    on(&drill.cluster.primary.url, cut);
    let revision = drill.revise("Steel, not listened to");
    let took = drill.both_know(revision);
    drill.tell(
        "listeners cut",
        &format!("both nodes answer with {revision} after {}", seconds(took)),
    );
}

fn the_primary_restarts(drill: &mut Drill) {
    let known = ask(drill.nodes[0].port, None).unwrap().read;
    until(PATIENCE, "the standby has all", || {
        (0..2).all(|node| drill.metric(node, "replica_revision", true) == known)
    });
    drill.cluster.primary.stop();
    for node in &drill.nodes {
        for seen in [None, Some(known)] {
            assert_eq!(
                ask(node.port, seen),
                Ok(Seen {
                    told: known,
                    read: known
                })
            );
        }
        assert_eq!(node.get("/health/ready").status, 200);
    }
    drill.tell(
        "primary stopped",
        &format!("both nodes are ready, and answer with {known} from the standby"),
    );
    // Never an older answer than was seen, not even now.
    let refused = ask(drill.nodes[0].port, Some(known + 1)).unwrap_err();
    assert!(
        refused.starts_with("503") && refused.contains("UNAVAILABLE"),
        "{refused}"
    );
    drill.tell(
        "primary stopped",
        &format!("who has seen {} is asked to come again", known + 1),
    );
    drill.no_client_was_wronged("primary stopped");

    drill.cluster.primary.start();
    let revision = drill.revise("Steel, after the restart");
    let took = drill.both_know(revision);
    drill.tell(
        "primary started",
        &format!(
            "both nodes answer with {revision}, {} after it is applied",
            seconds(took)
        ),
    );
}
