//! How meetings and policies touch.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::{Certainty, LocalizedText, vocabulary::vocabulary};

vocabulary! {
    /// How a meeting and a policy touch.
    pub enum MentionRelation {
        /// The source names the policy in connection with the meeting.
        Cited,
        /// The meeting talked about it.
        Discussed,
        /// It was explained to those present.
        Explained,
        /// The source presents the meeting as a step towards it.
        Advances,
        /// The meeting worked on carrying it out.
        Implements,
        /// The meeting decided on it.
        Decided,
    }
}

/// A policy in a meeting.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "policy_mention",
    model_attrs(graphql(name = "PolicyMentionRow")),
    model_ex_attrs(graphql(name = "PolicyMentionRowEx"))
)]
pub struct Model {
    /// Inside key.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// The meeting.
    #[graphql(skip)]
    pub meeting_id: i64,
    /// The policy.
    #[graphql(skip)]
    pub policy_id: i64,
    /// Place in its list, from 0.
    #[graphql(skip)]
    pub ordinal: i32,
    /// How they touch.
    pub relation: MentionRelation,
    /// How sure the dataset is of it.
    pub certainty: Certainty,
    /// Why, where it is not simply stated.
    #[graphql(skip)]
    pub note: Option<LocalizedText>,
}

impl ActiveModelBehavior for ActiveModel {}
