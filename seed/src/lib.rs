//! The curated files of Sabha and their way into the database.

pub mod apply;
pub mod article;
pub mod curated;
pub mod database;
pub mod dataset;
mod derive;
pub mod difference;
pub mod export;
pub mod lock;
pub mod meeting;
pub mod official;
pub mod organisation;
pub mod place;
pub mod plan;
pub mod policy;
pub mod record;
mod shape;
pub mod state;
pub mod statement;
pub mod status;
mod store;
#[cfg(test)]
mod tests;
pub mod topic;
