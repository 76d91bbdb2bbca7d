//! Sabha's service: GraphQL over HTTP, the playground, health and metrics.

pub mod config;
pub mod error;
pub mod limit;
pub mod metrics;
