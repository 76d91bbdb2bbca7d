//! Participations as rows.

use entity::RecordKind;
use entity::participation::Model;
use entity::participation_roles::Roles;

use super::evidence::{self, Subject};
use super::ids::Part;
use super::reader::Reader;
use super::writer::Writer;
use crate::database::Error;
use crate::meeting::Participation;

/// Makes the rows of a meeting's participations.
pub(super) fn write(writer: &mut Writer<'_>, meeting_id: i64, list: &[Participation]) -> Result<(), Error> {
    for (it, ordinal) in list.iter().zip(0..) {
        let key = it
            .effective_key()
            .ok_or_else(|| writer.value("a participation has no key, official or organisation".to_owned()))?;
        let part = Part::Participation {
            meeting: meeting_id,
            key: key.to_owned(),
        };
        let id = writer.part(part, key)?;
        let official_id = writer.maybe(RecordKind::Official, it.official.as_deref())?;
        let appointment_id = match (official_id, it.appointment.as_deref()) {
            (Some(official), Some(path)) => Some(writer.appointment(official, path)?),
            (None, Some(_)) => return Err(writer.value(format!("`{key}` has an appointment and no official"))),
            (_, None) => None,
        };
        let row = Model {
            id,
            meeting_id,
            key: key.to_owned(),
            ordinal,
            official_id,
            organisation_id: writer.maybe(RecordKind::Organisation, it.organisation.as_deref())?,
            group_name: it.group.clone(),
            appointment_id,
            roles: Roles::of(&it.roles),
            certainty: it.certainty,
            note: it.note.clone(),
        };
        writer.rows.participation.push(row);
        evidence::write(writer, meeting_id, Subject::Participation(id), &it.evidence)?;
    }
    Ok(())
}

/// Reads a meeting's participations. A key that follows from the others is left out, as a file does.
pub(super) fn read(reader: &Reader<'_>, meeting: i64) -> Result<Vec<Participation>, Error> {
    let rows = reader.participation.of(meeting);
    rows.map(|row| {
        let mut it = Participation {
            roles: row.roles.list(),
            key: None,
            official: reader.maybe(RecordKind::Official, row.official_id)?,
            organisation: reader.maybe(RecordKind::Organisation, row.organisation_id)?,
            group: row.group_name.clone(),
            appointment: row.appointment_id.map(|id| reader.appointment_path(id)).transpose()?,
            certainty: row.certainty,
            note: row.note.clone(),
            evidence: evidence::read(reader, Subject::Participation(row.id))?,
        };
        if it.implied_key() != Some(&row.key) {
            it.key = Some(row.key.clone());
        }
        Ok(it)
    })
    .collect()
}
