//! The boundary: every error of an answer passes here once, gets its code, and loses what a client must not read.
//!
//! What comes from [`Error`] or from the database is told by [`Error`]'s own words. What a resolver raised in any other
//! way is a fault of the service: its text goes to the log, once for each distinct text, and the client gets the id.

use std::{collections::BTreeMap, sync::Arc};

use async_graphql::{ErrorExtensionValues, ServerError, Value};
use sea_orm::DbErr;

use super::trace::TraceId;
use crate::error::{Code, Error, FAULT};

/// Errors that may go out, and the code that stands for them all in the log.
#[derive(Debug)]
pub(super) struct Stamped {
    /// At most as many as allowed.
    pub(super) errors: Vec<ServerError>,
    /// How many were left out.
    pub(super) omitted: usize,
    /// The gravest code; `None` when there was no error.
    pub(super) code: Option<Code>,
}

/// Gives every error its code and logs the service's own faults under the request's trace id.
pub(super) fn stamp(mut errors: Vec<ServerError>, trace: TraceId, most: usize) -> Stamped {
    let mut faults: BTreeMap<String, usize> = BTreeMap::new();
    let mut gravest: Option<Code> = None;
    for error in &mut errors {
        let (code, fault) = classify(error);
        error.source = None;
        let extensions = error.extensions.get_or_insert_default();
        extensions.set("code", code.as_str());
        if let Some(fault) = fault {
            extensions.set("correlationId", trace.to_string());
            *faults.entry(fault).or_default() += 1;
        }
        gravest = Some(graver(gravest, code));
    }
    for (fault, times) in faults {
        tracing::error!(%fault, times, trace_id = %trace, correlation_id = %trace, "a fault inside the service");
    }
    let omitted = errors.len().saturating_sub(most);
    errors.truncate(most);
    Stamped {
        errors,
        omitted,
        code: gravest,
    }
}

/// The code of an error and, for the service's own faults, what the log must say of it.
fn classify(error: &mut ServerError) -> (Code, Option<String>) {
    if let Some(known) = known(error) {
        error.message = known.to_string();
        let code = known.code();
        let ours = matches!(known, Error::Db(_)) || code == Code::Internal;
        return (code, ours.then(|| known.chain()));
    }
    if error.source.is_some() {
        let fault = std::mem::replace(&mut error.message, FAULT.to_owned());
        return (Code::Internal, Some(fault));
    }
    match stated(error.extensions.as_ref()) {
        Some(code) => (code, None),
        // Without a path it is the document that is at fault, with one a value that a scalar could not read.
        None if error.path.is_empty() => (Code::ValidationFailed, None),
        None => (Code::BadInput, None),
    }
}

/// The error of our own, or of the database, that an error of an answer was made from.
pub(super) fn known(error: &ServerError) -> Option<Error> {
    let source = |err: &ServerError| {
        err.source::<Error>()
            .or_else(|| err.source::<Arc<Error>>().map(|err| &**err))
            .cloned()
    };
    let database = |err: &ServerError| {
        err.source::<DbErr>()
            .or_else(|| err.source::<Arc<DbErr>>().map(|err| &**err))
            .cloned()
    };
    source(error).or_else(|| database(error).map(Error::Db))
}

fn stated(extensions: Option<&ErrorExtensionValues>) -> Option<Code> {
    let Some(Value::String(text)) = extensions?.get("code") else {
        return None;
    };
    Code::ALL.iter().copied().find(|code| code.as_str() == text)
}

/// A fault of the service outweighs what the client did; of equals the first one stays.
fn graver(old: Option<Code>, new: Code) -> Code {
    let weight = |code: Code| match code {
        Code::Internal => 3,
        Code::Unavailable => 2,
        Code::Timeout => 1,
        _ => 0,
    };
    old.filter(|old| weight(*old) >= weight(new)).unwrap_or(new)
}

#[cfg(test)]
mod tests {
    use async_graphql::{PathSegment, Pos};
    use sea_orm::ConnAcquireErr;

    use super::*;

    fn raised(error: impl Into<async_graphql::Error>) -> ServerError {
        let error: async_graphql::Error = error.into();
        error
            .into_server_error(Pos::default())
            .with_path(vec![PathSegment::Field("meeting".into())])
    }

    fn code_of(error: &ServerError) -> String {
        error.extensions.as_ref().unwrap().get("code").unwrap().to_string()
    }

    #[test]
    fn each_kind_of_error_has_its_code_and_its_words() {
        let secret = DbErr::Custom("near \"SELECT\" in /srv/sabha.db".into());
        let cases = [
            (
                raised(Error::BadInput("no such cursor".into())),
                Code::BadInput,
                "no such cursor",
            ),
            (raised(secret.clone()), Code::Internal, FAULT),
            (raised(Arc::new(secret.clone())), Code::Internal, FAULT),
            (raised(Arc::new(Error::Db(secret))), Code::Internal, FAULT),
            (raised("a plain text from somewhere"), Code::Internal, FAULT),
            (
                raised(Error::Timeout),
                Code::Timeout,
                "The operation took too long and was stopped. Ask for fewer records at once, or narrow the filter.",
            ),
            (
                raised(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout)),
                Code::Unavailable,
                "The service is too busy to answer just now. Try again in a few seconds.",
            ),
            (
                raised(async_graphql::Error::new("Failed to parse \"Date\"")),
                Code::BadInput,
                "Failed to parse \"Date\"",
            ),
            (
                ServerError::new("Unknown field", None),
                Code::ValidationFailed,
                "Unknown field",
            ),
        ];
        for (error, code, message) in cases {
            let stamped = stamp(vec![error], TraceId::random(), 25);
            assert_eq!(stamped.code, Some(code), "{message}");
            let error = &stamped.errors[0];
            assert_eq!(
                (error.message.as_str(), code_of(error)),
                (message, format!("{:?}", code.as_str()))
            );
            let correlated = error.extensions.as_ref().unwrap().get("correlationId").is_some();
            assert_eq!(
                correlated,
                code == Code::Internal || matches!(code, Code::Unavailable),
                "{message}"
            );
        }
    }

    #[test]
    fn no_more_errors_go_out_than_allowed_and_the_gravest_is_told() {
        let mut errors = vec![ServerError::new("Unknown field", None); 30];
        errors.push(raised(DbErr::Custom("x".into())));
        let stamped = stamp(errors, TraceId::random(), 25);
        assert_eq!(
            (stamped.errors.len(), stamped.omitted, stamped.code),
            (25, 6, Some(Code::Internal))
        );
    }
}
