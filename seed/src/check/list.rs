//! Lists: never empty, and no word or slug in them twice.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::problem::Problems;
use crate::set::Set;
use crate::spot::Spot;

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    for spot in set.spots().filter(|it| it.properties().is_some()) {
        for (key, node) in spot.node.entries() {
            let is_empty = matches!(&node.value, crate::node::Value::List(items) if items.is_empty());
            if is_empty {
                let rest = if is_required(spot, &key.name) {
                    "write at least one"
                } else {
                    "leave the line out"
                };
                let message = format!("`{}` is empty", key.name);
                problems.at(
                    &spot.place_of(&key.name, node.span.clone()),
                    "empty-list",
                    message,
                    rest.to_owned(),
                );
            }
            let mut seen = BTreeSet::new();
            for (index, item) in node.items().iter().enumerate() {
                if let Some(text) = item.text()
                    && !seen.insert(text)
                {
                    let place = spot.place_of(&format!("{}[{index}]", key.name), item.span.clone());
                    let message = format!("`{text}` stands in `{}` twice", key.name);
                    problems.at(&place, "listed-twice", message, "keep one of the two".to_owned());
                }
            }
        }
    }
}

fn is_required(spot: &Spot<'_>, field: &str) -> bool {
    let required = spot.shape.get("required").and_then(Json::as_array);
    required.is_some_and(|it| it.iter().any(|name| name == field))
}
