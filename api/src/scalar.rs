//! The contract's scalars that are not in `entity`.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{Datelike, NaiveDate, SecondsFormat, Utc};

/// A calendar day, ISO 8601 `YYYY-MM-DD`, local to the place of the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date(pub NaiveDate);

/// A calendar day, ISO 8601 `YYYY-MM-DD`, local to the place of the event.
#[Scalar(
    name = "Date",
    specified_by_url = "https://scalars.graphql.org/andimarek/local-date.html"
)]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        // chrono alone would also take `2025-8-2` and years that the databases do not know.
        let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        let is_written_out = text.len() == 10 && (0..10).all(|at| at == 4 || at == 7 || is_digit(at));
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        day.filter(|day| is_written_out && day.year() >= 1)
            .map(Self)
            .ok_or_else(|| InputValueError::custom(format!("`{text}` is not a calendar day: write e.g. `2025-08-22`")))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.format("%Y-%m-%d").to_string())
    }
}

/// An instant, RFC 3339, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTime(pub chrono::DateTime<Utc>);

/// An instant, RFC 3339, UTC.
#[Scalar(
    name = "DateTime",
    specified_by_url = "https://scalars.graphql.org/andimarek/date-time.html"
)]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        let instant = chrono::DateTime::parse_from_rfc3339(text);
        let fault =
            |_| InputValueError::custom(format!("`{text}` is not an instant: write e.g. `2025-08-22T10:00:00Z`"));
        instant.map(|it| Self(it.with_timezone(&Utc))).map_err(fault)
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

/// A dataset revision: 1 for the first load, one more for every applied changeset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Revision(pub i64);

/// A dataset revision: 1 for the first load, one more for every applied changeset.
#[Scalar(name = "Revision")]
impl ScalarType for Revision {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::Number(number) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        let revision = number.as_i64().filter(|it| *it >= 0);
        revision
            .map(Self)
            .ok_or_else(|| InputValueError::custom(format!("{number} is not a revision: a whole number from 0")))
    }

    fn to_value(&self) -> Value {
        Value::Number(self.0.into())
    }
}

macro_rules! text_scalars {
    ($($(#[doc = $doc:literal])+ $name:ident = $graphql:literal,)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub String);

        $(#[doc = $doc])+
        #[Scalar(name = $graphql)]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                match value {
                    Value::String(text) => Ok(Self(text)),
                    other => Err(InputValueError::expected_type(other)),
                }
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.clone())
            }
        }
    )+};
}

text_scalars! {
    /// A decimal number, as a string, so that no digit is lost.
    Decimal = "Decimal",
    /// An absolute `http` or `https` address.
    Url = "URL",
}
