//! The way to a page of meetings. A page costs what is met on its way, and so the way is chosen by numbers that are kept.
//!
//! A filter's **clues** are the records that it names and the words that it looks for, with how many meetings they leave: a
//! state, a place, an official. In the order by date, the clue that leaves the fewest tells the way: along its listings, from
//! the first day in question on, until the page is full. In other orders, what a clue leaves is sorted when it is not much, and
//! otherwise the way leads through all meetings in their order. Whatever else the filter says is asked of each meeting that is
//! met. Under a parent, the parent is the way. `docs/decisions/0013-the-way-to-a-page.md` says what this costs at most.

use entity::listing;
use entity::meeting::{Column, Entity};
use sea_orm::ColumnTrait;
use sea_orm::prelude::Date;
use sea_orm::sea_query::{
    Alias, Condition, Expr, ExprTrait, IntoColumnRef, IntoCondition, IntoTableRef, Query, SelectStatement,
};

use super::clue::{By, Clue, MANY, best};
use super::filter::MeetingFilter;
use super::find::{Meetings, Of};
use crate::error::Error;
use crate::filter::{DateRange, Reach, checked};
use crate::loader::Db;
use crate::moment::Open;
use crate::page::{Direction, List, Sort, Source};
use crate::record::source;
use crate::scalar;

/// The most meetings of a clue that are read under a parent, of which there may be a hundred. Without one it is [`MANY`].
const FEW: u64 = 200;

/// How the rows of a page are met.
enum Way {
    /// In their order, along the listings of these records.
    Along(Vec<i64>),
    /// In no order, all that a clue leaves.
    Through(Box<SelectStatement>),
    /// In their order, all that there are.
    All,
}

/// The sources of a list's pages; `None` when it has no way of its own. One statement when the filter has clues.
///
/// # Errors
/// What the database answers.
pub(super) async fn parts(
    db: &Db,
    list: &Meetings,
    parents: &[Option<i64>],
) -> Result<Option<Vec<Vec<Source>>>, Error> {
    if matches!(list.of, Of::Days | Of::PartOf | Of::Met(_)) {
        return Ok(None);
    }
    let clue = match &list.filter {
        Some(filter) if filter.is_particular() => return Ok(None),
        Some(filter) => best(db, filter).await?,
        None => None,
    };
    let sources = |parent: &Option<i64>| Some(list.on(&way(list, *parent, clue.as_ref())?, *parent));
    Ok(parents.iter().map(sources).collect())
}

fn way(list: &Meetings, parent: Option<i64>, clue: Option<&Clue>) -> Option<Way> {
    let through = |most| {
        let meetings = clue.filter(|it| it.number <= most)?.meetings();
        meetings.map(|it| Way::Through(Box::new(it)))
    };
    let by_date = list.by_date().is_some();
    if let Some(parent) = parent {
        return through(FEW).or(by_date.then(|| Way::Along(vec![parent])));
    }
    match clue.map(|it| &it.by) {
        Some(By::Records(ids)) if by_date => Some(Way::Along(ids.clone())),
        // When some of them leave few, all of them may: better to list what they leave.
        Some(By::Many) => clue.filter(|it| by_date && it.number > MANY).map(|_| Way::All),
        Some(_) => through(MANY).or(Some(Way::All)),
        // Without a clue, indexes may know better what a filter leaves, but for one of days and of what most meetings have.
        None => (by_date && list.filter.as_deref().is_some_and(MeetingFilter::is_plain)).then_some(Way::All),
    }
}

impl Meetings {
    /// The direction, when the order is that by date alone.
    fn by_date(&self) -> Option<Direction> {
        match self.order.as_slice() {
            [] => Some(Direction::Desc),
            [order] => order.is_when().then_some(order.direction),
            _ => None,
        }
    }

    /// The sources of a page on a way.
    fn on(&self, way: &Way, parent: Option<i64>) -> Vec<Source> {
        let mut all = match way {
            Way::Along(records) => return self.along(records),
            Way::Through(meetings) => {
                let mut all = self.all();
                all.select.and_where(Expr::col(ID).in_subquery(*meetings.clone()));
                all
            }
            Way::All => self.all(),
        };
        if let Some(parent) = parent {
            all.select.cond_where(listed(ID, &[parent]));
        }
        match (way, self.by_date()) {
            (Way::All, Some(direction)) => {
                let lead = self.filter.as_deref().map(MeetingFilter::lead);
                all.select.cond_where(lead.unwrap_or_else(Condition::all));
                let day = (Entity, Column::WhenEarliest);
                self.within(direction, day, || all.clone())
            }
            _ => vec![all],
        }
    }

    /// From meetings, in the list's order, that are asked whether they fit.
    fn all(&self) -> Source {
        let mut select = source(Entity, Column::Id, &self.sorts());
        if let Some(filter) = &self.filter {
            select.cond_where(checked(filter.reached(Reach::Look)));
        }
        Source::new(select, Expr::col(ID))
    }

    /// From the listings of each record, without what an earlier one has.
    fn along(&self, records: &[i64]) -> Vec<Source> {
        let Some(direction) = self.by_date() else {
            return Vec::new();
        };
        let of_record = |(at, record): (usize, &i64)| {
            let earlier = records.get(..at).unwrap_or_default();
            // Written out and not bound: PostgreSQL knows how often a record is listed, and plans by that.
            let here = column(listing::Column::RecordId).eq(Expr::cust(record.to_string()));
            let mut select = Query::select();
            select.from(listing::Entity).and_where(here);
            if let Some(filter) = &self.filter {
                let meeting = (listing::Entity, listing::Column::MeetingId);
                select.cond_where(Reach::Look.some(meeting, Entity, ID, filter.reached(Reach::Look)));
            }
            if !earlier.is_empty() {
                let meeting = (listing::Entity, listing::Column::MeetingId);
                select.cond_where(listed(meeting, earlier).not());
            }
            self.within(direction, (listing::Entity, listing::Column::WhenEarliest), || {
                let mut source = Source::new(select.clone(), column(listing::Column::MeetingId));
                source.sorts = Some(sorts(direction));
                source
            })
        };
        records.iter().enumerate().flat_map(of_record).collect()
    }

    /// The sources with the ends between which the filter's days lie, by the first day of each row.
    fn within<C>(&self, direction: Direction, day: C, source: impl Fn() -> Source) -> Vec<Source>
    where
        C: IntoColumnRef + Copy,
    {
        let (from, to) = self.filter.as_deref().map(MeetingFilter::days).unwrap_or_default();
        let with = |start: Option<Expr>, end: Option<Expr>| Source { start, end, ..source() };
        if direction == Direction::Desc {
            let first = || Open::Early.or(Expr::col(day));
            return vec![with(to.map(|it| first().lte(it)), from.map(|it| first().gte(it)))];
        }
        let first = || Open::Late.or(Expr::col(day));
        let Some(to) = to else {
            return vec![with(from.map(|it| first().gte(it)), None)];
        };
        // What has no first day comes last here, but may have ended in time.
        let mut known = with(from.map(|it| first().gte(it)), Some(first().lte(to)));
        known.select.and_where(Expr::col(day).is_not_null());
        let mut open = with(Some(first().gte(Open::Late.day())), None);
        open.select.and_where(Expr::col(day).is_null());
        if from.is_some() { vec![known] } else { vec![known, open] }
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);

fn column(column: listing::Column) -> Expr {
    Expr::col((listing::Entity, column))
}

/// The order by date in the columns of a listing, as [`Meetings`] has it in those of a meeting.
fn sorts(direction: Direction) -> Vec<Sort> {
    let days = Sort::moment(
        "when",
        column(listing::Column::WhenEarliest),
        column(listing::Column::WhenLatest),
        direction,
    );
    let id = Sort::integer("id", column(listing::Column::MeetingId), Direction::Asc);
    days.into_iter().chain([id]).collect()
}

/// True for rows of which `meeting` is listed under one of the records.
fn listed(meeting: impl IntoColumnRef + Copy, records: &[i64]) -> Condition {
    let earlier = Alias::new("other");
    let column = |column| (earlier.clone(), column);
    let any = Query::select()
        .expr(Expr::val(1))
        .from(listing::Entity.into_table_ref().alias(earlier.clone()))
        .and_where(Expr::col(column(listing::Column::MeetingId)).equals(meeting))
        .and_where(Expr::col(column(listing::Column::RecordId)).is_in(records.iter().copied()))
        .limit(1)
        .offset(0)
        .to_owned();
    Expr::exists(any).into_condition()
}

impl MeetingFilter {
    /// Between which days the first day of a meeting lies that fits; `None` where there is no end. A meeting without a first
    /// day fits only when there is no beginning.
    fn days(&self) -> (Option<Date>, Option<Date>) {
        let day = |range: &Option<DateRange>, end: fn(&DateRange) -> &Option<scalar::Date>| {
            let range = range.as_ref()?;
            end(range).as_ref().map(|it| it.0)
        };
        let when = self.when.as_ref();
        let mut from = when.and_then(|it| day(&it.within, |it| &it.from));
        let ends = [
            when.and_then(|it| day(&it.within, |it| &it.to)),
            when.and_then(|it| day(&it.overlaps, |it| &it.to)),
        ];
        let mut to = ends.into_iter().flatten().min_by(Ord::cmp);
        for (later, earlier) in self.and.iter().flatten().map(Self::days) {
            from = [from, later].into_iter().flatten().max_by(Ord::cmp);
            to = [to, earlier].into_iter().flatten().min_by(Ord::cmp);
        }
        (from, to)
    }

    /// True when it leaves a meeting or a few by what only an index of theirs knows.
    fn is_particular(&self) -> bool {
        let here = self.slug.is_some() || self.part_of.is_some();
        here || self.and.iter().flatten().any(Self::is_particular)
    }

    /// True when a meeting that fits is found soon wherever one begins to look: days aside, which are an index's own.
    fn is_plain(&self) -> bool {
        let some = self.participations.as_ref().and_then(|it| it.some.as_ref());
        let rare = self.min_articles.is_some() || self.or.is_some() || self.name.is_some();
        let rare = rare || some.is_some_and(|it| it.names_somebody());
        !rare && self.and.iter().flatten().all(Self::is_plain)
    }

    /// What an index by date has before the days: a sort, a status or a format alone. None of them is none at all.
    fn lead(&self) -> Condition {
        let all = Condition::all();
        match (self.kind.as_deref(), self.status.as_deref(), self.format.as_deref()) {
            (Some([]), ..) | (_, Some([]), _) | (.., Some([])) => all.add(Expr::cust("1 = 0")),
            (Some([kind]), ..) => all.add(Column::Kind.eq(*kind)),
            (_, Some([status]), _) => all.add(Column::Status.eq(*status)),
            (.., Some([format])) => all.add(Column::Format.eq(*format)),
            _ => all,
        }
    }
}
