//! Topics as rows.

use entity::RecordKind;
use entity::topic::Model;

use super::reader::Reader;
use super::record::with_head;
use super::writer::Writer;
use crate::database::Error;
use crate::topic::Topic;

/// Makes the row of a topic.
pub(super) fn write(writer: &mut Writer<'_>, id: i64, it: &Topic) -> Result<(), Error> {
    let row = Model {
        id,
        broader_id: writer.maybe(RecordKind::Topic, it.broader.as_deref())?,
        meeting_count: 0,
    };
    writer.rows.topic.push(row);
    Ok(())
}

/// Reads a topic.
pub(super) fn read(reader: &Reader<'_>, row: &Model) -> Result<Topic, Error> {
    Ok(with_head!(Topic, reader, row.id, {
        broader: reader.maybe(RecordKind::Topic, row.broader_id)?,
    }))
}
