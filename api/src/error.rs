//! What can go wrong, and how much of it a client is told.
//!
//! [`Error`] is what resolvers return: its `Display` is the client's message and never repeats a database's words.
//! [`Code`] is the closed list behind `extensions.code`. [`Refusal`] is a request that was turned away before anything
//! ran. What HTTP makes of them (statuses, headers, correlation ids) is in `http/`.

use async_graphql::{ErrorExtensionValues, Pos, ServerError};
use sea_orm::sqlx::sqlite::SqliteError;
use sea_orm::{DbErr, RuntimeErr, SqlxError};

/// A fault while an operation runs; resolvers and loaders return it as it is, by `?`.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// An argument holds a value that cannot be served, e.g. a cursor of another list.
    #[error("{0}")]
    BadInput(String),
    /// The database failed. The reason goes to the log only; no connection in time counts as [`Code::Unavailable`].
    #[error("{}", told(.0))]
    Db(#[from] DbErr),
    /// The operation, or one of its statements, took too long.
    #[error("The operation took too long and was stopped. Ask for fewer records at once, or narrow the filter.")]
    Timeout,
    /// The service cannot answer now and will again soon.
    #[error("{BUSY}")]
    Unavailable,
    /// Anything else that is the service's own fault; the text is for the log only.
    #[error("{FAULT}")]
    Internal(String),
}

/// What a nullable field answers. A fault then leaves null at the field, as GraphQL has it; of a `Result` around an
/// `Option` it would take the parent with it.
pub type Answer<T> = Option<Result<T, Error>>;

const BUSY: &str = "The service is too busy to answer just now. Try again in a few seconds.";

/// What a client reads of every internal fault, whatever it was.
pub const FAULT: &str =
    "Something went wrong inside the service. It is in the service's log under the `correlationId` given here.";

impl Error {
    /// The code of this error in `extensions.code`.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::BadInput(_) => Code::BadInput,
            Self::Db(err) => db_code(err),
            Self::Timeout => Code::Timeout,
            Self::Unavailable => Code::Unavailable,
            Self::Internal(_) => Code::Internal,
        }
    }

    /// The whole chain of reasons, for the log; never for a client.
    #[must_use]
    pub fn chain(&self) -> String {
        match self {
            Self::Db(err) => err.to_string(),
            Self::Internal(reason) => reason.clone(),
            other => other.to_string(),
        }
    }
}

fn told(err: &DbErr) -> String {
    match db_code(err) {
        Code::Timeout => Error::Timeout.to_string(),
        Code::Unavailable => BUSY.to_owned(),
        _ => FAULT.to_owned(),
    }
}

/// A database that cannot be reached is unavailable, one that cancelled a statement has timed out, and every other
/// failure is a fault of the service.
fn db_code(err: &DbErr) -> Code {
    const STATEMENT_CANCELLED: &str = "57014";
    match err {
        DbErr::ConnectionAcquire(_) => Code::Unavailable,
        DbErr::Conn(RuntimeErr::SqlxError(err))
        | DbErr::Exec(RuntimeErr::SqlxError(err))
        | DbErr::Query(RuntimeErr::SqlxError(err)) => match &**err {
            SqlxError::PoolTimedOut | SqlxError::PoolClosed | SqlxError::Io(_) => Code::Unavailable,
            SqlxError::Database(err) => match err.code().as_deref() {
                Some(STATEMENT_CANCELLED) => Code::Timeout,
                Some(code) if err.try_downcast_ref::<SqliteError>().is_none() && passes(code) => Code::Unavailable,
                _ => Code::Internal,
            },
            _ => Code::Internal,
        },
        _ => Code::Internal,
    }
}

/// True for the SQLSTATE of a PostgreSQL that goes, comes, has no room, or gave a statement up for one that it replays.
fn passes(code: &str) -> bool {
    ["08", "40", "53", "57P"].iter().any(|class| code.starts_with(class))
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// Every value that `extensions.code` can have.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// All codes, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The code as a client reads it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// What the code means, in a sentence: `docs/errors.md` lists these.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+).trim_ascii()),+ }
            }
        }
    };
}

codes! {
    /// The document is not GraphQL.
    ParseFailed = "PARSE_FAILED",
    /// The document does not fit the schema.
    ValidationFailed = "VALIDATION_FAILED",
    /// A variable is missing, or does not fit its type.
    BadVariables = "BAD_VARIABLES",
    /// The HTTP request is not a GraphQL request: broken JSON, a missing `query`, a member of the wrong type.
    BadRequest = "BAD_REQUEST",
    /// An argument has a value that cannot be served, e.g. a page of more than 100.
    BadInput = "BAD_INPUT",
    /// There is nothing at this path.
    NotFound = "NOT_FOUND",
    /// Pages of this web origin may not open a WebSocket here; the service's operator names those that may.
    OriginRefused = "ORIGIN_REFUSED",
    /// The path does not take this method; a mutation cannot be sent by `GET`.
    MethodNotAllowed = "METHOD_NOT_ALLOWED",
    /// `Accept` allows none of the media types that the service can write.
    NotAcceptable = "NOT_ACCEPTABLE",
    /// The body's media type, charset or content coding is not one that the service reads.
    UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE",
    /// The body is too large, sent or inflated.
    BodyTooLarge = "BODY_TOO_LARGE",
    /// The body did not arrive in time.
    BodyTimeout = "BODY_TIMEOUT",
    /// The URL is too long; send the request by `POST`.
    UrlTooLong = "URL_TOO_LONG",
    /// The request's headers are too large.
    HeadersTooLarge = "HEADERS_TOO_LARGE",
    /// The document's text is too long.
    QueryTooLong = "QUERY_TOO_LONG",
    /// The document has too many tokens.
    TooManyTokens = "TOO_MANY_TOKENS",
    /// Fields, selections or values are nested too deep, fragments included.
    TooDeep = "TOO_DEEP",
    /// Too many selections once fragments are written out.
    TooManySelections = "TOO_MANY_SELECTIONS",
    /// The estimated cost, page sizes multiplied in, is too high.
    TooCostly = "TOO_COSTLY",
    /// The document has too many aliases.
    TooManyAliases = "TOO_MANY_ALIASES",
    /// The operation selects too many root fields.
    TooManyRootFields = "TOO_MANY_ROOT_FIELDS",
    /// The document has too many directives.
    TooManyDirectives = "TOO_MANY_DIRECTIVES",
    /// The document defines too many fragments.
    TooManyFragments = "TOO_MANY_FRAGMENTS",
    /// An operation declares too many variables.
    TooManyVariables = "TOO_MANY_VARIABLES",
    /// The arguments of a field hold too many values, variables written out.
    TooManyValues = "TOO_MANY_VALUES",
    /// The document has too many operations, or too many run at once on one WebSocket.
    TooManyOperations = "TOO_MANY_OPERATIONS",
    /// The service does not know the document that the request names by its hash or id; send its text, with the hash, once.
    PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND",
    /// This service keeps no documents: send the text with each request.
    PersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED",
    /// The hash or id that the request names is not that of the text that it sends.
    PersistedQueryMismatch = "PERSISTED_QUERY_MISMATCH",
    /// This service runs only the documents that its operator has put on file.
    PersistedQueryOnly = "PERSISTED_QUERY_ONLY",
    /// An array of requests was sent; send each request by itself.
    BatchingUnsupported = "BATCHING_UNSUPPORTED",
    /// A subscription was sent as a plain request; it is sent over a WebSocket, or with `Accept: text/event-stream`.
    SubscriptionUnsupported = "SUBSCRIPTION_UNSUPPORTED",
    /// The operation took too long and was stopped.
    Timeout = "TIMEOUT",
    /// The service cannot answer just now; `Retry-After` says when to try again.
    Unavailable = "UNAVAILABLE",
    /// The answer is too large to be sent.
    AnswerTooLarge = "ANSWER_TOO_LARGE",
    /// A fault of the service; `correlationId` leads to it in the service's log.
    Internal = "INTERNAL",
}

/// A request turned away before anything ran: why, and how to mend it.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// Goes out as `extensions.code`.
    pub code: Code,
    /// What is wrong and how to mend it.
    pub message: String,
    /// Where in the document, when it is one place.
    pub position: Option<Pos>,
    /// For a limit: how much there was, and how much may be (`extensions.found`, `extensions.limit`).
    pub measure: Option<(u64, u64)>,
}

impl Refusal {
    /// A refusal that is not about a limit or a place in the document.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            position: None,
            measure: None,
        }
    }

    /// The refusal as an error of a GraphQL answer, with its code and measures.
    #[must_use]
    pub fn into_error(self) -> ServerError {
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", self.code.as_str());
        if let Some((found, limit)) = self.measure {
            extensions.set("found", found);
            extensions.set("limit", limit);
        }
        let mut error = ServerError::new(self.message, self.position);
        error.extensions = Some(extensions);
        error
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::ConnAcquireErr;

    use super::*;

    #[test]
    fn a_database_never_speaks_to_a_client() {
        let err = Error::from(DbErr::Custom("SELECT secret FROM key".into()));
        assert_eq!((err.code(), err.to_string().as_str()), (Code::Internal, FAULT));
        assert!(err.chain().contains("SELECT secret"));
    }

    #[test]
    fn no_connection_in_time_is_unavailable() {
        let err = Error::from(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout));
        assert_eq!((err.code(), err.to_string().as_str()), (Code::Unavailable, BUSY));
    }

    #[test]
    fn codes_are_distinct_and_explained() {
        let names: std::collections::HashSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        assert!(Code::ALL.iter().all(|code| code.about().ends_with('.')));
    }

    #[test]
    fn the_documentation_lists_the_codes() {
        let listed = include_str!("../../docs/errors.md")
            .lines()
            .filter(|line| line.starts_with("| `"));
        let codes = Code::ALL
            .iter()
            .map(|code| format!("| `{}` | {} |", code.as_str(), code.about()));
        assert_eq!(listed.collect::<Vec<_>>(), codes.collect::<Vec<_>>());
    }
}
