//! The parameters of a GraphQL request, from a JSON body or a query string, with clear words for wrong shapes.

use actix_web::web::Query;
use async_graphql::Variables;
use serde_json::{Map, Value};

use crate::error::{Code, Refusal};

/// A well-formed GraphQL-over-HTTP request.
#[derive(Debug, Clone, Default)]
pub(super) struct Params {
    /// The document.
    pub(super) query: String,
    /// Which of its operations is to run.
    pub(super) operation_name: Option<String>,
    /// Values for its variables.
    pub(super) variables: Variables,
    /// What the client asks of the service beside the answer, e.g. `{"cost": true}`.
    pub(super) extensions: Map<String, Value>,
}

impl Params {
    /// Reads a JSON body.
    ///
    /// # Errors
    /// When it is no JSON, no object, or has members of wrong types.
    pub(super) fn from_body(body: &[u8]) -> Result<Self, Refusal> {
        if body.is_empty() {
            return refuse("The body is empty. Send JSON such as {\"query\": \"{ __typename }\"}.");
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(members)) => Self::from_members(members),
            Ok(Value::Array(_)) => {
                let message = "The body is an array of requests. Send each request by itself, or put several \
                               operations' root fields into one.";
                Err(Refusal::new(Code::BatchingUnsupported, message))
            }
            Ok(other) => refuse(format!(
                "The body must be a JSON object with `query`, but is {}.",
                kind(&other)
            )),
            // serde_json's messages say what was expected and where; they hold nothing of the body.
            Err(err) => refuse(format!("The body is not JSON: {err}.")),
        }
    }

    /// Reads a URL's query string, in which `variables` and `extensions` are JSON texts.
    ///
    /// # Errors
    /// When a parameter is given twice, or has a wrong type.
    pub(super) fn from_url(query: &str) -> Result<Self, Refusal> {
        let Ok(pairs) = Query::<Vec<(String, String)>>::from_query(query) else {
            return refuse("The URL's query string cannot be read. Encode its parameters as a form does.");
        };
        let mut members = Map::new();
        for (name, text) in pairs.into_inner() {
            let value = match name.as_str() {
                "variables" | "extensions" if text.is_empty() => Value::Null,
                "variables" | "extensions" => match serde_json::from_str(&text) {
                    Ok(value) => value,
                    Err(err) => return refuse(format!("The parameter `{name}` is not JSON: {err}.")),
                },
                "operationName" if text.is_empty() => Value::Null,
                "query" | "operationName" => Value::String(text),
                _ => continue,
            };
            if members.insert(name.clone(), value).is_some() {
                return refuse(format!("The parameter `{name}` is given twice."));
            }
        }
        Self::from_members(members)
    }

    fn from_members(mut members: Map<String, Value>) -> Result<Self, Refusal> {
        let query = match members.remove("query") {
            Some(Value::String(query)) => query,
            None | Some(Value::Null) => {
                return refuse("`query` is missing: it holds the GraphQL document. To try some, open /playground.");
            }
            Some(other) => return refuse(format!("`query` must be a string, but is {}.", kind(&other))),
        };
        let operation_name = match members.remove("operationName") {
            None | Some(Value::Null) => None,
            Some(Value::String(name)) => Some(name),
            Some(other) => {
                return refuse(format!(
                    "`operationName` must be a string or null, but is {}.",
                    kind(&other)
                ));
            }
        };
        let variables = match serde_json::from_value(Value::Object(object(&mut members, "variables")?)) {
            Ok(variables) => variables,
            Err(err) => return refuse(format!("`variables` cannot be read: {err}.")),
        };
        Ok(Self {
            query,
            operation_name,
            variables,
            extensions: object(&mut members, "extensions")?,
        })
    }
}

fn object(members: &mut Map<String, Value>, name: &str) -> Result<Map<String, Value>, Refusal> {
    match members.remove(name) {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(object)) => Ok(object),
        Some(other) => refuse(format!("`{name}` must be an object or null, but is {}.", kind(&other))),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn refuse<T>(message: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::new(Code::BadRequest, message))
}
