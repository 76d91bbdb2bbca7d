//! Synthetic bodies with their posts.

use entity::figure::Comparator;
use entity::organisation::OrganisationKind;
use entity::position::SeatRole;

use super::press::{moment, pair};
use super::words::{COMPANY_HEADS, COMPANY_TAILS, Pair, SUBJECTS};
use super::world::{Maker, Named};
use crate::organisation::{Figure, Organisation, Position};

/// A body with the keys of its posts.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) who: Named,
    pub(super) kind: OrganisationKind,
    pub(super) posts: Vec<&'static str>,
}

/// A post: its key, what it is called, and for a seat on a committee the role.
type Post = (&'static str, Pair, Option<SeatRole>);

const GOVERNMENT: [Post; 3] = [
    ("chief-minister", ("Chief Minister", "मुख्यमंत्री"), None),
    ("chief-secretary", ("Chief Secretary", "मुख्य सचिव"), None),
    ("minister", ("Minister", "मंत्री"), None),
];
const CABINET: [Post; 1] = [(
    "member",
    ("Member of the cabinet", "मंत्रिमंडल सदस्य"),
    Some(SeatRole::Member),
)];
const DEPARTMENT: [Post; 2] = [
    ("principal-secretary", ("Principal Secretary", "प्रमुख सचिव"), None),
    ("joint-secretary", ("Joint Secretary", "संयुक्त सचिव"), None),
];
const DIRECTORATE: [Post; 2] = [
    ("director", ("Director", "संचालक"), None),
    ("additional-director", ("Additional Director", "अपर संचालक"), None),
];
const ADMINISTRATION: [Post; 2] = [
    ("collector", ("Collector", "कलेक्टर"), None),
    ("additional-collector", ("Additional Collector", "अपर कलेक्टर"), None),
];
const MUNICIPAL: [Post; 2] = [
    ("mayor", ("Mayor", "महापौर"), None),
    ("commissioner", ("Commissioner", "आयुक्त"), None),
];
const COMPANY: [Post; 2] = [
    ("managing-director", ("Managing Director", "प्रबंध निदेशक"), None),
    ("vice-president", ("Vice President", "उपाध्यक्ष"), None),
];
const INSTITUTE: [Post; 2] = [
    ("director", ("Director", "निदेशक"), None),
    ("professor", ("Professor", "प्राध्यापक"), None),
];
const COMMITTEE: [Post; 3] = [
    ("chair", ("Chair", "अध्यक्ष"), Some(SeatRole::Chair)),
    (
        "member-secretary",
        ("Member Secretary", "सदस्य सचिव"),
        Some(SeatRole::MemberSecretary),
    ),
    ("member", ("Member", "सदस्य"), Some(SeatRole::Member)),
];

/// Makes the bodies of a state: its government and cabinet, then departments, companies and others in turn.
pub(super) fn make(maker: &mut Maker, state: &Named, places: &[Named], count: usize) -> Vec<Body> {
    let name = (format!("Government of {}", state.en), format!("{} शासन", state.hi));
    let government = of(
        maker,
        name,
        (OrganisationKind::Government, &GOVERNMENT),
        &Seat::of(state),
    );
    let parent = government.who.slug.clone();
    let seat = Seat {
        parent: Some(&parent),
        ..Seat::of(state)
    };
    let name = (format!("{} Cabinet", state.en), format!("{} मंत्रिमंडल", state.hi));
    let cabinet = of(maker, name, (OrganisationKind::Cabinet, &CABINET), &seat);
    let mut bodies = vec![government, cabinet];
    for at in 0..count.saturating_sub(bodies.len()) {
        bodies.push(other(maker, at, places, &seat));
    }
    bodies
}

/// Makes a publisher.
pub(super) fn publisher(maker: &mut Maker, (en, hi): Pair) -> Named {
    let nowhere = Seat {
        state: None,
        parent: None,
        place: None,
    };
    of(
        maker,
        (en.to_owned(), hi.to_owned()),
        (OrganisationKind::Media, &[]),
        &nowhere,
    )
    .who
}

/// Where a body is, and to whom it belongs.
#[derive(Clone, Copy)]
struct Seat<'a> {
    state: Option<&'a Named>,
    parent: Option<&'a str>,
    place: Option<&'a Named>,
}

impl<'a> Seat<'a> {
    fn of(state: &'a Named) -> Self {
        Self {
            state: Some(state),
            parent: None,
            place: None,
        }
    }
}

/// The body in a place of the turn: a state's own while subjects last, then a district's.
fn other(maker: &mut Maker, at: usize, places: &[Named], seat: &Seat<'_>) -> Body {
    let (round, turn) = (at / 7, at % 7);
    let (en, hi) = SUBJECTS.get(round % SUBJECTS.len()).copied().unwrap_or_default();
    let place = maker.random.of_list(places);
    let own = if round < SUBJECTS.len() { seat.state } else { place };
    let (own_en, own_hi) = own.map_or(("", ""), |it| (it.en.as_str(), it.hi.as_str()));
    let (place_en, place_hi) = place.map_or(("", ""), |it| (it.en.as_str(), it.hi.as_str()));
    let seated = Seat {
        place,
        parent: None,
        ..*seat
    };
    let owned = Seat {
        parent: seat.parent,
        ..seated
    };
    match turn {
        0 => {
            let name = (format!("Department of {en}, {own_en}"), format!("{hi} विभाग, {own_hi}"));
            of(maker, name, (OrganisationKind::Department, &DEPARTMENT), &owned)
        }
        1 => {
            let (head, tail) = (maker.random.pick(&COMPANY_HEADS), maker.random.pick(&COMPANY_TAILS));
            let name = (
                format!("{} {} Limited", head.0, tail.0),
                format!("{} {} लिमिटेड", head.1, tail.1),
            );
            of(maker, name, (OrganisationKind::Company, &COMPANY), &seated)
        }
        2 => {
            let name = (format!("{place_en} Administration"), format!("{place_hi} प्रशासन"));
            of(maker, name, (OrganisationKind::Administration, &ADMINISTRATION), &owned)
        }
        3 => {
            let name = (
                format!("Directorate of {en}, {own_en}"),
                format!("{hi} संचालनालय, {own_hi}"),
            );
            of(maker, name, (OrganisationKind::Directorate, &DIRECTORATE), &owned)
        }
        4 => {
            let name = (
                format!("Institute of {en}, {place_en}"),
                format!("{hi} संस्थान, {place_hi}"),
            );
            of(maker, name, (OrganisationKind::Institute, &INSTITUTE), &seated)
        }
        5 => {
            let name = (format!("{en} Committee, {place_en}"), format!("{hi} समिति, {place_hi}"));
            of(maker, name, (OrganisationKind::Committee, &COMMITTEE), &owned)
        }
        _ => {
            let name = (
                format!("Municipal Corporation of {place_en}"),
                format!("{place_hi} नगर निगम"),
            );
            of(maker, name, (OrganisationKind::MunicipalBody, &MUNICIPAL), &seated)
        }
    }
}

fn of(
    maker: &mut Maker,
    (en, hi): (String, String),
    (kind, posts): (OrganisationKind, &[Post]),
    seat: &Seat<'_>,
) -> Body {
    let who = maker.named((&en, &hi));
    let positions = posts.iter().map(|post| position(maker, *post, seat)).collect();
    let short = kind == OrganisationKind::Department && maker.random.chance(300);
    let aliases = short.then(|| maker.printed(hi.split(',').next().unwrap_or_default().to_owned(), "hi"));
    let figures = (kind == OrganisationKind::Company).then(|| revenue(maker));
    let organisation = Organisation {
        slug: who.slug.clone(),
        formerly: Vec::new(),
        name: who.name(),
        aliases: aliases.into_iter().collect(),
        kind,
        parent: seat.parent.map(str::to_owned),
        state: seat.state.map(|it| it.slug.clone()),
        place: seat.place.map(|it| it.slug.clone()),
        website: None,
        wikidata: None,
        positions,
        figures: figures.into_iter().collect(),
        references: Vec::new(),
        evidence: maker.evidence(),
        remark: None,
    };
    maker.push(organisation);
    Body {
        who,
        kind,
        posts: posts.iter().map(|(key, ..)| *key).collect(),
    }
}

/// A post; the secretary of a committee is the chief secretary of the government to which it belongs.
fn position(maker: &mut Maker, (key, title, role): Post, seat: &Seat<'_>) -> Position {
    let of_government = seat.parent.filter(|_| role == Some(SeatRole::MemberSecretary));
    Position {
        key: key.to_owned(),
        title: pair(title),
        role,
        ex_officio: of_government.map(|slug| format!("{slug}/chief-secretary")),
        evidence: maker.evidence(),
    }
}

fn revenue(maker: &mut Maker) -> Figure {
    let (year, billions) = (2015 + maker.random.below(10), 1 + maker.random.below(900));
    Figure {
        key: "revenue".to_owned(),
        measure: pair(("Revenue in a year", "एक वर्ष की आय")),
        comparator: Comparator::MoreThan,
        value: format!("{billions}000000000"),
        unit: "INR".to_owned(),
        as_of: Some(moment(year.to_string())),
        certainty: entity::Certainty::Stated,
        note: None,
        evidence: maker.evidence(),
    }
}
