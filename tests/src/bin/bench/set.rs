//! The sets that are measured: those that are there, made ones, and the curated one.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Map, Value, json};
use tests::{
    measure::{Outcome, ask},
    operation::{FACTS, facts, find_middle},
};

/// Which sets.
#[derive(Debug, clap::Args)]
pub(super) struct Sets {
    /// Sets that are there, each as `MEETINGS=URL`, the smaller first: `10000=sqlite:///sabha.db`,
    /// `1000000=postgres://sabha@localhost/sabha`. The service brings their tables up to date, and loads the curated set where
    /// there is none.
    #[arg(long, value_parser = set, num_args = 1..)]
    set: Vec<(usize, String)>,
    /// Directory where made sets stay, and are looked for first.
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// A set in a database.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub(super) name: String,
    pub(super) url: String,
}

/// Where made sets lie; gone when it is dropped, unless they are to stay.
pub(super) struct Folder {
    pub(super) path: PathBuf,
    stays: bool,
}

impl Sets {
    pub(super) fn folder(&self) -> Outcome<Folder> {
        let own = || std::env::temp_dir().join(format!("sabha-bench-{}", std::process::id()));
        let path = self.keep.clone().unwrap_or_else(own);
        fs::create_dir_all(&path)?;
        Ok(Folder {
            path,
            stays: self.keep.is_some(),
        })
    }

    /// The sets that are there; where none were named, made ones of these sizes.
    pub(super) fn or_made(&self, binaries: &Path, folder: &Folder, sizes: &[usize]) -> Outcome<Vec<Set>> {
        if self.set.is_empty() {
            return sizes.iter().map(|size| made(binaries, &folder.path, *size)).collect();
        }
        Ok(self.there())
    }

    /// The sets that are there; where none were named, the curated one.
    pub(super) fn or_curated(&self, folder: &Folder) -> Vec<Set> {
        if !self.set.is_empty() {
            return self.there();
        }
        vec![Set {
            name: "curated, sqlite".to_owned(),
            url: format!("sqlite://{}", folder.path.join("sabha-curated.db").display()),
        }]
    }

    fn there(&self) -> Vec<Set> {
        let named = |(size, url): &(usize, String)| Set {
            name: format!("{size}, {}", kind(url)),
            url: url.clone(),
        };
        self.set.iter().map(named).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.stays {
            let _not_there = fs::remove_dir_all(&self.path);
        }
    }
}

fn made(binaries: &Path, folder: &Path, size: usize) -> Outcome<Set> {
    let file = folder.join(format!("sabha-{size}.db"));
    let url = format!("sqlite://{}", file.display());
    if !file.exists() {
        let meetings = size.to_string();
        let seed = ["synth", "--meetings", &meetings, "--database-url", &url];
        if !Command::new(binaries.join("seed")).args(seed).status()?.success() {
            return Err("the set cannot be made".into());
        }
    }
    Ok(Set {
        name: size.to_string(),
        url,
    })
}

/// The variables of operations, asked of a service.
pub(super) fn known(port: u16) -> Outcome<Map<String, Value>> {
    let asked = |document: &str, variables: &Value| -> Outcome<Value> {
        let request = ask::request(port, ask::Ask::Post, document, variables)?;
        let answer: Value = serde_json::from_slice(&ask::send(port, &request)?.body)?;
        Ok(answer.get("data").ok_or("the set cannot be asked")?.clone())
    };
    let data = asked(FACTS, &json!({}))?;
    let mut facts = facts(&data);
    find_middle(&data, &mut facts, asked)?;
    Ok(facts)
}

/// `MEETINGS=URL`.
fn set(text: &str) -> Result<(usize, String), String> {
    let parted = text
        .split_once('=')
        .and_then(|(size, url)| Some((size.parse().ok()?, url.to_owned())));
    parted.ok_or_else(|| format!("`{text}` is not a number of meetings, `=` and the address of a database"))
}

/// The sort of database that an address is of.
fn kind(url: &str) -> &str {
    url.split([':', '+']).next().unwrap_or_default()
}
