//! A meeting that was held cannot lie after every report of it.
//!
//! Only what is certain is compared: exact bounds on both sides, and a day's grace, since a day in Japan begins before the
//! one in India on which it is reported.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use entity::{Edtf, RecordKind};

use crate::form::Form;
use crate::lock::Citation;
use crate::node::Node;
use crate::problem::Problems;
use crate::set::{Entry, Set};

pub(super) fn check(set: &Set<'_>, problems: &mut Problems) {
    for entry in set.entries.iter().filter(|it| it.kind == RecordKind::Meeting) {
        let Some(spot) = entry
            .spots
            .first()
            .filter(|it| it.node.text_of("status") == Some("held"))
        else {
            continue;
        };
        let begins = spot.node.get("when").and_then(exact).and_then(|it| it.bounds().0);
        let (Some(begins), Some(reported)) = (begins, latest_report(set, entry)) else {
            continue;
        };
        if reported
            .checked_add_days(Days::new(1))
            .is_some_and(|limit| begins > limit)
        {
            let message =
                format!("the meeting was held, and its date {begins} is after its latest report of {reported}");
            let help = "a plan stays `scheduled` until a source says that it happened; or correct the date".to_owned();
            problems.at(&spot.place_of_field("when"), "held-in-future", message, help);
        }
    }
}

/// The last day on which the latest article that reports it was published; `None` when that of any is not known.
fn latest_report(set: &Set<'_>, entry: &Entry<'_>) -> Option<NaiveDate> {
    let citations = entry.spots.iter().filter(|it| it.form == Some(Form::Citation));
    let articles: BTreeSet<String> = citations
        .filter_map(|it| it.node.text()?.parse::<Citation>().ok())
        .map(|it| it.article)
        .collect();
    let mut latest = None;
    for slug in articles {
        let article = set.get(RecordKind::Article, &slug)?;
        let published = exact(article.node.get("published")?)?.bounds().1?;
        latest = latest.max(Some(published));
    }
    latest
}

/// The date of a moment without qualification.
fn exact(moment: &Node) -> Option<Edtf> {
    let text = moment.text_of("edtf")?;
    if text.contains(['~', '?', '%']) {
        None
    } else {
        Edtf::parse(text).ok()
    }
}
