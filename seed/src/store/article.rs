//! Articles with their passages as rows; what the lock holds of an article stands in its row.

use entity::RecordKind;
use entity::article::Model;
use entity::passage::PassageKind;

use super::reader::{self, Reader};
use super::record::with_head;
use super::writer::Writer;
use super::{evidence, statement};
use crate::article::{Article, Passage};
use crate::database::Error;

/// Makes the rows of an article.
pub(super) fn write(writer: &mut Writer<'_>, id: i64, it: &Article) -> Result<(), Error> {
    let locked = writer.article(&it.slug)?;
    let published = writer.moment(it.published.as_ref())?;
    let row = Model {
        id,
        file: it.file.clone(),
        publisher_id: writer.maybe(RecordKind::Organisation, it.publisher.as_deref())?,
        byline: it.byline.clone(),
        dateline_id: writer.maybe(RecordKind::Place, it.dateline.as_deref())?,
        language: it.language.as_str().to_owned(),
        url: it.url.clone(),
        sha256: locked.sha256.clone(),
        length: writer.number(locked.length)?,
        published_edtf: published.edtf,
        published_earliest: published.earliest,
        published_latest: published.latest,
        published_certainty: published.certainty,
        published_note: published.note,
        meeting_count: 0,
    };
    writer.rows.article.push(row);
    write_passages(writer, (id, &it.slug), PassageKind::Boilerplate, &it.boilerplate)?;
    write_passages(writer, (id, &it.slug), PassageKind::WithoutFacts, &it.without_facts)?;
    statement::write(writer, RecordKind::Article, id, &it.statements)
}

fn write_passages(writer: &mut Writer<'_>, of: (i64, &str), kind: PassageKind, list: &[Passage]) -> Result<(), Error> {
    let (article_id, slug) = of;
    for (it, ordinal) in list.iter().zip(0..) {
        let (citation, locked) = writer.citation(&it.at)?;
        if citation.article != slug {
            return Err(writer.value(format!("the passage `{}` is of another article", it.at)));
        }
        let row = entity::passage::Model {
            id: writer.ids.next("passage"),
            article_id,
            ordinal,
            kind,
            start_offset: writer.number(citation.start)?,
            end_offset: writer.number(citation.end)?,
            line: writer.number(locked.line)?,
            quote_sha256: locked.sha256.clone(),
            note: it.note.clone(),
        };
        writer.rows.passage.push(row);
    }
    Ok(())
}

/// Reads an article.
pub(super) fn read(reader: &Reader<'_>, row: &Model) -> Result<Article, Error> {
    Ok(with_head!(Article, reader, row.id, {
        file: row.file.clone(),
        language: reader::language(&row.language)?,
        publisher: reader.maybe(RecordKind::Organisation, row.publisher_id)?,
        byline: row.byline.clone(),
        dateline: reader.maybe(RecordKind::Place, row.dateline_id)?,
        published: row.published().map(reader::moment),
        url: row.url.clone(),
        statements: statement::read(reader, row.id)?,
        boilerplate: read_passages(reader, row.id, PassageKind::Boilerplate)?,
        without_facts: read_passages(reader, row.id, PassageKind::WithoutFacts)?,
    }))
}

fn read_passages(reader: &Reader<'_>, article: i64, kind: PassageKind) -> Result<Vec<Passage>, Error> {
    let rows = reader.passage.of(article).filter(|row| row.kind == kind);
    rows.map(|row| {
        let cited = evidence::cited(reader, article, (row.start_offset, row.end_offset))?;
        Ok(Passage {
            at: cited.to_string(),
            note: row.note.clone(),
        })
    })
    .collect()
}
