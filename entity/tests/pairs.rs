//! How many spellings of the same name meet, and how many of different names stay apart.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop, and tells its figures"
)]

use std::fs;
use std::path::Path;

use entity::fold::{kept, readings, words};

/// What a table gave.
struct Figures {
    met: f64,
    missed: f64,
    wrong: f64,
}

impl Figures {
    /// The share of the same names that meet.
    fn recall(&self) -> f64 {
        self.met / (self.met + self.missed)
    }

    /// The share of those that meet that are the same.
    fn precision(&self) -> f64 {
        self.met / (self.met + self.wrong)
    }
}

/// True when a search for `typed` finds what is stored as `stored`, its words written as one.
fn meet(typed: &str, stored: &str) -> bool {
    let join = |text: &str| words(text).into_iter().map(|word| word.plain).collect::<String>();
    let kept = kept(&join(stored));
    readings(&join(typed)).iter().any(|key| kept.contains(key))
}

fn measure(table: &str) -> Figures {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs").join(table);
    let mut figures = Figures {
        met: 0.0,
        missed: 0.0,
        wrong: 0.0,
    };
    for line in fs::read_to_string(path).unwrap().lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [left, right, expected, _what] = cells.as_slice() else {
            panic!("{table}: a row has four cells: {line}");
        };
        match (meet(left, right), *expected) {
            (true, "meet") => figures.met += 1.0,
            (false, "meet") => figures.missed += 1.0,
            (true, "apart") => figures.wrong += 1.0,
            (false, "apart") => {}
            (_, other) => panic!("{table}: {other} is neither meet nor apart"),
        }
    }
    let (recall, precision) = (figures.recall(), figures.precision());
    println!(
        "{table}: recall {recall:.3}, precision {precision:.3} ({} met, {} missed, {} wrong)",
        figures.met, figures.missed, figures.wrong
    );
    figures
}

#[test]
fn pairs_that_were_not_looked_at() {
    let figures = measure("unseen.tsv");
    assert!(figures.recall() >= 0.95 && figures.precision() >= 0.98);
}

#[test]
fn pairs_that_the_rules_were_made_on() {
    let figures = measure("seen.tsv");
    assert!(figures.recall() >= 0.96 && figures.precision() >= 0.97);
    let figures = measure("hard.tsv");
    assert!(figures.recall() >= 0.93 && figures.precision() >= 0.94);
}
