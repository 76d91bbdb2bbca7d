//! What is not simply stated says why: a note of its own, or, for evidence, the note of what it supports.

use crate::node::Node;
use crate::problem::Problems;
use crate::set::Set;
use crate::spot::Spot;

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    for spot in set.spots().filter(|it| it.sound) {
        if spot.may_have("certainty") && spot.name != "Evidence" {
            say_why(spot, spot.node, "", problems);
        }
        for (index, evidence) in spot.node.items_of("evidence").iter().enumerate() {
            let supported = evidence
                .text_of("field")
                .map_or(Some(spot.node), |field| spot.node.get(field));
            if spot.may_have("evidence") && supported.is_none_or(|it| it.get("note").is_none()) {
                say_why(spot, evidence, &format!("evidence[{index}]."), problems);
            }
        }
    }
}

fn say_why(spot: &Spot<'_>, node: &Node, path: &str, problems: &mut Problems) {
    let certainty = node.text_of("certainty").unwrap_or_default();
    let help = match certainty {
        "inferred" => "add `note: {en: …, hi: …}` that says from what it follows",
        "possible" => "add `note: {en: …, hi: …}` that gives the other reading",
        _ => return,
    };
    if let (None, Some(value)) = (node.get("note"), node.get("certainty")) {
        let what = if path.is_empty() {
            spot.noun()
        } else {
            "evidence".to_owned()
        };
        let message = format!("this {what} is {certainty} and has no note");
        let place = spot.place_of(&format!("{path}certainty"), value.span.clone());
        problems.at(&place, "certainty-note", message, help.to_owned());
    }
}
