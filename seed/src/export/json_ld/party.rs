//! Officials and organisations as nodes.

use entity::RecordKind;
use entity::organisation::OrganisationKind;
use serde_json::{Value, json};

use super::value::{Node, evidence, maybe, moment, put, put_all, put_certainty, wikidata};
use crate::lock::Lock;
use crate::official::{Appointment, Official};
use crate::organisation::{Figure, Organisation, Position};

pub(super) fn official(it: &Official, lock: &Lock) -> Node {
    let mut node = Node::new();
    put(&mut node, "@type", json!("Person"));
    put(&mut node, "honorificPrefix", json!(it.honorific));
    put(&mut node, "sameAs", wikidata(it.wikidata.as_deref()));
    put_all(
        &mut node,
        "memberOf",
        it.appointments.iter().map(|it| appointment(it, lock)),
    );
    node
}

/// A role, in schema.org's way: between a person and the organisation stands what is known of the membership.
fn appointment(it: &Appointment, lock: &Lock) -> Value {
    let organisation = it.position.split('/').next();
    let mut node = Node::new();
    put(&mut node, "@type", json!("Role"));
    put(&mut node, "memberOf", maybe(RecordKind::Organisation, organisation));
    put(&mut node, "inPosition", position_id(&it.position));
    put(&mut node, "observed", moment(it.observed.as_ref()));
    put_certainty(&mut node, it.certainty, it.note.as_ref());
    put_all(&mut node, "evidence", evidence(&it.evidence, lock));
    Value::Object(node)
}

/// The name of the position at a path.
pub(super) fn position_id(path: &str) -> Value {
    json!(format!("position:{path}"))
}

pub(super) fn organisation(it: &Organisation, lock: &Lock) -> Node {
    let mut node = Node::new();
    put(&mut node, "@type", json!(of_schema(it.kind)));
    put(&mut node, "kind", json!(it.kind));
    put(
        &mut node,
        "parentOrganization",
        maybe(RecordKind::Organisation, it.parent.as_deref()),
    );
    put(&mut node, "inState", maybe(RecordKind::State, it.state.as_deref()));
    put(&mut node, "location", maybe(RecordKind::Place, it.place.as_deref()));
    put(&mut node, "url", json!(it.website));
    put(&mut node, "sameAs", wikidata(it.wikidata.as_deref()));
    put_all(
        &mut node,
        "hasPosition",
        it.positions.iter().map(|each| position(each, &it.slug, lock)),
    );
    put_all(&mut node, "figure", it.figures.iter().map(|it| figure(it, lock)));
    node
}

/// The word of schema.org where one says no more than the kind.
fn of_schema(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::Government
        | OrganisationKind::Department
        | OrganisationKind::Directorate
        | OrganisationKind::Administration
        | OrganisationKind::MunicipalBody
        | OrganisationKind::Cabinet
        | OrganisationKind::PublicAgency
        | OrganisationKind::ForeignAgency
        | OrganisationKind::DiplomaticMission => "GovernmentOrganization",
        OrganisationKind::Company | OrganisationKind::PublicCorporation => "Corporation",
        OrganisationKind::Media => "NewsMediaOrganization",
        OrganisationKind::Committee
        | OrganisationKind::Bank
        | OrganisationKind::Institute
        | OrganisationKind::TechnologyHub
        | OrganisationKind::TradeAssociation
        | OrganisationKind::ExportCouncil
        | OrganisationKind::Other => "Organization",
    }
}

fn position(it: &Position, organisation: &str, lock: &Lock) -> Value {
    let mut node = Node::new();
    put(&mut node, "@id", position_id(&format!("{organisation}/{}", it.key)));
    put(&mut node, "@type", json!("Position"));
    put(&mut node, "name", json!(it.title));
    put(&mut node, "role", json!(it.role));
    put(
        &mut node,
        "exOfficio",
        it.ex_officio.as_deref().map_or(Value::Null, position_id),
    );
    put_all(&mut node, "evidence", evidence(&it.evidence, lock));
    Value::Object(node)
}

fn figure(it: &Figure, lock: &Lock) -> Value {
    let mut node = Node::new();
    put(&mut node, "@type", json!("Figure"));
    put(&mut node, "measure", json!(it.measure));
    put(&mut node, "comparator", json!(it.comparator));
    put(&mut node, "value", json!(it.value));
    put(&mut node, "unit", json!(it.unit));
    put(&mut node, "asOf", moment(it.as_of.as_ref()));
    put_certainty(&mut node, it.certainty, it.note.as_ref());
    put_all(&mut node, "evidence", evidence(&it.evidence, lock));
    Value::Object(node)
}
