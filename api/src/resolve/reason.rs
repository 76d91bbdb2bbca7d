//! Why a record may be meant, in sentences for a reader of English or Hindi.

use entity::{Certainty, LocalizedText, display};

use super::ask::Question;
use super::cover::{Cover, Text, Way};
use super::find::Known;
use super::score::{Claim, Day, Post};

/// A language in which reasons are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    Hindi,
}

impl Tongue {
    /// The first of the wanted languages that is one; English when none is.
    pub(super) fn of<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Self {
        let known = |tag: &str| match tag.split('-').next()?.to_ascii_lowercase().as_str() {
            "hi" => Some(Self::Hindi),
            "en" => Some(Self::English),
            _ => None,
        };
        wanted.into_iter().find_map(known).unwrap_or(Self::English)
    }

    fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Hindi => "hi",
        }
    }

    fn say(self, english: String, hindi: String) -> String {
        match self {
            Self::English => english,
            Self::Hindi => hindi,
        }
    }
}

/// Why a record may be meant; `equals` records score the same, itself among them.
pub(super) fn reasons(question: &Question, known: &Known, claim: &Claim<'_>, equals: usize) -> Vec<String> {
    let tongue = question.tongue();
    let mut reasons = Vec::new();
    if let Some((text, cover)) = &claim.name {
        reasons.push(named(question, tongue, text, cover));
    }
    if let Some(post) = &claim.post {
        reasons.push(posted(question, known, tongue, post));
        reasons.extend(around(question, known, tongue, post));
    }
    let left = shown(question, claim.unexplained());
    if !left.is_empty() {
        reasons.push(tongue.say(
            format!("nothing explains {left}"),
            format!("{left} का कोई आधार नहीं मिला"),
        ));
    }
    if equals > 1 {
        let english = format!("{equals} records fit equally well");
        reasons.push(tongue.say(english, format!("{equals} अभिलेख समान रूप से ठीक बैठते हैं")));
    }
    reasons
}

/// Words of the question as they were written, each run of neighbours in quotes.
fn shown(question: &Question, places: impl Iterator<Item = usize>) -> String {
    let mut runs: Vec<(usize, String)> = Vec::new();
    for place in places {
        let Some(word) = question.words.get(place) else {
            continue;
        };
        match runs.last_mut() {
            Some((last, run)) if *last + 1 == place => {
                *last = place;
                run.push(' ');
                run.push_str(&word.shown);
            }
            _ => runs.push((place, word.shown.clone())),
        }
    }
    let quoted: Vec<String> = runs.into_iter().map(|(_, run)| format!("“{run}”")).collect();
    quoted.join(", ")
}

fn named(question: &Question, tongue: Tongue, text: &Text, cover: &Cover) -> String {
    let name = &text.shown;
    let met = cover.ways.iter().enumerate().filter(|(_, way)| way.is_some());
    let words = shown(question, met.map(|(at, _)| at));
    let (english, hindi) = match (cover.worst(), cover.is_whole(), cover.is_all()) {
        (Some(Way::Near), ..) => (
            format!("{words} is one letter away from words of the name “{name}”"),
            format!("{words} में “{name}” नाम के शब्दों से एक अक्षर का अंतर है"),
        ),
        (_, true, _) | (_, _, true) if !cover.ordered => (
            format!("{words} has the words of the name “{name}” in another order"),
            format!("{words} में “{name}” नाम के शब्द दूसरे क्रम में हैं"),
        ),
        (Some(Way::Exact), true, _) => (
            format!("the text is the name “{name}”, letter by letter"),
            format!("यह पाठ अक्षरशः “{name}” नाम है"),
        ),
        (_, true, _) => (
            format!("the text sounds like the name “{name}”"),
            format!("यह पाठ सुनने में “{name}” नाम जैसा है"),
        ),
        (Some(Way::Exact), _, true) => (
            format!("{words} is the whole name “{name}”"),
            format!("{words} पूरा नाम “{name}” है"),
        ),
        (_, _, true) => (
            format!("{words} sounds like the name “{name}”"),
            format!("{words} सुनने में “{name}” नाम जैसा है"),
        ),
        (Some(Way::Exact), ..) if cover.last && met_count(cover) == 1 => (
            format!("{words} is the last word of the name “{name}”"),
            format!("{words} “{name}” नाम का अंतिम शब्द है"),
        ),
        (Some(Way::Exact), ..) => (
            format!("{words} is part of the name “{name}”"),
            format!("{words} “{name}” नाम का अंश है"),
        ),
        _ => (
            format!("{words} sounds like part of the name “{name}”"),
            format!("{words} सुनने में “{name}” नाम के अंश जैसा है"),
        ),
    };
    tongue.say(english, hindi)
}

fn met_count(cover: &Cover) -> usize {
    cover.ways.iter().flatten().count()
}

fn pick(question: &Question, tongue: Tongue, texts: &LocalizedText) -> String {
    let wanted = question.wanted.iter().map(String::as_str).chain([tongue.tag()]);
    texts.pick(wanted).map(|(_, text)| text.to_owned()).unwrap_or_default()
}

fn name(question: &Question, known: &Known, tongue: Tongue, record: i64) -> String {
    let names = known.records.get(&record).map(|record| &record.names);
    names.map(|names| pick(question, tongue, names)).unwrap_or_default()
}

fn posted(question: &Question, known: &Known, tongue: Tongue, post: &Post<'_>) -> String {
    let title = pick(question, tongue, post.titles);
    let body = name(question, known, tongue, post.body);
    let Some((appointment, day)) = post.held else {
        return tongue.say(
            format!("“{title}” is a post of this body"),
            format!("“{title}” इस निकाय का पद है"),
        );
    };
    let observed = appointment.observed();
    let observed = observed.map(|moment| display::display(&moment.edtf, [tongue.tag()]));
    let mut sentence = match observed {
        Some(observed) => tongue.say(
            format!("holds the post “{title}” of {body} in an observation of {observed}"),
            format!("{body} में “{title}” पद पर होने का उल्लेख: {observed}"),
        ),
        None => tongue.say(
            format!("holds the post “{title}” of {body}; the sources do not say when"),
            format!("{body} में “{title}” पद पर होने का उल्लेख; स्रोत समय नहीं बताते"),
        ),
    };
    let (english, hindi) = match day {
        Day::Unasked | Day::Unknown => ("", ""),
        Day::Same => (", the asked day", "; यही पूछा गया दिन है"),
        Day::Possible => (", which may be the asked day", "; पूछा गया दिन इसमें हो सकता है"),
        Day::Other | Day::Far => (
            ", not of the asked day; the sources do not say how long posts were held",
            "; पूछा गया दिन इससे अलग है, और स्रोत कार्यकाल नहीं बताते",
        ),
    };
    sentence.push_str(&tongue.say(english.to_owned(), hindi.to_owned()));
    if appointment.certainty == Certainty::Possible {
        let (english, hindi) = (
            "; the source can also be read another way",
            "; स्रोत दूसरी तरह भी पढ़ा जा सकता है",
        );
        sentence.push_str(&tongue.say(english.to_owned(), hindi.to_owned()));
    }
    sentence
}

/// For each record around the post that is named, by which words.
fn around(question: &Question, known: &Known, tongue: Tongue, post: &Post<'_>) -> Vec<String> {
    let mut records: Vec<i64> = Vec::new();
    for (_, record) in &post.around {
        if !records.contains(record) {
            records.push(*record);
        }
    }
    let sentence = |record: &i64| {
        let words = post.around.iter().filter(|(_, it)| it == record).map(|(at, _)| *at);
        let words = shown(question, words);
        let named = name(question, known, tongue, *record);
        if *record == post.body {
            let hindi = format!("{words} उस पद के निकाय के नाम “{named}” में है");
            tongue.say(format!("{words} is in the name of the post's body, “{named}”"), hindi)
        } else {
            let hindi = format!("{words} से उस निकाय का स्थान, राज्य या मूल निकाय “{named}” समझा गया");
            tongue.say(format!("{words} is where that body belongs: “{named}”"), hindi)
        }
    };
    records.iter().map(sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_in_the_first_wanted_language_that_is_spoken() {
        for (wanted, tongue) in [
            (&["hi"][..], Tongue::Hindi),
            (&["ta", "hi-IN", "en"], Tongue::Hindi),
            (&["hi-Latn"], Tongue::Hindi),
            (&["ta"], Tongue::English),
            (&[], Tongue::English),
        ] {
            assert_eq!(Tongue::of(wanted.iter().copied()), tongue, "{wanted:?}");
        }
    }

    #[test]
    fn runs_of_words_are_quoted_together() {
        let question = Question::new("text", "Chief Minister Vishnu Sai").unwrap();
        assert_eq!(shown(&question, [0, 1, 3].into_iter()), "“Chief Minister”, “Sai”");
    }
}
