//! Statements of meetings and of articles as rows.

use entity::RecordKind;
use entity::statement::Model;

use super::evidence::{self, Subject};
use super::ids::Part;
use super::reader::Reader;
use super::writer::Writer;
use crate::database::Error;
use crate::statement::Statement;

/// Makes the rows of the statements that a meeting or an article holds.
pub(super) fn write(writer: &mut Writer<'_>, kind: RecordKind, holder: i64, list: &[Statement]) -> Result<(), Error> {
    for (it, ordinal) in list.iter().zip(0..) {
        let part = Part::Statement {
            holder,
            key: it.key.clone(),
        };
        let id = writer.part(part, &it.key)?;
        let row = Model {
            id,
            meeting_id: (kind == RecordKind::Meeting).then_some(holder),
            article_id: (kind == RecordKind::Article).then_some(holder),
            key: it.key.clone(),
            ordinal,
            speaker_id: writer.maybe(RecordKind::Official, it.speaker.as_deref())?,
            organisation_id: writer.maybe(RecordKind::Organisation, it.organisation.as_deref())?,
            channel: it.channel,
            modality: it.modality,
            text: it.text.clone(),
        };
        writer.rows.statement.push(row);
        for (topic_id, ordinal) in writer.list(RecordKind::Topic, &it.topics)? {
            writer.rows.statement_topic.push(entity::statement_topic::Model {
                statement_id: id,
                topic_id,
                ordinal,
            });
        }
        evidence::write(writer, holder, Subject::Statement(id), &it.evidence)?;
    }
    Ok(())
}

/// Reads the statements that a meeting or an article holds.
pub(super) fn read(reader: &Reader<'_>, holder: i64) -> Result<Vec<Statement>, Error> {
    let rows = reader.statement.of(holder);
    rows.map(|row| {
        let topics = reader.statement_topic.of(row.id);
        let topics = topics.map(|it| reader.slug(RecordKind::Topic, it.topic_id));
        Ok(Statement {
            key: row.key.clone(),
            channel: row.channel,
            modality: row.modality,
            text: row.text.clone(),
            speaker: reader.maybe(RecordKind::Official, row.speaker_id)?,
            organisation: reader.maybe(RecordKind::Organisation, row.organisation_id)?,
            topics: topics.collect::<Result<_, Error>>()?,
            evidence: evidence::read(reader, Subject::Statement(row.id))?,
        })
    })
    .collect()
}
