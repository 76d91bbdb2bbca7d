//! Policies, plans and programmes.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::{Certainty, LocalizedText, Moment, vocabulary::vocabulary};

vocabulary! {
    /// What sort of policy it is.
    pub enum PolicyKind {
        /// A policy.
        Policy,
        /// A programme.
        Programme,
        /// A mission.
        Mission,
        /// A vision or long-term goal.
        Vision,
        /// A scheme of support.
        Scheme,
        /// A plan of action.
        ActionPlan,
        /// A project.
        Project,
        /// An initiative without a form that the sources name.
        Initiative,
    }
}

/// A policy, plan or programme.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "policy",
    model_attrs(graphql(name = "PolicyRow")),
    model_ex_attrs(graphql(name = "PolicyRowEx"))
)]
pub struct Model {
    /// The record of this policy: its slug, names and revision.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// What sort of policy it is.
    pub kind: PolicyKind,
    /// The body that issued it.
    #[graphql(skip)]
    pub issuer_id: Option<i64>,
    /// The state it is for.
    #[graphql(skip)]
    pub state_id: Option<i64>,
    /// What it is, in the dataset's own words.
    #[graphql(skip)]
    pub summary: Option<LocalizedText>,
    /// Derived: meetings that touch it.
    #[graphql(skip)]
    pub meeting_count: i64,
    /// The period in its title: EDTF.
    #[graphql(skip)]
    pub period_edtf: Option<String>,
    /// First day that `period_edtf` touches; null when open or unknown.
    #[graphql(skip)]
    pub period_earliest: Option<Date>,
    /// Last day that `period_edtf` touches; null when open or unknown.
    #[graphql(skip)]
    pub period_latest: Option<Date>,
    /// How sure `period_edtf` is.
    #[graphql(skip)]
    pub period_certainty: Option<Certainty>,
    /// Why this date, where it is not simply printed.
    #[graphql(skip)]
    pub period_note: Option<LocalizedText>,
}

impl Model {
    /// The period in its title, e.g. 2024 to 2030; `None` when it names none.
    pub fn period(&self) -> Option<Moment> {
        Moment::of_columns(
            self.period_edtf.as_deref(),
            self.period_certainty,
            self.period_note.as_ref(),
        )
    }
}

impl ActiveModelBehavior for ActiveModel {}
