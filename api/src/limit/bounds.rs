//! How much a request may ask for: each bound is an option of the service, by flag or environment.
//!
//! The greatest values that an option takes are those up to which the service still keeps its word: the parser's
//! recursion ends at 64, actix reads 128 KiB of headers, and the `http` crate URLs of 64 KiB.

use std::time::Duration;

use crate::config::{count, size, span};

/// The bounds of one request; the defaults suit a public service on a small machine.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Limits of a request")]
pub struct Limits {
    /// Largest body, after inflating (413 `BODY_TOO_LARGE`)
    #[arg(long, global = true, env = "SABHA_MAX_BODY", value_name = "SIZE", default_value = "512KiB", value_parser = size::<{ 1 << 30 }>)]
    pub max_body: usize,
    /// Longest URL (414 `URL_TOO_LONG`)
    #[arg(long, global = true, env = "SABHA_MAX_URL", value_name = "SIZE", default_value = "8KiB", value_parser = size::<{ 60 << 10 }>)]
    pub max_url: usize,
    /// Largest headers, names and values together (431 `HEADERS_TOO_LARGE`)
    #[arg(long, global = true, env = "SABHA_MAX_HEADERS", value_name = "SIZE", default_value = "32KiB", value_parser = size::<{ 120 << 10 }>)]
    pub max_headers: usize,
    /// Longest text of a document (`QUERY_TOO_LONG`)
    #[arg(long, global = true, env = "SABHA_MAX_QUERY", value_name = "SIZE", default_value = "64KiB", value_parser = size::<{ 1 << 20 }>)]
    pub max_query: usize,
    /// Most tokens in a document (`TOO_MANY_TOKENS`)
    #[arg(long, global = true, env = "SABHA_MAX_TOKENS", value_name = "N", default_value = "2000", value_parser = count::<100_000>)]
    pub max_tokens: usize,
    /// Deepest nesting of brackets, of selections through fragments and of variables' values (`TOO_DEEP`)
    #[arg(long, global = true, env = "SABHA_MAX_NESTING", value_name = "N", default_value = "64", value_parser = count::<64>)]
    pub max_nesting: usize,
    /// Deepest field, through fragments (`TOO_DEEP`)
    #[arg(long, global = true, env = "SABHA_MAX_DEPTH", value_name = "N", default_value = "15", value_parser = count::<64>)]
    pub max_depth: usize,
    /// Most selections once fragments are written out (`TOO_MANY_SELECTIONS`)
    #[arg(long, global = true, env = "SABHA_MAX_SELECTIONS", value_name = "N", default_value = "5000", value_parser = count::<1_000_000>)]
    pub max_selections: usize,
    /// Highest cost, page sizes multiplied in (`TOO_COSTLY`)
    #[arg(long, global = true, env = "SABHA_MAX_COST", value_name = "N", default_value = "5000", value_parser = count::<1_000_000_000>)]
    pub max_cost: usize,
    /// Most aliases written in a document (`TOO_MANY_ALIASES`)
    #[arg(long, global = true, env = "SABHA_MAX_ALIASES", value_name = "N", default_value = "30", value_parser = count::<10_000>)]
    pub max_aliases: usize,
    /// Most root fields of an operation (`TOO_MANY_ROOT_FIELDS`)
    #[arg(long, global = true, env = "SABHA_MAX_ROOT_FIELDS", value_name = "N", default_value = "20", value_parser = count::<10_000>)]
    pub max_root_fields: usize,
    /// Most directives written in a document (`TOO_MANY_DIRECTIVES`)
    #[arg(long, global = true, env = "SABHA_MAX_DIRECTIVES", value_name = "N", default_value = "20", value_parser = count::<10_000>)]
    pub max_directives: usize,
    /// Most fragments defined in a document (`TOO_MANY_FRAGMENTS`)
    #[arg(long, global = true, env = "SABHA_MAX_FRAGMENTS", value_name = "N", default_value = "50", value_parser = count::<10_000>)]
    pub max_fragments: usize,
    /// Most variables of an operation (`TOO_MANY_VARIABLES`)
    #[arg(long, global = true, env = "SABHA_MAX_VARIABLES", value_name = "N", default_value = "100", value_parser = count::<10_000>)]
    pub max_variables: usize,
    /// Most values in the arguments of one field, variables written out (`TOO_MANY_VALUES`)
    #[arg(long, global = true, env = "SABHA_MAX_VALUES", value_name = "N", default_value = "500", value_parser = count::<500>)]
    pub max_values: usize,
    /// Most operations in a document (`TOO_MANY_OPERATIONS`)
    #[arg(long, global = true, env = "SABHA_MAX_OPERATIONS", value_name = "N", default_value = "10", value_parser = count::<1_000>)]
    pub max_operations: usize,
    /// Largest answer (`ANSWER_TOO_LARGE`)
    #[arg(long, global = true, env = "SABHA_MAX_ANSWER", value_name = "SIZE", default_value = "10MB", value_parser = size::<{ 1 << 30 }>)]
    pub max_answer: usize,
    /// Most errors in an answer; `extensions.errorsOmitted` counts the rest
    #[arg(long, global = true, env = "SABHA_MAX_ERRORS", value_name = "N", default_value = "25", value_parser = count::<1_000>)]
    pub max_errors: usize,
    /// Time for a request's headers to arrive (408)
    #[arg(long, global = true, env = "SABHA_HEADER_TIMEOUT", value_name = "TIME", default_value = "5s", value_parser = span)]
    pub header_timeout: Duration,
    /// Time for a request's body to arrive (408 `BODY_TIMEOUT`)
    #[arg(long, global = true, env = "SABHA_BODY_TIMEOUT", value_name = "TIME", default_value = "10s", value_parser = span)]
    pub body_timeout: Duration,
    /// Time for an operation to run, after which it is stopped (504 `TIMEOUT`)
    #[arg(long, global = true, env = "SABHA_OPERATION_TIMEOUT", value_name = "TIME", default_value = "10s", value_parser = span)]
    pub operation_timeout: Duration,
    /// Most exports that are read at a time; each keeps a connection to the database (503 `UNAVAILABLE`)
    #[arg(long, global = true, env = "SABHA_MAX_EXPORTS", value_name = "N", default_value = "2", value_parser = count::<1_000>)]
    pub max_exports: usize,
    /// Time for a client to read an export, after which it is cut short
    #[arg(long, global = true, env = "SABHA_EXPORT_TIMEOUT", value_name = "TIME", default_value = "600s", value_parser = span)]
    pub export_timeout: Duration,
    /// Most sockets, event streams and followed logs that are open at once (503 `UNAVAILABLE`)
    #[arg(long, global = true, env = "SABHA_MAX_SOCKETS", value_name = "N", default_value = "1000", value_parser = count::<1_000_000>)]
    pub max_sockets: usize,
    /// Largest message that a WebSocket's client may send (closed with 1009)
    #[arg(long, global = true, env = "SABHA_MAX_MESSAGE", value_name = "SIZE", default_value = "128KiB", value_parser = size::<{ 1 << 30 }>)]
    pub max_message: usize,
    /// Most operations that run at once on one WebSocket (`TOO_MANY_OPERATIONS`)
    #[arg(long, global = true, env = "SABHA_MAX_RUNNING", value_name = "N", default_value = "50", value_parser = count::<10_000>)]
    pub max_running: usize,
    /// Most answers that wait for a WebSocket's reader; one that then takes none between two pings is closed with 4413
    #[arg(long, global = true, env = "SABHA_MAX_WAITING", value_name = "N", default_value = "256", value_parser = count::<100_000>)]
    pub max_waiting: usize,
    /// Time for a WebSocket's client to send `connection_init` (closed with 4408)
    #[arg(long, global = true, env = "SABHA_INIT_TIMEOUT", value_name = "TIME", default_value = "5s", value_parser = span)]
    pub init_timeout: Duration,
    /// Time between two pings of a WebSocket, in which the first must be answered, and between two signs of life of an event stream
    #[arg(long, global = true, env = "SABHA_PING_INTERVAL", value_name = "TIME", default_value = "15s", value_parser = span)]
    pub ping_interval: Duration,
}
