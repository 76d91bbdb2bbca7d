//! The parameters of a GraphQL request, from a JSON body or a query string, with clear words for wrong shapes.

use actix_web::web::Query;
use async_graphql::Variables;
use serde_json::{Map, Value};

use crate::error::{Code, Refusal};

/// A well-formed GraphQL-over-HTTP request.
#[derive(Debug, Clone, Default)]
pub(super) struct Params {
    /// The document's text; `None` when it is named instead.
    pub(super) query: Option<String>,
    /// The name of a document that the service knows, or is to know from now on.
    pub(super) id: Option<String>,
    /// Which of its operations is to run.
    pub(super) operation_name: Option<String>,
    /// Values for its variables.
    pub(super) variables: Variables,
    /// What the client asks of the service beside the answer, e.g. `{"cost": true}`.
    pub(super) extensions: Map<String, Value>,
}

impl Params {
    /// Whether the cost is to be answered.
    pub(super) fn wants_cost(&self) -> bool {
        self.extensions.get("cost") == Some(&Value::Bool(true))
    }

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
                "documentId" if text.is_empty() => Value::Null,
                "query" | "operationName" | "documentId" => Value::String(text),
                _ => continue,
            };
            if members.insert(name.clone(), value).is_some() {
                return refuse(format!("The parameter `{name}` is given twice."));
            }
        }
        Self::from_members(members)
    }

    /// Reads the members of a JSON object, as a body or a message holds them.
    ///
    /// # Errors
    /// When one is missing, or has a wrong type.
    pub(super) fn from_members(mut members: Map<String, Value>) -> Result<Self, Refusal> {
        let mut query = text(&mut members, "query")?;
        let operation_name = text(&mut members, "operationName")?;
        let extensions = object(&mut members, "extensions")?;
        let id = match (text(&mut members, "documentId")?, persisted(&extensions)?) {
            (Some(id), Some(hash)) if id.strip_prefix(SHA256).unwrap_or(&id) != hash => {
                return refuse("`documentId` and `extensions.persistedQuery` name two documents: name one.");
            }
            (id, hash) => id.or(hash),
        };
        if id.is_some() {
            // Some clients leave no parameter out.
            query = query.filter(|query| !query.is_empty());
        } else if query.is_none() {
            return refuse(
                "`query` is missing: it holds the GraphQL document, unless `documentId` or `extensions.persistedQuery` \
                 names one. To try some, open /playground.",
            );
        }
        let variables = match serde_json::from_value(Value::Object(object(&mut members, "variables")?)) {
            Ok(variables) => variables,
            Err(err) => return refuse(format!("`variables` cannot be read: {err}.")),
        };
        Ok(Self {
            query,
            id: id.map(|id| id.strip_prefix(SHA256).map(ToOwned::to_owned).unwrap_or(id)),
            operation_name,
            variables,
            extensions,
        })
    }
}

/// By this `documentId` tells a hash from other ids.
const SHA256: &str = "sha256:";

/// The hash by which Apollo's protocol names a document.
fn persisted(extensions: &Map<String, Value>) -> Result<Option<String>, Refusal> {
    let Some(named) = extensions.get("persistedQuery").filter(|named| !named.is_null()) else {
        return Ok(None);
    };
    match (named.get("version"), named.get("sha256Hash")) {
        (Some(version), Some(Value::String(hash))) if *version == 1 => Ok(Some(hash.clone())),
        _ => refuse(
            "`extensions.persistedQuery` must be {\"version\": 1, \"sha256Hash\": \"…\"}, with the SHA-256 of the document's \
             text in lower-case hexadecimal.",
        ),
    }
}

fn text(members: &mut Map<String, Value>, name: &str) -> Result<Option<String>, Refusal> {
    match members.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) if name == "query" => refuse(format!("`query` must be a string, but is {}.", kind(&other))),
        Some(other) => refuse(format!("`{name}` must be a string or null, but is {}.", kind(&other))),
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
