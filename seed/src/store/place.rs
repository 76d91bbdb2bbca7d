//! Places as rows.

use entity::RecordKind;
use entity::place::Model;

use super::reader::Reader;
use super::record::with_head;
use super::writer::Writer;
use crate::database::Error;
use crate::place::Place;

/// Makes the row of a place.
pub(super) fn write(writer: &mut Writer<'_>, id: i64, it: &Place) -> Result<(), Error> {
    let row = Model {
        id,
        kind: it.kind,
        within_id: writer.maybe(RecordKind::Place, it.within.as_deref())?,
        state_id: writer.maybe(RecordKind::State, it.state.as_deref())?,
        latitude: it.latitude,
        longitude: it.longitude,
        wikidata: it.wikidata.clone(),
        meeting_count: 0,
    };
    writer.rows.place.push(row);
    Ok(())
}

/// Reads a place.
pub(super) fn read(reader: &Reader<'_>, row: &Model) -> Result<Place, Error> {
    Ok(with_head!(Place, reader, row.id, {
        kind: row.kind,
        within: reader.maybe(RecordKind::Place, row.within_id)?,
        state: reader.maybe(RecordKind::State, row.state_id)?,
        latitude: row.latitude,
        longitude: row.longitude,
        wikidata: row.wikidata.clone(),
    }))
}
