//! Following the changes over sockets of two nodes, cut again and again while a writer writes.

#![expect(
    clippy::print_stdout,
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that is not told what it waits for has failed; how fast it was is for whoever reads the output"
)]

use std::{
    thread,
    time::{Duration, Instant},
};

use api::schema;
use serde_json::{Value, json};
use tests::{Database, Kind, Server, database::wait, revise::revise_by_sql};

/// Changes of a revision, and revisions: with one each twentieth of a second, 200 changes a second.
const CHANGES: usize = 10;
const REVISIONS: usize = 60;
const BEAT: Duration = Duration::from_millis(50);
/// After how many changes each follower is cut, time after time: within revisions and between them.
const CUTS: [usize; 4] = [7, 10, 33, 101];

#[test]
fn a_follower_that_is_cut_and_goes_on_at_another_node_loses_and_doubles_nothing() {
    for kind in Kind::all() {
        let database = Database::loaded(kind);
        let options = ["--database-url", &database.url, "--revision-interval", "100ms"];
        let nodes = [(); 2].map(|()| Server::serve(&options, |_| schema::build()));
        thread::scope(|scope| {
            let followers = CUTS.map(|cut| {
                scope.spawn({
                    let nodes = &nodes;
                    move || follow(nodes, cut)
                })
            });
            let began = Instant::now();
            wait(async {
                let db = database.open().await;
                for number in 1..=u32::try_from(REVISIONS).unwrap() {
                    revise_by_sql(&db, CHANGES).await;
                    let next = BEAT * number;
                    tokio::time::sleep(next.saturating_sub(began.elapsed())).await;
                }
                db.close().await.unwrap();
            });
            let rate = (CHANGES * REVISIONS) as f64 / began.elapsed().as_secs_f64();
            println!("{kind:?}: {} changes at {rate:.0} a second", CHANGES * REVISIONS);
            for (follower, cut) in followers.into_iter().zip(CUTS) {
                let (seen, sockets) = follower.join().unwrap();
                println!(
                    "{kind:?}: cut after {cut}, {} changes over {sockets} sockets",
                    seen.len()
                );
                assert_eq!(seen, expected(), "{kind:?}, cut after {cut}");
            }
        });
    }
}

/// All that is written, as it is told.
fn expected() -> Vec<(i64, String)> {
    let revisions = (2..).take(REVISIONS);
    revisions
        .flat_map(|revision| (1..=CHANGES).map(move |at| (revision, format!("made-{at}"))))
        .collect()
}

/// Hears of all changes, from a node and the other by turns, each time for so many; and how many sockets that took.
fn follow(nodes: &[Server; 2], cut: usize) -> (Vec<(i64, String)>, usize) {
    let mut seen = Vec::new();
    let mut after = Value::Null;
    for sockets in 1.. {
        let mut socket = nodes[sockets % 2].socket();
        let query = "subscription ($after: ID) { changes(since: 1, after: $after) { id revision slug } }";
        let payload = json!({ "query": query, "variables": { "after": after } });
        socket.say(&json!({ "type": "subscribe", "id": "1", "payload": payload }));
        for _ in 0..cut {
            let message = socket.message();
            let change = message
                .pointer("/payload/data/changes")
                .unwrap_or_else(|| panic!("{message}"));
            after = change["id"].clone();
            let slug = change["slug"].as_str().unwrap().to_owned();
            seen.push((change["revision"].as_i64().unwrap(), slug));
            if seen.len() == CHANGES * REVISIONS {
                return (seen, sockets);
            }
        }
        // Dropped without a word, as a network does.
    }
    unreachable!("there is always another socket")
}
