//! The messages of `graphql-transport-ws`, as the JSON texts that they are.

use serde_json::{Map, Value};

use super::close::Close;
use crate::http::params::Params;

/// What a client says.
#[derive(Debug)]
pub(super) enum Message {
    /// `connection_init`, with what the client wants known.
    Init(Map<String, Value>),
    /// `ping`, with what the pong is to repeat.
    Ping(Option<Value>),
    /// `pong`.
    Pong,
    /// `subscribe`: an operation, and the id by which its answers are told apart.
    Subscribe(String, Params),
    /// `complete`: the client does not listen to this operation any more.
    Complete(String),
}

/// Reads a message; what the protocol does not name is passed over.
///
/// # Errors
/// When it is none: the protocol closes the socket then.
pub(super) fn read(text: &str) -> Result<Message, Close> {
    // serde_json itself goes only 128 deep.
    let value = serde_json::from_str(text).map_err(|err| Close::invalid(&format!("not JSON: {err}")))?;
    let Value::Object(mut members) = value else {
        return Err(Close::invalid("not an object"));
    };
    let Some(Value::String(kind)) = members.remove("type") else {
        return Err(Close::invalid("`type` must be a string"));
    };
    match kind.as_str() {
        "connection_init" => Ok(Message::Init(payload(&mut members)?.unwrap_or_default())),
        "ping" => Ok(Message::Ping(payload(&mut members)?.map(Value::Object))),
        "pong" => payload(&mut members).map(|_any| Message::Pong),
        "subscribe" => {
            let id = id(&mut members)?;
            let request = payload(&mut members)?.ok_or_else(|| Close::invalid("`payload` is missing"))?;
            let params = Params::from_members(request).map_err(|refusal| Close::invalid(&refusal.message))?;
            Ok(Message::Subscribe(id, params))
        }
        "complete" => id(&mut members).map(Message::Complete),
        _ => Err(Close::invalid("its `type` is not one that a client sends")),
    }
}

fn payload(members: &mut Map<String, Value>) -> Result<Option<Map<String, Value>>, Close> {
    match members.remove("payload") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(payload)) => Ok(Some(payload)),
        Some(_) => Err(Close::invalid("`payload` must be an object")),
    }
}

fn id(members: &mut Map<String, Value>) -> Result<String, Close> {
    match members.remove("id") {
        Some(Value::String(id)) if !id.is_empty() => Ok(id),
        _ => Err(Close::invalid("`id` must be a string that is not empty")),
    }
}

/// The service takes operations from now on.
pub(super) const ACKNOWLEDGED: &[u8] = br#"{"type":"connection_ack"}"#;

/// The answer to a `ping`.
pub(super) fn pong(payload: Option<Value>) -> Vec<u8> {
    let mut members = Map::from_iter([("type".to_owned(), Value::from("pong"))]);
    members.extend(payload.map(|payload| ("payload".to_owned(), payload)));
    Value::Object(members).to_string().into_bytes()
}

/// An answer of an operation.
pub(super) fn next(id: &str, answer: &[u8]) -> Vec<u8> {
    with_payload(id, "next", answer)
}

/// The errors for which an operation came to nothing; it has ended.
pub(super) fn error(id: &str, errors: &[u8]) -> Vec<u8> {
    with_payload(id, "error", errors)
}

/// The end of an operation.
pub(super) fn complete(id: &str) -> Vec<u8> {
    format!(r#"{{"id":{},"type":"complete"}}"#, Value::from(id)).into_bytes()
}

/// The payload is JSON already.
fn with_payload(id: &str, kind: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!(r#"{{"id":{},"type":"{kind}","payload":"#, Value::from(id));
    [head.as_bytes(), payload, b"}"].concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_message_closes_the_socket() {
        for text in [
            "",
            "{",
            "[]",
            "null",
            "{}",
            r#"{"type":1}"#,
            r#"{"type":"connection_ack"}"#,
            r#"{"type":"next","id":"1","payload":{}}"#,
            r#"{"type":"start"}"#,
            r#"{"type":"connection_init","payload":"me"}"#,
            r#"{"type":"ping","payload":[]}"#,
            r#"{"type":"subscribe","payload":{"query":"{ a }"}}"#,
            r#"{"type":"subscribe","id":"","payload":{"query":"{ a }"}}"#,
            r#"{"type":"subscribe","id":1,"payload":{"query":"{ a }"}}"#,
            r#"{"type":"subscribe","id":"1"}"#,
            r#"{"type":"subscribe","id":"1","payload":{}}"#,
            r#"{"type":"subscribe","id":"1","payload":{"query":"{ a }","variables":[]}}"#,
            r#"{"type":"subscribe","id":"1","payload":{"query":"{ a }","operationName":1}}"#,
            r#"{"type":"subscribe","id":"1","payload":{"query":"{ a }","extensions":""}}"#,
            r#"{"type":"complete"}"#,
        ] {
            assert_eq!(read(text).unwrap_err().code(), 4400, "{text}");
        }
        let deep = format!(
            r#"{{"type":"ping","payload":{{"x":{}{}}}}}"#,
            "[".repeat(200),
            "]".repeat(200)
        );
        assert_eq!(read(&deep).unwrap_err().code(), 4400);
    }

    proptest! {
        #[test]
        fn any_id_comes_back_as_it_was(id in ".+") {
            for text in [complete(&id), next(&id, b"{}"), error(&id, b"[]")] {
                let message: Value = serde_json::from_slice(&text).unwrap();
                prop_assert_eq!(message["id"].as_str(), Some(id.as_str()));
            }
        }
    }
}
