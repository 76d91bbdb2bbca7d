//! What is not simply stated says why.

use crate::problem::Problems;
use crate::set::Set;

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    for spot in set
        .spots()
        .filter(|it| it.sound && it.may_have("certainty") && it.may_have("note"))
    {
        let help = match spot.node.text_of("certainty") {
            Some("inferred") => "add `note: {en: …, hi: …}` that says from what it follows",
            Some("possible") => "add `note: {en: …, hi: …}` that gives the other reading",
            _ => continue,
        };
        if spot.node.get("note").is_none() {
            let certainty = spot.node.text_of("certainty").unwrap_or_default();
            let message = format!("this {} is {certainty} and has no note", spot.noun());
            problems.at(
                &spot.place_of_field("certainty"),
                "certainty-note",
                message,
                help.to_owned(),
            );
        }
    }
}
