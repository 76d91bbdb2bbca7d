//! Parties: whoever can meet somebody.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use async_graphql::{Context, ID, Union};
use entity::record::{self, RecordKind};

use crate::error::Error;
use crate::loader::{self, Db};
use crate::node::GlobalId;
use crate::official::{Official, OfficialId};
use crate::organisation::{Organisation, OrganisationId};
use crate::record::by_slug;

/// A named official or an organisation: whoever can meet somebody.
#[derive(Clone, Debug, Union)]
#[expect(missing_docs, reason = "each is a party of that kind")]
pub enum Party {
    Official(Official),
    Organisation(Organisation),
}

impl Party {
    /// What every record has.
    pub fn record(&self) -> &record::Model {
        match self {
            Self::Official(it) => &it.record,
            Self::Organisation(it) => &it.record,
        }
    }

    /// In how many meetings it has a part of any sort.
    pub fn meetings(&self) -> i64 {
        match self {
            Self::Official(it) => it.row.meeting_count,
            Self::Organisation(it) => it.row.meeting_count,
        }
    }

    /// The party behind the global id that an argument holds.
    ///
    /// # Errors
    /// `BAD_INPUT` when it is the id of something else, or of nothing.
    pub async fn find(ctx: &Context<'_>, argument: &str, id: &ID) -> Result<Self, Error> {
        const WANTED: &str = "pass the `id` of an `Official` or an `Organisation`";
        let bad = |what: String| Error::BadInput(format!("`{argument}` {what}: {WANTED}"));
        let global = GlobalId::decode(id).ok_or_else(|| bad("is no global id".to_owned()))?;
        let kind = match global.record_kind() {
            Some(kind @ (RecordKind::Official | RecordKind::Organisation)) => kind,
            Some(kind) => return Err(bad(format!("is the id of a record of the kind `{kind:?}`"))),
            None => return Err(bad("is not the id of a record".to_owned())),
        };
        match by_slug(ctx, kind, global.key).await? {
            Some(id) => loader::must(ctx, PartyId(id)).await,
            None => Err(bad(format!("is the id of an `{kind:?}` that is not in the dataset"))),
        }
    }
}

/// A party, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartyId(pub i64);

impl From<i64> for PartyId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<PartyId> for Db {
    type Value = Party;
    type Error = Error;

    /// Two statements, one for each kind.
    async fn load(&self, keys: &[PartyId]) -> Result<HashMap<PartyId, Party>, Error> {
        let officials: Vec<OfficialId> = keys.iter().map(|it| OfficialId(it.0)).collect();
        let bodies: Vec<OrganisationId> = keys.iter().map(|it| OrganisationId(it.0)).collect();
        let officials = Loader::<OfficialId>::load(self, &officials).await?.into_iter();
        let bodies = Loader::<OrganisationId>::load(self, &bodies).await?.into_iter();
        let officials = officials.map(|(id, it)| (PartyId(id.0), Party::Official(it)));
        let bodies = bodies.map(|(id, it)| (PartyId(id.0), Party::Organisation(it)));
        Ok(officials.chain(bodies).collect())
    }
}
