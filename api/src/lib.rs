//! Sabha's service: GraphQL over HTTP, the playground, health and metrics.
//!
//! `http/` knows HTTP and no schema, `limit/` decides what may run, the rooms resolve; [`server`] puts them together.

pub mod config;
pub mod error;
pub mod http;
pub mod limit;
pub mod metrics;
pub mod schema;
pub mod server;
