//! How well each record explains the words of a text.
//!
//! A score is the share of the words that are explained, unexplained ones counting more than in proportion, times how
//! telling the explanation is: a whole name tells all, a part of one less; a post and its body add to a name and can stand
//! for it. Records that fit equally well share what remains.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use entity::{Certainty, LanguageTag, RecordKind, appointment, record};

use super::ask::Question;
use super::cover::{Cover, Lexicon, Text, Way, cover};
use super::find::Known;
use super::reason;

/// What scores less before equals share is left out.
const FLOOR: f64 = 0.2;
/// How much more than in proportion unexplained words count.
const STRICTNESS: f64 = 1.5;
/// The most that anything but a whole name, letter by letter, comes to.
const NOT_WHOLE: f64 = 0.99;
/// Scores that differ less are equal.
const SAME: f64 = 0.01;
/// What a name in another language than the asked one counts.
const OTHER_LANGUAGE: f64 = 0.98;
/// How telling a whole post is, for its holder and for its body.
const POST: f64 = 0.6;
const POST_OF_BODY: f64 = 0.2;
/// What words are worth that only a post of the body explains, whoever holds it: the holder is meant more often.
const POST_WITHOUT_HOLDER: f64 = 0.3;
/// How telling the body of a post is.
const BODY: f64 = 0.5;

/// A record that may be meant.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// What all kinds share of the record.
    pub record: record::Model,
    /// How well it explains the text, 0 to 1.
    pub score: f64,
    /// Why, in sentences for a reader.
    pub reasons: Vec<String>,
}

/// An explanation of a text by a record.
pub(super) struct Claim<'a> {
    pub(super) record: &'a record::Model,
    /// The best of its names, when one has a word of the text.
    pub(super) name: Option<(&'a Text, Cover)>,
    /// A post of the person, or of the body.
    pub(super) post: Option<Post<'a>>,
    /// How much of each word is explained.
    weights: Vec<f64>,
    pub(super) score: f64,
}

/// A post that explains words which the name does not.
pub(super) struct Post<'a> {
    /// The post's row and its body's.
    pub(super) titles: &'a entity::LocalizedText,
    pub(super) body: i64,
    /// `None` when it is the body that is meant.
    pub(super) held: Option<(&'a appointment::Model, Day)>,
    /// Words that name the body, its place, state or parent, each with the record that is named so.
    pub(super) around: Vec<(usize, i64)>,
    share: f64,
    around_share: f64,
}

/// How a post's observation lies to the asked day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// No day was asked for.
    Unasked,
    /// It was on that day.
    Same,
    /// It may have been on that day.
    Possible,
    /// It was on another day within a year.
    Other,
    /// It was more than a year away.
    Far,
    /// The sources do not say when it was.
    Unknown,
}

impl Day {
    fn of(on: Option<NaiveDate>, appointment: &appointment::Model) -> Self {
        const YEAR: i64 = 366;
        let Some(on) = on else { return Self::Unasked };
        let Some(edtf) = appointment.observed_edtf.as_deref() else {
            return Self::Unknown;
        };
        let (earliest, latest) = (appointment.observed_earliest, appointment.observed_latest);
        let before = earliest.map_or(0, |day| (day - on).num_days());
        let after = latest.map_or(0, |day| (on - day).num_days());
        match before.max(after) {
            ..=0 if earliest == latest && !edtf.contains(['~', '?', '%']) => Self::Same,
            ..=0 => Self::Possible,
            1..=YEAR => Self::Other,
            _ => Self::Far,
        }
    }

    fn factor(self) -> f64 {
        match self {
            Self::Unasked | Self::Same => 1.0,
            Self::Possible => 0.97,
            Self::Other | Self::Unknown => 0.9,
            Self::Far => 0.75,
        }
    }
}

/// The texts by which records and posts are told.
struct Texts {
    /// For each word of the question, whether one of the texts has it or what sounds like it.
    heard: Vec<bool>,
    names: HashMap<i64, Vec<Text>>,
    titles: HashMap<i64, Vec<Text>>,
}

impl Texts {
    fn of(question: &Question, known: &Known) -> Self {
        let mut lexicon = Lexicon::default();
        let names = known.names.iter().map(|(id, names)| {
            let texts = names.iter().map(|name| lexicon.text(&name.text, &name.language));
            (*id, texts.collect())
        });
        let names = names.collect();
        let titles = known.posts.iter().map(|(id, (post, _))| {
            let texts = post.titles.0.iter();
            (
                *id,
                texts
                    .map(|(language, title)| lexicon.text(title, language.as_str()))
                    .collect(),
            )
        });
        let titles = titles.collect();
        Self {
            heard: question.words.iter().map(|word| lexicon.has(word)).collect(),
            names,
            titles,
        }
    }

    fn names(&self, id: i64) -> &[Text] {
        self.names.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    fn titles(&self, id: i64) -> &[Text] {
        self.titles.get(&id).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Records by how well they explain the text, the best first; of equals by kind and slug.
pub(super) fn ranked(question: &Question, known: &Known) -> Vec<Ranked> {
    let texts = Texts::of(question, known);
    let judge = Judge {
        question,
        known,
        texts: &texts,
    };
    let wanted = known.candidates.iter().filter_map(|id| known.records.get(id));
    let mut claims: Vec<Claim<'_>> = wanted
        .filter(|record| question.wants(record.kind))
        .filter_map(|record| judge.claim(record))
        .filter(|claim| claim.score >= FLOOR)
        .collect();
    claims.sort_by(|one, other| {
        let place = |claim: &Claim<'_>| (kind(claim.record.kind), claim.record.slug.clone());
        other
            .score
            .total_cmp(&one.score)
            .then_with(|| place(one).cmp(&place(other)))
    });
    let scores: Vec<f64> = claims.iter().map(|claim| claim.score).collect();
    let mut least: f64 = 1.0;
    let mut ranked = Vec::new();
    for claim in &claims {
        let equals = scores
            .iter()
            .filter(|score| (**score - claim.score).abs() < SAME)
            .count();
        let shared = claim.score / f64::from(u32::try_from(equals).unwrap_or(u32::MAX)).sqrt();
        least = least.min(shared);
        ranked.push(Ranked {
            record: claim.record.clone(),
            score: (least * 1000.0).round() / 1000.0,
            reasons: reason::reasons(question, known, claim, equals),
        });
    }
    ranked.truncate(question.first);
    ranked
}

/// People before bodies before places, as names of people are asked for most.
fn kind(kind: RecordKind) -> usize {
    use RecordKind::{Article, Meeting, Official, Organisation, Place, Policy, State, Topic};
    let order = [Official, Organisation, State, Place, Policy, Topic, Meeting, Article];
    order.iter().position(|it| *it == kind).unwrap_or_default()
}

struct Judge<'a> {
    question: &'a Question,
    known: &'a Known,
    texts: &'a Texts,
}

impl<'a> Judge<'a> {
    /// The best explanation of the text by a record; `None` when there is none.
    fn claim(&self, record: &'a record::Model) -> Option<Claim<'a>> {
        let name = self.best(self.texts.names(record.id));
        let alone = name.clone().map(|name| self.weigh(record, Some(name), None));
        let posts = match record.kind {
            RecordKind::Official => self.held(record.id),
            RecordKind::Organisation => self.offered(record.id),
            _ => Vec::new(),
        };
        let with_post = posts.into_iter().filter_map(|(post, held)| {
            let post = self.post(name.as_ref(), post, held)?;
            // A body is meant by one of its posts only when something says which body.
            (held.is_some() || name.is_some() || !post.around.is_empty())
                .then(|| self.weigh(record, name.clone(), Some(post)))
        });
        with_post
            .chain(alone)
            .max_by(|one, other| one.score.total_cmp(&other.score))
    }

    /// The posts in which the sources show an official.
    fn held(&self, official: i64) -> Vec<(i64, Option<(&'a appointment::Model, Day)>)> {
        let appointments = self
            .known
            .appointments
            .get(&official)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let held = |it: &'a appointment::Model| (it.position_id, Some((it, Day::of(self.question.on, it))));
        appointments.iter().map(held).collect()
    }

    /// The posts of a body.
    fn offered(&self, body: i64) -> Vec<(i64, Option<(&'a appointment::Model, Day)>)> {
        let posts = self.known.posts_of.get(&body).map(Vec::as_slice).unwrap_or_default();
        posts.iter().map(|post| (*post, None)).collect()
    }

    /// The text that explains most; names in the asked language before others.
    fn best(&self, texts: &'a [Text]) -> Option<(&'a Text, Cover)> {
        let covers = texts.iter().map(|text| (text, cover(&self.question.words, text)));
        let met = covers.filter(|(_, cover)| cover.meets());
        let value = |(text, cover): &(&Text, Cover)| cover.weight() * self.language(text);
        // The last of equals is taken: the first text is to be it.
        met.collect::<Vec<_>>().into_iter().rev().max_by(|one, other| {
            let share = one.1.share.total_cmp(&other.1.share);
            value(one).total_cmp(&value(other)).then(share)
        })
    }

    fn language(&self, text: &Text) -> f64 {
        let same = |asked: &LanguageTag| text.language.split('-').next() == Some(asked.language());
        match &self.question.language {
            Some(asked) if !same(asked) => OTHER_LANGUAGE,
            _ => 1.0,
        }
    }

    /// What a post explains of the words that a name leaves; `None` when its title has none of them.
    fn post(
        &self,
        name: Option<&(&'a Text, Cover)>,
        id: i64,
        held: Option<(&'a appointment::Model, Day)>,
    ) -> Option<PostCover<'a>> {
        let (post, body) = self.known.posts.get(&id)?;
        let (_, title) = self.best(self.texts.titles(id))?;
        let left: Vec<usize> = (0..self.question.words.len())
            .filter(|at| name.is_none_or(|(_, cover)| way(cover, *at).is_none()))
            .collect();
        let by_title: BTreeMap<usize, Way> = left.iter().filter_map(|at| Some((*at, way(&title, *at)?))).collect();
        if by_title.is_empty() {
            return None;
        }
        let mut around: BTreeMap<usize, (Way, i64)> = BTreeMap::new();
        let mut around_share: f64 = 0.0;
        let records = [Some(body.id), body.place_id, body.state_id, body.parent_id];
        for record in records.into_iter().flatten() {
            for text in self.texts.names(record) {
                let met = cover(&self.question.words, text);
                let mut used = false;
                for at in left.iter().filter(|at| !by_title.contains_key(*at)) {
                    let Some(way) = way(&met, *at) else { continue };
                    used = true;
                    around
                        .entry(*at)
                        .and_modify(|best| *best = better(*best, (way, record)))
                        .or_insert((way, record));
                }
                if used {
                    around_share = around_share.max(met.share);
                }
            }
        }
        let places = around.iter().map(|(at, (_, record))| (*at, *record)).collect();
        let ways = by_title
            .into_iter()
            .chain(around.into_iter().map(|(at, (way, _))| (at, way)));
        Some(PostCover {
            ways: ways.collect(),
            post: Post {
                titles: &post.titles,
                body: body.id,
                held,
                around: places,
                share: title.share,
                around_share,
            },
        })
    }
}

/// A post with the words that it explains.
struct PostCover<'a> {
    post: Post<'a>,
    ways: BTreeMap<usize, Way>,
}

impl<'a> std::ops::Deref for PostCover<'a> {
    type Target = Post<'a>;
    fn deref(&self) -> &Post<'a> {
        &self.post
    }
}

fn better(one: (Way, i64), other: (Way, i64)) -> (Way, i64) {
    match one.0.cmp(&other.0) {
        Ordering::Less => other,
        _ => one,
    }
}

fn way(cover: &Cover, at: usize) -> Option<Way> {
    cover.ways.get(at).copied().flatten()
}

impl<'a> Judge<'a> {
    /// How much of a word is explained: less by what is only near it when something else is the word itself.
    fn weight(&self, at: usize, way: Way) -> f64 {
        const NEAR_BESIDE_BETTER: f64 = 0.4;
        match way {
            Way::Near if self.texts.heard.get(at) == Some(&true) => NEAR_BESIDE_BETTER,
            way => way.weight(),
        }
    }

    fn weigh(
        &self,
        record: &'a record::Model,
        name: Option<(&'a Text, Cover)>,
        post: Option<PostCover<'a>>,
    ) -> Claim<'a> {
        let language = name.as_ref().map_or(1.0, |(text, _)| self.language(text));
        let sure = post.as_ref().map_or(1.0, |post| match post.held {
            Some((appointment, day)) => day.factor() * certain(appointment.certainty),
            None => POST_WITHOUT_HOLDER,
        });
        let weights: Vec<f64> = (0..self.question.words.len())
            .map(|at| {
                let by_name = name.as_ref().and_then(|(_, cover)| way(cover, at));
                let by_post = || post.as_ref().and_then(|post| post.ways.get(&at));
                let by_post = || by_post().map(|way| self.weight(at, *way) * sure);
                by_name
                    .map(|way| self.weight(at, way) * language)
                    .or_else(by_post)
                    .unwrap_or_default()
            })
            .collect();
        let told = name.as_ref().map_or(0.0, |(_, cover)| telling(cover));
        let by_post = post.as_ref().map_or(0.0, |post| {
            let most = if post.held.is_some() { POST } else { POST_OF_BODY };
            most * post.share * sure
        });
        let by_body = post.as_ref().filter(|post| !post.around.is_empty());
        let by_body = by_body.map_or(0.0, |post| BODY * f64::midpoint(1.0, post.around_share) * sure);
        let explained = weights.iter().sum::<f64>() / f64::from(u32::try_from(weights.len()).unwrap_or(u32::MAX));
        let score = explained.powf(STRICTNESS) * (1.0 - (1.0 - told) * (1.0 - by_post) * (1.0 - by_body));
        let whole = name.as_ref().is_some_and(|(_, cover)| {
            cover.is_whole() && cover.ordered && cover.worst() == Some(Way::Exact) && language >= 1.0
        });
        Claim {
            record,
            name,
            post: post.map(|it| it.post),
            weights,
            score: if whole { 1.0 } else { score.min(NOT_WHOLE) },
        }
    }
}

impl Claim<'_> {
    /// The words that nothing explains.
    pub(super) fn unexplained(&self) -> impl Iterator<Item = usize> {
        let words = self.weights.iter().enumerate();
        words.filter(|(_, weight)| **weight <= 0.0).map(|(at, _)| at)
    }
}

/// How telling a name is by the part of it that the text has.
fn telling(cover: &Cover) -> f64 {
    match (cover.is_all(), cover.ordered) {
        (true, true) if cover.worst() == Some(Way::Exact) => 1.0,
        (true, true) => 0.97,
        (true, false) => 0.95,
        (false, _) => 0.55 + 0.35 * cover.share,
    }
}

fn certain(certainty: Certainty) -> f64 {
    match certainty {
        Certainty::Stated => 1.0,
        Certainty::Inferred => 0.97,
        Certainty::Possible => 0.85,
    }
}
