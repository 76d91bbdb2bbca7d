//! A record as a JSON tree, with what the lock holds of it.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::lock::Lock;
use crate::record::Record;

/// A value as a tree.
pub(super) fn of(value: &impl Serialize) -> Value {
    // Texts, numbers, lists and maps by text: there is nothing that JSON could not hold.
    serde_json::to_value(value).unwrap_or_default()
}

/// A record as a tree; each citation with its line and digest, an article with the digest and the length of its text.
pub(crate) fn locked(record: &Record, lock: &Lock) -> Value {
    let mut tree = of(record);
    if let (Record::Article(it), Value::Object(fields)) = (record, &mut tree)
        && let Some(locked) = lock.articles.get(&it.slug)
    {
        fields.insert("sha256".to_owned(), json!(locked.sha256));
        fields.insert("length".to_owned(), json!(locked.length));
    }
    tidy(&mut tree, lock);
    tree
}

/// True when a citation or an article that both hold is not the same in both.
pub(super) fn lock_differs(before: &Lock, after: &Lock) -> bool {
    let citations = before.citations.iter();
    let articles = before.articles.iter();
    citations
        .into_iter()
        .any(|(key, it)| after.citations.get(key).is_some_and(|other| other != it))
        || articles
            .into_iter()
            .any(|(key, it)| after.articles.get(key).is_some_and(|other| other != it))
}

fn tidy(tree: &mut Value, lock: &Lock) {
    match tree {
        Value::Array(items) => items.iter_mut().for_each(|item| tidy(item, lock)),
        Value::Object(fields) => {
            leave_out_implied_key(fields);
            let at = fields.get("at").and_then(Value::as_str).and_then(|at| at.parse().ok());
            if let Some(locked) = at.and_then(|at| lock.citations.get(&at)) {
                fields.insert("line".to_owned(), json!(locked.line));
                fields.insert("quote_sha256".to_owned(), json!(locked.sha256));
            }
            fields.values_mut().for_each(|value| tidy(value, lock));
        }
        _ => {}
    }
}

/// A participation's key that follows from who took part says nothing, whether it is written or not.
fn leave_out_implied_key(fields: &mut Map<String, Value>) {
    if fields.contains_key("roles") {
        let implied = fields.get("official").or_else(|| fields.get("organisation"));
        if implied.is_some() && fields.get("key") == implied {
            fields.shift_remove("key");
        }
    }
}
