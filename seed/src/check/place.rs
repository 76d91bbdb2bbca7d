//! Places: a latitude never goes without a longitude.

use crate::problem::Problems;
use crate::set::Set;

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    for spot in set.spots().filter(|it| it.sound && it.may_have("latitude")) {
        for (one, other) in [("latitude", "longitude"), ("longitude", "latitude")] {
            if spot.node.get(one).is_some() && spot.node.get(other).is_none() {
                let message = format!("`{one}` stands here without `{other}`");
                let help = format!("add `{other}:` with its reference, or leave `{one}` out");
                problems.at(&spot.place_of_field(one), "half-a-point", message, help);
            }
        }
    }
}
