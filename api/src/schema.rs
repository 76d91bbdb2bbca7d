//! A stand-in for the schema until the rooms are there: it is replaced as a whole and keeps these names.

use async_graphql::{EmptyMutation, EmptySubscription, Object, SchemaBuilder};
use sea_orm::DatabaseConnection;

/// The schema that is served.
pub type Schema = async_graphql::Schema<Query, EmptyMutation, EmptySubscription>;

/// The root of all reading.
#[derive(Debug, Default)]
pub struct Query;

#[Object]
impl Query {
    /// The service's version.
    async fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}

/// The schema over a database; the caller finishes it.
///
/// async-graphql's own limit of recursion counts fragments with fields, and would come before ours at its default.
#[must_use]
pub fn build(db: DatabaseConnection) -> SchemaBuilder<Query, EmptyMutation, EmptySubscription> {
    async_graphql::Schema::build(Query, EmptyMutation, EmptySubscription)
        .data(db)
        .limit_recursive_depth(64)
}
