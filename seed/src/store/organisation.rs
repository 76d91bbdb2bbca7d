//! Organisations with their positions and figures as rows.

use entity::RecordKind;
use entity::organisation::Model;

use super::evidence::{self, Subject};
use super::ids::Part;
use super::reader::{self, Reader};
use super::record::with_head;
use super::writer::Writer;
use crate::database::Error;
use crate::organisation::{Figure, Organisation, Position};

/// Gives the positions of an organisation their keys, before anything names them.
pub(super) fn enlist(writer: &mut Writer<'_>, id: i64, it: &Organisation) -> Result<(), Error> {
    for position in &it.positions {
        writer.part(position_of(id, &position.key), &position.key)?;
    }
    Ok(())
}

fn position_of(organisation: i64, key: &str) -> Part {
    Part::Position {
        organisation,
        key: key.to_owned(),
    }
}

/// Makes the rows of an organisation, whose positions are enlisted.
pub(super) fn write(writer: &mut Writer<'_>, id: i64, it: &Organisation) -> Result<(), Error> {
    let row = Model {
        id,
        kind: it.kind,
        parent_id: writer.maybe(RecordKind::Organisation, it.parent.as_deref())?,
        state_id: writer.maybe(RecordKind::State, it.state.as_deref())?,
        place_id: writer.maybe(RecordKind::Place, it.place.as_deref())?,
        website: it.website.clone(),
        wikidata: it.wikidata.clone(),
        meeting_count: 0,
    };
    writer.rows.organisation.push(row);
    for (position, ordinal) in it.positions.iter().zip(0..) {
        write_position(writer, (id, &it.slug), position, ordinal)?;
    }
    for (figure, ordinal) in it.figures.iter().zip(0..) {
        write_figure(writer, id, figure, ordinal)?;
    }
    Ok(())
}

fn write_position(writer: &mut Writer<'_>, of: (i64, &str), it: &Position, ordinal: i32) -> Result<(), Error> {
    let (organisation_id, slug) = of;
    let id = writer.position(&format!("{slug}/{}", it.key))?;
    let ex_officio = it.ex_officio.as_deref().map(|path| writer.position(path));
    let row = entity::position::Model {
        id,
        organisation_id,
        key: it.key.clone(),
        ordinal,
        titles: it.title.clone(),
        role: it.role,
        ex_officio_id: ex_officio.transpose()?,
    };
    writer.rows.position.push(row);
    evidence::write(writer, organisation_id, Subject::Position(id), &it.evidence)
}

fn write_figure(writer: &mut Writer<'_>, organisation_id: i64, it: &Figure, ordinal: i32) -> Result<(), Error> {
    let part = Part::Figure {
        organisation: organisation_id,
        key: it.key.clone(),
    };
    let id = writer.part(part, &it.key)?;
    let as_of = writer.moment(it.as_of.as_ref())?;
    writer.rows.figure.push(entity::figure::Model {
        id,
        organisation_id,
        key: it.key.clone(),
        ordinal,
        measure: it.measure.clone(),
        comparator: it.comparator,
        value: it.value.clone(),
        unit: it.unit.clone(),
        certainty: it.certainty,
        note: it.note.clone(),
        as_of_edtf: as_of.edtf,
        as_of_earliest: as_of.earliest,
        as_of_latest: as_of.latest,
        as_of_certainty: as_of.certainty,
        as_of_note: as_of.note,
    });
    evidence::write(writer, organisation_id, Subject::Figure(id), &it.evidence)
}

/// Reads an organisation.
pub(super) fn read(reader: &Reader<'_>, row: &Model) -> Result<Organisation, Error> {
    let positions = reader.position.of(row.id).map(|it| read_position(reader, it));
    let figures = reader.figure.of(row.id).map(|it| read_figure(reader, it));
    Ok(with_head!(Organisation, reader, row.id, {
        kind: row.kind,
        parent: reader.maybe(RecordKind::Organisation, row.parent_id)?,
        state: reader.maybe(RecordKind::State, row.state_id)?,
        place: reader.maybe(RecordKind::Place, row.place_id)?,
        website: row.website.clone(),
        wikidata: row.wikidata.clone(),
        positions: positions.collect::<Result<_, Error>>()?,
        figures: figures.collect::<Result<_, Error>>()?,
    }))
}

fn read_position(reader: &Reader<'_>, row: &entity::position::Model) -> Result<Position, Error> {
    Ok(Position {
        key: row.key.clone(),
        title: row.titles.clone(),
        role: row.role,
        ex_officio: row.ex_officio_id.map(|id| reader.position_path(id)).transpose()?,
        evidence: evidence::read(reader, Subject::Position(row.id))?,
    })
}

fn read_figure(reader: &Reader<'_>, row: &entity::figure::Model) -> Result<Figure, Error> {
    Ok(Figure {
        key: row.key.clone(),
        measure: row.measure.clone(),
        comparator: row.comparator,
        value: row.value.clone(),
        unit: row.unit.clone(),
        as_of: row.as_of().map(reader::moment),
        certainty: row.certainty,
        note: row.note.clone(),
        evidence: evidence::read(reader, Subject::Figure(row.id))?,
    })
}
