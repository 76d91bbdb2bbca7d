//! Texts that have a form: slugs, keys, citations, dates, decimal numbers, codes, addresses, degrees.

use crate::node::Value;
use crate::problem::Problems;
use crate::set::Set;

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    for spot in set.spots() {
        let (Some(form), Value::Scalar { text, .. }) = (spot.form, &spot.node.value) else {
            continue;
        };
        if let Some((message, help)) = form.fault(text) {
            problems.at(&spot.place(), "form", message, help);
        }
    }
}
