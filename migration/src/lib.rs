//! The steps that make Sabha's tables, in order. A landed step is never edited: a change is a new step.
//!
//! The steps are written in SQL that both SQLite and PostgreSQL understand; [`step`] names the few words in which
//! they differ. Entities are not used here, so that an old step keeps its meaning when an entity moves on.

#![expect(
    elided_lifetimes_in_paths,
    reason = "the migrator's trait is declared without them, and holds us to it"
)]

mod m20260101_000001_record;
mod m20260101_000002_place;
mod m20260101_000003_organisation;
mod m20260101_000004_policy;
mod m20260101_000005_meeting;
mod m20260101_000006_source;
mod m20260101_000007_change;
mod m20260101_000008_search;
mod m20260101_000009_time;
mod m20260101_000010_presence;
mod m20260101_000011_facet;
mod m20260101_000012_plan;
mod m20260101_000013_feed;
mod m20260101_000014_import;
mod m20260101_000015_scale;
mod m20260101_000016_search;
mod m20260101_000017_search;
mod step;

use sea_orm_migration::prelude::{MigrationTrait, async_trait};

pub use sea_orm_migration::prelude::MigratorTrait;

/// Every step, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20260101_000001_record::STEP),
            Box::new(m20260101_000002_place::STEP),
            Box::new(m20260101_000003_organisation::STEP),
            Box::new(m20260101_000004_policy::STEP),
            Box::new(m20260101_000005_meeting::STEP),
            Box::new(m20260101_000006_source::STEP),
            Box::new(m20260101_000007_change::STEP),
            Box::new(m20260101_000008_search::STEP),
            Box::new(m20260101_000009_time::STEP),
            Box::new(m20260101_000010_presence::STEP),
            Box::new(m20260101_000011_facet::STEP),
            Box::new(m20260101_000012_plan::STEP),
            Box::new(m20260101_000013_feed::STEP),
            Box::new(m20260101_000014_import::STEP),
            Box::new(m20260101_000015_scale::STEP),
            Box::new(m20260101_000016_search::STEP),
            Box::new(m20260101_000017_search::STEP),
        ]
    }
}
