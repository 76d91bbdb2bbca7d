//! Synthetic meetings, a few at a time with the articles that report them: a block, as a week of news is.
//!
//! A block is told by its number alone, so that a set of any length is made piece by piece and comes out the same.

use chrono::{Datelike, NaiveDate};
use entity::meeting::{MeetingFormat, MeetingKind, MeetingStatus};
use entity::policy_mention::MentionRelation;

use super::Chunk;
use super::press::{About, Press, certainty, later, moment, text};
use super::random::Random;
use super::words::{Pair, RARE, SUBJECTS};
use super::world::{Land, Named, World};
use super::{outcome, participation};
use crate::meeting::{Meeting, Mention};
use crate::record::Moment;

/// Meetings of a block, but for the last, which has the rest.
pub(super) const BLOCK: usize = 6;
/// Articles of a block.
const ARTICLES: usize = 3;
/// Days over which blocks are spread, from 2010 on; later ones are likelier.
const DAYS: usize = 5_800;

/// What a meeting is made from.
pub(super) struct Scene<'a> {
    pub(super) world: &'a World,
    pub(super) land: &'a Land,
    pub(super) random: Random,
}

impl<'a> Scene<'a> {
    /// The first rank of a list most often.
    pub(super) fn topic(&mut self) -> Option<&'a Named> {
        self.world.topics.get(self.world.ranks.topics.draw(&mut self.random))
    }
}

/// Adds the meetings of a block, at most `count`, and the articles that they cite.
pub(super) fn block(world: &World, seed: u64, (number, count): (usize, usize), chunk: &mut Chunk) {
    let mut random = Random::of(seed, 2, number as u64);
    let Some(land) = world.lands.get(world.ranks.lands.draw(&mut random)) else {
        return;
    };
    let week = week(&mut random);
    let articles = count.min(ARTICLES);
    let mut press: Vec<Press> = (0..articles)
        .map(|at| {
            Press::new(
                format!("report-{}", number * ARTICLES + at + 1),
                Random::of(seed, 3, (number * ARTICLES + at) as u64),
            )
        })
        .collect();
    let tour = (count > 2 && random.chance(150))
        .then(|| world.abroad.get(random.below(world.abroad.len())))
        .flatten();
    let mut tour_slug = None;
    for at in 0..count {
        let index = number * BLOCK + at;
        let mut scene = Scene {
            world,
            land,
            random: Random::of(seed, 4, index as u64),
        };
        let mut sources = Sources {
            press: &mut press,
            at: at % articles.max(1),
        };
        let meeting = match (tour, &tour_slug) {
            (Some((_, country)), None) => journey(&mut scene, &mut sources, (index, later(week, 0)), country),
            (Some((city, _)), Some(of)) => {
                let mut part = one(&mut scene, &mut sources, (index, later(week, at)), city);
                part.part_of = Some(String::clone(of));
                part
            }
            (None, _) => {
                let place = land
                    .places
                    .get(world.ranks.places.draw(&mut scene.random))
                    .unwrap_or(&land.state);
                let day = later(week, scene.random.below(5));
                one(&mut scene, &mut sources, (index, day), place)
            }
        };
        if tour.is_some() {
            tour_slug.get_or_insert(meeting.slug.clone());
        }
        chunk.records.push(meeting.into());
    }
    close(world, land, (press, later(week, 8)), random, chunk);
}

/// The first day of the block.
fn week(random: &mut Random) -> NaiveDate {
    let day = random.below(DAYS).max(random.below(DAYS));
    later(NaiveDate::from_ymd_opt(2010, 1, 4).unwrap_or_default(), day)
}

/// The articles of a block, of which a meeting cites one, or two.
pub(super) struct Sources<'a> {
    press: &'a mut [Press],
    at: usize,
}

impl Sources<'_> {
    /// The article that tells of the meeting.
    pub(super) fn main(&mut self) -> Option<&mut Press> {
        self.press.get_mut(self.at)
    }

    fn other(&mut self) -> Option<&mut Press> {
        let next = (self.at + 1) % self.press.len().max(1);
        self.press.get_mut(next).filter(|_| next != self.at)
    }
}

fn close(
    world: &World,
    land: &Land,
    (press, published): (Vec<Press>, NaiveDate),
    mut random: Random,
    chunk: &mut Chunk,
) {
    for press in press {
        let subject = random.pick(&SUBJECTS);
        let quoted = random.chance(200).then(|| {
            let speaker = land.people.get(world.ranks.people.draw(&mut random))?;
            let topic = world.topics.get(world.ranks.topics.draw(&mut random))?;
            Some((speaker.who.slug.clone(), topic.slug.clone()))
        });
        let about = About {
            name: text(
                format!(
                    "{}: news of {} from {}",
                    subject.0,
                    subject.0.to_lowercase(),
                    land.state.en
                ),
                format!("{}: {} से समाचार", subject.1, land.state.hi),
            ),
            publisher: random
                .chance(800)
                .then(|| world.publishers.get(random.below(world.publishers.len())))
                .flatten()
                .map(|it| it.slug.clone()),
            dateline: land.places.first().map(|it| it.slug.clone()),
            published: random.chance(900).then_some(published),
            quoted: quoted.flatten(),
        };
        let article = press.close(about, &mut chunk.lock);
        chunk.records.push(article.into());
    }
}

/// A tour: who goes abroad, and for how long.
fn journey(
    scene: &mut Scene<'_>,
    sources: &mut Sources<'_>,
    (index, from): (usize, NaiveDate),
    country: &Named,
) -> Meeting {
    let to = later(from, 6);
    let land = scene.land;
    let name = (
        format!("Tour of {} in {}", land.state.en, country.en),
        format!("{} का {} दौरा", land.state.hi, country.hi),
    );
    let mut meeting = one(scene, sources, (index, from), country);
    meeting.name = text(name.0, name.1);
    meeting.kind = MeetingKind::Tour;
    meeting.status = MeetingStatus::Held;
    meeting.when = moment(format!("{from}/{to}"));
    meeting
}

fn one(scene: &mut Scene<'_>, sources: &mut Sources<'_>, (index, day): (usize, NaiveDate), place: &Named) -> Meeting {
    let subject = scene.random.pick(&SUBJECTS);
    let (kind, words) = scene.random.weighed(&KINDS);
    let status = scene.random.weighed(&STATUSES);
    let topics = topics(scene);
    let participations = participation::make(scene, sources);
    let led_by = participations.iter().find_map(|it| it.official.as_deref());
    let led_by = led_by
        .and_then(|slug| scene.land.people.iter().find(|it| it.who.slug == slug))
        .map(|it| it.who.clone());
    let states = states(scene);
    let venue = scene
        .random
        .chance(150)
        .then(|| scene.random.of_list(&scene.land.bodies))
        .flatten();
    let policies = mentions(scene, sources);
    let outcomes = outcome::outcomes(scene, sources, &participations, day);
    let statements = outcome::statements(scene, sources, &participations, &topics);
    let summary = summary(scene, subject, place, led_by.as_ref());
    let mut evidence = Vec::new();
    if let Some(press) = sources.main() {
        evidence.push(press.whole());
        evidence.push(press.field("when"));
    }
    if scene.random.chance(250) {
        evidence.extend(sources.other().map(Press::whole));
    }
    let has_place = scene.random.chance(880);
    Meeting {
        slug: format!("{}-{}-{}-{}", words.0, place.slug, day.year(), index + 1),
        formerly: Vec::new(),
        name: name(scene, words, (subject, place), led_by.as_ref()),
        aliases: Vec::new(),
        kind,
        status,
        format: scene.random.weighed(&FORMATS),
        when: when(scene, day),
        summary,
        place: has_place.then(|| place.slug.clone()),
        venue: venue.map(|it| it.slug.clone()),
        states,
        part_of: None,
        topics,
        participations,
        policies,
        outcomes,
        statements,
        references: Vec::new(),
        evidence,
        remark: None,
    }
}

/// A kind with the word for slugs and the words for names.
type Kind = (MeetingKind, (&'static str, Pair));

const KINDS: [(usize, Kind); 9] = [
    (
        300,
        (
            MeetingKind::CommitteeMeeting,
            ("review", ("Review meeting", "समीक्षा बैठक")),
        ),
    ),
    (200, (MeetingKind::Talks, ("talks", ("Talks", "वार्ता")))),
    (
        150,
        (
            MeetingKind::Consultation,
            ("consultation", ("Consultation", "परामर्श बैठक")),
        ),
    ),
    (
        110,
        (
            MeetingKind::PublicEvent,
            ("event", ("Public event", "सार्वजनिक कार्यक्रम")),
        ),
    ),
    (90, (MeetingKind::SiteVisit, ("visit", ("Site visit", "स्थल निरीक्षण")))),
    (
        60,
        (
            MeetingKind::CabinetMeeting,
            ("cabinet", ("Cabinet meeting", "मंत्रिमंडल की बैठक")),
        ),
    ),
    (
        40,
        (MeetingKind::Reception, ("reception", ("Reception", "स्वागत समारोह"))),
    ),
    (30, (MeetingKind::Exhibition, ("exhibition", ("Exhibition", "प्रदर्शनी")))),
    (20, (MeetingKind::Other, ("gathering", ("Gathering", "सम्मेलन")))),
];
const STATUSES: [(usize, MeetingStatus); 4] = [
    (820, MeetingStatus::Held),
    (90, MeetingStatus::Scheduled),
    (55, MeetingStatus::Proposed),
    (35, MeetingStatus::Cancelled),
];
const FORMATS: [(usize, MeetingFormat); 4] = [
    (620, MeetingFormat::InPerson),
    (230, MeetingFormat::Unstated),
    (100, MeetingFormat::Virtual),
    (50, MeetingFormat::Hybrid),
];

/// Most days are printed; the others are as vague as reports are.
fn when(scene: &mut Scene<'_>, day: NaiveDate) -> Moment {
    let next = later(day, 1);
    let edtf = match scene.random.below(100) {
        0..8 => format!("{}", day.format("%Y-%m")),
        8..14 => format!("{day}~"),
        14..19 => format!("[{day},{next}]"),
        19..22 => format!("{day}/{}", later(day, 3)),
        22..24 => format!("{day}/.."),
        24 => day.year().to_string(),
        _ => day.to_string(),
    };
    let (certainty, note) = certainty(&mut scene.random, (80, 20));
    Moment { edtf, certainty, note }
}

fn name(
    scene: &mut Scene<'_>,
    (_, kind): (&str, Pair),
    (subject, place): (Pair, &Named),
    led_by: Option<&Named>,
) -> entity::LocalizedText {
    match led_by.filter(|_| scene.random.chance(400)) {
        Some(who) => text(
            format!(
                "{} of {} on {} in {}",
                kind.0,
                who.en,
                subject.0.to_lowercase(),
                place.en
            ),
            format!("{} में {} पर {} की {}", place.hi, subject.1, who.hi, kind.1),
        ),
        None => text(
            format!("{} on {} in {}", kind.0, subject.0.to_lowercase(), place.en),
            format!("{} में {} पर {}", place.hi, subject.1, kind.1),
        ),
    }
}

fn summary(
    scene: &mut Scene<'_>,
    subject: Pair,
    place: &Named,
    led_by: Option<&Named>,
) -> Option<entity::LocalizedText> {
    let who = led_by.map_or(("Officials", "अधिकारियों"), |it| {
        (it.en.as_str(), it.hi.as_str())
    });
    let other = scene.random.pick(&SUBJECTS);
    let mut en = format!(
        "In {} {} looked at the state of {} and of {}, and asked for a report on what is left to do.",
        place.en,
        who.0,
        subject.0.to_lowercase(),
        other.0.to_lowercase()
    );
    let mut hi = format!(
        "{} में {} ने {} और {} की स्थिति देखी तथा बचे काम की रिपोर्ट मांगी।",
        place.hi, who.1, subject.1, other.1
    );
    // Each of the two dozen in one of two thousand.
    if scene.random.below(2_000) < RARE.len() {
        let rare = scene.random.pick(&RARE);
        en += &format!(" Somebody spoke of {}.", rare.0);
        hi += &format!(" {} की बात भी उठी।", rare.1);
    }
    scene.random.chance(900).then(|| text(en, hi))
}

fn topics(scene: &mut Scene<'_>) -> Vec<String> {
    let mut topics = Vec::new();
    for _ in 0..=scene.random.below(4) {
        let topic = scene.topic().map(|it| it.slug.clone());
        topics.extend(topic.filter(|it| !topics.contains(it)));
    }
    topics
}

fn states(scene: &mut Scene<'_>) -> Vec<String> {
    let mut states = vec![scene.land.state.slug.clone()];
    if scene.random.chance(60) {
        let other = scene.random.of_list(&scene.world.lands).map(|it| it.state.slug.clone());
        states.extend(other.filter(|it| *it != scene.land.state.slug));
    }
    states
}

fn mentions(scene: &mut Scene<'_>, sources: &mut Sources<'_>) -> Vec<Mention> {
    const RELATIONS: [MentionRelation; 6] = [
        MentionRelation::Cited,
        MentionRelation::Discussed,
        MentionRelation::Explained,
        MentionRelation::Advances,
        MentionRelation::Implements,
        MentionRelation::Decided,
    ];
    if !scene.random.chance(450) {
        return Vec::new();
    }
    let policy = scene
        .land
        .policies
        .get(scene.world.ranks.policies.draw(&mut scene.random));
    let (certainty, note) = certainty(&mut scene.random, (60, 30));
    let mention = policy.map(|policy| Mention {
        policy: policy.slug.clone(),
        relation: scene.random.pick(&RELATIONS),
        certainty,
        note,
        evidence: sources.main().map(Press::whole).into_iter().collect(),
    });
    mention.into_iter().collect()
}
