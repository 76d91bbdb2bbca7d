//! Databases of the tests: SQLite always, PostgreSQL too where there is one, each test's its own.
//!
//! The curated dataset is read, migrated and loaded once a process and kind; what a test gets is a copy.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicU32, Ordering},
    },
};

use sea_orm::{ConnectionTrait, DatabaseConnection};
use seed::{apply::apply, curated::Curated, database};

/// Address of a PostgreSQL database whose user may make databases, e.g. `postgres://me@127.0.0.1:5433/postgres`. When it
/// is set, every test of records runs there too.
const POSTGRES: &str = "SABHA_TEST_POSTGRES_URL";

/// A kind of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file of SQLite.
    Sqlite,
    /// A database of the PostgreSQL server that the tests were given.
    Postgres,
}

impl Kind {
    /// The kinds that can be had here.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut kinds = vec![Self::Sqlite];
        kinds.extend(postgres().map(|_url| Self::Postgres));
        kinds
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests have no options; this is the one variable that they read"
)]
fn postgres() -> Option<String> {
    env::var(POSTGRES).ok()
}

/// A database that is gone when it is dropped.
#[derive(Debug)]
pub struct Database {
    /// Its kind.
    pub kind: Kind,
    /// Its address.
    pub url: String,
    name: String,
}

impl Database {
    /// A database without tables.
    #[must_use]
    pub fn blank(kind: Kind) -> Self {
        Self::made(kind, None)
    }

    /// A database that holds the curated dataset.
    #[must_use]
    pub fn loaded(kind: Kind) -> Self {
        Self::made(kind, Some(&template(kind)))
    }

    /// A database of PostgreSQL made with words of its own, e.g. `ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`; `None`
    /// without a server.
    #[must_use]
    pub fn made_with(words: &str) -> Option<Self> {
        postgres().map(|server| Self::on(&server, words))
    }

    /// Opens it.
    ///
    /// # Panics
    /// When it cannot be opened.
    #[expect(clippy::expect_used, reason = "a test without its database has failed")]
    pub async fn open(&self) -> DatabaseConnection {
        database::open(&self.url).await.expect("the database opens")
    }

    #[expect(clippy::expect_used, reason = "a test without its database has failed")]
    fn made(kind: Kind, template: Option<&Self>) -> Self {
        match kind {
            Kind::Sqlite => {
                let name = fresh_name();
                let file = env::temp_dir().join(format!("{name}.db"));
                if let Some(template) = template {
                    fs::copy(template.file(), &file).expect("the template can be copied");
                }
                let url = format!("sqlite://{}", file.display());
                Self { kind, url, name }
            }
            Kind::Postgres => {
                let of = template.map(|it| format!("TEMPLATE {}", it.name)).unwrap_or_default();
                Self::on(&postgres().expect("there is a server"), &of)
            }
        }
    }

    #[expect(clippy::expect_used, reason = "a test without its database has failed")]
    fn on(server: &str, words: &str) -> Self {
        let name = fresh_name();
        on_server(&format!("CREATE DATABASE {name} {words}"));
        let (server, _) = server.rsplit_once('/').expect("the address names a database");
        Self {
            kind: Kind::Postgres,
            url: format!("{server}/{name}"),
            name,
        }
    }

    fn file(&self) -> PathBuf {
        PathBuf::from(self.url.trim_start_matches("sqlite://"))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        match self.kind {
            Kind::Sqlite => {
                for more in ["", "-wal", "-shm"] {
                    let _not_there = fs::remove_file(format!("{}{more}", self.file().display()));
                }
            }
            Kind::Postgres => on_server(&format!("DROP DATABASE {} WITH (FORCE)", self.name)),
        }
    }
}

fn fresh_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("sabha_tests_{}_{count}", std::process::id())
}

/// Runs a future to its end.
///
/// # Panics
/// When there is no runtime for it.
#[expect(clippy::expect_used, reason = "a test without a runtime has failed")]
pub fn wait<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime starts").block_on(future)
}

#[expect(clippy::expect_used, reason = "a test without its database has failed")]
fn on_server(statement: &str) {
    let url = postgres().expect("there is a server");
    // A thread of its own, because the database may be dropped where a runtime is at work.
    std::thread::scope(|scope| {
        let work = scope.spawn(|| {
            wait(async {
                let server = database::open(&url).await.expect("the server can be reached");
                server
                    .execute_unprepared(statement)
                    .await
                    .expect("the user may make databases");
                server.close().await.expect("the connection closes");
            });
        });
        work.join().expect("the statement runs");
    });
}

/// The loaded database of a kind: made when the first test asks for it, gone with the last that uses it.
#[expect(clippy::expect_used, reason = "a test without its records has failed")]
fn template(kind: Kind) -> Arc<Database> {
    static TEMPLATES: Mutex<[Weak<Database>; 2]> = Mutex::new([Weak::new(), Weak::new()]);
    let mut templates = TEMPLATES.lock().unwrap_or_else(PoisonError::into_inner);
    let [sqlite, postgres] = &mut *templates;
    let slot = match kind {
        Kind::Sqlite => sqlite,
        Kind::Postgres => postgres,
    };
    if let Some(template) = slot.upgrade() {
        return template;
    }
    let template = Arc::new(Database::blank(kind));
    wait(async {
        let db = template.open().await;
        database::migrate(&db).await.expect("the tables are made");
        apply(&db, &curated(&data()), "seed", "First load")
            .await
            .expect("the dataset is loaded");
        db.close().await.expect("the connection closes");
    });
    *slot = Arc::downgrade(&template);
    template
}

/// The folder of the curated dataset.
#[must_use]
pub fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../seed/data")
}

/// The dataset in a folder.
///
/// # Panics
/// When it has problems; they are told.
#[must_use]
#[expect(clippy::panic, reason = "a test without its records has failed")]
pub fn curated(folder: &Path) -> Curated {
    seed::read::read(folder).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The folder of the articles' texts, which are not part of the repository; `None`, and a line that says so, without it.
#[must_use]
#[expect(
    clippy::print_stderr,
    reason = "whoever reads the output should know what was not tested"
)]
pub fn articles() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/articles");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: the articles' texts are not here");
    None
}
