//! The schema: its roots, assembled from the rooms. No room knows this file.

use async_graphql::{EmptyMutation, MergedObject, MergedSubscription, SchemaBuilder};

use crate::article::ArticleQuery;
use crate::change::{ChangeQuery, ChangeSubscription};
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
    ChangeQuery,
);

/// Everything that can be followed.
#[derive(Debug, Default, MergedSubscription)]
pub struct Subscription(ChangeSubscription);

/// The schema that is served.
pub type Schema = async_graphql::Schema<Query, EmptyMutation, Subscription>;

/// The schema; a request brings its own loaders: see [`crate::loader::Loaders`]. A subscription brings those that keep
/// nothing, and the [`crate::change::Feed`].
///
/// async-graphql's own limit of recursion counts fragments with fields, and would come before ours at its default.
pub fn build() -> SchemaBuilder<Query, EmptyMutation, Subscription> {
    async_graphql::Schema::build(Query::default(), EmptyMutation, Subscription::default())
        .register_output_type::<Node>()
        .register_output_type::<Record>()
        .limit_recursive_depth(64)
}
