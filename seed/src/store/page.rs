//! The dataset page by page, in the order of inside ids: as much at a time as memory takes, however large the set is.

use entity::RecordKind;
use sea_orm::ConnectionTrait;

use super::named::complete;
use super::rows::{Rows, Span};
use super::{ORDER, bulk, read_rows};
use crate::database::Error;
use crate::lock::Lock;
use crate::record::Record;
use crate::source::word;

/// How many inside ids one page spans, and so the most records that it holds. So few in this crate's tests that their small
/// datasets have many pages.
const SPAN: i64 = if cfg!(test) { 3 } else { 250 };

/// Some records with the lock of what they cite.
#[derive(Debug)]
pub(crate) struct Page {
    /// The records in the order of their inside ids, which is the order in which they came.
    pub(crate) records: Vec<Record>,
    /// What the lock holds of them.
    pub(crate) lock: Lock,
    /// The last inside id that the page spans.
    pub(crate) last: i64,
}

/// The page after an inside id, at first after 0, of records of these kinds; `None` at the end. 34 statements at most: the
/// rows' and what they name. Its caller keeps one transaction over all pages, so that they are of one state.
///
/// # Errors
/// When the database fails, or its rows do not fit together.
pub(crate) async fn next<C: ConnectionTrait>(db: &C, after: i64, kinds: &[RecordKind]) -> Result<Option<Page>, Error> {
    let Some(span) = span_after(db, after, kinds).await? else {
        return Ok(None);
    };
    let mut rows = Rows::read(db, Some(span)).await?;
    complete(db, &mut rows).await?;
    let (mut records, lock) = read_rows(&rows)?;
    // The kinds' ids are mixed where records came later.
    records.retain(|(_, record)| kinds.contains(&record.header().kind));
    records.sort_by_key(|(id, _)| *id);
    Ok(Some(Page {
        records: records.into_iter().map(|(_, record)| record).collect(),
        lock,
        last: span.last,
    }))
}

/// The span of the next records of these kinds; it may hold others among them.
///
/// # Errors
/// When the database fails.
pub(crate) async fn span_after(
    db: &impl ConnectionTrait,
    after: i64,
    kinds: &[RecordKind],
) -> Result<Option<Span>, Error> {
    let words: Vec<String> = kinds.iter().map(|kind| format!("'{}'", word(*kind))).collect();
    // Joined with nothing, the kind is looked up in no index: the rows are read in their order as far as the first that fits.
    let among = if kinds == ORDER {
        String::new()
    } else {
        format!(" AND kind || '' IN ({})", words.join(", "))
    };
    let first = format!("SELECT id AS number FROM record WHERE id > {after}{among} ORDER BY id LIMIT 1");
    let first = bulk::number(db, &first).await?;
    Ok((first > after).then_some(Span {
        first,
        last: first + SPAN - 1,
    }))
}
