//! `seed check`

use std::collections::BTreeMap;
use std::io;

use super::{Console, Outcome};
use crate::cli::Options;
use crate::read;
use crate::show::{Format, count};
use crate::source::word;

pub(crate) fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    console.progress.step(&format!("checking {}", options.data.display()));
    match read::read(&options.data) {
        Ok(curated) => {
            let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
            for key in curated.records.keys() {
                *kinds.entry(key.kind).or_default() += 1;
            }
            let kinds: Vec<String> = kinds.iter().map(|(kind, number)| count(*number, word(*kind))).collect();
            if options.format == Format::Text {
                let citations = count(curated.lock.citations.len(), "citation");
                console.line(&format!("no problems: {}; {citations}", kinds.join(", ")))?;
            }
            Ok(Outcome::Fine)
        }
        Err(problems) => {
            console.problems(options, &problems)?;
            Ok(Outcome::Problems)
        }
    }
}
