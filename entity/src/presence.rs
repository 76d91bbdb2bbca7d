//! Derived: who was in which meeting, a row for each participation of an official and of a body, narrow, so that who met
//! whom is answered by indexes alone.

use sea_orm::entity::prelude::*;

use crate::Certainty;
use crate::meeting::MeetingStatus;

/// A party in a meeting by one participation: its official, or the body that took part or was acted for.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "presence")]
pub struct Model {
    /// The meeting.
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: i64,
    /// The official or the organisation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub party_id: i64,
    /// The participation; that of an official for a body makes two rows.
    #[sea_orm(primary_key, auto_increment = false)]
    pub participation_id: i64,
    /// First day on which the meeting can have begun; the year 1 when that is open.
    pub met_on: Date,
    /// The meeting's status.
    pub status: MeetingStatus,
    /// How sure the dataset is of the participation.
    pub certainty: Certainty,
    /// True when to be invited is all that the source says.
    pub invited: bool,
}

impl ActiveModelBehavior for ActiveModel {}
