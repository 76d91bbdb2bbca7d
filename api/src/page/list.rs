//! Lists and their pages: from a list's description to the ids of a page, for one parent or for many in one statement.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::ContainerType;
use async_graphql::dataloader::Loader;
use sea_orm::JoinType;
use sea_orm::sea_query::{
    Alias, Expr, ExprTrait, Func, IntoColumnRef, IntoTableRef, OverStatement, Query, SelectStatement,
    SqliteQueryBuilder, UnionType, WindowStatement,
};
use sea_orm::{ConnectionTrait, QueryResult};

use super::args::Page;
use super::cursor::Cursor;
use super::sort::{self, Sort};
use crate::error::Error;
use crate::loader::{Db, Key, Value};

/// A list of one kind of thing: which of them, under which filter, in which order.
pub trait List: Key {
    /// The item's name in the schema.
    const NAME: &'static str;
    /// What follows that name in the name of its page: another word where the connection is an object of the room's own, which
    /// has the page's fields by `flatten`.
    const CONNECTION: &'static str = "Connection";
    /// The key by which items are loaded.
    type Id: From<i64> + Key;
    /// An item.
    type Item: ContainerType + Value;

    /// Where the list selects from; with `parents`, only what belongs to one of them.
    fn source(&self, parents: Option<&[i64]>) -> Source;

    /// The order, ending with a column that no two rows share.
    fn sorts(&self) -> Vec<Sort>;

    /// For each parent, or for the root list, its rows in parts that have none in common. Each is cut by itself, so that an
    /// index is read only as far as the page goes. `None`, as for most: `source` does it for all.
    fn parts(
        &self,
        _db: &Db,
        _parents: &[Option<i64>],
    ) -> impl Future<Output = Result<Option<Vec<Vec<Source>>>, Error>> + Send {
        async { Ok(None) }
    }

    /// How many items each parent, or the root list, has, where that is kept. `None`, as for most: they are counted.
    fn total(
        &self,
        _db: &Db,
        _parents: &[Option<i64>],
    ) -> impl Future<Output = Result<Option<HashMap<Option<i64>, i64>>, Error>> + Send {
        async { Ok(None) }
    }
}

/// Rows to list: a statement without columns, and the columns that matter.
#[derive(Clone, Debug)]
pub struct Source {
    /// From, joins and conditions.
    pub select: SelectStatement,
    /// The item's id.
    pub id: Expr,
    /// The parent's id; `None` for a list without parents.
    pub parent: Option<Expr>,
    /// The list's order in columns of this source's own; `None` where they are the list's.
    pub sorts: Option<Vec<Sort>>,
    /// True from the first row on that can fit, in the list's order. A cursor says the same better, and takes its place: of
    /// two beginnings an index may take the wrong one.
    pub start: Option<Expr>,
    /// True up to the last row that can fit.
    pub end: Option<Expr>,
}

impl Source {
    /// A list without parents.
    pub fn new(select: SelectStatement, id: impl Into<Expr>) -> Self {
        Self {
            select,
            id: id.into(),
            parent: None,
            sorts: None,
            start: None,
            end: None,
        }
    }

    /// Keeps what belongs to a parent: `link` selects pairs of `parent` and `child`, the child being the item's id.
    #[must_use]
    pub fn under(mut self, link: SelectStatement) -> Self {
        let on = Expr::col((LINK, "child")).eq(self.id.clone());
        self.select.join_subquery(JoinType::InnerJoin, link, LINK, on);
        self.parent = Some(Expr::col((LINK, "parent")));
        self
    }

    /// Keeps what names its parent in a column of its own.
    #[must_use]
    pub fn of(mut self, parent: impl IntoColumnRef + Copy, parents: &[i64]) -> Self {
        self.select.and_where(Expr::col(parent).is_in(parents.iter().copied()));
        self.parent = Some(Expr::col(parent));
        self
    }
}

/// The pairs of a link table, each once, for [`Source::under`].
pub fn link<T: IntoTableRef, C: IntoColumnRef + Copy>(
    table: T,
    parent: C,
    child: C,
    parents: &[i64],
) -> SelectStatement {
    Query::select()
        .distinct()
        .expr_as(Expr::col(parent), "parent")
        .expr_as(Expr::col(child), "child")
        .from(table)
        .and_where(Expr::col(parent).is_in(parents.iter().copied()))
        .and_where(Expr::col(child).is_not_null())
        .to_owned()
}

const LINK: &str = "link";

/// A page of a list, under a parent or at the root.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct PageKey<L> {
    pub(super) list: L,
    pub(super) parent: Option<i64>,
    pub(super) page: Page,
}

/// The number of all items of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct CountKey<L> {
    pub(super) list: L,
    pub(super) parent: Option<i64>,
}

/// The ids of a page, with their cursors.
#[derive(Debug, Default)]
pub(super) struct Slice {
    pub(super) rows: Vec<(i64, Cursor)>,
    /// True when the list goes on beyond the page, in the direction in which it is read.
    pub(super) more: bool,
}

impl<L: List> Loader<PageKey<L>> for Db {
    type Value = Arc<Slice>;
    type Error = Error;

    /// One statement for all parents of the same list and page.
    async fn load(&self, keys: &[PageKey<L>]) -> Result<HashMap<PageKey<L>, Self::Value>, Error> {
        let mut parents: HashMap<(&L, &Page), Vec<Option<i64>>> = HashMap::new();
        for key in keys {
            parents.entry((&key.list, &key.page)).or_default().push(key.parent);
        }
        let mut loaded = HashMap::with_capacity(keys.len());
        for ((list, page), parents) in parents {
            let mut slices = slices(self, list, page, &parents).await?;
            for parent in parents {
                let slice = Arc::new(slices.remove(&parent).unwrap_or_default());
                loaded.insert(
                    PageKey {
                        list: list.clone(),
                        parent,
                        page: page.clone(),
                    },
                    slice,
                );
            }
        }
        Ok(loaded)
    }
}

impl<L: List> Loader<CountKey<L>> for Db {
    type Value = i32;
    type Error = Error;

    /// One statement for all parents of the same list.
    async fn load(&self, keys: &[CountKey<L>]) -> Result<HashMap<CountKey<L>, i32>, Error> {
        let mut parents: HashMap<&L, Vec<Option<i64>>> = HashMap::new();
        for key in keys {
            parents.entry(&key.list).or_default().push(key.parent);
        }
        let mut loaded = HashMap::with_capacity(keys.len());
        for (list, parents) in parents {
            let counts = counts(self, list, &parents).await?;
            for parent in parents {
                let count = counts.get(&parent).copied().unwrap_or_default();
                loaded.insert(
                    CountKey {
                        list: list.clone(),
                        parent,
                    },
                    i32::try_from(count).unwrap_or(i32::MAX),
                );
            }
        }
        Ok(loaded)
    }
}

/// The ids of the parents; `None` for the root list, which is loaded alone.
fn ids(parents: &[Option<i64>]) -> Option<Vec<i64>> {
    parents.iter().copied().collect()
}

async fn slices<L: List>(
    db: &Db,
    list: &L,
    page: &Page,
    parents: &[Option<i64>],
) -> Result<HashMap<Option<i64>, Slice>, Error> {
    let (sorts, ids) = (sort::distinct(list.sorts()), ids(parents));
    let parts = list.parts(db, parents).await?;
    let statements = parts.map(|parts| in_parts(parents, parts, page, &sorts));
    let statements = statements.unwrap_or_else(|| {
        let source = list.source(ids.as_deref());
        let parent = source.parent.clone().unwrap_or_else(|| Expr::cust("NULL"));
        let mut select = keyed(source, parent.clone(), page, &sorts);
        vec![if parents.len() > 1 {
            ranked(select, parent, &sorts, page.backward)
                .and_where(Expr::col(Alias::new("rank")).lte(limit(page)))
                .to_owned()
        } else {
            sorts.iter().for_each(|sort| sort.order(&mut select, page.backward));
            select.limit(limit(page)).to_owned()
        }]
    });
    let mut slices: HashMap<Option<i64>, Slice> = HashMap::new();
    for statement in statements {
        for row in db.0.query_all(&statement).await? {
            let parent = if ids.is_some() {
                row.try_get("", "parent")?
            } else {
                None
            };
            slices
                .entry(parent)
                .or_default()
                .rows
                .push((row.try_get("", "id")?, cursor(&sorts, &row)?));
        }
    }
    for slice in slices.values_mut() {
        slice.more = slice.rows.len() > page.size as usize;
        slice.rows.truncate(page.size as usize);
        if page.backward {
            slice.rows.reverse();
        }
    }
    Ok(slices)
}

/// One more than asked tells whether the list goes on.
fn limit(page: &Page) -> u64 {
    u64::from(page.size) + 1
}

/// The rows beyond the page's cursors, with their id, their parent and their keys.
fn keyed(source: Source, parent: Expr, page: &Page, sorts: &[Sort]) -> SelectStatement {
    let mut select = source.select;
    select
        .expr_as(source.id, Alias::new("id"))
        .expr_as(parent, Alias::new("parent"));
    for (at, sort) in sorts.iter().enumerate() {
        select.expr_as(sort.expr(), Alias::new(key_alias(at)));
    }
    let ends = [(&page.after, source.start, false), (&page.before, source.end, true)];
    for (cursor, otherwise, backward) in ends {
        match cursor {
            Some(cursor) => select.cond_where(sort::beyond(sorts, cursor, backward)),
            None => select.and_where_option(otherwise),
        };
    }
    select
}

/// The most values that are bound in one statement; SQLite takes 32,766.
const MOST_VALUES: usize = 20_000;
/// The most parents of one statement; SQLite joins 500 selects, and a parent has few parts.
const MOST_PARENTS: usize = 100;

/// The pages of a list that comes in parts: one statement, unless its filter has very many values.
fn in_parts(parents: &[Option<i64>], parts: Vec<Vec<Source>>, page: &Page, sorts: &[Sort]) -> Vec<SelectStatement> {
    let part = |mut source: Source, parent: Option<i64>| {
        let own = source.sorts.take();
        let sorts = own.as_deref().unwrap_or(sorts);
        let parent = parent.map_or_else(|| Expr::cust("NULL"), Expr::val);
        let mut select = keyed(source, parent, page, sorts);
        for (at, sort) in sorts.iter().enumerate() {
            select.expr_as(sort.compared(), Alias::new(order_alias(at)));
            sort.order(&mut select, page.backward);
        }
        select.limit(limit(page)).to_owned()
    };
    let each = parents.iter().zip(parts);
    let parts: Vec<Vec<SelectStatement>> = each
        .map(|(parent, sources)| sources.into_iter().map(|it| part(it, *parent)).collect())
        .collect();
    let values = |select: &SelectStatement| select.build(SqliteQueryBuilder).1.0.len();
    let most = parts.iter().map(|it| it.iter().map(values).sum()).max().unwrap_or(1);
    let at_once = (MOST_VALUES / most.max(1)).clamp(1, MOST_PARENTS);
    parts
        .chunks(at_once)
        .filter_map(|some| joined(some.concat(), sorts, page))
        .collect()
}

/// The rows of all parts in the order of the list; `None` of no parts.
fn joined(mut parts: Vec<SelectStatement>, sorts: &[Sort], page: &Page) -> Option<SelectStatement> {
    if parts.len() <= 1 {
        return parts.pop();
    }
    let columns = || {
        let keys = (0..sorts.len()).flat_map(|at| [key_alias(at), order_alias(at)]);
        keys.chain(["id".to_owned(), "parent".to_owned()]).map(Alias::new)
    };
    let mut parts = parts.into_iter().map(|part| {
        Query::select()
            .columns(columns())
            .from_subquery(part, Alias::new("part"))
            .to_owned()
    });
    let mut all = parts.next()?;
    for part in parts {
        all.union(UnionType::All, part);
    }
    let mut select = Query::select()
        .columns(columns())
        .from_subquery(all, Alias::new("parts"))
        .to_owned();
    for (at, sort) in sorts.iter().enumerate() {
        sort.order_by(&mut select, Expr::col(Alias::new(order_alias(at))), page.backward);
    }
    Some(select)
}

fn order_alias(at: usize) -> String {
    format!("order_{at}")
}

/// The rows numbered within each parent, so that each parent's page is cut by the database.
fn ranked(mut select: SelectStatement, parent: Expr, sorts: &[Sort], backward: bool) -> SelectStatement {
    let mut window = WindowStatement::new();
    window.add_partition_by(parent);
    sorts.iter().for_each(|sort| sort.order(&mut window, backward));
    select.expr_window_as(Func::cust(Alias::new("ROW_NUMBER")), window, Alias::new("rank"));
    let columns = (0..sorts.len())
        .map(key_alias)
        .chain(["id".to_owned(), "parent".to_owned()])
        .map(Alias::new);
    Query::select()
        .columns(columns)
        .from_subquery(select, Alias::new("ranked"))
        .order_by(Alias::new("rank"), sea_orm::Order::Asc)
        .to_owned()
}

fn key_alias(at: usize) -> String {
    format!("key_{at}")
}

fn cursor(sorts: &[Sort], row: &QueryResult) -> Result<Cursor, Error> {
    let keys = sorts
        .iter()
        .enumerate()
        .map(|(at, sort)| sort.read(row, &key_alias(at)));
    Ok(Cursor {
        order: sort::name(sorts),
        keys: keys.collect::<Result<_, _>>()?,
    })
}

async fn counts<L: List>(db: &Db, list: &L, parents: &[Option<i64>]) -> Result<HashMap<Option<i64>, i64>, Error> {
    if let Some(totals) = list.total(db, parents).await? {
        return Ok(totals);
    }
    let ids = ids(parents);
    let source = list.source(ids.as_deref());
    let mut select = source.select;
    select.expr_as(Func::count(source.id), Alias::new("count"));
    if let Some(parent) = &source.parent {
        select
            .expr_as(parent.clone(), Alias::new("parent"))
            .add_group_by([parent.clone()]);
    }
    let mut counts = HashMap::new();
    for row in db.0.query_all(&select).await? {
        let parent = if source.parent.is_some() {
            row.try_get("", "parent")?
        } else {
            None
        };
        counts.insert(parent, row.try_get("", "count")?);
    }
    Ok(counts)
}
