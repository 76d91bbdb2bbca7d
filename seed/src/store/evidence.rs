//! Evidence as rows: which words of which article support a record or a part of one.

use entity::RecordKind;
use entity::evidence::Model;

use super::reader::Reader;
use super::writer::Writer;
use crate::database::Error;
use crate::lock::Citation;
use crate::record::Evidence;

/// What evidence supports: the record itself, or one part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    Record(i64),
    Alias(i64),
    Position(i64),
    Appointment(i64),
    Figure(i64),
    Relation(i64),
    Mention(i64),
    Participation(i64),
    Outcome(i64),
    Statement(i64),
}

/// What a row supports.
pub(crate) fn subject(row: &Model) -> Subject {
    let parts = [
        row.alias_id.map(Subject::Alias),
        row.position_id.map(Subject::Position),
        row.appointment_id.map(Subject::Appointment),
        row.figure_id.map(Subject::Figure),
        row.policy_relation_id.map(Subject::Relation),
        row.policy_mention_id.map(Subject::Mention),
        row.participation_id.map(Subject::Participation),
        row.outcome_id.map(Subject::Outcome),
        row.statement_id.map(Subject::Statement),
    ];
    let part = parts.into_iter().flatten().next();
    part.unwrap_or(Subject::Record(row.record_id))
}

/// Makes the rows of a list of evidence that the record `record_id` holds.
pub(super) fn write(writer: &mut Writer<'_>, record_id: i64, subject: Subject, list: &[Evidence]) -> Result<(), Error> {
    let of = |wanted: fn(i64) -> Subject, id: i64| (wanted(id) == subject).then_some(id);
    let id = match subject {
        Subject::Record(id)
        | Subject::Alias(id)
        | Subject::Position(id)
        | Subject::Appointment(id)
        | Subject::Figure(id)
        | Subject::Relation(id)
        | Subject::Mention(id)
        | Subject::Participation(id)
        | Subject::Outcome(id)
        | Subject::Statement(id) => id,
    };
    for (it, ordinal) in list.iter().zip(0..) {
        let (citation, locked) = writer.citation(&it.at)?;
        let row = Model {
            id: writer.ids.next("evidence"),
            record_id,
            alias_id: of(Subject::Alias, id),
            position_id: of(Subject::Position, id),
            appointment_id: of(Subject::Appointment, id),
            figure_id: of(Subject::Figure, id),
            policy_relation_id: of(Subject::Relation, id),
            policy_mention_id: of(Subject::Mention, id),
            participation_id: of(Subject::Participation, id),
            outcome_id: of(Subject::Outcome, id),
            statement_id: of(Subject::Statement, id),
            ordinal,
            field: it.field.clone(),
            article_id: writer.record(RecordKind::Article, &citation.article)?,
            start_offset: writer.number(citation.start)?,
            end_offset: writer.number(citation.end)?,
            line: writer.number(locked.line)?,
            quote_sha256: locked.sha256.clone(),
            certainty: it.certainty,
            note: it.note.clone(),
        };
        writer.rows.evidence.push(row);
    }
    Ok(())
}

/// The evidence of a record or a part.
pub(super) fn read(reader: &Reader<'_>, subject: Subject) -> Result<Vec<Evidence>, Error> {
    let rows = reader.evidence.of(subject);
    rows.map(|row| {
        Ok(Evidence {
            at: cited(reader, row.article_id, (row.start_offset, row.end_offset))?.to_string(),
            field: row.field.clone(),
            certainty: row.certainty,
            note: row.note.clone(),
        })
    })
    .collect()
}

/// The citation of a span of an article.
pub(super) fn cited(reader: &Reader<'_>, article: i64, span: (i32, i32)) -> Result<Citation, Error> {
    let offset = |number: i32| u32::try_from(number).map_err(|_sign| Error::Damaged("an offset is below 0".to_owned()));
    Ok(Citation {
        article: reader.slug(RecordKind::Article, article)?,
        start: offset(span.0)?,
        end: offset(span.1)?,
    })
}
