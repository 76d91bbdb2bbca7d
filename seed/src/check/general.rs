//! General knowledge is marked as such: fields that no article gives have a reference.

use serde_json::Value as Json;

use crate::problem::Problems;
use crate::set::Set;
use crate::spot::Spot;

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    for spot in set.spots().filter(|it| it.sound) {
        let Some(properties) = spot.properties() else { continue };
        for (name, schema) in properties {
            let is_general = schema.get("x-general") == Some(&Json::Bool(true));
            if is_general && spot.node.get(name).is_some() && !is_backed(spot, name) {
                let message = format!("`{name}` has neither a reference nor evidence");
                let help = format!(
                    "add `- {{field: {name}, source: …, url: …}}` to `references:` of this {}",
                    spot.noun()
                );
                problems.at(&spot.place_of_field(name), "general-knowledge", message, help);
            }
        }
    }
}

fn is_backed(spot: &Spot<'_>, field: &str) -> bool {
    let names = |list| {
        spot.node
            .items_of(list)
            .iter()
            .any(|it| it.text_of("field") == Some(field))
    };
    names("references") || names("evidence")
}
