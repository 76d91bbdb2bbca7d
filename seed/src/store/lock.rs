//! The lock as it stands in the rows of articles, evidence and passages.

use entity::RecordKind;

use super::evidence::cited;
use super::reader::Reader;
use super::rows::Rows;
use crate::database::Error;
use crate::lock::{ArticleLock, CitationLock, Lock};

/// Reads what the texts of articles and citations were.
pub(super) fn read(reader: &Reader<'_>, rows: &Rows) -> Result<Lock, Error> {
    let mut lock = Lock::default();
    for row in &rows.article {
        let it = ArticleLock {
            sha256: row.sha256.clone(),
            length: number(row.length)?,
        };
        lock.articles.insert(reader.slug(RecordKind::Article, row.id)?, it);
    }
    let evidence = rows.evidence.iter().map(|row| {
        let span = (row.start_offset, row.end_offset);
        (row.article_id, span, row.line, &row.quote_sha256)
    });
    let passages = rows.passage.iter().map(|row| {
        let span = (row.start_offset, row.end_offset);
        (row.article_id, span, row.line, &row.quote_sha256)
    });
    for (article, span, line, sha256) in evidence.chain(passages) {
        let it = CitationLock {
            line: number(line)?,
            sha256: sha256.clone(),
        };
        lock.citations.insert(cited(reader, article, span)?, it);
    }
    Ok(lock)
}

fn number(number: i32) -> Result<u32, Error> {
    u32::try_from(number).map_err(|_sign| Error::Damaged("a length or a line is below 0".to_owned()))
}
