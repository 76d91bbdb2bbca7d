//! The rules of the dataset that a machine can check: a table of contents.
//!
//! Each room holds rules of one sort; each rule reports every place where it is broken and how to mend it. What a file may
//! hold at all, its fields and words, is compared in [`crate::structure`] before.

mod certainty;
pub(crate) mod citation;
mod cycle;
mod evidence;
mod form;
mod general;
mod list;
mod part;
mod participation;
mod place;
mod refer;
mod slug;
mod status;
mod text;

use crate::problem::Problems;
use crate::set::Set;

/// Checks every rule.
pub(crate) fn all(set: &Set<'_>, problems: &mut Problems) {
    slug::check(set, problems);
    form::check(set, problems);
    text::check(set, problems);
    list::check(set, problems);
    refer::check(set, problems);
    cycle::check(set, problems);
    part::check(set, problems);
    participation::check(set, problems);
    certainty::check(set, problems);
    evidence::check(set, problems);
    general::check(set, problems);
    place::check(set, problems);
    status::check(set, problems);
    citation::check(set, problems);
}
