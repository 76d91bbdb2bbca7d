//! What changes between two trees, by path.

use serde_json::{Map, Value};

use super::{FieldChange, item};

/// The fields of a record that comes, or that goes.
pub(super) fn all(tree: &Value, comes: bool) -> Vec<FieldChange> {
    let fields = tree.as_object().into_iter().flatten();
    fields
        .map(|(path, value)| {
            let (gone, come) = if comes {
                (None, Some(value))
            } else {
                (Some(value), None)
            };
            change(path, gone, come)
        })
        .collect()
}

/// What changes between two trees, in the order of the fields.
pub(super) fn changes(before: &Value, after: &Value) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    if let (Value::Object(before), Value::Object(after)) = (before, after) {
        objects("", (before, after), &mut changes);
    }
    changes
}

fn change(path: &str, before: Option<&Value>, after: Option<&Value>) -> FieldChange {
    FieldChange {
        path: path.to_owned(),
        before: before.cloned(),
        after: after.cloned(),
    }
}

fn objects(path: &str, (before, after): (&Map<String, Value>, &Map<String, Value>), changes: &mut Vec<FieldChange>) {
    let gone = before.keys().filter(|name| !after.contains_key(*name));
    for name in after.keys().chain(gone) {
        let inner = if path.is_empty() {
            name.clone()
        } else {
            format!("{path}.{name}")
        };
        values(&inner, name, (before.get(name), after.get(name)), changes);
    }
}

/// Compares two values of the field `name` at `path`.
fn values(path: &str, name: &str, pair: (Option<&Value>, Option<&Value>), changes: &mut Vec<FieldChange>) {
    match pair {
        (before, after) if before == after => {}
        (Some(Value::Object(before)), Some(Value::Object(after))) => objects(path, (before, after), changes),
        (before, after) => match (items(name, before), items(name, after)) {
            (Some(before), Some(after)) => lists(path, (&before, &after), changes),
            _ => changes.push(change(path, before, after)),
        },
    }
}

/// The items of a list with their keys; `None` when the value is no list of things with fields, e.g. one of slugs.
fn items<'a>(list: &str, value: Option<&'a Value>) -> Option<Vec<(String, &'a Value)>> {
    let Some(value) = value else {
        return Some(Vec::new());
    };
    let mut items: Vec<(String, &Value)> = Vec::new();
    let mut seen = std::collections::HashMap::new();
    for value in value.as_array()? {
        value.as_object()?;
        let mut key = item::key(list, value);
        let times = seen.entry(key.clone()).or_insert(0_u32);
        *times += 1;
        if *times > 1 {
            key = format!("{key}#{times}");
        }
        items.push((key, value));
    }
    Some(items)
}

type Items<'a> = [(String, &'a Value)];

fn lists(path: &str, (before, after): (&Items<'_>, &Items<'_>), changes: &mut Vec<FieldChange>) {
    let old: std::collections::HashMap<&str, &Value> =
        before.iter().map(|(key, value)| (key.as_str(), *value)).collect();
    let new: std::collections::HashMap<&str, &Value> =
        after.iter().map(|(key, value)| (key.as_str(), *value)).collect();
    for (key, value) in after {
        values(
            &format!("{path}[{key}]"),
            "",
            (old.get(key.as_str()).copied(), Some(value)),
            changes,
        );
    }
    for (key, value) in before.iter().filter(|(key, _)| !new.contains_key(key.as_str())) {
        changes.push(change(&format!("{path}[{key}]"), Some(value), None));
    }
    let stays = |items: &Items<'_>, other: &std::collections::HashMap<&str, &Value>| -> Vec<String> {
        let keys = items.iter().map(|(key, _)| key);
        keys.filter(|key| other.contains_key(key.as_str())).cloned().collect()
    };
    if stays(before, &new) != stays(after, &old) {
        let order = |items: &Items<'_>| Value::from(items.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>());
        changes.push(FieldChange {
            path: format!("{path}.order"),
            before: Some(order(before)),
            after: Some(order(after)),
        });
    }
}
