//! General knowledge behind fields that no article gives.

use std::sync::Arc;

use async_graphql::{ComplexObject, SimpleObject};
use entity::reference;

use crate::scalar::Url;

/// Where a field that comes from no article comes from.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Reference {
    #[graphql(flatten)]
    pub(super) row: Arc<reference::Model>,
}

#[ComplexObject]
impl Reference {
    /// Where it can be read; null when there is no lasting address.
    async fn url(&self) -> Option<Url> {
        self.row.url.clone().map(Url)
    }
}
