//! The schema: its roots, assembled from the rooms. No room knows this file.

use async_graphql::{EmptyMutation, EmptySubscription, MergedObject, SchemaBuilder};

use crate::article::ArticleQuery;
use crate::dataset::DatasetQuery;
use crate::meeting::MeetingQuery;
use crate::network::NetworkQuery;
use crate::node::{Node, NodeQuery};
use crate::official::OfficialQuery;
use crate::organisation::OrganisationQuery;
use crate::outcome::OutcomeQuery;
use crate::place::PlaceQuery;
use crate::policy::PolicyQuery;
use crate::record::Record;
use crate::resolve::ResolveQuery;
use crate::search::SearchQuery;
use crate::state::StateQuery;
use crate::statement::StatementQuery;
use crate::timeline::TimelineQuery;
use crate::topic::TopicQuery;

/// Everything that can be read.
#[derive(Debug, Default, MergedObject)]
pub struct Query(
    NodeQuery,
    StateQuery,
    PlaceQuery,
    OfficialQuery,
    OrganisationQuery,
    MeetingQuery,
    PolicyQuery,
    TopicQuery,
    ArticleQuery,
    OutcomeQuery,
    StatementQuery,
    SearchQuery,
    TimelineQuery,
    NetworkQuery,
    DatasetQuery,
    ResolveQuery,
);

/// The schema that is served.
pub type Schema = async_graphql::Schema<Query, EmptyMutation, EmptySubscription>;

/// The schema; a request brings its own loaders: see [`crate::loader::loaders`].
///
/// async-graphql's own limit of recursion counts fragments with fields, and would come before ours at its default.
pub fn build() -> SchemaBuilder<Query, EmptyMutation, EmptySubscription> {
    async_graphql::Schema::build(Query::default(), EmptyMutation, EmptySubscription)
        .register_output_type::<Node>()
        .register_output_type::<Record>()
        .limit_recursive_depth(64)
}
