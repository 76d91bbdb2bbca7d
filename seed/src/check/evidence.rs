//! Every fact says where it stands: evidence is there, and names fields that there are, each citation once.

use std::collections::BTreeSet;

use crate::nearest::did_you_mean;
use crate::problem::Problems;
use crate::set::Set;
use crate::spot::{Spot, a};

/// Fields that are no fact about the thing itself.
const NO_FACT: [&str; 6] = ["slug", "formerly", "key", "evidence", "references", "note"];

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    for spot in set.spots().filter(|it| it.may_have("evidence")) {
        if spot.sound && !has_source(spot) {
            missing(spot, problems);
        }
        fields(spot, "evidence", problems);
        fields(spot, "references", problems);
        twice(spot, problems);
    }
}

/// True for what has evidence, a record with a reference, and an alias that no article prints.
fn has_source(spot: &Spot<'_>) -> bool {
    let unprinted = spot.name == "Alias" && spot.node.text_of("kind") != Some("as_printed");
    // An empty list is a fault of its own.
    let has = |field| spot.node.get(field).is_some();
    unprinted || has("evidence") || (spot.path.is_empty() && has("references"))
}

fn missing(spot: &Spot<'_>, problems: &mut Problems) {
    let (message, help) = if spot.path.is_empty() {
        let help = "add `evidence:` with `- {at: article-slug@start-end}`, or `references:` for general knowledge";
        (
            format!("this {} has neither evidence nor a reference", spot.noun()),
            help,
        )
    } else {
        let help = "add `evidence:` with `- {at: article-slug@start-end}`; `seed cite` prints the citation";
        (format!("this {} has no evidence", spot.noun()), help)
    };
    problems.at(&spot.place(), "evidence-missing", message, help.to_owned());
}

fn fields(spot: &Spot<'_>, list: &str, problems: &mut Problems) {
    let Some(properties) = spot.properties() else { return };
    let names = || properties.keys().map(String::as_str).filter(|it| !NO_FACT.contains(it));
    for (index, item) in spot.node.items_of(list).iter().enumerate() {
        let (Some(node), Some(field)) = (item.get("field"), item.text_of("field")) else {
            continue;
        };
        let (message, help) = if !names().any(|it| it == field) {
            let help = did_you_mean(field, names())
                .unwrap_or_else(|| format!("the fields are {}", names().collect::<Vec<_>>().join(", ")));
            (
                format!("`{field}` is no field of {} that can have evidence", a(spot.name)),
                help,
            )
        } else if spot.sound && spot.node.get(field).is_none() {
            let help = format!("write `{field}: …`, or leave this line out");
            (format!("this {} has no `{field}` to support", spot.noun()), help)
        } else {
            continue;
        };
        let place = spot.place_of(&format!("{list}[{index}].field"), node.span.clone());
        problems.at(&place, "evidence-field", message, help);
    }
}

fn twice(spot: &Spot<'_>, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for (index, item) in spot.node.items_of("evidence").iter().enumerate() {
        let Some(at) = item.text_of("at") else { continue };
        let field = item.text_of("field");
        if !seen.insert((at, field)) {
            let what = field.map_or("the whole".to_owned(), |it| format!("`{it}`"));
            let place = spot.place_of(&format!("evidence[{index}]"), item.head());
            let message = format!("`{at}` is cited twice for {what}");
            problems.at(&place, "evidence-twice", message, "keep one of the two".to_owned());
        }
    }
}
