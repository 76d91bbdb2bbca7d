//! Relay connections over lists. Nothing is read before a field asks for it: a connection of which only `totalCount` is
//! selected reads no page, and one without `totalCount` counts nothing.

use std::borrow::Cow;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use async_graphql::{Context, Object, OutputType, SimpleObject, TypeName};

use super::args::Page;
use super::cursor::Cursor;
use super::list::{CountKey, List, PageKey, Slice};
use super::sort;
use crate::error::Error;
use crate::inline::Inline;
use crate::loader::{self, Db};

/// A page of a list; items are loaded when they are selected.
#[derive(Debug)]
pub struct Connection<L> {
    key: PageKey<L>,
    count: Option<i32>,
}

impl<L: List> Connection<L> {
    /// A page of the whole list.
    ///
    /// # Errors
    /// `BAD_INPUT` when a cursor belongs to another order.
    pub fn root(list: L, page: Page) -> Result<Self, Error> {
        Self::new(list, None, page)
    }

    /// A page of what belongs to a parent.
    ///
    /// # Errors
    /// `BAD_INPUT` when a cursor belongs to another order.
    pub fn under(parent: i64, list: L, page: Page) -> Result<Self, Error> {
        Self::new(list, Some(parent), page)
    }

    /// The whole list.
    pub fn list(&self) -> &L {
        &self.key.list
    }

    /// What the list belongs to; none at the root.
    pub fn parent(&self) -> Option<i64> {
        self.key.parent
    }

    fn new(list: L, parent: Option<i64>, page: Page) -> Result<Self, Error> {
        let sorts = sort::distinct(list.sorts());
        for cursor in page.after.iter().chain(&page.before) {
            sort::check(&sorts, cursor)?;
        }
        Ok(Self {
            key: PageKey { list, parent, page },
            count: None,
        })
    }

    /// The same with a number of items that is known already, and is not counted again.
    #[must_use]
    pub fn counted(mut self, count: i32) -> Self {
        self.count = Some(count);
        self
    }

    async fn slice(&self, ctx: &Context<'_>) -> Result<Arc<Slice>, Error> {
        Ok(loader::of(ctx)?.load_one(self.key.clone()).await?.unwrap_or_default())
    }

    async fn count(&self, ctx: &Context<'_>) -> Result<i32, Error> {
        if let Some(count) = self.count {
            return Ok(count);
        }
        let key = CountKey {
            list: self.key.list.clone(),
            parent: self.key.parent,
        };
        Ok(loader::of(ctx)?.load_one(key).await?.unwrap_or_default())
    }

    /// The items of the page with their cursors, in its order; without those that went since the page was cut.
    ///
    /// # Errors
    /// What the loaders answer.
    pub async fn items(&self, ctx: &Context<'_>) -> Result<Vec<(Cursor, L::Item)>, Error>
    where
        Db: Loader<L::Id, Value = L::Item, Error = Error>,
    {
        let slice = self.slice(ctx).await?;
        let ids = slice.rows.iter().map(|(id, _)| L::Id::from(*id)).collect();
        let items = loader::of(ctx)?.load_many(ids).await?;
        let cursors = slice.rows.iter().map(|(_, cursor)| cursor.clone());
        Ok(cursors
            .zip(items)
            .filter_map(|(cursor, item)| Some((cursor, item?)))
            .collect())
    }
}

impl<L: List> TypeName for Connection<L> {
    fn type_name() -> Cow<'static, str> {
        format!("{}{}", L::NAME, L::CONNECTION).into()
    }
}

/// A page of a list. `first` or `last` may be 0 to 100; 20 when neither is given.
#[Object(name_type)]
impl<L: List> Connection<L>
where
    Db: Loader<L::Id, Value = L::Item, Error = Error>,
{
    /// The items with their cursors.
    async fn edges(&self, ctx: &Context<'_>) -> Result<Vec<Edge<L>>, Error> {
        let edge = |(cursor, node): (Cursor, L::Item)| Edge {
            cursor: cursor.encode(),
            node: Inline(node),
        };
        Ok(self.items(ctx).await?.into_iter().map(edge).collect())
    }

    /// The items without cursors.
    async fn nodes(&self, ctx: &Context<'_>) -> Result<Vec<Inline<L::Item>>, Error> {
        Ok(self
            .items(ctx)
            .await?
            .into_iter()
            .map(|(_, node)| Inline(node))
            .collect())
    }

    /// Where the page stands in the list.
    pub async fn page_info(&self, ctx: &Context<'_>) -> Result<PageInfo, Error> {
        let slice = self.slice(ctx).await?;
        let page = &self.key.page;
        let cursor = |row: Option<&(i64, Cursor)>| row.map(|(_, cursor)| cursor.encode());
        Ok(PageInfo {
            has_next_page: page.before.is_some() || (!page.backward && slice.more),
            has_previous_page: page.after.is_some() || (page.backward && slice.more),
            start_cursor: cursor(slice.rows.first()),
            end_cursor: cursor(slice.rows.last()),
        })
    }

    /// Items of the whole list, whatever the page; counted only when asked for.
    pub async fn total_count(&self, ctx: &Context<'_>) -> Result<i32, Error> {
        self.count(ctx).await
    }
}

/// An item and its place in the list.
#[derive(Debug)]
pub struct Edge<L: List> {
    cursor: String,
    node: Inline<L::Item>,
}

impl<L: List> TypeName for Edge<L> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", L::NAME).into()
    }
}

/// An item of a page.
#[Object(name_type)]
impl<L: List> Edge<L>
where
    L::Item: OutputType,
{
    /// The place of the item, for `after` and `before`.
    async fn cursor(&self) -> &str {
        &self.cursor
    }

    /// The item.
    async fn node(&self) -> &Inline<L::Item> {
        &self.node
    }
}

/// Where a page stands in its list.
#[derive(Debug, SimpleObject)]
pub struct PageInfo {
    /// True when items follow the page.
    pub(crate) has_next_page: bool,
    /// True when items precede the page.
    pub(crate) has_previous_page: bool,
    /// Cursor of the first item; null when the page is empty.
    pub(crate) start_cursor: Option<String>,
    /// Cursor of the last item; null when the page is empty.
    pub(crate) end_cursor: Option<String>,
}
