//! Who took part in meetings.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::{Certainty, LocalizedText, participation_roles::Roles, vocabulary::vocabulary};

vocabulary! {
    /// What somebody was or did in a meeting.
    pub enum ParticipationRole {
        /// Led the meeting.
        Chair,
        /// Received the others.
        Host,
        /// Organised it with others.
        CoOrganiser,
        /// Was there as a special guest.
        SpecialGuest,
        /// Spoke, as the source reports.
        Speaker,
        /// Was present.
        Attendee,
        /// Came to see a place or the others.
        Visitor,
        /// Was invited; the source does not say whether it came.
        Invitee,
    }
}

/// Somebody's part in a meeting.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "participation",
    model_attrs(graphql(name = "ParticipationRow")),
    model_ex_attrs(graphql(name = "ParticipationRowEx"))
)]
pub struct Model {
    /// Inside key.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// The meeting.
    #[graphql(skip)]
    pub meeting_id: i64,
    /// Its key in the meeting's file.
    #[graphql(skip)]
    pub key: String,
    /// Place in its list, from 0.
    #[graphql(skip)]
    pub ordinal: i32,
    /// The named person.
    #[graphql(skip)]
    pub official_id: Option<i64>,
    /// The body that took part, or for which the person did.
    #[graphql(skip)]
    pub organisation_id: Option<i64>,
    /// People whom the source does not name.
    #[graphql(skip)]
    pub group_name: Option<LocalizedText>,
    /// In what post the official took part.
    #[graphql(skip)]
    pub appointment_id: Option<i64>,
    /// What they were or did there.
    #[graphql(skip)]
    pub roles: Roles,
    /// How sure the dataset is of it.
    pub certainty: Certainty,
    /// Why, where it is not simply stated.
    #[graphql(skip)]
    pub note: Option<LocalizedText>,
}

impl ActiveModelBehavior for ActiveModel {}
