//! A network, level by level from the party that it is around.
//!
//! Bounded whatever the size of the dataset: of each party only the newest participations are looked through, as many as
//! the constants below say, and only the chosen nodes of a level lead to the next. At most 7 statements.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use entity::presence::{Column, Entity};
use entity::record::{self, RecordKind};
use sea_orm::prelude::Date;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement, UnionType};
use sea_orm::{ConnectionTrait, DatabaseConnection, JoinType, Order};

use super::object::{Network, NetworkLink, NetworkNode};
use crate::counterpart::{Encounters, MINE, Party, THEIRS, keep, meet, of_parties, present};
use crate::error::Error;
use crate::node::GlobalId;

/// Participations that are looked through of the party that a network is around, the newest.
const OWN: u64 = 10_000;
/// Participations that are looked through of each other party, the newest.
const OTHERS: u64 = 250;
/// Links for each node that was asked for.
const LINKS: usize = 10;

/// Who met whom within `depth` meetings of a party: at most `limit` nodes.
///
/// # Errors
/// What the database answers.
pub(super) async fn network(
    db: &DatabaseConnection,
    encounters: &Encounters,
    around: &Party,
    (depth, limit): (usize, usize),
) -> Result<Network, Error> {
    let mut nodes = vec![centre(db, encounters, around).await?];
    let mut frontier = vec![around.record().id];
    let mut truncated = false;
    for distance in (1..).take(depth) {
        let room = limit - nodes.len();
        let mut level = level(db, encounters, (&nodes, &frontier), (distance, room + 1)).await?;
        truncated |= level.len() > room;
        level.truncate(room);
        frontier = level.iter().map(|node| node.id).collect();
        nodes.extend(level);
        if truncated || frontier.is_empty() {
            break;
        }
    }
    truncated |= overlooks(db, &nodes).await?;
    let mut links = links(db, encounters, &nodes).await?;
    truncated |= links.len() > LINKS * limit;
    links.truncate(LINKS * limit);
    Ok(Network {
        nodes,
        links,
        truncated,
    })
}

/// The party itself, with the number of its meetings. One statement.
async fn centre(db: &DatabaseConnection, encounters: &Encounters, around: &Party) -> Result<NetworkNode, Error> {
    let record = around.record();
    let mut count = present(encounters);
    count
        .and_where(Expr::col((MINE, Column::PartyId)).eq(record.id))
        .expr_as(Func::count_distinct(Expr::col((MINE, Column::MeetingId))), "number");
    let row = db.query_one(&count).await?;
    let meetings: i64 = row.map_or(Ok(0), |row| row.try_get("", "number"))?;
    Ok(NetworkNode {
        id: record.id,
        global: GlobalId::record(record).into(),
        distance: 0,
        meeting_count: i32::try_from(meetings).unwrap_or(i32::MAX),
    })
}

/// Whom the frontier met and who is no node yet, the best connected first. One statement.
async fn level(
    db: &DatabaseConnection,
    encounters: &Encounters,
    (nodes, frontier): (&[NetworkNode], &[i64]),
    (distance, most): (i32, usize),
) -> Result<Vec<NetworkNode>, Error> {
    let own = |id| nodes.first().is_some_and(|centre| centre.id == id);
    let mut met = among(encounters, frontier, own, 0);
    let theirs = Expr::col((THEIRS, Column::PartyId));
    let known: Vec<i64> = nodes.iter().map(|node| node.id).collect();
    met.and_where(of_parties(&known).not())
        .expr_as(theirs.clone(), "party")
        .expr_as(Func::count_distinct(Expr::col((THEIRS, Column::MeetingId))), "number")
        .add_group_by([theirs]);
    let column = |column| (record::Entity, column);
    let select = Query::select()
        .columns([record::Column::Id, record::Column::Kind, record::Column::Slug].map(column))
        .column(("met", "number"))
        .from_subquery(met, "met")
        .join(
            JoinType::InnerJoin,
            record::Entity,
            Expr::col(column(record::Column::Id)).equals(("met", "party")),
        )
        .order_by(("met", "number"), Order::Desc)
        .order_by(column(record::Column::Slug), Order::Asc)
        .order_by(column(record::Column::Kind), Order::Asc)
        .limit(most as u64)
        .to_owned();
    let mut level = Vec::new();
    for row in db.query_all(&select).await? {
        let kind: RecordKind = row.try_get("", "kind")?;
        let key: String = row.try_get("", "slug")?;
        let meetings: i64 = row.try_get("", "number")?;
        level.push(NetworkNode {
            id: row.try_get("", "id")?,
            global: GlobalId {
                kind: format!("{kind:?}"),
                key,
            }
            .into(),
            distance,
            meeting_count: i32::try_from(meetings).unwrap_or(i32::MAX),
        });
    }
    Ok(level)
}

/// Whether one of the nodes has more participations than are looked through. One statement.
async fn overlooks(db: &DatabaseConnection, nodes: &[NetworkNode]) -> Result<bool, Error> {
    let ids: Vec<i64> = nodes.iter().map(|node| node.id).collect();
    let mut first = ids.iter();
    let mut counts = Query::select();
    let own = first.next().copied();
    counts
        .expr_as(Expr::col((MINE, Column::PartyId)), "party")
        .expr_as(Func::count(Expr::col((MINE, Column::MeetingId))), "number")
        .from_subquery(newest(&ids, |id| Some(id) == own, 1), MINE)
        .add_group_by([Expr::col((MINE, Column::PartyId))]);
    for row in db.query_all(&counts).await? {
        let (party, number): (i64, i64) = (row.try_get("", "party")?, row.try_get("", "number")?);
        let most = if Some(party) == own { OWN } else { OTHERS };
        if u64::try_from(number).is_ok_and(|number| number > most) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Meetings, the newest first.
type Met = BTreeSet<(Reverse<Date>, i64)>;

/// Who of the nodes met, and where, those who met most often first. One statement.
async fn links(
    db: &DatabaseConnection,
    encounters: &Encounters,
    nodes: &[NetworkNode],
) -> Result<Vec<NetworkLink>, Error> {
    let places: HashMap<i64, usize> = nodes.iter().zip(0..).map(|(node, at)| (node.id, at)).collect();
    let ids: Vec<i64> = nodes.iter().map(|node| node.id).collect();
    let mut select = among(encounters, &ids, |id| places.get(&id) == Some(&0), 0);
    select
        .and_where(of_parties(&ids))
        .expr_as(Expr::col((MINE, Column::PartyId)), "one")
        .expr_as(Expr::col((THEIRS, Column::PartyId)), "other")
        .expr_as(Expr::col((THEIRS, Column::MeetingId)), "meeting")
        .expr_as(Expr::col((MINE, Column::MetOn)), "met_on");
    // Both sides may find the same meeting: only one of them may have it among its newest.
    let mut pairs: HashMap<(usize, usize), Met> = HashMap::new();
    for row in db.query_all(&select).await? {
        let place = |column| Ok::<_, Error>(places.get(&row.try_get::<i64>("", column)?).copied());
        let (Some(one), Some(other)) = (place("one")?, place("other")?) else {
            continue;
        };
        let meeting = (Reverse(row.try_get("", "met_on")?), row.try_get("", "meeting")?);
        pairs
            .entry((one.min(other), one.max(other)))
            .or_default()
            .insert(meeting);
    }
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_by_key(|(pair, meetings)| (Reverse(meetings.len()), *pair));
    let link = |((from, to), meetings): ((usize, usize), Met)| {
        Some(NetworkLink {
            from: nodes.get(from)?.global.clone(),
            to: nodes.get(to)?.global.clone(),
            meeting_count: i32::try_from(meetings.len()).unwrap_or(i32::MAX),
            met: meetings.into_iter().map(|(_, meeting)| meeting).collect(),
        })
    };
    Ok(pairs.into_iter().filter_map(link).collect())
}

/// From the newest presences of some parties, with those whom they met.
fn among(encounters: &Encounters, parties: &[i64], own: impl Fn(i64) -> bool, more: u64) -> SelectStatement {
    let mut select = Query::select()
        .from_subquery(newest(parties, own, more), MINE)
        .to_owned();
    keep(&mut select, encounters);
    meet(&mut select, encounters.counting);
    select
}

/// The newest presences of each of some parties, cut by the database along an index; `more` than are looked through. Which
/// of them count is asked afterwards, so that as many are read whatever counts.
fn newest(parties: &[i64], own: impl Fn(i64) -> bool, more: u64) -> SelectStatement {
    let column = |column| (MINE, column);
    let of = |party: &i64| {
        let mut presences = Query::select();
        presences
            .from_as(Entity, MINE)
            .columns(
                [
                    Column::PartyId,
                    Column::MeetingId,
                    Column::ParticipationId,
                    Column::MetOn,
                    Column::Status,
                    Column::Certainty,
                    Column::Invited,
                ]
                .map(column),
            )
            .and_where(Expr::col(column(Column::PartyId)).eq(*party))
            .order_by(column(Column::MetOn), Order::Desc)
            .order_by(column(Column::MeetingId), Order::Desc)
            .order_by(column(Column::ParticipationId), Order::Desc)
            .limit(if own(*party) { OWN } else { OTHERS } + more);
        // The parts of a union have no order of their own, but a table that is selected from has.
        Query::select()
            .expr(Expr::cust("*"))
            .from_subquery(presences, "of_one")
            .to_owned()
    };
    let mut each = parties.iter().map(of);
    let mut all = each.next().unwrap_or_else(Query::select);
    for next in each {
        all.union(UnionType::All, next);
    }
    all
}
