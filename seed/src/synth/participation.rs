//! Who takes part in synthetic meetings: a few of them nearly always.

use entity::participation::ParticipationRole;

use super::meeting::{Scene, Sources};
use super::press::{Press, certainty, text};
use super::world::Land;
use crate::meeting::Participation;

/// Two to eleven participations, six on average: named people mostly, bodies, and groups without names.
pub(super) fn make(scene: &mut Scene<'_>, sources: &mut Sources<'_>) -> Vec<Participation> {
    let count = scene.random.weighed(&COUNTS);
    let mut list: Vec<Participation> = Vec::with_capacity(count);
    for at in 0..count {
        let land = visitors_land(scene, at);
        let it = match scene.random.below(100) {
            _ if at == 0 => named(scene, land, true),
            0..66 => named(scene, land, false),
            66..88 => body(scene, land),
            _ => Some(group(scene, land, at)),
        };
        let is_new = |it: &Participation| list.iter().all(|other| other.effective_key() != it.effective_key());
        let Some(mut it) = it.filter(is_new) else { continue };
        it.roles = roles(scene, at);
        (it.certainty, it.note) = certainty(&mut scene.random, (60, 35));
        it.evidence = sources.main().map(Press::whole).into_iter().collect();
        list.push(it);
    }
    list
}

/// How many are tried: about one in seven is somebody who is there already, and left out.
const COUNTS: [(usize, usize); 9] = [
    (20, 3),
    (60, 4),
    (120, 5),
    (180, 6),
    (220, 7),
    (180, 8),
    (120, 9),
    (70, 10),
    (30, 11),
];

/// One in twelve comes from another state.
fn visitors_land<'a>(scene: &mut Scene<'a>, at: usize) -> &'a Land {
    let stranger = at > 0 && scene.random.chance(80);
    let other = stranger.then(|| scene.random.of_list(&scene.world.lands)).flatten();
    other.unwrap_or(scene.land)
}

fn named(scene: &mut Scene<'_>, land: &Land, leads: bool) -> Option<Participation> {
    let person = land.people.get(scene.world.ranks.people.draw(&mut scene.random))?;
    let post = scene
        .random
        .of_list(&person.posts)
        .filter(|_| leads || scene.random.chance(850));
    Some(Participation {
        official: Some(person.who.slug.clone()),
        organisation: post.map(|(body, _)| body.clone()),
        appointment: post.map(|(_, path)| path.clone()),
        ..nobody()
    })
}

fn body(scene: &mut Scene<'_>, land: &Land) -> Option<Participation> {
    let body = land.bodies.get(scene.world.ranks.bodies.draw(&mut scene.random))?;
    Some(Participation {
        organisation: Some(body.slug.clone()),
        ..nobody()
    })
}

fn group(scene: &mut Scene<'_>, land: &Land, at: usize) -> Participation {
    let body = scene.random.of_list(&land.bodies).filter(|_| scene.random.chance(700));
    let name = match body {
        Some(body) => text(format!("Officials of {}", body.en), format!("{} के अधिकारी", body.hi)),
        None => text("Farmers and traders".to_owned(), "किसान और व्यापारी".to_owned()),
    };
    Participation {
        key: Some(format!("group-{at}")),
        organisation: body.map(|it| it.slug.clone()),
        group: Some(name),
        ..nobody()
    }
}

fn nobody() -> Participation {
    Participation {
        roles: Vec::new(),
        key: None,
        official: None,
        organisation: None,
        group: None,
        appointment: None,
        certainty: entity::Certainty::Stated,
        note: None,
        evidence: Vec::new(),
    }
}

fn roles(scene: &mut Scene<'_>, at: usize) -> Vec<ParticipationRole> {
    const OTHERS: [(usize, ParticipationRole); 6] = [
        (760, ParticipationRole::Attendee),
        (70, ParticipationRole::Speaker),
        (60, ParticipationRole::Invitee),
        (50, ParticipationRole::Visitor),
        (30, ParticipationRole::CoOrganiser),
        (30, ParticipationRole::SpecialGuest),
    ];
    const FIRST: [(usize, ParticipationRole); 3] = [
        (700, ParticipationRole::Chair),
        (200, ParticipationRole::Host),
        (100, ParticipationRole::Attendee),
    ];
    let first = if at == 0 {
        scene.random.weighed(&FIRST)
    } else {
        scene.random.weighed(&OTHERS)
    };
    let speaks = first != ParticipationRole::Speaker && scene.random.chance(180);
    std::iter::once(first)
        .chain(speaks.then_some(ParticipationRole::Speaker))
        .collect()
}
