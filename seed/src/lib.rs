//! The curated files of Sabha and their way into the database.

pub mod article;
pub mod curated;
pub mod dataset;
pub mod lock;
pub mod meeting;
pub mod official;
pub mod organisation;
pub mod place;
pub mod policy;
pub mod record;
mod shape;
pub mod state;
pub mod statement;
pub mod topic;
