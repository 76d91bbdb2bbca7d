//! What meetings are about: states, places, topics, bodies, people, policies and publishers, as many as fit the number of
//! meetings, about one for twenty and five thousand at most. They are the part of a set that is kept in memory, by name.

use std::collections::HashMap;

use entity::alias::AliasKind;
use entity::place::PlaceKind;
use entity::policy::PolicyKind;
use entity::policy_relation::PolicyRelationKind;
use entity::{Certainty, LocalizedText};

use super::press::{About, Press, moment, pair, tag, text};
use super::random::{Random, Ranks};
use super::words::{ABROAD, PLACE_HEADS, PLACE_TAILS, PUBLISHERS, Pair, STATES, SUBJECTS, TOPICS};
use super::{Chunk, body, person};
use crate::place::Place;
use crate::policy::{Policy, Relation};
use crate::record::{Alias, Evidence, Record, Reference};
use crate::state::State;
use crate::topic::Topic;

/// A record that others name: its slug and its names.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) slug: String,
    pub(super) en: String,
    pub(super) hi: String,
}

impl Named {
    /// Its names as a record has them.
    pub(super) fn name(&self) -> LocalizedText {
        text(self.en.clone(), self.hi.clone())
    }
}

/// A person, and in which posts.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) who: Named,
    /// Slug of the body and path of the post.
    pub(super) posts: Vec<(String, String)>,
}

/// What belongs to a state; the first of each list is met most.
#[derive(Debug)]
pub(super) struct Land {
    pub(super) state: Named,
    pub(super) places: Vec<Named>,
    pub(super) bodies: Vec<Named>,
    pub(super) people: Vec<Person>,
    pub(super) policies: Vec<Named>,
}

/// Everything that meetings name.
#[derive(Debug)]
pub(super) struct World {
    pub(super) lands: Vec<Land>,
    pub(super) topics: Vec<Named>,
    pub(super) publishers: Vec<Named>,
    /// Cities abroad, with the country.
    pub(super) abroad: Vec<(Named, Named)>,
    /// How often the first, second, … of a list is met.
    pub(super) ranks: Shares,
}

/// How often the first, second, … of a list is met.
#[derive(Debug)]
pub(super) struct Shares {
    pub(super) lands: Ranks,
    pub(super) places: Ranks,
    pub(super) bodies: Ranks,
    pub(super) people: Ranks,
    pub(super) policies: Ranks,
    pub(super) topics: Ranks,
}

/// How many of each there are; all but the states are counted for one state.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    states: usize,
    pub(super) places: usize,
    pub(super) bodies: usize,
    pub(super) people: usize,
    pub(super) policies: usize,
}

impl Size {
    /// The world grows with the meetings up to a hundred thousand of them, and then no more: it is kept in memory, and a
    /// country has only so many officials, who are in the more meetings.
    fn of(meetings: usize) -> Self {
        const GROWN: usize = 100_000;
        let meetings = meetings.min(GROWN);
        let states = (meetings / 40).clamp(2, STATES.len());
        let share = |hundredths: usize, least: usize| (meetings * hundredths / 10_000 / states).max(least);
        Self {
            states,
            places: share(30, 4),
            bodies: share(100, 9),
            people: share(300, 8),
            policies: share(30, 2),
        }
    }
}

/// Makes the world of a set of so many meetings, and its records.
pub(super) fn make(seed: u64, meetings: usize) -> (World, Chunk) {
    let size = Size::of(meetings);
    let mut maker = Maker::new(seed);
    let topics = topics(&mut maker);
    let publishers = PUBLISHERS
        .iter()
        .map(|name| body::publisher(&mut maker, *name))
        .collect();
    let india = maker.named(("India", "भारत"));
    maker.place(&india, PlaceKind::Country, None, None);
    let lands = STATES.iter().take(size.states).enumerate();
    let lands = lands
        .map(|(at, it)| land(&mut maker, (at, size), &india, *it))
        .collect();
    let abroad = ABROAD.iter().map(|it| abroad(&mut maker, *it)).collect();
    let ranks = Shares {
        lands: Ranks::new(size.states),
        places: Ranks::new(size.places),
        bodies: Ranks::new(size.bodies),
        people: Ranks::new(size.people),
        policies: Ranks::new(size.policies),
        topics: Ranks::new(TOPICS.len()),
    };
    let world = World {
        lands,
        topics,
        publishers,
        abroad,
        ranks,
    };
    (world, maker.done())
}

/// Makes records, one after the other, and the articles that they cite.
#[derive(Debug)]
pub(super) struct Maker {
    pub(super) seed: u64,
    pub(super) random: Random,
    chunk: Chunk,
    press: Press,
    articles: usize,
    slugs: HashMap<String, usize>,
}

impl Maker {
    fn new(seed: u64) -> Self {
        Self {
            seed,
            random: Random::of(seed, 0, 0),
            chunk: Chunk::default(),
            press: gazette(seed, 1),
            articles: 1,
            slugs: HashMap::new(),
        }
    }

    /// A name with a slug that no other has.
    pub(super) fn named(&mut self, (en, hi): (&str, &str)) -> Named {
        let base = slug(en);
        let count = self.slugs.entry(base.clone()).or_default();
        *count += 1;
        let slug = if *count == 1 { base } else { format!("{base}-{count}") };
        Named {
            slug,
            en: en.to_owned(),
            hi: hi.to_owned(),
        }
    }

    pub(super) fn push(&mut self, record: impl Into<Record>) {
        self.chunk.records.push(record.into());
    }

    /// Evidence for a whole record or part.
    pub(super) fn evidence(&mut self) -> Vec<Evidence> {
        if self.press.is_full() {
            self.articles += 1;
            let next = gazette(self.seed, self.articles);
            let press = std::mem::replace(&mut self.press, next);
            self.close(press, self.articles - 1);
        }
        vec![self.press.whole()]
    }

    /// Another form of a name, as an article prints it.
    pub(super) fn printed(&mut self, text: String, language: &str) -> Alias {
        Alias {
            text,
            language: tag(language),
            kind: AliasKind::AsPrinted,
            evidence: self.evidence(),
        }
    }

    fn close(&mut self, press: Press, number: usize) {
        let about = About {
            name: text(
                format!("Synthetic gazette, part {number}"),
                format!("कृत्रिम राजपत्र, भाग {number}"),
            ),
            publisher: None,
            dateline: None,
            published: None,
            quoted: None,
        };
        let article = press.close(about, &mut self.chunk.lock);
        self.push(article);
    }

    fn done(mut self) -> Chunk {
        let (next, number) = (gazette(self.seed, 0), self.articles);
        let press = std::mem::replace(&mut self.press, next);
        self.close(press, number);
        self.chunk
    }

    fn place(&mut self, it: &Named, kind: PlaceKind, within: Option<&Named>, state: Option<&Named>) {
        let has_point = matches!(kind, PlaceKind::District | PlaceKind::City);
        let mut degrees =
            |from: f64| has_point.then(|| from + f64::from(u16::try_from(self.random.below(999)).unwrap_or(0)) / 100.0);
        let (latitude, longitude) = (degrees(17.0), degrees(74.0));
        let made_up = |field| has_point.then(|| reference("Made up", field));
        let place = Place {
            slug: it.slug.clone(),
            formerly: Vec::new(),
            name: it.name(),
            aliases: Vec::new(),
            kind,
            within: within.map(|it| it.slug.clone()),
            state: state.map(|it| it.slug.clone()),
            latitude,
            longitude,
            wikidata: None,
            references: ["latitude", "longitude"].into_iter().filter_map(made_up).collect(),
            evidence: self.evidence(),
            remark: None,
        };
        self.push(place);
    }
}

fn gazette(seed: u64, number: usize) -> Press {
    Press::new(
        format!("synthetic-gazette-{number}"),
        Random::of(seed, 1, number as u64),
    )
}

/// Lower-case ASCII words with hyphens.
pub(super) fn slug(en: &str) -> String {
    let words = en
        .split(|it: char| !it.is_ascii_alphanumeric())
        .filter(|it| !it.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

/// General knowledge behind a field.
pub(super) fn reference(source: &str, field: &str) -> Reference {
    Reference {
        source: source.to_owned(),
        field: Some(field.to_owned()),
        url: None,
    }
}

fn topics(maker: &mut Maker) -> Vec<Named> {
    let topics: Vec<Named> = TOPICS.iter().map(|name| maker.named(*name)).collect();
    for (at, it) in topics.iter().enumerate() {
        let broader = (at >= 12).then(|| topics.get(at % 12)).flatten();
        let topic = Topic {
            slug: it.slug.clone(),
            formerly: Vec::new(),
            name: it.name(),
            aliases: Vec::new(),
            broader: broader.map(|it| it.slug.clone()),
            references: Vec::new(),
            evidence: maker.evidence(),
            remark: None,
        };
        maker.push(topic);
    }
    topics
}

type StateWords = (Pair, &'static str, Pair);

fn land(maker: &mut Maker, (at, size): (usize, Size), india: &Named, (name, code, capital): StateWords) -> Land {
    let (state, capital) = (maker.named(name), maker.named(capital));
    maker.place(&capital, PlaceKind::City, Some(india), Some(&state));
    division(maker, &state, code, india, Some(&capital));
    let mut places = vec![capital];
    districts(maker, &mut places, size.places, (india, &state));
    let posts = body::make(maker, &state, &places, size.bodies);
    let people = (0..size.people)
        .map(|rank| person::make(maker, rank * size.states + at, rank, &posts))
        .collect();
    let bodies: Vec<Named> = posts.into_iter().map(|it| it.who).collect();
    let policies = policies(maker, &state, &bodies, size.policies);
    Land {
        state,
        places,
        bodies,
        people,
        policies,
    }
}

fn division(maker: &mut Maker, it: &Named, code: &str, country: &Named, capital: Option<&Named>) {
    let mut references = vec![reference("ISO 3166-2", "code")];
    references.extend(capital.map(|_| reference("General knowledge", "capital")));
    let state = State {
        slug: it.slug.clone(),
        formerly: Vec::new(),
        name: it.name(),
        aliases: Vec::new(),
        code: code.to_owned(),
        country: country.slug.clone(),
        capital: capital.map(|it| it.slug.clone()),
        wikidata: None,
        references,
        evidence: maker.evidence(),
        remark: None,
    };
    maker.push(state);
}

/// Districts, each with a city, a locality in the city and a hall there, until there are `count` places.
fn districts(maker: &mut Maker, places: &mut Vec<Named>, count: usize, (india, state): (&Named, &Named)) {
    while places.len() < count {
        let (head, tail) = (maker.random.pick(&PLACE_HEADS), maker.random.pick(&PLACE_TAILS));
        let (en, hi) = (format!("{}{}", head.0, tail.0), format!("{}{}", head.1, tail.1));
        let kinds = [
            (PlaceKind::District, format!("{en} district"), format!("{hi} जिला")),
            (PlaceKind::City, en.clone(), hi.clone()),
            (
                PlaceKind::Locality,
                format!("Civil Lines, {en}"),
                format!("सिविल लाइंस, {hi}"),
            ),
            (PlaceKind::Venue, format!("Town Hall, {en}"), format!("टाउन हॉल, {hi}")),
        ];
        let mut within = india.clone();
        for (kind, en, hi) in kinds.into_iter().take(count - places.len()) {
            let place = maker.named((&en, &hi));
            maker.place(&place, kind, Some(&within), Some(state));
            within.clone_from(&place);
            places.push(place);
        }
    }
}

fn abroad(maker: &mut Maker, (country, city, code): (Pair, Pair, &str)) -> (Named, Named) {
    let (country, division_of) = (maker.named(country), maker.named(city));
    maker.place(&country, PlaceKind::Country, None, None);
    division(maker, &division_of, code, &country, None);
    maker.place(&division_of, PlaceKind::City, Some(&country), Some(&division_of));
    (division_of, country)
}

fn policies(maker: &mut Maker, state: &Named, bodies: &[Named], count: usize) -> Vec<Named> {
    let kinds = [
        (PolicyKind::Policy, "Policy", "नीति"),
        (PolicyKind::Mission, "Mission", "मिशन"),
        (PolicyKind::Scheme, "Scheme", "योजना"),
        (PolicyKind::ActionPlan, "Action Plan", "कार्य योजना"),
        (PolicyKind::Programme, "Programme", "कार्यक्रम"),
    ];
    let mut made: Vec<Named> = Vec::with_capacity(count);
    for at in 0..count {
        let (subject, (kind, en, hi)) = (maker.random.pick(&SUBJECTS), maker.random.pick(&kinds));
        let from = 2010 + maker.random.below(15);
        let to = from + 3 + maker.random.below(4);
        let short = to % 100;
        let it = maker.named((
            &format!("{} {} {en} {from}-{short:02}", state.en, subject.0),
            &format!("{} {} {hi} {from}-{short:02}", state.hi, subject.1),
        ));
        let issuer = maker.random.of_list(bodies).map(|it| it.slug.clone());
        let before = (at % 3 == 2).then(|| made.last().map(|it| it.slug.clone())).flatten();
        let related = before.map(|before| relation(maker, before));
        let topic = maker.random.below(TOPICS.len());
        let policy = Policy {
            slug: it.slug.clone(),
            formerly: Vec::new(),
            name: it.name(),
            aliases: Vec::new(),
            kind,
            issuer,
            state: Some(state.slug.clone()),
            period: Some(moment(format!("{from}/{to}"))),
            summary: Some(pair((
                "It sets out goals and who is to reach them.",
                "इसमें लक्ष्य हैं और यह कि उन्हें कौन पूरा करेगा।",
            ))),
            topics: TOPICS.get(topic).map(|it| slug(it.0)).into_iter().collect(),
            related: related.into_iter().collect(),
            references: Vec::new(),
            evidence: maker.evidence(),
            remark: None,
        };
        maker.push(policy);
        made.push(it);
    }
    made
}

fn relation(maker: &mut Maker, policy: String) -> Relation {
    Relation {
        kind: PolicyRelationKind::Succeeds,
        policy,
        certainty: Certainty::Stated,
        note: None,
        evidence: maker.evidence(),
    }
}
