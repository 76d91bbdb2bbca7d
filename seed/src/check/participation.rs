//! Who took part in a meeting: somebody at least, under the right key, in a post of their own.

use entity::RecordKind;

use super::part::{effective_key, implied_key};
use crate::problem::Problems;
use crate::set::Set;
use crate::spot::Spot;

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    for spot in set.spots().filter(|it| it.name == "Participation" && it.sound) {
        who(spot, problems);
        key(spot, problems);
        appointment(set, spot, problems);
    }
}

fn who(spot: &Spot<'_>, problems: &mut Problems) {
    if ["official", "organisation", "group"]
        .iter()
        .all(|field| spot.node.get(field).is_none())
    {
        let message = "this participation does not say who took part".to_owned();
        let help = "add `official:`, `organisation:` or, for people without names, `group: {en: …, hi: …}`".to_owned();
        problems.at(&spot.place(), "participation-who", message, help);
    }
}

fn key(spot: &Spot<'_>, problems: &mut Problems) {
    let implied = implied_key(spot.node);
    if effective_key(spot.node).is_none() {
        let message = "this participation has no key".to_owned();
        let help = "add `key: …`: without an official or an organisation nothing else tells it from others".to_owned();
        problems.at(&spot.place(), "participation-key", message, help);
    } else if spot.node.text_of("key").is_some_and(|key| implied == Some(key)) {
        let message = format!(
            "the key `{}` is the one that it has anyway",
            implied.unwrap_or_default()
        );
        problems.at(
            &spot.place_of_field("key"),
            "participation-key",
            message,
            "leave the line out".to_owned(),
        );
    }
}

fn appointment(set: &Set<'_>, spot: &Spot<'_>, problems: &mut Problems) {
    let Some(position) = spot.node.text_of("appointment") else {
        return;
    };
    let place = spot.place_of_field("appointment");
    let Some(slug) = spot.node.text_of("official") else {
        let message = "an appointment is that of an official, and none is named".to_owned();
        let help = "add `official: …`, or leave `appointment` out".to_owned();
        problems.at(&place, "participation-appointment", message, help);
        return;
    };
    let Some(official) = set.get(RecordKind::Official, slug) else {
        return;
    };
    let posts = official
        .node
        .items_of("appointments")
        .iter()
        .filter_map(|it| it.text_of("position"));
    let posts: Vec<&str> = posts.collect();
    if !posts.contains(&position) {
        let message = format!("the official `{slug}` has no appointment `{position}`");
        let help = match posts.as_slice() {
            [] => format!("add it under `appointments:` of `{slug}` in official.yaml, with its evidence"),
            posts => format!(
                "the appointments of `{slug}` are {}; or add it in official.yaml",
                posts.join(", ")
            ),
        };
        problems.at(&place, "participation-appointment", message, help);
    }
}
