//! Bodies of every sort.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What sort of body it is.
    pub enum OrganisationKind {
        /// A national or state government as a whole.
        Government,
        /// A department or ministry.
        Department,
        /// A directorate or directorate-general.
        Directorate,
        /// A district or other territorial administration.
        Administration,
        /// A municipal corporation, council or committee.
        MunicipalBody,
        /// A cabinet or council of ministers.
        Cabinet,
        /// A committee, board or task force.
        Committee,
        /// An agency or field office of a government.
        PublicAgency,
        /// A company or corporation that a government owns.
        PublicCorporation,
        /// A bank, of development or of trade.
        Bank,
        /// A place of teaching or research.
        Institute,
        /// A hub for innovation or incubation.
        TechnologyHub,
        /// A private firm.
        Company,
        /// An association of firms or trades.
        TradeAssociation,
        /// A council that promotes exports.
        ExportCouncil,
        /// An agency of another country's government.
        ForeignAgency,
        /// An embassy, consulate or other mission.
        DiplomaticMission,
        /// A newspaper, agency, channel or other publisher.
        Media,
        /// None of the others.
        Other,
    }
}

/// A body: of government, of learning, of trade or of the press.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "organisation",
    model_attrs(graphql(name = "OrganisationRow")),
    model_ex_attrs(graphql(name = "OrganisationRowEx"))
)]
pub struct Model {
    /// The record of this organisation: its slug, names and revision.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// What sort of body it is.
    pub kind: OrganisationKind,
    /// The body it belongs to.
    #[graphql(skip)]
    pub parent_id: Option<i64>,
    /// The state whose body it is, or in which it works.
    #[graphql(skip)]
    pub state_id: Option<i64>,
    /// Where it has its seat.
    #[graphql(skip)]
    pub place_id: Option<i64>,
    /// Address of its website; null when not curated.
    #[graphql(skip)]
    pub website: Option<String>,
    /// Wikidata item, e.g. `Q1165`; null when not curated.
    pub wikidata: Option<String>,
    /// Derived: meetings in which it took part.
    #[graphql(skip)]
    pub meeting_count: i64,
}

impl ActiveModelBehavior for ActiveModel {}
