//! Outcomes as rows.

use entity::RecordKind;
use entity::outcome::Model;

use super::evidence::{self, Subject};
use super::ids::Part;
use super::reader::{self, Reader};
use super::writer::Writer;
use crate::database::Error;
use crate::meeting::Outcome;

/// Makes the rows of a meeting's outcomes.
pub(super) fn write(writer: &mut Writer<'_>, meeting_id: i64, list: &[Outcome]) -> Result<(), Error> {
    for (it, ordinal) in list.iter().zip(0..) {
        let part = Part::Outcome {
            meeting: meeting_id,
            key: it.key.clone(),
        };
        let id = writer.part(part, &it.key)?;
        let due = writer.moment(it.due.as_ref())?;
        writer.rows.outcome.push(Model {
            id,
            meeting_id,
            key: it.key.clone(),
            ordinal,
            kind: it.kind,
            text: it.text.clone(),
            certainty: it.certainty,
            note: it.note.clone(),
            due_edtf: due.edtf,
            due_earliest: due.earliest,
            due_latest: due.latest,
            due_certainty: due.certainty,
            due_note: due.note,
        });
        write_lists(writer, id, it)?;
        evidence::write(writer, meeting_id, Subject::Outcome(id), &it.evidence)?;
    }
    Ok(())
}

fn write_lists(writer: &mut Writer<'_>, outcome_id: i64, it: &Outcome) -> Result<(), Error> {
    for (organisation_id, ordinal) in writer.list(RecordKind::Organisation, &it.responsible)? {
        writer
            .rows
            .outcome_organisation
            .push(entity::outcome_organisation::Model {
                outcome_id,
                organisation_id,
                ordinal,
            });
    }
    for (official_id, ordinal) in writer.list(RecordKind::Official, &it.decided_by)? {
        writer.rows.outcome_official.push(entity::outcome_official::Model {
            outcome_id,
            official_id,
            ordinal,
        });
    }
    for (policy_id, ordinal) in writer.list(RecordKind::Policy, &it.policies)? {
        writer.rows.outcome_policy.push(entity::outcome_policy::Model {
            outcome_id,
            policy_id,
            ordinal,
        });
    }
    Ok(())
}

/// Reads a meeting's outcomes.
pub(super) fn read(reader: &Reader<'_>, meeting: i64) -> Result<Vec<Outcome>, Error> {
    let rows = reader.outcome.of(meeting);
    rows.map(|row| {
        let responsible = reader.outcome_organisation.of(row.id);
        let responsible = responsible.map(|it| reader.slug(RecordKind::Organisation, it.organisation_id));
        let decided_by = reader.outcome_official.of(row.id);
        let decided_by = decided_by.map(|it| reader.slug(RecordKind::Official, it.official_id));
        let policies = reader.outcome_policy.of(row.id);
        let policies = policies.map(|it| reader.slug(RecordKind::Policy, it.policy_id));
        Ok(Outcome {
            key: row.key.clone(),
            kind: row.kind,
            text: row.text.clone(),
            due: row.due().map(reader::moment),
            responsible: responsible.collect::<Result<_, Error>>()?,
            decided_by: decided_by.collect::<Result<_, Error>>()?,
            policies: policies.collect::<Result<_, Error>>()?,
            certainty: row.certainty,
            note: row.note.clone(),
            evidence: evidence::read(reader, Subject::Outcome(row.id))?,
        })
    })
    .collect()
}
