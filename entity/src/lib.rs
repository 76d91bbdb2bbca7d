//! The ground: Sabha's tables and the values that they hold. No resolver, no HTTP and no IO here.
//!
//! A column is written down once: its `///` line is also its description in the public schema. What is not public
//! carries `#[graphql(skip)]`. Integer ids stay inside; slugs, and keys below them, are what the world sees.

pub mod alias;
pub mod appointment;
pub mod article;
pub mod certainty;
pub mod change;
pub mod dataset;
pub mod display;
pub mod evidence;
pub mod field_change;
pub mod figure;
pub mod fold;
pub mod former_slug;
pub mod language;
pub mod listing;
pub mod meeting;
pub mod meeting_state;
pub mod meeting_topic;
pub mod moment;
pub mod official;
pub mod organisation;
pub mod outcome;
pub mod outcome_official;
pub mod outcome_organisation;
pub mod outcome_policy;
pub mod participation;
pub mod participation_roles;
pub mod passage;
pub mod place;
pub mod place_within;
pub mod policy;
pub mod policy_mention;
pub mod policy_relation;
pub mod policy_topic;
pub mod position;
pub mod presence;
pub mod record;
pub mod reference;
pub mod revision;
pub mod search_entry;
pub mod search_near;
pub mod search_term;
pub mod search_text;
pub mod search_token;
pub mod state;
pub mod statement;
pub mod statement_topic;
pub mod text;
pub mod topic;
pub mod topic_within;
mod vocabulary;

pub use certainty::Certainty;
pub use language::LanguageTag;
pub use moment::{Edtf, Moment};
pub use record::RecordKind;
pub use text::LocalizedText;
