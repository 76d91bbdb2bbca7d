//! SQL of the change log.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{change, field_change, revision};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

use super::object::{Change, FieldChange};
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
            .map(|row| (ChangeId(row.id), Change { row }))
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
        Ok(found.into_iter().map(|row| (key(&row), Change { row })).collect())
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
                .map(|row| (FieldsOf(row.change_id), FieldChange { row })),
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
