//! Networks and paths as they are answered.

use async_graphql::{ComplexObject, Context, ID, SimpleObject};

use crate::counterpart::{Encounters, Party, PartyId, Together};
use crate::error::Error;
use crate::loader;
use crate::meeting::{self as meetings, Meeting, MeetingId, Meetings};
use crate::page::{Connection, Page, size};

/// Who met whom around a party.
#[derive(Debug, SimpleObject)]
pub struct Network {
    /// The party that was asked about, then the others: the nearest first, of those the best connected, then by slug.
    pub nodes: Vec<NetworkNode>,
    /// Who of them met, each two once, those who met most often first; at most ten for each node that was asked for.
    pub links: Vec<NetworkLink>,
    /// True when there are more nodes than `limit`, more links than are shown, or a party with more participations than
    /// were looked through; then a node may have further links, and a link further meetings.
    pub truncated: bool,
}

/// A party in a network.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct NetworkNode {
    /// Its inside id.
    #[graphql(skip)]
    pub id: i64,
    /// Its global id.
    #[graphql(skip)]
    pub global: ID,
    /// How many meetings away: 0 for the party that was asked about.
    pub distance: i32,
    /// In how many meetings it was with nodes that are one meeting nearer; of the party that was asked about, how many
    /// meetings it was in.
    pub meeting_count: i32,
}

#[ComplexObject]
impl NetworkNode {
    /// The official or the organisation.
    async fn party(&self, ctx: &Context<'_>) -> Result<Party, Error> {
        loader::must(ctx, PartyId(self.id)).await
    }
}

/// Two parties of a network that met.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct NetworkLink {
    /// Global id of the one that comes first among the nodes.
    pub from: ID,
    /// Global id of the other.
    pub to: ID,
    /// In how many meetings the two were together.
    pub meeting_count: i32,
    /// Those meetings, the newest first.
    #[graphql(skip)]
    pub met: Vec<i64>,
}

#[ComplexObject]
impl NetworkLink {
    /// The meetings in which the two were together, the newest first.
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 0 to 100.", default = 20)] first: Option<i32>,
    ) -> Result<Vec<Meeting>, Error> {
        let first = size("first", first.unwrap_or(20))? as usize;
        let ids = self.met.iter().take(first).copied().map(MeetingId).collect();
        let found = loader::of(ctx)?.load_many(ids).await?;
        Ok(found.into_iter().flatten().collect())
    }
}

/// A step of a chain: two parties who met.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct PathStep {
    /// Who is met on the step before, or begins the chain.
    pub from: Party,
    /// Whom they met.
    pub to: Party,
    /// Which encounters count.
    #[graphql(skip)]
    pub encounters: Encounters,
}

impl PathStep {
    /// The steps of a chain of parties.
    ///
    /// # Errors
    /// What the loader answers.
    pub(super) async fn along(ctx: &Context<'_>, encounters: &Encounters, chain: &[i64]) -> Result<Vec<Self>, Error> {
        let ids = chain.iter().copied().map(PartyId).collect();
        let found = loader::of(ctx)?.load_many(ids).await?;
        let step = |(from, to): (&Option<Party>, &Option<Party>)| {
            Some(Self {
                from: from.clone()?,
                to: to.clone()?,
                encounters: encounters.clone(),
            })
        };
        Ok(found.iter().zip(found.iter().skip(1)).filter_map(step).collect())
    }
}

#[ComplexObject]
impl PathStep {
    /// The meetings in which the two were together, the newest first.
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 0 to 100.", default = 20)] first: Option<i32>,
    ) -> Result<Vec<Meeting>, Error> {
        // The one with fewer meetings is looked through.
        let (fewer, more) = if self.from.meetings() <= self.to.meetings() {
            (&self.from, &self.to)
        } else {
            (&self.to, &self.from)
        };
        let together = Together {
            counting: self.encounters.counting,
        };
        let list = Meetings::new(meetings::Of::Met(together), self.encounters.filter.clone(), None);
        let pair = Together::pair(fewer.record().id, more.record().id);
        let page = Connection::under(pair, list, Page::forward(Some(first.unwrap_or(20)), None)?)?;
        Ok(page.items(ctx).await?.into_iter().map(|(_, meeting)| meeting).collect())
    }
}
