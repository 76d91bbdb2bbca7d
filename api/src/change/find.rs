//! SQL of the change log.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entity::record::RecordKind;
use entity::{change, field_change, revision};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect, Statement,
};

use super::object::{Change, FieldChange, Known};
use crate::error::Error;
use crate::loader::{self, Db};

/// A change, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ChangeId(pub i64);

impl From<i64> for ChangeId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<ChangeId> for Db {
    type Value = Change;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[ChangeId]) -> Result<HashMap<ChangeId, Change>, Error> {
        let found = change::Entity::find()
            .filter(change::Column::Id.is_in(keys.iter().map(|it| it.0)))
            .all(&self.0)
            .await?;
        Ok(found
            .into_iter()
            .map(|row| (ChangeId(row.id), Change::from(row)))
            .collect())
    }
}

/// A change, by its revision and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ChangeKey {
    revision: i64,
    ordinal: i32,
}

impl ChangeKey {
    /// Reads `revision/ordinal`; `None` for anything else.
    pub fn parse(key: &str) -> Option<Self> {
        let (revision, ordinal) = key.split_once('/')?;
        Some(Self {
            revision: revision.parse().ok()?,
            ordinal: ordinal.parse().ok()?,
        })
    }
}

impl Loader<ChangeKey> for Db {
    type Value = Change;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[ChangeKey]) -> Result<HashMap<ChangeKey, Change>, Error> {
        let any = keys.iter().fold(Condition::any(), |any, key| {
            any.add(
                change::Column::Revision
                    .eq(key.revision)
                    .and(change::Column::Ordinal.eq(key.ordinal)),
            )
        });
        let found = change::Entity::find().filter(any).all(&self.0).await?;
        let key = |row: &change::Model| ChangeKey {
            revision: row.revision,
            ordinal: row.ordinal,
        };
        Ok(found.into_iter().map(|row| (key(&row), Change::from(row))).collect())
    }
}

/// The fields of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct FieldsOf(pub(super) i64);

impl Loader<FieldsOf> for Db {
    type Value = Vec<FieldChange>;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[FieldsOf]) -> Result<HashMap<FieldsOf, Vec<FieldChange>>, Error> {
        let of_changes = field_change::Column::ChangeId.is_in(keys.iter().map(|it| it.0));
        let found = field_change::Entity::find()
            .filter(of_changes)
            .order_by_asc(field_change::Column::Ordinal)
            .all(&self.0)
            .await?;
        Ok(loader::grouped(
            found
                .into_iter()
                .map(|row| (FieldsOf(row.change_id), FieldChange { row: row.into() })),
        ))
    }
}

/// A revision, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct RevisionNumber(pub(super) i64);

impl Loader<RevisionNumber> for Db {
    type Value = revision::Model;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[RevisionNumber]) -> Result<HashMap<RevisionNumber, revision::Model>, Error> {
        let numbered = revision::Column::Number.is_in(keys.iter().map(|it| it.0));
        let found = revision::Entity::find().filter(numbered).all(&self.0).await?;
        Ok(found.into_iter().map(|row| (RevisionNumber(row.number), row)).collect())
    }
}

/// How far the log goes.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub(super) struct Ends {
    /// The newest revision; 0 before the first load.
    pub(super) newest: i64,
    /// The last change, by inside id; 0 when there is none.
    pub(super) last: i64,
    /// The last change of the revision that was asked about, or of one before; 0 when there is none.
    pub(super) place: i64,
}

/// How far the log goes, and where in it a revision ends. One statement.
///
/// # Errors
/// `BAD_INPUT` for a revision that is still to come.
pub(super) async fn ends(db: &Db, since: Option<i64>) -> Result<Ends, Error> {
    const SQL: &str = "SELECT COALESCE((SELECT revision FROM dataset), 0) AS newest, \
        COALESCE((SELECT MAX(id) FROM change), 0) AS last, \
        COALESCE((SELECT id FROM change WHERE revision <= $1 ORDER BY revision DESC, ordinal DESC LIMIT 1), 0) AS place";
    let since = since.unwrap_or_default();
    let statement = Statement::from_sql_and_values(db.0.get_database_backend(), SQL, [since.into()]);
    let ends = Ends::find_by_statement(statement).one(&db.0).await?;
    let ends = ends.ok_or_else(|| Error::Internal("a select without a table gave no row".to_owned()))?;
    if since > ends.newest {
        return Err(Error::BadInput(format!(
            "`since: {since}` is still to come: the newest revision is {}. If you have seen a later one, the service has \
             been restored from an older state: copy the dataset anew",
            ends.newest
        )));
    }
    Ok(ends)
}

/// The changes after a place in the log, in its order, with their fields and revisions: at most so many, and only of these
/// kinds when any are named. Three statements.
///
/// # Errors
/// What the database answers.
pub(super) async fn after(db: &Db, place: i64, kinds: Option<&[RecordKind]>, most: u64) -> Result<Vec<Change>, Error> {
    let select = change::Entity::find().order_by_asc(change::Column::Id);
    let select = match kinds {
        Some(kinds) => select.filter(change::Column::Id.in_subquery(of_kinds(place, kinds, most))),
        None => select.filter(change::Column::Id.gt(place)).limit(most),
    };
    let rows = select.all(&db.0).await?;
    let of: Vec<FieldsOf> = rows.iter().map(|row| FieldsOf(row.id)).collect();
    let mut revisions: Vec<RevisionNumber> = rows.iter().map(|row| RevisionNumber(row.revision)).collect();
    revisions.dedup();
    let (mut fields, revisions) = match of.is_empty() {
        true => Default::default(),
        false => (
            Loader::<FieldsOf>::load(db, &of).await?,
            Loader::<RevisionNumber>::load(db, &revisions).await?,
        ),
    };
    let known = |row: change::Model| {
        let revision = revisions.get(&RevisionNumber(row.revision)).cloned();
        let revision = revision.ok_or_else(|| Error::Internal(format!("no revision {}", row.revision)))?;
        let fields = fields.remove(&FieldsOf(row.id)).unwrap_or_default();
        Ok(Change {
            row: Arc::new(row),
            known: Some(Arc::new(Known { revision, fields })),
        })
    };
    rows.into_iter().map(known).collect()
}

/// The ids of the first changes of some kinds after a place: each kind's index is read only so far.
fn of_kinds(place: i64, kinds: &[RecordKind], most: u64) -> SelectStatement {
    let id = || Expr::col(change::Column::Id);
    let first = |kind: &RecordKind| {
        let part = Query::select()
            .column(change::Column::Id)
            .from(change::Entity)
            .and_where(change::Column::Kind.eq(*kind))
            .and_where(id().gt(place))
            .order_by(change::Column::Id, Order::Asc)
            .limit(most)
            .to_owned();
        Query::select()
            .column(change::Column::Id)
            .from_subquery(part, Alias::new("part"))
            .to_owned()
    };
    let mut parts = kinds.iter().map(first);
    let none = || {
        Query::select()
            .column(change::Column::Id)
            .from(change::Entity)
            .and_where(Expr::cust("1 = 0"))
            .to_owned()
    };
    let mut all = parts.next().unwrap_or_else(none);
    for part in parts {
        all.union(UnionType::All, part);
    }
    Query::select()
        .column(change::Column::Id)
        .from_subquery(all, Alias::new("parts"))
        .order_by(change::Column::Id, Order::Asc)
        .limit(most)
        .to_owned()
}
