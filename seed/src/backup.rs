//! A copy of a SQLite database while it is in use, and the proof that the copy is whole.
//!
//! `VACUUM INTO` reads in one transaction, so that the copy holds one revision however many are applied meanwhile; with a
//! write-ahead log nobody waits for it. The copy has its name only when it was checked and is on the disk.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, FromQueryResult, Statement};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::database::{self, Error};
use crate::store::bulk;

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// The file.
    pub file: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Number of the newest revision in it.
    pub revision: i64,
    /// Its SHA-256, lower-case hex.
    pub sha256: String,
}

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// PostgreSQL has means of its own.
    #[error(
        "a PostgreSQL database is backed up by its own programs: `pg_dump --format=custom --file=sabha.dump URL` for one \
         database (restored by `pg_restore --dbname=URL sabha.dump`), or `pg_basebackup --pgdata=DIR --wal-method=stream` for \
         the whole server"
    )]
    Postgres,
    /// There is something of that name.
    #[error("{0} is there already: name another file, or say --force")]
    Exists(PathBuf),
    /// A name that an address cannot hold.
    #[error("{0}: the file's name must be UTF-8 without `?`, `#` and `%`")]
    Name(PathBuf),
    /// The copy is not what it must be.
    #[error("the copy is damaged, and so may be the database: {0}")]
    Damaged(String),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] Error),
    /// The file cannot be written.
    #[error("{file}: {cause}")]
    File {
        /// The file.
        file: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
}

/// Copies the database to a file, which `force` lets be overwritten. Others may read and write meanwhile.
///
/// # Errors
/// When it is no SQLite database, the file is there or cannot be written, or the copy does not pass its checks. Then there is no
/// file, or the one that was there.
pub async fn backup(db: &DatabaseConnection, file: &Path, force: bool) -> Result<Backup, Fault> {
    if db.get_database_backend() != DatabaseBackend::Sqlite {
        return Err(Fault::Postgres);
    }
    let exists = || !force && file.exists();
    if exists() {
        return Err(Fault::Exists(file.to_owned()));
    }
    let mut part: OsString = file.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let name = part.to_str().filter(|name| !name.contains(['?', '#', '%']));
    let name = name.ok_or_else(|| Fault::Name(file.to_owned()))?;
    let at_file = |cause| Fault::File {
        file: file.to_owned(),
        cause,
    };
    // What an earlier attempt left behind.
    remove(&part).map_err(at_file)?;
    let done = write(db, name).await;
    let done = match done {
        Ok(_) if exists() => Err(Fault::Exists(file.to_owned())),
        Ok(done) => seal(&part, file).map(|()| done).map_err(at_file),
        Err(fault) => Err(fault),
    };
    match done {
        Ok((revision, bytes, sha256)) => Ok(Backup {
            file: file.to_owned(),
            bytes,
            revision,
            sha256,
        }),
        Err(fault) => {
            // Why it failed matters more than that something is left behind.
            let _ = remove(&part);
            Err(fault)
        }
    }
}

/// Copies to a file that is not there, and proves the copy; gives its revision, size and digest.
async fn write(db: &DatabaseConnection, name: &str) -> Result<(i64, u64, String), Fault> {
    let into = format!("VACUUM INTO '{}'", name.replace('\'', "''"));
    db.execute_unprepared(&into).await.map_err(Error::from)?;
    let copy = database::open(&format!("sqlite://{name}")).await?;
    let proven = prove(&copy).await;
    let closed = copy.close().await.map_err(Error::from);
    let revision = proven?;
    closed?;
    let (bytes, sha256) = digest(name).map_err(|cause| Fault::File {
        file: name.into(),
        cause,
    })?;
    Ok((revision, bytes, sha256))
}

/// The newest revision of a copy in which nothing is broken.
async fn prove(copy: &DatabaseConnection) -> Result<i64, Fault> {
    #[derive(FromQueryResult)]
    struct Row {
        integrity_check: String,
    }
    let all = |sql: &str| Statement::from_string(DatabaseBackend::Sqlite, sql);
    let rows = Row::find_by_statement(all("PRAGMA integrity_check")).all(copy).await;
    let rows = rows.map_err(Error::from)?;
    if let Some(row) = rows.iter().find(|row| row.integrity_check != "ok") {
        return Err(Fault::Damaged(row.integrity_check.clone()));
    }
    let dangling = copy.query_all_raw(all("PRAGMA foreign_key_check")).await;
    let dangling = dangling.map_err(Error::from)?.len();
    if dangling > 0 {
        return Err(Fault::Damaged(format!("{dangling} rows name what is not there")));
    }
    if !database::is_migrated(copy).await? {
        return Err(Error::NotMigrated.into());
    }
    let newest = bulk::number(copy, "SELECT MAX(number) AS number FROM revision").await;
    let told = bulk::number(copy, "SELECT revision AS number FROM dataset").await;
    let (newest, told) = (newest.map_err(Error::from)?, told.map_err(Error::from)?);
    if newest != told {
        return Err(Fault::Damaged(format!("its revision is {newest} and also {told}")));
    }
    Ok(newest)
}

/// Size and SHA-256 of a file, which is on the disk then.
fn digest(name: &str) -> io::Result<(u64, String)> {
    let mut file = File::open(name)?;
    file.sync_all()?;
    let (mut digest, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let some = file.read(&mut buffer)?;
        if some == 0 {
            break;
        }
        digest.update(buffer.get(..some).unwrap_or_default());
        bytes += u64::try_from(some).unwrap_or_default();
    }
    let hex = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((bytes, hex))
}

/// Gives a file its name for good.
fn seal(part: &Path, file: &Path) -> io::Result<()> {
    fs::rename(part, file)?;
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// Removes a file that may be missing, and what SQLite keeps beside it.
fn remove(file: &Path) -> io::Result<()> {
    for end in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        match fs::remove_file(&name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}
