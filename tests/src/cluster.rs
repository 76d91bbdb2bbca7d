//! A cluster of PostgreSQL: a real primary and a real standby that follows it by streaming, for as long as a test lasts.
//!
//! The standby is made by `pg_basebackup -R`. Everything is in a temporary directory and on free ports of 127.0.0.1, and
//! ends by its process's id. PostgreSQL refuses to run as root, so root runs it as another user, as `tests/run` does.

use std::{
    env, fs,
    io::Read,
    net::TcpListener,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::until;

/// The directory with `initdb`, `postgres` and `pg_basebackup`; without it there are no clusters.
const BINARIES: &str = "SABHA_TEST_POSTGRES_BIN";

/// As long as a busy machine may need to start a server.
const PATIENCE: Duration = Duration::from_secs(90);

/// A primary and its standby.
#[derive(Debug)]
pub struct Cluster {
    /// The server that is written to.
    pub primary: Node,
    /// The server that follows it.
    pub standby: Node,
    _folder: Folder,
}

/// A server of the cluster, which may be stopped and started again on the same port.
#[derive(Debug)]
pub struct Node {
    /// The address of its database.
    pub url: String,
    binaries: PathBuf,
    data: PathBuf,
    port: u16,
    process: Option<Child>,
}

/// A directory that is gone when it is dropped, after the servers in it.
#[derive(Debug)]
struct Folder(PathBuf);

impl Cluster {
    /// Starts both; `None`, and a line that says so, where there are no binaries of PostgreSQL.
    ///
    /// # Panics
    /// When they do not start.
    #[must_use]
    #[expect(
        clippy::expect_used,
        clippy::print_stderr,
        clippy::disallowed_methods,
        reason = "a test without its cluster has failed, or says that it was skipped; tests have no options"
    )]
    pub fn start() -> Option<Self> {
        let Ok(binaries) = env::var(BINARIES) else {
            eprintln!("skipped: {BINARIES} names no directory with PostgreSQL's binaries");
            return None;
        };
        let binaries = PathBuf::from(binaries);
        let folder = Folder(env::temp_dir().join(format!("sabha_cluster_{}", std::process::id())));
        let made = fs::DirBuilder::new().mode(0o700).create(&folder.0);
        made.expect("a temporary directory can be made");
        hand_over(&folder.0);

        let password = secret();
        let password_file = folder.0.join("password");
        fs::write(&password_file, &password).expect("a file can be written");
        hand_over(&password_file);
        let mut primary = Node::new(&binaries, &folder.0, "primary", &password);
        let (data, file) = (primary.data.display(), password_file.display());
        run(
            &binaries,
            &password,
            &format!(
                "initdb -D {data} -U sabha --auth=scram-sha-256 --pwfile={file} --no-sync --encoding=UTF8 --locale=C"
            ),
        );
        primary.start();

        let mut standby = Node::new(&binaries, &folder.0, "standby", &password);
        let (data, port) = (standby.data.display(), primary.port);
        run(
            &binaries,
            &password,
            &format!(
                "pg_basebackup -h 127.0.0.1 -p {port} -U sabha -D {data} -R -X stream --checkpoint=fast --no-sync"
            ),
        );
        standby.start();
        Some(Self {
            primary,
            standby,
            _folder: folder,
        })
    }
}

impl Node {
    fn new(binaries: &Path, folder: &Path, name: &str, password: &str) -> Self {
        let port = free_port();
        Self {
            url: format!("postgres://sabha:{password}@127.0.0.1:{port}/postgres"),
            binaries: binaries.to_owned(),
            data: folder.join(name),
            port,
            process: None,
        }
    }

    /// Starts it and waits until it can be asked.
    ///
    /// # Panics
    /// When it does not start.
    #[expect(clippy::expect_used, reason = "a test without its cluster has failed")]
    pub fn start(&mut self) {
        // Nothing has to outlive the machine: what is written need not reach the disk.
        let settings = "listen_addresses=127.0.0.1 wal_level=replica max_wal_senders=4 fsync=off full_page_writes=off \
                        max_connections=60 shared_buffers=16MB wal_retrieve_retry_interval=200ms";
        let (data, port) = (self.data.display(), self.port);
        let mut words = format!("postgres -D {data} -k {data} -p {port}");
        for setting in settings.split(' ') {
            words += &format!(" -c {setting}");
        }
        let mut command = command(&self.binaries, &words);
        let log = fs::File::create(self.data.with_extension("log")).expect("a log can be written");
        let process = command.stdout(Stdio::null()).stderr(log).spawn();
        self.process = Some(process.expect("PostgreSQL's server can be run"));
        until(PATIENCE, "a server answers", || is_ready(&self.binaries, self.port));
    }

    /// Stops it at once, as an operator would: its clients' connections are cut.
    ///
    /// # Panics
    /// When it does not end.
    #[expect(clippy::expect_used, reason = "a test that cannot stop its server has failed")]
    pub fn stop(&mut self) {
        if let Some(mut process) = self.process.take() {
            signal("-INT", &process);
            process.wait().expect("the server ends");
        }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            // Nobody needs what it holds.
            signal("-QUIT", &process);
            let _ended = process.wait();
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _not_there = fs::remove_dir_all(&self.0);
    }
}

fn signal(name: &str, process: &Child) {
    let _ended_before = Command::new("kill").args([name, &process.id().to_string()]).status();
}

/// A program of PostgreSQL with its arguments, none of which has a space, as a user that PostgreSQL accepts.
fn command(binaries: &Path, words: &str) -> Command {
    let mut words = words.split(' ');
    let program = binaries.join(words.next().unwrap_or_default());
    let mut command = match other_user() {
        None => Command::new(program),
        Some((user, group)) => {
            let mut command = Command::new("setpriv");
            command
                .args([
                    format!("--reuid={user}"),
                    format!("--regid={group}"),
                    "--clear-groups".to_owned(),
                ])
                .arg(program);
            command
        }
    };
    // The directory that the tests run in may be closed to the other user.
    command.args(words).current_dir("/").stdin(Stdio::null());
    command
}

/// Runs a program of PostgreSQL to its end.
#[expect(clippy::expect_used, clippy::panic, reason = "a test without its cluster has failed")]
fn run(binaries: &Path, password: &str, words: &str) {
    let output = command(binaries, words).env("PGPASSWORD", password).output();
    let output = output.expect("PostgreSQL's programs can be run");
    if !output.status.success() {
        panic!("{words}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

fn is_ready(binaries: &Path, port: u16) -> bool {
    let asked = command(binaries, &format!("pg_isready -q -h 127.0.0.1 -p {port}")).status();
    asked.is_ok_and(|status| status.success())
}

/// Whom PostgreSQL runs as when the tests run as root: Debian's user for it, or nobody.
fn other_user() -> Option<(String, String)> {
    let number = |words: &[&str]| {
        let output = Command::new("id").args(words).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?.trim().to_owned();
        (output.status.success() && !text.is_empty()).then_some(text)
    };
    if number(&["-u"])? != "0" {
        return None;
    }
    let of = |name: &str| Some((number(&["-u", name])?, number(&["-g", name])?));
    of("postgres").or_else(|| of("nobody"))
}

/// Makes a file or directory belong to the user whom PostgreSQL runs as.
#[expect(clippy::expect_used, reason = "a test without its cluster has failed")]
fn hand_over(path: &Path) {
    if let Some((user, group)) = other_user() {
        let owned = Command::new("chown").arg(format!("{user}:{group}")).arg(path).status();
        assert!(
            owned.expect("chown runs").success(),
            "{} can be handed over",
            path.display()
        );
    }
}

/// A port that nobody listens on just now.
#[expect(clippy::expect_used, reason = "a test without its cluster has failed")]
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("there is a free port");
    listener.local_addr().expect("it has a number").port()
}

/// A password that nobody else on the machine can guess.
#[expect(clippy::expect_used, reason = "a test without its cluster has failed")]
fn secret() -> String {
    let mut bytes = [0; 16];
    let mut random = fs::File::open("/dev/urandom").expect("there is randomness");
    random.read_exact(&mut bytes).expect("there is enough of it");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
