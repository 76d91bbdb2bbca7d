//! Why a value is not of the sort that its shape wants, and what to write.

use super::Where;
use crate::node::{Node, Scalar, Value};
use crate::spot::Wants;

/// True for what is the rest of a text that a comma in braces has cut.
pub(super) fn is_split(key: &str, value: &Node) -> bool {
    value.scalar() == Some(Scalar::Null) && key.contains(|it: char| it.is_whitespace() || !it.is_ascii())
}

pub(super) fn split(key: &str) -> (String, String) {
    let help = "in braces a comma begins the next entry: put the whole text before it in double quotes";
    (format!("`{key}` is cut off from the text before it"), help.to_owned())
}

/// Why a value is not of the sort that is wanted, and what to write.
pub(super) fn mismatch(at: &Where<'_>, node: &Node, wants: Wants<'_>) -> Option<(String, String)> {
    let field = at.key.unwrap_or("it");
    let (is, text) = match (&node.value, node.scalar()) {
        (Value::List(_), _) => ("a list", ""),
        (Value::Map(_), _) => ("a mapping", ""),
        (Value::Scalar { text, .. }, Some(Scalar::Number(_))) => ("a number", text.as_str()),
        (Value::Scalar { text, .. }, Some(Scalar::Bool(_))) => ("a truth value", text.as_str()),
        (Value::Scalar { text, .. }, Some(Scalar::Text(_))) => ("a text", text.as_str()),
        (Value::Scalar { .. }, _) => {
            let message = format!("{} has no value", at.name());
            return Some((message, format!("write one, or leave `{field}` out")));
        }
    };
    let (wanted, how) = match wants {
        Wants::Fields(_) => (
            "a mapping",
            "write its fields one to a line below, two columns further right".to_owned(),
        ),
        Wants::Texts => ("a text by language", format!("write `{field}: {{en: …, hi: …}}`")),
        Wants::List(_) => ("a list", format!("write `{field}: [a, b]`, or one `- ` line an item")),
        Wants::Number => ("a number", format!("write e.g. `{field}: 21.25`, without quotes")),
        Wants::Text | Wants::Words if text.is_empty() => ("a text", format!("write `{field}: …` on one line")),
        Wants::Text | Wants::Words => ("a text", format!("put it in quotes: \"{text}\"")),
    };
    (is != wanted && !(is == "a mapping" && wanted == "a text by language"))
        .then(|| (format!("{} is to be {wanted}, and this is {is}", at.name()), how))
}

pub(super) fn list<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> String {
    words
        .into_iter()
        .map(|it| it.as_ref().to_owned())
        .collect::<Vec<_>>()
        .join(", ")
}
