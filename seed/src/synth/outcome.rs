//! What synthetic meetings lead to, and what is said there.

use chrono::NaiveDate;
use entity::outcome::OutcomeKind;
use entity::statement::{Modality, StatementChannel};

use super::meeting::{Scene, Sources};
use super::press::{Press, certainty, later, moment, text};
use super::words::SUBJECTS;
use crate::meeting::{Outcome, Participation};
use crate::statement::Statement;

const OUTCOMES: [(usize, usize); 3] = [(480, 0), (370, 1), (150, 2)];
const STATEMENTS: [(usize, usize); 4] = [(400, 0), (330, 1), (180, 2), (90, 3)];
const KINDS: [(usize, OutcomeKind); 5] = [
    (330, OutcomeKind::Directive),
    (270, OutcomeKind::Decision),
    (200, OutcomeKind::Task),
    (120, OutcomeKind::Proposal),
    (80, OutcomeKind::Agreement),
];
const MODALITIES: [(usize, Modality); 6] = [
    (350, Modality::Assertion),
    (200, Modality::Commitment),
    (150, Modality::Expectation),
    (120, Modality::Proposal),
    (100, Modality::Opinion),
    (80, Modality::Request),
];
const CHANNELS: [(usize, StatementChannel); 4] = [
    (450, StatementChannel::Speech),
    (350, StatementChannel::Talks),
    (120, StatementChannel::Reported),
    (80, StatementChannel::SocialMedia),
];

/// None to two; a third with a deadline.
pub(super) fn outcomes(
    scene: &mut Scene<'_>,
    sources: &mut Sources<'_>,
    who: &[Participation],
    day: NaiveDate,
) -> Vec<Outcome> {
    let count = scene.random.weighed(&OUTCOMES);
    (1..=count)
        .map(|number| outcome(scene, sources, who, (number, day)))
        .collect()
}

fn outcome(
    scene: &mut Scene<'_>,
    sources: &mut Sources<'_>,
    who: &[Participation],
    (number, day): (usize, NaiveDate),
) -> Outcome {
    let (en, hi) = scene.random.pick(&SUBJECTS);
    let months = 1 + scene.random.below(18);
    let by = later(day, months * 30);
    let body = scene.land.bodies.get(scene.world.ranks.bodies.draw(&mut scene.random));
    let due = match scene.random.below(10) {
        0 => Some(moment(by.format("%Y-%m").to_string())),
        1..4 => Some(moment(by.to_string())),
        _ => None,
    };
    let (certainty, note) = certainty(&mut scene.random, (50, 20));
    Outcome {
        key: format!("outcome-{number}"),
        kind: scene.random.weighed(&KINDS),
        text: text(
            format!(
                "A plan for {} is to be drawn up within {months} months.",
                en.to_lowercase()
            ),
            format!("{months} महीने में {hi} की योजना बनाई जाएगी।"),
        ),
        due,
        responsible: body.map(|it| it.slug.clone()).into_iter().collect(),
        decided_by: officials(who).take(1).map(str::to_owned).collect(),
        policies: Vec::new(),
        certainty,
        note,
        evidence: sources.main().map(Press::whole).into_iter().collect(),
    }
}

/// None to three, by those who took part.
pub(super) fn statements(
    scene: &mut Scene<'_>,
    sources: &mut Sources<'_>,
    who: &[Participation],
    topics: &[String],
) -> Vec<Statement> {
    let count = scene.random.weighed(&STATEMENTS);
    (1..=count)
        .map(|number| statement(scene, sources, (who, number), topics))
        .collect()
}

fn statement(
    scene: &mut Scene<'_>,
    sources: &mut Sources<'_>,
    (who, number): (&[Participation], usize),
    topics: &[String],
) -> Statement {
    let (en, hi) = scene.random.pick(&SUBJECTS);
    let crores = 1 + scene.random.below(900);
    let speakers: Vec<&str> = officials(who).collect();
    Statement {
        key: format!("statement-{number}"),
        channel: scene.random.weighed(&CHANNELS),
        modality: scene.random.weighed(&MODALITIES),
        text: text(
            format!(
                "The state will spend {crores} crore rupees on {}, and more will follow.",
                en.to_lowercase()
            ),
            format!("राज्य {hi} पर {crores} करोड़ रुपये खर्च करेगा और आगे भी करेगा।"),
        ),
        speaker: scene.random.of_list(&speakers).map(|it| (*it).to_owned()),
        organisation: None,
        topics: topics.iter().take(1 + number % 2).cloned().collect(),
        evidence: sources.main().map(Press::whole).into_iter().collect(),
    }
}

fn officials(who: &[Participation]) -> impl Iterator<Item = &str> {
    who.iter().filter_map(|it| it.official.as_deref())
}
