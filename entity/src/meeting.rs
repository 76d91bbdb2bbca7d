//! Meetings and other events.

use async_graphql::SimpleObject;
use sea_orm::entity::prelude::*;

use crate::{Certainty, Edtf, LocalizedText, Moment, vocabulary::vocabulary};

vocabulary! {
    /// What sort of meeting or event it is.
    pub enum MeetingKind {
        /// Officials and others advise on a matter.
        Consultation,
        /// Two or more sides speak with one another.
        Talks,
        /// A committee sits.
        CommitteeMeeting,
        /// A cabinet sits.
        CabinetMeeting,
        /// A dinner, welcome or other reception.
        Reception,
        /// A visit to a place or works.
        SiteVisit,
        /// An event for the public or a community.
        PublicEvent,
        /// A fair or exposition.
        Exhibition,
        /// A journey with several events.
        Tour,
        /// An arrival on a journey.
        Arrival,
        /// None of the others.
        Other,
    }

    /// Whether it took place, as the latest source reports.
    pub enum MeetingStatus {
        /// It took place.
        Held,
        /// It is fixed, and no source says yet that it took place.
        Scheduled,
        /// It is suggested or intended.
        Proposed,
        /// It was called off.
        Cancelled,
    }

    /// How people came together.
    pub enum MeetingFormat {
        /// In one place.
        InPerson,
        /// By video or telephone.
        Virtual,
        /// Some in one place, some from afar.
        Hybrid,
        /// The sources do not say.
        Unstated,
    }
}

/// A meeting or other event, held or planned.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, SimpleObject)]
#[sea_orm(
    table_name = "meeting",
    model_attrs(graphql(name = "MeetingRow")),
    model_ex_attrs(graphql(name = "MeetingRowEx"))
)]
pub struct Model {
    /// The record of this meeting: its slug, names and revision.
    #[sea_orm(primary_key, auto_increment = false)]
    #[graphql(skip)]
    pub id: i64,
    /// What sort of meeting or event it is.
    pub kind: MeetingKind,
    /// As the latest source reports it; a plan stays a plan until a source says that it happened.
    pub status: MeetingStatus,
    /// How people came together.
    pub format: MeetingFormat,
    /// What happened, in the dataset's own words.
    #[graphql(skip)]
    pub summary: Option<LocalizedText>,
    /// Where it was held.
    #[graphql(skip)]
    pub place_id: Option<i64>,
    /// The body in whose house it was held.
    #[graphql(skip)]
    pub venue_id: Option<i64>,
    /// The tour or event of which it is a part.
    #[graphql(skip)]
    pub part_of_id: Option<i64>,
    /// Derived: recorded participations.
    #[graphql(skip)]
    pub participation_count: i64,
    /// Derived: articles that report it.
    #[graphql(skip)]
    pub article_count: i64,
    /// When it was or is to be: EDTF.
    #[graphql(skip)]
    pub when_edtf: String,
    /// First day that `when_edtf` touches; null when open or unknown.
    #[graphql(skip)]
    pub when_earliest: Option<Date>,
    /// Last day that `when_edtf` touches; null when open or unknown.
    #[graphql(skip)]
    pub when_latest: Option<Date>,
    /// How sure `when_edtf` is.
    #[graphql(skip)]
    pub when_certainty: Option<Certainty>,
    /// Why this date, where it is not simply printed.
    #[graphql(skip)]
    pub when_note: Option<LocalizedText>,
}

impl Model {
    /// When it was or is to be.
    pub fn when(&self) -> Moment {
        Moment {
            edtf: Edtf::stored(&self.when_edtf),
            certainty: self.when_certainty.unwrap_or_default(),
            note: self.when_note.clone(),
        }
    }
}

impl ActiveModelBehavior for ActiveModel {}
