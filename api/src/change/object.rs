//! A change and its fields as they are answered.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, ID, SimpleObject};
use entity::{change, field_change, revision};

use super::find::{FieldsOf, RevisionNumber};
use crate::error::{Answer, Error};
use crate::loader;
use crate::node::GlobalId;
use crate::record::{Record, RecordId};
use crate::scalar::{DateTime, Revision};

/// One field-level change to one record, with who made it and when.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Change {
    #[graphql(flatten)]
    pub(super) row: Arc<change::Model>,
    /// What the feed has read already, for all who follow it.
    #[graphql(skip)]
    pub(super) known: Option<Arc<Known>>,
}

/// What never changes of a change, beside its row.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) revision: revision::Model,
    pub(super) fields: Vec<FieldChange>,
}

impl From<change::Model> for Change {
    fn from(row: change::Model) -> Self {
        Self {
            row: Arc::new(row),
            known: None,
        }
    }
}

impl Change {
    /// The change's global id.
    pub(super) fn global_id(&self) -> ID {
        let key = format!("{}/{}", self.row.revision, self.row.ordinal);
        GlobalId {
            kind: KIND.to_owned(),
            key,
        }
        .into()
    }

    async fn stamp(&self, ctx: &Context<'_>) -> Result<revision::Model, Error> {
        match &self.known {
            Some(known) => Ok(known.revision.clone()),
            None => loader::must(ctx, RevisionNumber(self.row.revision)).await,
        }
    }
}

/// The type's name in global ids.
pub(super) const KIND: &str = "Change";

#[ComplexObject]
impl Change {
    /// Global id, opaque and stable.
    pub async fn id(&self) -> ID {
        self.global_id()
    }

    /// The revision that the change belongs to.
    async fn revision(&self) -> Revision {
        Revision(self.row.revision)
    }

    /// When the revision was applied.
    async fn at(&self, ctx: &Context<'_>) -> Result<DateTime, Error> {
        Ok(DateTime(self.stamp(ctx).await?.at))
    }

    /// The key's label for an API change; `seed` for a load.
    async fn actor(&self, ctx: &Context<'_>) -> Result<String, Error> {
        Ok(self.stamp(ctx).await?.actor)
    }

    /// The record as it is now; null when it has since been deleted, or merged into another.
    async fn record(&self, ctx: &Context<'_>) -> Answer<Record> {
        loader::one(ctx, self.row.record_id.map(RecordId)).await
    }

    /// For a merger, the record that the old slug now leads to; null otherwise.
    async fn merged_into(&self, ctx: &Context<'_>) -> Answer<Record> {
        loader::one(ctx, self.row.merged_into_id.map(RecordId)).await
    }

    /// What changed in the record, field by field.
    async fn fields(&self, ctx: &Context<'_>) -> Result<Vec<FieldChange>, Error> {
        match &self.known {
            Some(known) => Ok(known.fields.clone()),
            None => loader::many(ctx, FieldsOf(self.row.id)).await,
        }
    }
}

/// One field of a change.
#[derive(Clone, Debug, SimpleObject)]
pub struct FieldChange {
    #[graphql(flatten)]
    pub(super) row: Arc<field_change::Model>,
}
