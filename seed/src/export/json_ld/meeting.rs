//! Meetings as nodes.

use std::collections::BTreeMap;

use entity::meeting::{MeetingFormat, MeetingStatus};
use entity::participation::ParticipationRole;
use entity::{Certainty, RecordKind};
use serde_json::{Value, json};

use super::party::position_id;
use super::subject::statements;
use super::value::{Node, dates, evidence, id, ids, maybe, moment, put, put_all, put_certainty};
use crate::lock::Lock;
use crate::meeting::{Meeting, Mention, Outcome, Participation};

pub(super) fn meeting(it: &Meeting, lock: &Lock) -> Node {
    let mut node = Node::new();
    let types: &[&str] = match it.status {
        MeetingStatus::Held => &["Event"],
        _ => &["Event", "Plan"],
    };
    put(&mut node, "@type", json!(types));
    put(&mut node, "kind", json!(it.kind));
    put(&mut node, "status", json!(it.status));
    // There is no word of schema.org for what was held, nor for what is only proposed.
    match it.status {
        MeetingStatus::Scheduled => put(&mut node, "eventStatus", json!("schema:EventScheduled")),
        MeetingStatus::Cancelled => put(&mut node, "eventStatus", json!("schema:EventCancelled")),
        MeetingStatus::Held | MeetingStatus::Proposed => {}
    }
    let mode = match it.format {
        MeetingFormat::InPerson => Some("schema:OfflineEventAttendanceMode"),
        MeetingFormat::Virtual => Some("schema:OnlineEventAttendanceMode"),
        MeetingFormat::Hybrid => Some("schema:MixedEventAttendanceMode"),
        MeetingFormat::Unstated => None,
    };
    put(&mut node, "eventAttendanceMode", json!(mode));
    if it.status != MeetingStatus::Proposed {
        let (first, last) = dates(&it.when);
        put(&mut node, "startDate", json!(first));
        put(&mut node, "endDate", json!(last));
    }
    put(&mut node, "when", moment(Some(&it.when)));
    let places = [
        maybe(RecordKind::Place, it.place.as_deref()),
        maybe(RecordKind::Organisation, it.venue.as_deref()),
    ];
    put_all(&mut node, "location", places.into_iter().filter(|it| !it.is_null()));
    put_all(&mut node, "concerns", ids(RecordKind::State, &it.states));
    put(
        &mut node,
        "superEvent",
        maybe(RecordKind::Meeting, it.part_of.as_deref()),
    );
    put_all(&mut node, "about", ids(RecordKind::Topic, &it.topics));
    put(&mut node, "description", json!(it.summary));
    for (property, roles) in participants(it, lock) {
        node.insert(property.to_owned(), Value::Array(roles));
    }
    put_all(&mut node, "mention", it.policies.iter().map(|it| mention(it, lock)));
    put_all(&mut node, "outcome", it.outcomes.iter().map(|it| outcome(it, lock)));
    put_all(&mut node, "statement", statements(&it.statements, lock));
    node
}

/// The participations by property.
fn participants(it: &Meeting, lock: &Lock) -> BTreeMap<&'static str, Vec<Value>> {
    let mut by_property: BTreeMap<&'static str, Vec<Value>> = BTreeMap::new();
    for participation in &it.participations {
        for property in properties(it.status, participation) {
            let role = role(participation, property, lock);
            by_property.entry(property).or_default().push(role);
        }
    }
    by_property
}

/// Under which properties a participation stands: those of schema.org say that somebody was there, and are not for those of
/// whom no source says so.
fn properties(status: MeetingStatus, it: &Participation) -> Vec<&'static str> {
    if status != MeetingStatus::Held {
        return vec!["expectedParticipant"];
    }
    if it.certainty == Certainty::Possible {
        return vec!["possibleParticipant"];
    }
    let mut properties: Vec<&'static str> = it
        .roles
        .iter()
        .filter_map(|role| match role {
            ParticipationRole::Host | ParticipationRole::CoOrganiser => Some("organizer"),
            ParticipationRole::Speaker | ParticipationRole::SpecialGuest => Some("performer"),
            ParticipationRole::Chair | ParticipationRole::Attendee | ParticipationRole::Visitor => Some("attendee"),
            ParticipationRole::Invitee => None,
        })
        .collect();
    properties.sort_unstable();
    properties.dedup();
    if properties.is_empty() {
        properties.push("invitedParticipant");
    }
    properties
}

/// A role, in schema.org's way: it stands between the meeting and who took part, and repeats the property.
fn role(it: &Participation, property: &str, lock: &Lock) -> Value {
    let mut node = Node::new();
    put(&mut node, "@type", json!("Role"));
    put(&mut node, "roleName", json!(it.roles));
    let (official, organisation) = (it.official.as_deref(), it.organisation.as_deref());
    let group = it.group.as_ref().map(|name| json!({ "@type": "Group", "name": name }));
    let who = official
        .map(|slug| id(RecordKind::Official, slug))
        .or(group)
        .or_else(|| organisation.map(|slug| id(RecordKind::Organisation, slug)));
    put(&mut node, property, who.unwrap_or_default());
    if official.is_some() || it.group.is_some() {
        put(&mut node, "onBehalfOf", maybe(RecordKind::Organisation, organisation));
    }
    put(
        &mut node,
        "inPosition",
        it.appointment.as_deref().map_or(Value::Null, position_id),
    );
    put_certainty(&mut node, it.certainty, it.note.as_ref());
    put_all(&mut node, "evidence", evidence(&it.evidence, lock));
    Value::Object(node)
}

fn mention(it: &Mention, lock: &Lock) -> Value {
    let mut node = Node::new();
    put(&mut node, "@type", json!("Mention"));
    put(&mut node, "relation", json!(it.relation));
    put(&mut node, "ofPolicy", id(RecordKind::Policy, &it.policy));
    put_certainty(&mut node, it.certainty, it.note.as_ref());
    put_all(&mut node, "evidence", evidence(&it.evidence, lock));
    Value::Object(node)
}

fn outcome(it: &Outcome, lock: &Lock) -> Value {
    let mut node = Node::new();
    put(&mut node, "@type", json!("Outcome"));
    put(&mut node, "kind", json!(it.kind));
    put(&mut node, "description", json!(it.text));
    put(&mut node, "due", moment(it.due.as_ref()));
    put_all(&mut node, "responsible", ids(RecordKind::Organisation, &it.responsible));
    put_all(&mut node, "decidedBy", ids(RecordKind::Official, &it.decided_by));
    put_all(&mut node, "ofPolicy", ids(RecordKind::Policy, &it.policies));
    put_certainty(&mut node, it.certainty, it.note.as_ref());
    put_all(&mut node, "evidence", evidence(&it.evidence, lock));
    Value::Object(node)
}
