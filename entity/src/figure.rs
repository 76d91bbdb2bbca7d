//! Numbers that sources report about bodies.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::{Certainty, LocalizedText, Moment, vocabulary::vocabulary};

vocabulary! {
    /// How a reported number is to be read.
    pub enum Comparator {
        /// Exactly so many.
        Equal,
        /// So many or more.
        AtLeast,
        /// More than so many.
        MoreThan,
        /// So many or fewer.
        AtMost,
        /// Fewer than so many.
        LessThan,
        /// Roughly so many.
        About,
    }
}

/// A reported number.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "figure",
    model_attrs(graphql(name = "FigureRow")),
    model_ex_attrs(graphql(name = "FigureRowEx"))
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
    /// What is measured.
    #[graphql(skip)]
    pub measure: LocalizedText,
    /// How the value is to be read.
    pub comparator: Comparator,
    /// The number, decimal digits.
    #[graphql(skip)]
    pub value: String,
    /// ISO 4217 code for money, otherwise a plain unit such as `country`.
    pub unit: String,
    /// How sure the dataset is of it.
    pub certainty: Certainty,
    /// Why, where it is not simply stated.
    #[graphql(skip)]
    pub note: Option<LocalizedText>,
    /// The day or time for which it holds: EDTF.
    #[graphql(skip)]
    pub as_of_edtf: Option<String>,
    /// First day that `as_of_edtf` touches; null when open or unknown.
    #[graphql(skip)]
    pub as_of_earliest: Option<Date>,
    /// Last day that `as_of_edtf` touches; null when open or unknown.
    #[graphql(skip)]
    pub as_of_latest: Option<Date>,
    /// How sure `as_of_edtf` is.
    #[graphql(skip)]
    pub as_of_certainty: Option<Certainty>,
    /// Why this date, where it is not simply printed.
    #[graphql(skip)]
    pub as_of_note: Option<LocalizedText>,
}

impl Model {
    /// For when the number holds; `None` when the source does not say.
    pub fn as_of(&self) -> Option<Moment> {
        Moment::of_columns(
            self.as_of_edtf.as_deref(),
            self.as_of_certainty,
            self.as_of_note.as_ref(),
        )
    }
}

impl ActiveModelBehavior for ActiveModel {}
