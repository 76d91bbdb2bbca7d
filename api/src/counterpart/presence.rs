//! SQL of presences: who was there, and who met whom there.
//!
//! A statement begins with the presences of the one side, [`MINE`], and joins those of the other, [`THEIRS`]. The joins are
//! crossed, with their conditions in `WHERE`: SQLite then keeps the tables in this order, and looks through the meetings of
//! the side that was given, never through those of everybody who was there.

use entity::meeting;
use entity::presence::{Column, Entity};
use sea_orm::ActiveEnum;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, IntoTableRef, Query, SelectStatement};

use super::encounter::{Counting, Encounters};
use crate::filter::Filter;

/// The presences that a statement begins with.
pub const MINE: &str = "mine";
/// The presences of others in the same meetings.
pub const THEIRS: &str = "theirs";

/// From the presences that count, as [`MINE`], in meetings that fit.
pub fn present(encounters: &Encounters) -> SelectStatement {
    let mut select = Query::select();
    select.from_as(Entity, MINE);
    keep(&mut select, encounters);
    select
}

/// Keeps of [`MINE`] the presences that count, in meetings that fit.
pub fn keep(select: &mut SelectStatement, encounters: &Encounters) {
    select
        .and_where(status(encounters.counting))
        .cond_where(sure(MINE, encounters.counting));
    if let Some(filter) = &encounters.filter {
        let here = Expr::col((MINE, Column::MeetingId)).equals((meeting::Entity, meeting::Column::Id));
        select
            .cross_join(meeting::Entity)
            .and_where(here)
            .cond_where(filter.condition());
    }
}

/// Joins, as [`THEIRS`], the presences of whom those of [`MINE`] met: in the same meeting, by another participation.
pub fn meet(select: &mut SelectStatement, counting: Counting) {
    let column = |column| Expr::col((THEIRS, column));
    select
        .cross_join(Entity.into_table_ref().alias(THEIRS))
        .and_where(column(Column::MeetingId).equals((MINE, Column::MeetingId)))
        .and_where(column(Column::ParticipationId).ne(Expr::col((MINE, Column::ParticipationId))))
        .and_where(column(Column::PartyId).ne(Expr::col((MINE, Column::PartyId))))
        .cond_where(sure(THEIRS, counting));
}

/// True for presences in [`THEIRS`] of these parties. The sum keeps the database from looking for each of them in each
/// meeting, where it need only read the few that are there.
pub fn of_parties(parties: &[i64]) -> Expr {
    Expr::col((THEIRS, Column::PartyId))
        .add(0)
        .is_in(parties.iter().copied())
}

fn status(counting: Counting) -> Expr {
    let column = Expr::col((MINE, Column::Status));
    column.is_in(counting.status().map(|it| it.to_value()))
}

/// The meeting's status is the same for all who were there; the rest is each one's own.
fn sure(side: &'static str, counting: Counting) -> Condition {
    let certainty = Expr::col((side, Column::Certainty)).is_in(counting.certainty().map(|it| it.to_value()));
    let there = Expr::col((side, Column::Invited)).eq(false);
    Condition::all()
        .add(certainty)
        .add_option((!counting.invited).then_some(there))
}
