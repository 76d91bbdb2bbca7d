//! What a request costs before it reaches the database: cursors, and the doors that a document passes. `cargo bench -p api`.

use std::{hint::black_box, path::Path};

use api::{
    limit::{Gate, Limits},
    page::{Cursor, Key},
};
use async_graphql::Variables;
use clap::{Args, Command, FromArgMatches};
use criterion::{Criterion, criterion_group, criterion_main};
use serde_json::json;

/// The served schema.
const SDL: &str = include_str!("../schema.graphql");
/// The operations that the benchmark over HTTP asks too.
const OPERATIONS: [&str; 4] = ["detail-page", "list-of-twenty", "list-filtered", "search-rare-word"];

fn cursors(criterion: &mut Criterion) {
    let cursor = Cursor {
        order: "-when".to_owned(),
        keys: vec![
            Key::Text("2025-08-22".to_owned()),
            Key::Text("2025-08-23".to_owned()),
            Key::Integer(500_000),
        ],
    };
    let text = cursor.encode();
    criterion.bench_function("a cursor, written", |it| it.iter(|| black_box(&cursor).encode()));
    criterion.bench_function("a cursor, read", |it| {
        it.iter(|| Cursor::decode("after", black_box(&text)));
    });
}

#[expect(clippy::expect_used, reason = "a benchmark ends where it cannot go on")]
fn doors(criterion: &mut Criterion) {
    let matches = Limits::augment_args(Command::new("bench")).get_matches_from(["bench"]);
    let limits = Limits::from_arg_matches(&matches).expect("every limit has a default");
    let gate = Gate::new(SDL, limits, true).expect("the schema parses");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/operations/bench");
    let variables = Variables::from_json(json!({ "meeting": "a-meeting", "state": "IN-CG" }));
    let mut group = criterion.benchmark_group("a document let in");
    for name in OPERATIONS {
        let document = std::fs::read_to_string(folder.join(format!("{name}.graphql"))).expect("the operation is there");
        gate.admit(&document, None, &variables)
            .expect("the operation is within the limits");
        group.bench_function(format!("{name}, parsed"), |it| {
            it.iter(|| gate.check(black_box(&document)))
        });
        group.bench_function(format!("{name}, parsed and measured"), |it| {
            it.iter(|| gate.admit(black_box(&document), None, &variables));
        });
    }
    group.finish();
}

criterion_group!(benches, cursors, doors);
criterion_main!(benches);
