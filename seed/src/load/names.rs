//! What records name: other records, positions and appointments.

use std::collections::BTreeSet;

use entity::RecordKind;

use crate::curated::RecordKey;
use crate::lock::Citation;
use crate::record::{Evidence, Record};
use crate::statement::Statement;

/// What one field of a record names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Name {
    /// A record.
    Record(RecordKey),
    /// A position: the organisation's slug, and the position's key.
    Position(String, String),
    /// An appointment: the official's slug, and the position's path.
    Appointment(String, String),
}

/// What some records are and name.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// The records themselves.
    pub(crate) own: BTreeSet<RecordKey>,
    /// What they name, whether it is among them or not.
    pub(crate) named: BTreeSet<Name>,
}

impl Names {
    /// What these records are and name.
    pub(crate) fn of<'a>(records: impl Iterator<Item = &'a Record>) -> Self {
        let mut names = Self::default();
        for record in records {
            names.own.insert(record.key());
            of_record(record, &mut |name| {
                names.named.insert(name);
            });
        }
        names
    }
}

/// What a record names, each once for each time that it does.
pub(crate) fn names_of(record: &Record) -> Vec<Name> {
    let mut names = Vec::new();
    of_record(record, &mut |name| names.push(name));
    names
}

/// Tells what a record names, each time that it does.
fn of_record(record: &Record, told: &mut dyn FnMut(Name)) {
    let mut teller = Teller { told };
    let head = record.header();
    teller.evidence(head.evidence);
    head.aliases.iter().for_each(|it| teller.evidence(&it.evidence));
    match record {
        Record::State(it) => {
            teller.one(RecordKind::Place, Some(&it.country));
            teller.one(RecordKind::Place, it.capital.as_ref());
        }
        Record::Place(it) => {
            teller.one(RecordKind::Place, it.within.as_ref());
            teller.one(RecordKind::State, it.state.as_ref());
        }
        Record::Topic(it) => teller.one(RecordKind::Topic, it.broader.as_ref()),
        Record::Organisation(it) => {
            teller.one(RecordKind::Organisation, it.parent.as_ref());
            teller.one(RecordKind::State, it.state.as_ref());
            teller.one(RecordKind::Place, it.place.as_ref());
            for position in &it.positions {
                teller.position(position.ex_officio.as_deref());
                teller.evidence(&position.evidence);
            }
            it.figures.iter().for_each(|figure| teller.evidence(&figure.evidence));
        }
        Record::Official(it) => {
            for appointment in &it.appointments {
                teller.position(Some(&appointment.position));
                teller.evidence(&appointment.evidence);
            }
        }
        Record::Policy(it) => {
            teller.one(RecordKind::Organisation, it.issuer.as_ref());
            teller.one(RecordKind::State, it.state.as_ref());
            teller.all(RecordKind::Topic, &it.topics);
            for relation in &it.related {
                teller.one(RecordKind::Policy, Some(&relation.policy));
                teller.evidence(&relation.evidence);
            }
        }
        Record::Article(it) => {
            teller.one(RecordKind::Organisation, it.publisher.as_ref());
            teller.one(RecordKind::Place, it.dateline.as_ref());
            teller.statements(&it.statements);
        }
        Record::Meeting(it) => meeting(&mut teller, it),
    }
}

fn meeting(teller: &mut Teller<'_>, it: &crate::meeting::Meeting) {
    teller.one(RecordKind::Place, it.place.as_ref());
    teller.one(RecordKind::Organisation, it.venue.as_ref());
    teller.all(RecordKind::State, &it.states);
    teller.one(RecordKind::Meeting, it.part_of.as_ref());
    teller.all(RecordKind::Topic, &it.topics);
    for participation in &it.participations {
        teller.one(RecordKind::Official, participation.official.as_ref());
        teller.one(RecordKind::Organisation, participation.organisation.as_ref());
        if let Some((official, path)) = participation.official.as_ref().zip(participation.appointment.as_ref()) {
            teller.position(Some(path));
            (teller.told)(Name::Appointment(official.clone(), path.clone()));
        }
        teller.evidence(&participation.evidence);
    }
    for mention in &it.policies {
        teller.one(RecordKind::Policy, Some(&mention.policy));
        teller.evidence(&mention.evidence);
    }
    for outcome in &it.outcomes {
        teller.all(RecordKind::Organisation, &outcome.responsible);
        teller.all(RecordKind::Official, &outcome.decided_by);
        teller.all(RecordKind::Policy, &outcome.policies);
        teller.evidence(&outcome.evidence);
    }
    teller.statements(&it.statements);
}

struct Teller<'a> {
    told: &'a mut dyn FnMut(Name),
}

impl Teller<'_> {
    fn one(&mut self, kind: RecordKind, slug: Option<&String>) {
        if let Some(slug) = slug {
            (self.told)(Name::Record(RecordKey {
                kind,
                slug: slug.clone(),
            }));
        }
    }

    fn all(&mut self, kind: RecordKind, slugs: &[String]) {
        slugs.iter().for_each(|slug| self.one(kind, Some(slug)));
    }

    fn position(&mut self, path: Option<&str>) {
        if let Some((slug, key)) = path.and_then(|it| it.split_once('/')) {
            self.one(RecordKind::Organisation, Some(&slug.to_owned()));
            (self.told)(Name::Position(slug.to_owned(), key.to_owned()));
        }
    }

    fn evidence(&mut self, list: &[Evidence]) {
        for it in list {
            if let Ok(citation) = it.at.parse::<Citation>() {
                self.one(RecordKind::Article, Some(&citation.article));
            }
        }
    }

    fn statements(&mut self, list: &[Statement]) {
        for it in list {
            self.one(RecordKind::Official, it.speaker.as_ref());
            self.one(RecordKind::Organisation, it.organisation.as_ref());
            self.all(RecordKind::Topic, &it.topics);
            self.evidence(&it.evidence);
        }
    }
}
