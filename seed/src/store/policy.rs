//! Policies with their relations as rows.

use entity::RecordKind;
use entity::policy::Model;

use super::evidence::{self, Subject};
use super::ids::Part;
use super::reader::{self, Reader};
use super::record::with_head;
use super::writer::Writer;
use crate::database::Error;
use crate::policy::{Policy, Relation};

/// Makes the rows of a policy.
pub(super) fn write(writer: &mut Writer<'_>, id: i64, it: &Policy) -> Result<(), Error> {
    let period = writer.moment(it.period.as_ref())?;
    let row = Model {
        id,
        kind: it.kind,
        issuer_id: writer.maybe(RecordKind::Organisation, it.issuer.as_deref())?,
        state_id: writer.maybe(RecordKind::State, it.state.as_deref())?,
        summary: it.summary.clone(),
        meeting_count: 0,
        period_edtf: period.edtf,
        period_earliest: period.earliest,
        period_latest: period.latest,
        period_certainty: period.certainty,
        period_note: period.note,
    };
    writer.rows.policy.push(row);
    for (topic_id, ordinal) in writer.list(RecordKind::Topic, &it.topics)? {
        writer.rows.policy_topic.push(entity::policy_topic::Model {
            policy_id: id,
            topic_id,
            ordinal,
        });
    }
    for (relation, ordinal) in it.related.iter().zip(0..) {
        write_relation(writer, id, relation, ordinal)?;
    }
    Ok(())
}

fn write_relation(writer: &mut Writer<'_>, policy_id: i64, it: &Relation, ordinal: i32) -> Result<(), Error> {
    let related_id = writer.record(RecordKind::Policy, &it.policy)?;
    let part = Part::Relation {
        policy: policy_id,
        kind: it.kind,
        related: related_id,
    };
    let id = writer.part(part, &it.policy)?;
    writer.rows.policy_relation.push(entity::policy_relation::Model {
        id,
        policy_id,
        ordinal,
        kind: it.kind,
        related_id,
        certainty: it.certainty,
        note: it.note.clone(),
    });
    evidence::write(writer, policy_id, Subject::Relation(id), &it.evidence)
}

/// Reads a policy.
pub(super) fn read(reader: &Reader<'_>, row: &Model) -> Result<Policy, Error> {
    let topics = reader.policy_topic.of(row.id);
    let topics = topics.map(|it| reader.slug(RecordKind::Topic, it.topic_id));
    let related = reader.policy_relation.of(row.id).map(|it| {
        Ok(Relation {
            kind: it.kind,
            policy: reader.slug(RecordKind::Policy, it.related_id)?,
            certainty: it.certainty,
            note: it.note.clone(),
            evidence: evidence::read(reader, Subject::Relation(it.id))?,
        })
    });
    Ok(with_head!(Policy, reader, row.id, {
        kind: row.kind,
        issuer: reader.maybe(RecordKind::Organisation, row.issuer_id)?,
        state: reader.maybe(RecordKind::State, row.state_id)?,
        period: row.period().map(reader::moment),
        summary: row.summary.clone(),
        topics: topics.collect::<Result<_, Error>>()?,
        related: related.collect::<Result<_, Error>>()?,
    }))
}
