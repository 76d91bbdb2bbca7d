//! Other servers on the same data: Sabha is loaded with it and started, and the peers' own runner asks them all.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::Command,
};

use tests::{
    measure::{
        Outcome,
        ask::{Ask, request, send},
        mode::Mode,
    },
    peers::convert,
    service::Service,
};

#[derive(Debug, clap::Args)]
pub(super) struct Peers {
    /// Folder of the generated rows, a file a table.
    #[arg(long)]
    csv: PathBuf,
    /// Directory for the set and the questions, and for Sabha's database unless another one is named.
    #[arg(long)]
    keep: PathBuf,
    /// Sabha's database, empty or with this set: `postgres://…`, on the server of the other ones, so that its processor time is
    /// told too. Without it a SQLite file.
    #[arg(long)]
    database_url: Option<String>,
    /// The caches that Sabha has.
    #[arg(long, value_enum, default_value = "warm")]
    mode: Mode,
    /// Threads that serve requests [default: one for each processor].
    #[arg(long)]
    workers: Option<usize>,
    /// The runner; without it the set is made and loaded, and no more.
    #[arg(long)]
    runner: Option<PathBuf>,
    /// What the runner is told, after `--`, e.g. `verify --size m`; Sabha is added by `--extra`.
    #[arg(last = true)]
    tell: Vec<String>,
}

/// Loads the set where it is not loaded, and has the runner measure; false when the runner fails.
pub(super) fn measure(binaries: &Path, arguments: &Peers) -> Outcome<bool> {
    let (files, queries) = convert(&arguments.csv, &arguments.keep)?;
    let own = || format!("sqlite://{}", arguments.keep.join("sabha.db").display());
    let url = arguments.database_url.clone().unwrap_or_else(own);
    // What is loaded already is passed over in a moment.
    for file in files {
        let file = file.to_string_lossy();
        let seed = ["import", &file, "--database-url", &url];
        if !Command::new(binaries.join("seed")).args(seed).status()?.success() {
            return Err("the set cannot be loaded".into());
        }
    }
    let Some(runner) = &arguments.runner else {
        return Ok(true);
    };
    let program = binaries.join("sabha");
    let mut options = arguments.mode.options().to_vec();
    let workers = arguments.workers.map(|it| it.to_string());
    if let Some(workers) = &workers {
        options.extend(["--workers", workers]);
    }
    let service = Service::start(&program, &url, &options)?;
    let first = request(service.port, Ask::Post, "{ __typename }", &serde_json::Value::Null)?;
    send(service.port, &first)?;
    let queries = fs::canonicalize(queries)?;
    let extra = format!(
        "sabha-{}=http://127.0.0.1:{}/graphql,{},{}",
        arguments.mode.name(),
        service.port,
        queries.display(),
        service.id()
    );
    writeln!(io::stderr(), "{extra}")?;
    let ended = Command::new(runner)
        .args(&arguments.tell)
        .args(["--extra", &extra])
        .status()?;
    Ok(ended.success())
}
