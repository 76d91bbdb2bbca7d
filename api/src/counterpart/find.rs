//! SQL of counterparts.

use entity::presence::Column;
use entity::record;
use sea_orm::JoinType;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};

use super::encounter::{Counting, Encounters};
use super::party::{Party, PartyId};
use super::presence::{MINE, THEIRS, meet, present};
use crate::page::{Direction, List, Sort, Source};

/// Whom a party met, most often first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Counterparts {
    /// Which encounters count.
    pub encounters: Encounters,
}

const MET: &str = "met";

impl List for Counterparts {
    const NAME: &'static str = "Counterpart";
    type Id = PartyId;
    type Item = Party;

    fn source(&self, parents: Option<&[i64]>) -> Source {
        let same = Expr::col((record::Entity, record::Column::Id)).equals((MET, "child"));
        let select = Query::select()
            .from_subquery(self.met(parents.unwrap_or_default()), MET)
            .join(JoinType::InnerJoin, record::Entity, same)
            .to_owned();
        let mut source = Source::new(select, Expr::col((MET, "child")));
        source.parent = Some(Expr::col((MET, "parent")));
        source
    }

    fn sorts(&self) -> Vec<Sort> {
        vec![
            Sort::integer("meetingCount", Expr::col((MET, "number")), Direction::Desc),
            Sort::by_name(Direction::Asc),
            Sort::integer("id", Expr::col((MET, "child")), Direction::Asc),
        ]
    }
}

impl Counterparts {
    /// Each party that one of `parents` met, with the number of meetings.
    fn met(&self, parents: &[i64]) -> SelectStatement {
        let (mine, theirs) = (Expr::col((MINE, Column::PartyId)), Expr::col((THEIRS, Column::PartyId)));
        let mut select = present(&self.encounters);
        meet(&mut select, self.encounters.counting);
        select
            .and_where(mine.clone().is_in(parents.iter().copied()))
            .expr_as(mine.clone(), "parent")
            .expr_as(theirs.clone(), "child")
            .expr_as(Func::count_distinct(Expr::col((THEIRS, Column::MeetingId))), "number")
            .add_group_by([mine, theirs]);
        select
    }
}

/// The meetings in which two parties were together. The parent of such a list is a pair, made one number by
/// [`Together::pair`], so that the lists of many pairs are read at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Together {
    /// What counts as an encounter.
    pub counting: Counting,
}

/// Above all inside ids.
const IDS: i64 = 1 << 31;

impl Together {
    /// Two parties as one parent. The meetings of the first are looked through.
    pub fn pair(one: i64, other: i64) -> i64 {
        one * IDS + other
    }

    /// Which pair was in which meeting, for [`Source::under`].
    pub fn link(self, pairs: &[i64]) -> SelectStatement {
        let column = |side, column| Expr::col((side, column));
        let pair = column(MINE, Column::PartyId)
            .mul(IDS)
            .add(column(THEIRS, Column::PartyId));
        let mut ones: Vec<i64> = pairs.iter().map(|pair| pair / IDS).collect();
        ones.sort_unstable();
        ones.dedup();
        let all = Encounters {
            counting: self.counting,
            filter: None,
        };
        let mut select = present(&all);
        meet(&mut select, self.counting);
        select
            .distinct()
            .expr_as(pair.clone(), "parent")
            .expr_as(column(THEIRS, Column::MeetingId), "child")
            .and_where(column(MINE, Column::PartyId).is_in(ones))
            .and_where(pair.is_in(pairs.iter().copied()));
        select
    }
}
