//! The interface over all kinds of records, loaded by inside id whatever the kind.

#![expect(
    clippy::duplicated_attributes,
    reason = "fields of the interface have arguments of the same name"
)]

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use async_graphql::{ID, Interface};
use entity::record::RecordKind;
use entity::{LanguageTag, record};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::alias::Alias;
use super::reference::Reference;
use crate::article::{Article, ArticleId};
use crate::change::Changes;
use crate::error::Error;
use crate::evidence::Evidence;
use crate::language::Translation;
use crate::loader::{self, Db, Key, Value};
use crate::meeting::{Meeting, MeetingId};
use crate::official::{Official, OfficialId};
use crate::organisation::{Organisation, OrganisationId};
use crate::page::Connection;
use crate::place::{Place, PlaceId};
use crate::policy::{Policy, PolicyId};
use crate::scalar::{DateTime, Revision};
use crate::state::{State, StateId};
use crate::topic::{Topic, TopicId};

/// One curated thing: it has a stable slug, a name in one or more languages, and evidence.
#[derive(Clone, Debug, Interface)]
#[graphql(
    field(name = "id", ty = "ID", desc = "Global id, opaque and stable."),
    field(
        name = "slug",
        ty = "&str",
        desc = "Stable public key: lower-case ASCII words with hyphens, unique within the kind."
    ),
    field(
        name = "name",
        ty = "&str",
        desc = "The name in the asked language; else in one of the request's `Accept-Language`, in English, in any.",
        arg(name = "language", ty = "Option<LanguageTag>", desc = "The language to prefer.")
    ),
    field(
        name = "names",
        ty = "Vec<Translation>",
        desc = "The name in every language in which the dataset has it."
    ),
    field(
        name = "aliases",
        ty = "Vec<Alias>",
        desc = "Other ways the sources, or common usage, write the name."
    ),
    field(
        name = "evidence",
        ty = "Vec<Evidence>",
        desc = "Where the articles support the record itself; its parts have evidence of their own.",
        arg(
            name = "field",
            ty = "Option<String>",
            desc = "Only what supports this field, e.g. `when`."
        ),
        arg(name = "first", ty = "i32", desc = "At most so many, 0 to 100.", default = 100)
    ),
    field(
        name = "references",
        ty = "Vec<Reference>",
        desc = "General knowledge behind fields that no article gives, e.g. an ISO code."
    ),
    field(
        name = "remark",
        ty = "Option<&str>",
        desc = "A curator's remark, e.g. why the record is kept apart from one that looks alike; null for most.",
        arg(name = "language", ty = "Option<LanguageTag>", desc = "The language to prefer.")
    ),
    field(
        name = "history",
        ty = "Connection<Changes>",
        desc = "What changed in the record, the newest first.",
        arg(
            name = "first",
            ty = "Option<i32>",
            desc = "At most so many, 0 to 100; 20 when not given."
        ),
        arg(name = "after", ty = "Option<String>", desc = "Only what comes after this cursor.")
    ),
    field(
        name = "revision",
        ty = "Revision",
        desc = "The revision of the dataset that last changed this record."
    ),
    field(name = "updated_at", ty = "DateTime", desc = "When that revision was applied.")
)]
#[expect(missing_docs, reason = "each is a record of that kind")]
pub enum Record {
    State(State),
    Place(Place),
    Official(Official),
    Organisation(Organisation),
    Meeting(Meeting),
    Policy(Policy),
    Topic(Topic),
    Article(Article),
}

/// A record of any kind, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RecordId(pub i64);

impl From<i64> for RecordId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<RecordId> for Db {
    type Value = Record;
    type Error = Error;

    /// One statement for the kinds, and one for each kind among them.
    async fn load(&self, keys: &[RecordId]) -> Result<HashMap<RecordId, Record>, Error> {
        let kinds: Vec<(i64, RecordKind)> = record::Entity::find()
            .select_only()
            .columns([record::Column::Id, record::Column::Kind])
            .filter(record::Column::Id.is_in(keys.iter().map(|it| it.0)))
            .into_tuple()
            .all(&self.0)
            .await?;
        let mut found = HashMap::with_capacity(keys.len());
        for (kind, ids) in loader::grouped(kinds.into_iter().map(|(id, kind)| (kind, id))) {
            match kind {
                RecordKind::State => extend(self, &mut found, ids, StateId).await?,
                RecordKind::Place => extend(self, &mut found, ids, PlaceId).await?,
                RecordKind::Official => extend(self, &mut found, ids, OfficialId).await?,
                RecordKind::Organisation => extend(self, &mut found, ids, OrganisationId).await?,
                RecordKind::Meeting => extend(self, &mut found, ids, MeetingId).await?,
                RecordKind::Policy => extend(self, &mut found, ids, PolicyId).await?,
                RecordKind::Topic => extend(self, &mut found, ids, TopicId).await?,
                RecordKind::Article => extend(self, &mut found, ids, ArticleId).await?,
            }
        }
        Ok(found)
    }
}

/// Loads records of one kind by that kind's own loader.
async fn extend<K: Key, V: Into<Record> + Value>(
    db: &Db,
    found: &mut HashMap<RecordId, Record>,
    ids: Vec<i64>,
    key: fn(i64) -> K,
) -> Result<(), Error>
where
    Db: Loader<K, Value = V, Error = Error>,
{
    let keys: Vec<K> = ids.iter().copied().map(key).collect();
    let mut records = Loader::<K>::load(db, &keys).await?;
    let record = |id| Some((RecordId(id), records.remove(&key(id))?.into()));
    found.extend(ids.into_iter().filter_map(record));
    Ok(())
}
