//! What tells the items of a record's lists from one another.

use serde_json::Value;

/// The key of an item of the list that is called `list`; the same for two items only when they say the same of the same.
pub(crate) fn key(list: &str, item: &Value) -> String {
    let text = |field: &str| item.get(field).and_then(Value::as_str);
    let pair = |first: &str, second: &str| match (text(first), text(second)) {
        (Some(first), Some(second)) => Some(format!("{first}:{second}")),
        (first, second) => first.or(second).map(str::to_owned),
    };
    let key = match list {
        "aliases" => pair("language", "text"),
        "references" => pair("field", "source"),
        "evidence" => pair("at", "field"),
        "boilerplate" | "without_facts" => text("at").map(str::to_owned),
        "appointments" => text("position").map(str::to_owned),
        "related" => pair("kind", "policy"),
        "policies" => pair("relation", "policy"),
        "participations" => {
            let words = text("key")
                .or_else(|| text("official"))
                .or_else(|| text("organisation"));
            words.map(str::to_owned)
        }
        _ => text("key").map(str::to_owned),
    };
    key.unwrap_or_default()
}
