//! States as rows.

use entity::RecordKind;
use entity::state::Model;

use super::reader::Reader;
use super::record::with_head;
use super::writer::Writer;
use crate::database::Error;
use crate::state::State;

/// Makes the row of a state.
pub(super) fn write(writer: &mut Writer<'_>, id: i64, it: &State) -> Result<(), Error> {
    let row = Model {
        id,
        code: it.code.clone(),
        country_id: writer.record(RecordKind::Place, &it.country)?,
        capital_id: writer.maybe(RecordKind::Place, it.capital.as_deref())?,
        wikidata: it.wikidata.clone(),
        meeting_count: 0,
    };
    writer.rows.state.push(row);
    Ok(())
}

/// Reads a state.
pub(super) fn read(reader: &Reader<'_>, row: &Model) -> Result<State, Error> {
    Ok(with_head!(State, reader, row.id, {
        code: row.code.clone(),
        country: reader.slug(RecordKind::Place, row.country_id)?,
        capital: reader.maybe(RecordKind::Place, row.capital_id)?,
        wikidata: row.wikidata.clone(),
    }))
}
