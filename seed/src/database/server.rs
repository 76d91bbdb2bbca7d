//! What a PostgreSQL server must be like before Sabha's tables are made or changed in it.
//!
//! Nothing depends on the server's collation, `lc_ctype` or extensions: orders that show are `COLLATE "C"`, words are
//! folded before they are stored, and the tokens of the search come ready-made. The suite passes with the locale `C` and
//! with ICU's Hindi. What remains is asked here, in one statement.

use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, FromQueryResult, Statement};

/// The oldest version that Sabha is tested with: 15.
const OLDEST: i32 = 15_0000;

/// What a server is like, as it tells by itself. Names are quoted where SQL needs it.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Server {
    version: i32,
    version_shown: String,
    encoding: String,
    is_standby: bool,
    is_read_only: bool,
    /// Where the setting that makes it read-only comes from, in the words of `pg_settings`.
    read_only_source: String,
    /// The first schema of the search path that is there.
    schema_name: Option<String>,
    may_create: bool,
    user_name: String,
    database_name: String,
    /// A name for a database that is to take this one's place.
    new_name: String,
}

const LOOK: &str = "
SELECT current_setting('server_version_num')::INT AS version, current_setting('server_version') AS version_shown,
    pg_encoding_to_char(encoding)::TEXT AS encoding, pg_is_in_recovery() AS is_standby,
    current_setting('default_transaction_read_only') = 'on' AS is_read_only,
    (SELECT source FROM pg_settings WHERE name = 'default_transaction_read_only') AS read_only_source,
    quote_ident(current_schema()) AS schema_name,
    COALESCE(has_schema_privilege(current_schema(), 'CREATE'), FALSE) AS may_create,
    quote_ident(current_user) AS user_name, quote_ident(datname) AS database_name,
    quote_ident(datname || '_utf8') AS new_name
FROM pg_database WHERE datname = current_database()";

/// Why a server cannot be used, and what mends it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It is too old.
    #[error(
        "the server is PostgreSQL {0} and must be 15 or newer: move the database to a newer one, e.g. by `pg_dump` and `pg_restore`"
    )]
    Old(String),
    /// The texts cannot be stored, or nobody looks whether they are texts.
    #[error(
        "the database's encoding is {encoding} and must be UTF8: run `CREATE DATABASE {new_name} ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0` and name that one by `--database-url`"
    )]
    Encoding {
        /// The encoding that it has.
        encoding: String,
        /// A name for the one to make.
        new_name: String,
    },
    /// It follows another server.
    #[error(
        "the server is a standby, which takes no writing: name its primary by `--database-url`; a standby is named to `sabha` by `--read-database-url`"
    )]
    Standby,
    /// A setting forbids writing.
    #[error("the setting default_transaction_read_only forbids writing: {mend}")]
    ReadOnly {
        /// What takes the setting back where it was made.
        mend: String,
    },
    /// There is no place for tables.
    #[error(
        "no schema of the search path is there, or may be used by {user}: run `CREATE SCHEMA {user} AUTHORIZATION {user}`"
    )]
    NoSchema {
        /// Who asks.
        user: String,
    },
    /// Tables are to be made, and may not.
    #[error(
        "the user {user} may not make tables in the schema {schema}: let the schema's owner run `GRANT USAGE, CREATE ON SCHEMA {schema} TO {user}`"
    )]
    NoPrivilege {
        /// Who asks.
        user: String,
        /// Where.
        schema: String,
    },
}

/// Looks what the server is like; `None` for SQLite, which always is as it must be.
///
/// # Errors
/// When the database fails.
pub(super) async fn look<C: ConnectionTrait>(db: &C) -> Result<Option<Server>, DbErr> {
    if db.get_database_backend() != DatabaseBackend::Postgres {
        return Ok(None);
    }
    let statement = Statement::from_string(DatabaseBackend::Postgres, LOOK);
    Server::find_by_statement(statement).one(db).await
}

impl Server {
    /// Refuses a server that Sabha cannot write to.
    ///
    /// # Errors
    /// Why it cannot.
    pub(super) fn fits(&self) -> Result<(), Unfit> {
        if self.version < OLDEST {
            return Err(Unfit::Old(self.version_shown.clone()));
        }
        if self.encoding != "UTF8" {
            return Err(Unfit::Encoding {
                encoding: self.encoding.clone(),
                new_name: self.new_name.clone(),
            });
        }
        if self.is_standby {
            return Err(Unfit::Standby);
        }
        if self.is_read_only {
            return Err(Unfit::ReadOnly { mend: self.writable() });
        }
        Ok(())
    }

    /// Refuses a server in which tables may not be made; asked when some are missing.
    ///
    /// # Errors
    /// Why they may not.
    pub(super) fn takes_tables(&self) -> Result<(), Unfit> {
        let user = self.user_name.clone();
        match &self.schema_name {
            None => Err(Unfit::NoSchema { user }),
            Some(schema) if !self.may_create => Err(Unfit::NoPrivilege {
                user,
                schema: schema.clone(),
            }),
            Some(_) => Ok(()),
        }
    }

    /// How to take the read-only setting back.
    fn writable(&self) -> String {
        const SETTING: &str = "default_transaction_read_only";
        let (user, database) = (&self.user_name, &self.database_name);
        // The setting would forbid the statement that takes it back.
        let reset = |whose: String| format!("run `BEGIN READ WRITE; ALTER {whose} RESET {SETTING}; COMMIT`");
        match self.read_only_source.as_str() {
            "database" => reset(format!("DATABASE {database}")),
            "user" => reset(format!("ROLE {user}")),
            "database user" => reset(format!("ROLE {user} IN DATABASE {database}")),
            "client" => "take it out of the `options` of the database's address".to_owned(),
            _ => format!(
                "run `ALTER SYSTEM SET {SETTING} = off` and `SELECT pg_reload_conf()`, and look into postgresql.conf"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The other cases are tried with real databases.
    #[test]
    fn an_old_server_is_refused_and_a_newer_one_is_fine() {
        let mut server = Server {
            version: 14_0012,
            version_shown: "14.12 (Debian 14.12-1)".to_owned(),
            encoding: "UTF8".to_owned(),
            is_standby: false,
            is_read_only: false,
            read_only_source: "default".to_owned(),
            schema_name: Some("public".to_owned()),
            may_create: true,
            user_name: "sabha".to_owned(),
            database_name: "sabha".to_owned(),
            new_name: "sabha_utf8".to_owned(),
        };
        let refused = server.fits().unwrap_err().to_string();
        assert!(refused.starts_with("the server is PostgreSQL 14.12 (Debian 14.12-1) and must be 15 or newer"));
        for version in [OLDEST, 15_0013, 17_0002] {
            server.version = version;
            assert_eq!(server.fits(), Ok(()));
        }
    }
}
