//! Meetings as rows; their participations and outcomes have files of their own.

use std::collections::HashSet;

use entity::RecordKind;
use entity::meeting::Model;

use super::evidence::{self, Subject};
use super::ids::Part;
use super::reader::{self, Reader};
use super::record::with_head;
use super::writer::Writer;
use super::{outcome, participation, statement};
use crate::database::Error;
use crate::meeting::{Meeting, Mention};

/// Makes the rows of a meeting.
pub(super) fn write(writer: &mut Writer<'_>, id: i64, it: &Meeting) -> Result<(), Error> {
    let when = writer.moment(Some(&it.when))?;
    let row = Model {
        id,
        kind: it.kind,
        status: it.status,
        format: it.format,
        summary: it.summary.clone(),
        place_id: writer.maybe(RecordKind::Place, it.place.as_deref())?,
        venue_id: writer.maybe(RecordKind::Organisation, it.venue.as_deref())?,
        part_of_id: writer.maybe(RecordKind::Meeting, it.part_of.as_deref())?,
        participation_count: i64::try_from(it.participations.len()).unwrap_or_default(),
        article_count: 0,
        when_edtf: it.when.edtf.clone(),
        when_earliest: when.earliest,
        when_latest: when.latest,
        when_certainty: when.certainty,
        when_note: when.note,
    };
    writer.rows.meeting.push(row);
    write_lists(writer, id, it)?;
    participation::write(writer, id, &it.participations)?;
    for (mention, ordinal) in it.policies.iter().zip(0..) {
        write_mention(writer, id, mention, ordinal)?;
    }
    outcome::write(writer, id, &it.outcomes)?;
    statement::write(writer, RecordKind::Meeting, id, &it.statements)
}

/// Counts the articles that the meeting written last cites; its evidence begins at that row.
pub(super) fn count(writer: &mut Writer<'_>, evidence: usize) {
    let cited = writer.rows.evidence.iter().skip(evidence).map(|row| row.article_id);
    let count = cited.collect::<HashSet<_>>().len();
    if let Some(row) = writer.rows.meeting.last_mut() {
        row.article_count = i64::try_from(count).unwrap_or_default();
    }
}

fn write_lists(writer: &mut Writer<'_>, meeting_id: i64, it: &Meeting) -> Result<(), Error> {
    for (state_id, ordinal) in writer.list(RecordKind::State, &it.states)? {
        writer.rows.meeting_state.push(entity::meeting_state::Model {
            meeting_id,
            state_id,
            ordinal,
        });
    }
    for (topic_id, ordinal) in writer.list(RecordKind::Topic, &it.topics)? {
        writer.rows.meeting_topic.push(entity::meeting_topic::Model {
            meeting_id,
            topic_id,
            ordinal,
        });
    }
    Ok(())
}

fn write_mention(writer: &mut Writer<'_>, meeting_id: i64, it: &Mention, ordinal: i32) -> Result<(), Error> {
    let policy_id = writer.record(RecordKind::Policy, &it.policy)?;
    let part = Part::Mention {
        meeting: meeting_id,
        policy: policy_id,
        relation: it.relation,
    };
    let id = writer.part(part, &it.policy)?;
    writer.rows.policy_mention.push(entity::policy_mention::Model {
        id,
        meeting_id,
        policy_id,
        ordinal,
        relation: it.relation,
        certainty: it.certainty,
        note: it.note.clone(),
    });
    evidence::write(writer, meeting_id, Subject::Mention(id), &it.evidence)
}

/// Reads a meeting.
pub(super) fn read(reader: &Reader<'_>, row: &Model) -> Result<Meeting, Error> {
    let states = reader.meeting_state.of(row.id);
    let states = states.map(|it| reader.slug(RecordKind::State, it.state_id));
    let topics = reader.meeting_topic.of(row.id);
    let topics = topics.map(|it| reader.slug(RecordKind::Topic, it.topic_id));
    let mentions = reader.policy_mention.of(row.id).map(|it| read_mention(reader, it));
    Ok(with_head!(Meeting, reader, row.id, {
        kind: row.kind,
        status: row.status,
        format: row.format,
        when: reader::moment(row.when()),
        summary: row.summary.clone(),
        place: reader.maybe(RecordKind::Place, row.place_id)?,
        venue: reader.maybe(RecordKind::Organisation, row.venue_id)?,
        states: states.collect::<Result<_, Error>>()?,
        part_of: reader.maybe(RecordKind::Meeting, row.part_of_id)?,
        topics: topics.collect::<Result<_, Error>>()?,
        participations: participation::read(reader, row.id)?,
        policies: mentions.collect::<Result<_, Error>>()?,
        outcomes: outcome::read(reader, row.id)?,
        statements: statement::read(reader, row.id)?,
    }))
}

fn read_mention(reader: &Reader<'_>, row: &entity::policy_mention::Model) -> Result<Mention, Error> {
    Ok(Mention {
        policy: reader.slug(RecordKind::Policy, row.policy_id)?,
        relation: row.relation,
        certainty: row.certainty,
        note: row.note.clone(),
        evidence: evidence::read(reader, Subject::Mention(row.id))?,
    })
}
