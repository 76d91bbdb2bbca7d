//! Officials with their appointments as rows.

use entity::official::Model;

use super::evidence::{self, Subject};
use super::ids::Part;
use super::reader::{self, Reader};
use super::record::with_head;
use super::writer::Writer;
use crate::database::Error;
use crate::official::{Appointment, Official};

/// Makes the rows of an official.
pub(super) fn write(writer: &mut Writer<'_>, id: i64, it: &Official) -> Result<(), Error> {
    writer.rows.official.push(Model {
        id,
        honorific: it.honorific.clone(),
        wikidata: it.wikidata.clone(),
        meeting_count: 0,
    });
    for (appointment, ordinal) in it.appointments.iter().zip(0..) {
        write_appointment(writer, id, appointment, ordinal)?;
    }
    Ok(())
}

fn write_appointment(writer: &mut Writer<'_>, official_id: i64, it: &Appointment, ordinal: i32) -> Result<(), Error> {
    let position_id = writer.position(&it.position)?;
    let part = Part::Appointment {
        official: official_id,
        position: position_id,
    };
    let id = writer.part(part, &it.position)?;
    let observed = writer.moment(it.observed.as_ref())?;
    writer.rows.appointment.push(entity::appointment::Model {
        id,
        official_id,
        position_id,
        ordinal,
        certainty: it.certainty,
        note: it.note.clone(),
        observed_edtf: observed.edtf,
        observed_earliest: observed.earliest,
        observed_latest: observed.latest,
        observed_certainty: observed.certainty,
        observed_note: observed.note,
    });
    evidence::write(writer, official_id, Subject::Appointment(id), &it.evidence)
}

/// Reads an official.
pub(super) fn read(reader: &Reader<'_>, row: &Model) -> Result<Official, Error> {
    let appointments = reader.appointment.of(row.id).map(|it| {
        Ok(Appointment {
            position: reader.position_path(it.position_id)?,
            observed: it.observed().map(reader::moment),
            certainty: it.certainty,
            note: it.note.clone(),
            evidence: evidence::read(reader, Subject::Appointment(it.id))?,
        })
    });
    Ok(with_head!(Official, reader, row.id, {
        honorific: row.honorific.clone(),
        wikidata: row.wikidata.clone(),
        appointments: appointments.collect::<Result<_, Error>>()?,
    }))
}
