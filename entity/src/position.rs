//! Posts in bodies, whoever holds them.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::{LocalizedText, vocabulary::vocabulary};

vocabulary! {
    /// What a seat on a committee is.
    pub enum SeatRole {
        /// Leads the committee.
        Chair,
        /// Sits on the committee.
        Member,
        /// Sits on the committee and keeps its business.
        MemberSecretary,
    }
}

/// A post in a body, or a seat on a committee.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "position",
    model_attrs(graphql(name = "PositionRow")),
    model_ex_attrs(graphql(name = "PositionRowEx"))
)]
pub struct Model {
    /// Inside key.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// The body.
    #[graphql(skip)]
    pub organisation_id: i64,
    /// Its key in the body's file.
    #[graphql(skip)]
    pub key: String,
    /// Place in its list, from 0.
    #[graphql(skip)]
    pub ordinal: i32,
    /// What it is called, as printed.
    #[graphql(skip)]
    pub titles: LocalizedText,
    /// For a seat on a committee; null for a post.
    pub role: Option<SeatRole>,
    /// The post whose holder sits here.
    #[graphql(skip)]
    pub ex_officio_id: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
