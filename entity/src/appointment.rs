//! Officials in positions, as the sources show them.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::{Certainty, LocalizedText, Moment};

/// An official in a position.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "appointment",
    model_attrs(graphql(name = "AppointmentRow")),
    model_ex_attrs(graphql(name = "AppointmentRowEx"))
)]
pub struct Model {
    /// Inside key.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// Who.
    #[graphql(skip)]
    pub official_id: i64,
    /// In which post.
    #[graphql(skip)]
    pub position_id: i64,
    /// Place in its list, from 0.
    #[graphql(skip)]
    pub ordinal: i32,
    /// How sure the dataset is of it.
    pub certainty: Certainty,
    /// Why, where it is not simply stated.
    #[graphql(skip)]
    pub note: Option<LocalizedText>,
    /// When the sources show the official in the post: EDTF.
    #[graphql(skip)]
    pub observed_edtf: Option<String>,
    /// First day that `observed_edtf` touches; null when open or unknown.
    #[graphql(skip)]
    pub observed_earliest: Option<Date>,
    /// Last day that `observed_edtf` touches; null when open or unknown.
    #[graphql(skip)]
    pub observed_latest: Option<Date>,
    /// How sure `observed_edtf` is.
    #[graphql(skip)]
    pub observed_certainty: Option<Certainty>,
    /// Why this date, where it is not simply printed.
    #[graphql(skip)]
    pub observed_note: Option<LocalizedText>,
}

impl Model {
    /// When the sources show the official in the post; `None` when they give no time.
    pub fn observed(&self) -> Option<Moment> {
        Moment::of_columns(
            self.observed_edtf.as_deref(),
            self.observed_certainty,
            self.observed_note.as_ref(),
        )
    }
}

impl ActiveModelBehavior for ActiveModel {}
