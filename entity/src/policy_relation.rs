//! How policies are related to one another.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::{Certainty, LocalizedText, vocabulary::vocabulary};

vocabulary! {
    /// How one policy stands to another.
    pub enum PolicyRelationKind {
        /// It follows the other in time.
        Succeeds,
        /// The other follows it in time.
        Precedes,
        /// It is a part of the other.
        PartOf,
        /// The other is a part of it.
        HasPart,
        /// The sources may mean the same one; they do not say so.
        PossiblySameAs,
    }
}

/// A relation of one policy to another.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "policy_relation",
    model_attrs(graphql(name = "PolicyRelationRow")),
    model_ex_attrs(graphql(name = "PolicyRelationRowEx"))
)]
pub struct Model {
    /// Inside key.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// The policy that is told about.
    #[graphql(skip)]
    pub policy_id: i64,
    /// Place in its list, from 0.
    #[graphql(skip)]
    pub ordinal: i32,
    /// How it stands to the other.
    pub kind: PolicyRelationKind,
    /// The other policy.
    #[graphql(skip)]
    pub related_id: i64,
    /// How sure the dataset is of it.
    pub certainty: Certainty,
    /// Why, where it is not simply stated.
    #[graphql(skip)]
    pub note: Option<LocalizedText>,
}

impl ActiveModelBehavior for ActiveModel {}
