//! Root fields of who met whom.

use async_graphql::{Context, ID, Object};
use futures_util::future::try_join;

use super::object::{Network, PathStep};
use super::{chain, find};
use crate::counterpart::{EncounterFilter, Encounters, Party};
use crate::error::Error;
use crate::loader;
use crate::meeting::MeetingFilter;

/// Reading who met whom.
#[derive(Debug, Default)]
pub struct NetworkQuery;

#[Object]
impl NetworkQuery {
    /// Who met whom, ready to draw: the parties that can be reached from one by up to `depth` meetings, the nearest first
    /// and of those the best connected, and what links them. Of the party asked about the newest 10,000 participations are
    /// looked through, of each other party the newest 250.
    async fn network(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of an official or an organisation.")] around: ID,
        #[graphql(desc = "How many meetings away, 1 to 3.", default = 1)] depth: Option<i32>,
        #[graphql(desc = "Only by meetings that fit; plans count only when `counting` says so.")] filter: Option<
            Box<MeetingFilter>,
        >,
        #[graphql(desc = "What counts; without it meetings that were held, and whoever surely was there.")]
        counting: Option<EncounterFilter>,
        #[graphql(desc = "At most so many nodes, 1 to 200.", default = 100)] limit: Option<i32>,
    ) -> Result<Network, Error> {
        let depth = within("depth", depth.unwrap_or(1), 3)?;
        let limit = within("limit", limit.unwrap_or(100), 200)?;
        let encounters = Encounters::new(filter, counting)?;
        let around = Party::find(ctx, "around", &around).await?;
        find::network(&loader::of(ctx)?.db().0, &encounters, &around, (depth, limit)).await
    }

    /// The shortest chain of meetings from one official or organisation to another: each step leads to somebody who was in
    /// the same meeting. Of several that are equally short the one whose slugs come first, read from `from`. Empty when there
    /// is none within `maxSteps`, and from a party to itself. `BAD_INPUT` when more than 100,000 participations would have
    /// to be looked through.
    async fn path(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the official or the organisation that the chain begins with.")] from: ID,
        #[graphql(desc = "Global id of the official or the organisation that it leads to.")] to: ID,
        #[graphql(desc = "At most so many meetings, 1 to 6.", default = 4)] max_steps: Option<i32>,
        #[graphql(desc = "Only by meetings that fit; plans count only when `counting` says so.")] filter: Option<
            Box<MeetingFilter>,
        >,
        #[graphql(desc = "What counts; without it meetings that were held, and whoever surely was there.")]
        counting: Option<EncounterFilter>,
    ) -> Result<Vec<PathStep>, Error> {
        let most = within("maxSteps", max_steps.unwrap_or(4), 6)?;
        let encounters = Encounters::new(filter, counting)?;
        let (from, to) = try_join(Party::find(ctx, "from", &from), Party::find(ctx, "to", &to)).await?;
        let ends = (from.record().id, to.record().id);
        let chain = chain::shortest(&loader::of(ctx)?.db().0, &encounters, ends, most).await?;
        PathStep::along(ctx, &encounters, &chain).await
    }
}

fn within(argument: &str, value: i32, most: i32) -> Result<usize, Error> {
    let fits = usize::try_from(value).ok().filter(|_| (1..=most).contains(&value));
    fits.ok_or_else(|| Error::BadInput(format!("`{argument}: {value}` is out of range: ask for 1 to {most}")))
}
