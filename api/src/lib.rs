//! Sabha's service: GraphQL over HTTP, explorer and playground, health and metrics.
//!
//! `http/` knows HTTP and no schema, `limit/` decides what may run, the rooms resolve; [`server`] puts them together. A
//! room is a concept: `query.rs` has its root fields, `object.rs` what is answered, `filter.rs` which and in which order,
//! `find.rs` the SQL.

mod cache;
pub mod config;
pub mod document;
pub mod error;
pub mod filter;
pub mod http;
pub mod inline;
pub mod language;
pub mod limit;
pub mod load;
pub mod loader;
pub mod log;
pub mod metrics;
pub mod page;
pub mod replica;
pub mod revision;
pub mod scalar;
pub mod schema;
pub mod search;
pub mod server;

pub mod appointment;
pub mod article;
pub mod change;
pub mod counterpart;
pub mod dataset;
pub mod evidence;
pub mod facet;
pub mod figure;
pub mod meeting;
pub mod moment;
pub mod network;
pub mod node;
pub mod official;
pub mod organisation;
pub mod outcome;
pub mod participation;
pub mod place;
pub mod policy;
pub mod position;
pub mod reconcile;
pub mod record;
pub mod resolve;
pub mod state;
pub mod statement;
pub mod timeline;
pub mod topic;
