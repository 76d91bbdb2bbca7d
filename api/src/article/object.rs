//! An article as it is answered.

use std::sync::Arc;

use async_graphql::{Context, SimpleObject};
use entity::record::RecordKind;
use entity::{LanguageTag, article, record};

use super::texts::Texts;
use crate::error::{Answer, Error};
use crate::evidence::Citations;
use crate::inline::Inline;
use crate::loader;
use crate::moment::Moment;
use crate::organisation::{Organisation, OrganisationId};
use crate::page::{Connection, Page};
use crate::place::{Place, PlaceId};
use crate::record::{Records, record_object};
use crate::scalar::Url;
use crate::statement::{self as statements, Statements};

/// A news article or document that the dataset cites. Its text belongs to its publisher and is not part of the dataset.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Article {
    /// What every record has.
    #[graphql(flatten)]
    pub record: Arc<record::Model>,
    /// The row.
    #[graphql(flatten)]
    pub row: Arc<article::Model>,
}

impl From<(article::Model, record::Model)> for Article {
    fn from((row, record): (article::Model, record::Model)) -> Self {
        Self {
            record: Arc::new(record),
            row: Arc::new(row),
        }
    }
}

record_object! {
    impl Article {
        /// Who published it; null when it does not say.
        async fn publisher(&self, ctx: &Context<'_>) -> Answer<Inline<Organisation>> {
            loader::object(ctx, self.row.publisher_id.map(OrganisationId)).await
        }

        /// The place that its dateline names first; null when it has none.
        async fn dateline(&self, ctx: &Context<'_>) -> Answer<Inline<Place>> {
            loader::object(ctx, self.row.dateline_id.map(PlaceId)).await
        }

        /// When it was published; null when it does not say.
        async fn published(&self) -> Option<Moment> {
            self.row.published().map(Moment)
        }

        /// Language of its text.
        async fn language(&self) -> Result<LanguageTag, Error> {
            LanguageTag::parse(&self.row.language).map_err(Error::Internal)
        }

        /// Where it can be read; null when not known.
        async fn url(&self) -> Option<Url> {
            self.row.url.clone().map(Url)
        }

        /// The text itself; null unless this server's operator has loaded it.
        async fn text(&self, ctx: &Context<'_>) -> Option<String> {
            Some(ctx.data_opt::<Texts>()?.get(&self.row.sha256)?.as_str().to_owned())
        }

        /// All evidence taken from it, in reading order.
        async fn citations(
            &self,
            #[graphql(desc = "At most so many, 0 to 100; 20 when not given.")] first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        ) -> Result<Connection<Citations>, Error> {
            Connection::under(self.row.id, Citations, Page::forward(first, after)?)
        }

        /// What it says outside any meeting, in the order of the curated file.
        async fn statements(
            &self,
            #[graphql(desc = "At most so many, 0 to 100; 20 when not given.")] first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        ) -> Result<Connection<Statements>, Error> {
            Connection::under(
                self.row.id,
                Statements::new(statements::Of::Article, None),
                Page::forward(first, after)?,
            )
        }

        /// Records that cite it, by name.
        async fn records(
            &self,
            #[graphql(desc = "Only records of these kinds; all when not given.")] kinds: Option<Vec<RecordKind>>,
            #[graphql(desc = "At most so many, 0 to 100; 20 when not given.")] first: Option<i32>,
            #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        ) -> Result<Connection<Records>, Error> {
            Connection::under(self.row.id, Records { kinds }, Page::forward(first, after)?)
        }
    }
}
