//! Synthetic people in their posts.

use entity::alias::AliasKind;
use entity::organisation::OrganisationKind;

use super::body::Body;
use super::press::{certainty, moment, pair, tag};
use super::words::{GIVEN, MIDDLE, SURNAMES};
use super::world::{Maker, Person};
use crate::official::{Appointment, Official};
use crate::record::Alias;

/// Makes the person of a number in the whole set and of a rank in the state, whose bodies are `bodies`.
pub(super) fn make(maker: &mut Maker, number: usize, rank: usize, bodies: &[Body]) -> Person {
    let words = Words::of(maker.seed, number);
    let who = maker.named((&words.en(), &words.hi()));
    let posts = posts(maker, rank, bodies);
    let mut aliases = Vec::new();
    if words.has_middle() && maker.random.chance(350) {
        aliases.push(Alias {
            text: words.initials(),
            language: tag("en"),
            kind: AliasKind::Abbreviation,
            evidence: Vec::new(),
        });
        aliases.push(maker.printed(words.short_hi(), "hi"));
    }
    let appointments = posts.iter().map(|(_, path)| appointment(maker, path)).collect();
    let honorific = maker.random.chance(300).then(|| pair(("Shri", "श्री")));
    let official = Official {
        slug: who.slug.clone(),
        formerly: Vec::new(),
        name: who.name(),
        aliases,
        honorific,
        wikidata: None,
        appointments,
        references: Vec::new(),
        evidence: maker.evidence(),
        remark: None,
    };
    maker.push(official);
    Person { who, posts }
}

/// The first of a state leads its government, the second serves it; the others are spread over all bodies.
fn posts(maker: &mut Maker, rank: usize, bodies: &[Body]) -> Vec<(String, String)> {
    let government = bodies.first().filter(|it| it.kind == OrganisationKind::Government);
    let post = |body: &Body, at: usize| {
        let key = body.posts.get(at % body.posts.len().max(1))?;
        Some((body.who.slug.clone(), format!("{}/{key}", body.who.slug)))
    };
    let body = if rank < 3 {
        government
    } else {
        bodies.get(rank % bodies.len().max(1))
    };
    let first = body.and_then(|body| post(body, if rank < 3 { rank } else { rank / bodies.len().max(1) }));
    let second = maker.random.chance(120).then(|| maker.random.of_list(bodies)).flatten();
    let second = second.and_then(|body| post(body, maker.random.below(3)));
    let second = second.filter(|second| first.as_ref() != Some(second));
    first.into_iter().chain(second).collect()
}

fn appointment(maker: &mut Maker, path: &str) -> Appointment {
    let (certainty, note) = certainty(&mut maker.random, (80, 40));
    let year = 2014 + maker.random.below(11);
    Appointment {
        position: path.to_owned(),
        observed: maker.random.chance(400).then(|| moment(year.to_string())),
        certainty,
        note,
        evidence: maker.evidence(),
    }
}

/// The parts of a name, each in both languages.
struct Words([super::words::Pair; 3]);

impl Words {
    /// The name of a number: another one for each, until all 33,600 are given out.
    fn of(seed: u64, number: usize) -> Self {
        /// No divisor of the number of names, so that the steps reach each of them.
        const STEP: usize = 10_007;
        let count = GIVEN.len() * MIDDLE.len() * SURNAMES.len();
        let from = usize::try_from(seed % count as u64).unwrap_or_default();
        let at = (from + number * STEP) % count;
        let part = |list: &[super::words::Pair], at: usize| list.get(at % list.len()).copied().unwrap_or_default();
        Self([
            part(&GIVEN, at),
            part(&MIDDLE, at / GIVEN.len()),
            part(&SURNAMES, at / (GIVEN.len() * MIDDLE.len())),
        ])
    }

    fn has_middle(&self) -> bool {
        let [_, middle, _] = self.0;
        !middle.0.is_empty()
    }

    fn en(&self) -> String {
        let parts = self.0.map(|it| it.0);
        parts
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn hi(&self) -> String {
        let parts = self.0.map(|it| it.1);
        parts
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// `R. K. Verma`
    fn initials(&self) -> String {
        let [given, middle, surname] = self.0.map(|it| it.0);
        let first = |it: &str| it.chars().next().unwrap_or('X');
        format!("{}. {}. {surname}", first(given), first(middle))
    }

    /// The name without its middle.
    fn short_hi(&self) -> String {
        let [given, _, surname] = self.0.map(|it| it.1);
        format!("{given} {surname}")
    }
}
