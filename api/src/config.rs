//! The options of `sabha`: flags first, then the environment, then the defaults. The environment is read nowhere else.
//!
//! A wrong value ends the program at once with the option's name, the value and what is allowed: the parsers below
//! say the last part, clap the rest. The bounds of a request are in [`Limits`].

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::{CommandFactory, Parser, Subcommand, ValueEnum, error::ErrorKind};
use sea_orm::sqlx::postgres::PgConnectOptions;
use tracing_subscriber::EnvFilter;

use crate::{
    limit::Limits,
    log::{self, Lines},
};

/// Who met whom for the governments of India, where and to what end: a GraphQL API over curated, cited records.
#[derive(Debug, Clone, Parser)]
#[command(name = "sabha", version, max_term_width = 120)]
pub struct Config {
    /// What to do; `serve` when nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Where the records are: `sqlite://file.db`, `sqlite::memory:` or `postgres://user:password@host/name`
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true, value_name = "URL", default_value = "sqlite://sabha.db", value_parser = database_url)]
    pub database_url: String,

    /// Connections to the database that are kept at most
    #[arg(long, global = true, env = "SABHA_DATABASE_CONNECTIONS", value_name = "N", default_value = "8", value_parser = count::<1000>)]
    pub database_connections: usize,

    /// Longest wait for a free connection; then the answer is 503
    #[arg(long, global = true, env = "SABHA_CONNECTION_TIMEOUT", value_name = "TIME", default_value = "3s", value_parser = span)]
    pub connection_timeout: Duration,

    /// Longest time of one SQL statement, on PostgreSQL; on SQLite the operation's time is the limit
    #[arg(long, global = true, env = "SABHA_STATEMENT_TIMEOUT", value_name = "TIME", default_value = "5s", value_parser = span)]
    pub statement_timeout: Duration,

    /// Streaming replica of a PostgreSQL database, to read from: `postgres://user:password@host/name`; may be repeated
    #[arg(long, global = true, env = "SABHA_READ_DATABASE_URL", hide_env_values = true, value_name = "URL", value_delimiter = ',', value_parser = replica_url)]
    pub read_database_url: Vec<String>,

    /// How long a request waits for a replica to reach the revision of `X-Sabha-Revision` before the primary answers it
    #[arg(long, global = true, env = "SABHA_REPLICA_WAIT", value_name = "TIME", default_value = "200ms", value_parser = span)]
    pub replica_wait: Duration,

    /// A replica without a revision that has been known for this long is not read until it has caught up
    #[arg(long, global = true, env = "SABHA_REPLICA_LAG", value_name = "TIME", default_value = "10s", value_parser = span)]
    pub replica_lag: Duration,

    /// Longest time between two looks at the newest revision; without it 200ms on SQLite, and 2s on PostgreSQL, where a notice makes
    /// it known at once
    #[arg(long, global = true, env = "SABHA_REVISION_INTERVAL", value_name = "TIME", value_parser = span)]
    pub revision_interval: Option<Duration>,

    /// How much of the changes read last is kept for those who follow them; who is slower has them read again
    #[arg(long, global = true, env = "SABHA_CHANGES_WINDOW", value_name = "SIZE", default_value = "16MiB", value_parser = size::<1_073_741_824>)]
    pub changes_window: usize,

    /// Address and port to serve on; port 0 takes a free one
    #[arg(long, global = true, env = "SABHA_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8000", value_parser = address)]
    pub listen: SocketAddr,

    /// Serve /metrics on this address instead of on --listen
    #[arg(long, global = true, env = "SABHA_METRICS_LISTEN", value_name = "ADDRESS", value_parser = address)]
    pub metrics_listen: Option<SocketAddr>,

    /// Directory with the articles' texts, which are not part of the dataset; `Article.text` is null without it
    #[arg(long, global = true, env = "SABHA_ARTICLES", value_name = "DIR", value_parser = directory)]
    pub articles: Option<PathBuf>,

    /// Documents that requests may name instead of sending them, as Relay, gql.tada or Apollo's tools write them; may be repeated
    #[arg(
        long,
        global = true,
        env = "SABHA_DOCUMENTS",
        value_name = "FILE",
        value_delimiter = ','
    )]
    pub documents: Vec<PathBuf>,

    /// Run no other documents than those of --documents (`PERSISTED_QUERY_ONLY`)
    #[arg(long, global = true, env = "SABHA_ONLY_DOCUMENTS")]
    pub only_documents: bool,

    /// How much is kept of the documents that clients register by their SHA-256 (Apollo's protocol); 0 keeps none
    #[arg(long, global = true, env = "SABHA_DOCUMENT_CACHE", value_name = "SIZE", default_value = "4MiB", value_parser = size_or_none::<1_073_741_824>)]
    pub document_cache: usize,

    /// How much is kept of whole answers, by the revision that they were read at; 0 keeps none
    #[arg(long, global = true, env = "SABHA_ANSWER_CACHE", value_name = "SIZE", default_value = "64MiB", value_parser = size_or_none::<68_719_476_736>)]
    pub answer_cache: usize,

    /// How much is kept of records, pages and counts of the newest revision, decoded; 0 keeps none
    #[arg(long, global = true, env = "SABHA_RECORD_CACHE", value_name = "SIZE", default_value = "64MiB", value_parser = size_or_none::<68_719_476_736>)]
    pub record_cache: usize,

    /// How much is kept of documents that were parsed; 0 keeps none
    #[arg(long, global = true, env = "SABHA_PARSED_CACHE", value_name = "SIZE", default_value = "8MiB", value_parser = size_or_none::<1_073_741_824>)]
    pub parsed_cache: usize,

    /// Web origin that browsers may read from, e.g. `https://example.org`; may be repeated; any origin when not given
    #[arg(long, global = true, env = "SABHA_ALLOW_ORIGIN", value_name = "ORIGIN", value_delimiter = ',', value_parser = origin)]
    pub allow_origin: Vec<String>,

    /// Threads that serve requests [default: one for each processor]
    #[arg(long, global = true, env = "SABHA_WORKERS", value_name = "N", value_parser = count::<1024>)]
    pub workers: Option<usize>,

    /// Whether clients may ask for the schema, by introspection, /schema.graphql and suggestions in messages
    #[arg(
        long,
        global = true,
        env = "SABHA_INTROSPECTION",
        value_name = "SWITCH",
        default_value = "on"
    )]
    pub introspection: Switch,

    /// How log lines look
    #[arg(
        long,
        global = true,
        env = "SABHA_LOG_FORMAT",
        value_name = "FORMAT",
        default_value = "text"
    )]
    pub log_format: LogFormat,

    /// What is logged, e.g. `info,sqlx=debug`
    #[arg(long, global = true, env = "SABHA_LOG", value_name = "FILTER", default_value = "info,sqlx=warn,actix_server=warn,sea_orm_migration=warn", value_parser = filter)]
    pub log: String,

    /// How much one request may ask for.
    #[command(flatten)]
    pub limits: Limits,
}

/// What the program does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Serve the API (the default)
    Serve,
    /// Print the schema that is served, as SDL
    Schema,
    /// Bring the database's tables up to date and stop
    Migrate,
    /// Ask the service at --listen whether it is ready; the exit status is 0 if it is and 1 otherwise
    Health,
}

/// `on` or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// The thing is there.
    On,
    /// The thing is not there.
    Off,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For a reader.
    Text,
    /// For a machine: one JSON object a line.
    Json,
}

impl Config {
    /// Looks whether the options fit together.
    ///
    /// # Errors
    /// When a SQLite file, which has no replicas, is given some; when only documents may run of which there are none.
    pub fn check(&self) -> Result<(), clap::Error> {
        if self.only_documents && self.documents.is_empty() {
            let words = "--only-documents lets nothing run but the documents on file, and there are none: name their file by \
                         --documents";
            return Err(Self::command().error(ErrorKind::MissingRequiredArgument, words));
        }
        if self.read_database_url.is_empty() || !self.database_url.starts_with("sqlite:") {
            return Ok(());
        }
        let words = "--read-database-url names a replica of a PostgreSQL server, and --database-url a SQLite file, which has \
                     none: leave the one out, or name the server's primary by the other";
        Err(Self::command().error(ErrorKind::ArgumentConflict, words))
    }

    /// Sends the program's log lines to the standard error, the last of them when the value is dropped.
    #[must_use]
    pub fn start_logs(&self) -> Option<Lines> {
        log::start(&self.log, self.log_format)
    }

    /// How the database is opened.
    pub fn database_options(&self) -> seed::database::Options {
        seed::database::Options {
            connections: u32::try_from(self.database_connections).unwrap_or(u32::MAX),
            wait: self.connection_timeout,
            statement_limit: Some(self.statement_timeout),
        }
    }

    /// The database's address without its password, for the log.
    #[must_use]
    pub fn database_shown(&self) -> String {
        let url = self.database_url.split('?').next().unwrap_or_default();
        match (url.split_once("://"), url.rsplit_once('@')) {
            (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
            _ => url.to_owned(),
        }
    }
}

fn database_url(text: &str) -> Result<String, String> {
    if ["sqlite:", "postgres://", "postgresql://"]
        .iter()
        .any(|scheme| text.starts_with(scheme))
    {
        return Ok(text.to_owned());
    }
    Err("expected an address that begins with sqlite: or postgres://".into())
}

fn replica_url(text: &str) -> Result<String, String> {
    let is_postgres = ["postgres://", "postgresql://"].iter().any(|it| text.starts_with(it));
    match text.parse::<PgConnectOptions>() {
        Ok(_) if is_postgres => Ok(text.to_owned()),
        _ => Err("expected the address of a PostgreSQL database, such as postgres://user@host:5432/sabha; a comma in it is %2C".into()),
    }
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse()
        .map_err(|_err| "expected an IP address and a port, such as 127.0.0.1:8000 or [::]:8000".into())
}

fn directory(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    if path.is_dir() {
        Ok(path)
    } else {
        Err("expected a directory that exists".into())
    }
}

fn origin(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '*', '@', ' ']) => Ok(text.to_ascii_lowercase()),
        _ => Err("expected scheme, host and perhaps port with nothing after it, such as https://example.org".into()),
    }
}

fn filter(text: &str) -> Result<String, String> {
    EnvFilter::try_new(text)
        .map(|_filter| text.to_owned())
        .map_err(|err| format!("expected a level, or targets with levels, such as info,sqlx=debug ({err})"))
}

/// Reads a number from 1 to `MAX`.
///
/// # Errors
/// When it is none; the message says what is allowed.
pub fn count<const MAX: usize>(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if (1..=MAX).contains(&number) => Ok(number),
        _ => Err(format!("expected a whole number from 1 to {MAX}")),
    }
}

/// Reads a number of bytes from 1 to `MAX`: `4096`, `512KiB`, `10MB`.
///
/// # Errors
/// When it is none; the message says what is allowed.
pub fn size<const MAX: usize>(text: &str) -> Result<usize, String> {
    const UNITS: [(&str, usize); 5] = [
        ("KiB", 1 << 10),
        ("MiB", 1 << 20),
        ("kB", 1_000),
        ("MB", 1_000_000),
        ("B", 1),
    ];
    let (digits, unit) = UNITS
        .iter()
        .find_map(|(name, unit)| Some((text.strip_suffix(name)?, *unit)))
        .unwrap_or((text, 1));
    match digits
        .trim_end()
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_mul(unit))
    {
        Some(bytes) if (1..=MAX).contains(&bytes) => Ok(bytes),
        _ => Err(format!(
            "expected a size from 1 to {MAX} bytes, such as 4096, 512KiB or 10MB"
        )),
    }
}

/// Reads a number of bytes from 0 to `MAX`.
///
/// # Errors
/// When it is none; the message says what is allowed.
pub fn size_or_none<const MAX: usize>(text: &str) -> Result<usize, String> {
    match text {
        "0" => Ok(0),
        _ => size::<MAX>(text).map_err(|allowed| format!("{allowed}; 0 for none")),
    }
}

/// Reads a length of time from 1 ms to 1 h: `500ms`, `10s`.
///
/// # Errors
/// When it is none; the message says what is allowed.
pub fn span(text: &str) -> Result<Duration, String> {
    let parsed = match (text.strip_suffix("ms"), text.strip_suffix('s')) {
        (Some(digits), _) => digits.parse().map(Duration::from_millis),
        (None, digits) => digits.unwrap_or(text).parse().map(Duration::from_secs),
    };
    match parsed {
        Ok(time) if (Duration::from_millis(1)..=Duration::from_secs(3600)).contains(&time) => Ok(time),
        _ => Err("expected a time from 1ms to 3600s, such as 500ms or 10s".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(args: &[&str]) -> Result<Config, String> {
        Config::try_parse_from([&["sabha"], args].concat()).map_err(|err| err.to_string())
    }

    #[test]
    fn options_go_before_and_after_the_command() {
        let config = parse(&["--max-depth", "7", "serve", "--listen", "[::1]:0"]).unwrap();
        assert_eq!((config.command, config.limits.max_depth), (Some(Command::Serve), 7));
        assert_eq!(config.listen.to_string(), "[::1]:0");
        assert_eq!(parse(&[]).unwrap().limits.max_body, 512 * 1024);
    }

    #[test]
    fn a_wrong_value_is_named_with_its_option_and_what_is_allowed() {
        for (option, value, allowed) in [
            ("--listen", "localhost", "such as 127.0.0.1:8000"),
            ("--database-url", "mysql://x", "begins with sqlite: or postgres://"),
            ("--read-database-url", "sqlite://x.db", "such as postgres://"),
            ("--read-database-url", "postgres://db:port/x", "such as postgres://"),
            ("--replica-wait", "0s", "from 1ms to 3600s"),
            ("--max-tokens", "0", "from 1 to 100000"),
            ("--max-nesting", "65", "from 1 to 64"),
            ("--max-body", "lots", "512KiB"),
            ("--document-cache", "many", "512KiB or 10MB; 0 for none"),
            ("--answer-cache", "few", "512KiB or 10MB; 0 for none"),
            ("--operation-timeout", "2h", "from 1ms to 3600s"),
            ("--allow-origin", "https://example.org/", "such as https://example.org"),
            ("--introspection", "maybe", "on, off"),
            ("--log", "a=b=c", "such as info"),
        ] {
            let message = parse(&[option, value]).unwrap_err();
            for part in [option, value, allowed] {
                assert!(message.contains(part), "{part} is missing in: {message}");
            }
        }
    }

    #[test]
    fn replicas_belong_to_a_server() {
        let replicas = [
            "--read-database-url",
            "postgres://a/x,postgres://b/x",
            "--read-database-url",
            "postgres://c/x",
        ];
        let of = |primary| parse(&[&["--database-url", primary], &replicas[..]].concat()).unwrap();
        let config = of("postgres://db/x");
        assert_eq!(
            config.read_database_url,
            ["postgres://a/x", "postgres://b/x", "postgres://c/x"]
        );
        assert!(config.check().is_ok());
        let refused = of("sqlite://sabha.db").check().unwrap_err().to_string();
        assert!(refused.contains("a SQLite file, which has none"), "{refused}");
        assert!(parse(&[]).unwrap().check().is_ok());
    }

    #[test]
    fn only_documents_needs_some() {
        let refused = parse(&["--only-documents"]).unwrap().check().unwrap_err().to_string();
        assert!(refused.contains("name their file by --documents"), "{refused}");
        let config = parse(&[
            "--only-documents",
            "--documents",
            "a.json,b.json",
            "--document-cache",
            "0",
        ])
        .unwrap();
        assert!(config.check().is_ok() && config.only_documents && config.documents.len() == 2);
        assert_eq!(config.document_cache, 0);
    }

    #[test]
    fn a_password_is_not_shown() {
        let config = parse(&["--database-url", "postgres://me:p@ss@db/sabha?password=x"]).unwrap();
        assert_eq!(config.database_shown(), "postgres://…@db/sabha");
        assert_eq!(
            parse(&["--database-url", "sqlite::memory:"]).unwrap().database_shown(),
            "sqlite::memory:"
        );
    }
}
