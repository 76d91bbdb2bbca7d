//! What meetings led to.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::{Certainty, LocalizedText, Moment, vocabulary::vocabulary};

vocabulary! {
    /// What sort of outcome it is.
    pub enum OutcomeKind {
        /// Something was decided.
        Decision,
        /// Somebody was told to do something.
        Directive,
        /// Those present agreed.
        Agreement,
        /// Something is to be done.
        Task,
        /// Something was proposed.
        Proposal,
    }
}

/// What a meeting led to.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "outcome",
    model_attrs(graphql(name = "OutcomeRow")),
    model_ex_attrs(graphql(name = "OutcomeRowEx"))
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
    /// What sort of outcome it is.
    pub kind: OutcomeKind,
    /// What came of it, in the dataset's own words.
    #[graphql(skip)]
    pub text: LocalizedText,
    /// How sure the dataset is of it.
    pub certainty: Certainty,
    /// Why, where it is not simply stated.
    #[graphql(skip)]
    pub note: Option<LocalizedText>,
    /// The deadline: EDTF.
    #[graphql(skip)]
    pub due_edtf: Option<String>,
    /// First day that `due_edtf` touches; null when open or unknown.
    #[graphql(skip)]
    pub due_earliest: Option<Date>,
    /// Last day that `due_edtf` touches; null when open or unknown.
    #[graphql(skip)]
    pub due_latest: Option<Date>,
    /// How sure `due_edtf` is.
    #[graphql(skip)]
    pub due_certainty: Option<Certainty>,
    /// Why this date, where it is not simply printed.
    #[graphql(skip)]
    pub due_note: Option<LocalizedText>,
}

impl Model {
    /// The deadline; `None` when none is given.
    pub fn due(&self) -> Option<Moment> {
        Moment::of_columns(self.due_edtf.as_deref(), self.due_certainty, self.due_note.as_ref())
    }
}

impl ActiveModelBehavior for ActiveModel {}
