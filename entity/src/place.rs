//! Places, from countries to sites.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What sort of place it is.
    pub enum PlaceKind {
        /// A sovereign state.
        Country,
        /// A part of a country or of several, without an office of its own here.
        Region,
        /// A district.
        District,
        /// A city or town.
        City,
        /// A part of a city, or a village.
        Locality,
        /// A building or ground where events are held.
        Venue,
        /// A place set aside for something, built or not.
        Site,
    }
}

/// A place where something was or that something is about.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "place",
    model_attrs(graphql(name = "PlaceRow")),
    model_ex_attrs(graphql(name = "PlaceRowEx"))
)]
pub struct Model {
    /// The record of this place: its slug, names and revision.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// The next larger place.
    #[graphql(skip)]
    pub within_id: Option<i64>,
    /// The state it lies in.
    #[graphql(skip)]
    pub state_id: Option<i64>,
    /// Degrees north, WGS 84, of its middle; null when not curated.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84, of its middle; null when not curated.
    pub longitude: Option<f64>,
    /// Wikidata item, e.g. `Q1165`; null when not curated.
    pub wikidata: Option<String>,
    /// Derived: meetings held here or in a place within.
    #[graphql(skip)]
    pub meeting_count: i64,
}

impl ActiveModelBehavior for ActiveModel {}
