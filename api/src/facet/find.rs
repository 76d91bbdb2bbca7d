//! SQL of facets: the meetings of a list once, then what each facet counts of them, all in one statement.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entity::meeting;
use sea_orm::sea_query::{Alias, Expr};
use sea_orm::{ConnectionTrait, QueryResult, Statement};

use super::object::{FacetValue, MeetingFacet};
use super::sql::{self, Listed};
use crate::error::Error;
use crate::loader::Db;
use crate::meeting::Meetings;
use crate::page::List;

/// The first values of some facets of a list, at the root or under a parent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FacetsOf {
    list: Meetings,
    parent: Option<i64>,
    by: Vec<MeetingFacet>,
    first: u32,
}

impl FacetsOf {
    /// Facets by each of `by`, however often it is named.
    pub fn new(list: Meetings, parent: Option<i64>, by: &[MeetingFacet], first: u32) -> Self {
        let by: BTreeSet<MeetingFacet> = by.iter().copied().collect();
        Self {
            list,
            parent,
            by: by.into_iter().collect(),
            first,
        }
    }
}

/// The first values of each facet, the most frequent first, and how many values it has.
type Counted = HashMap<MeetingFacet, (Vec<FacetValue>, i32)>;

impl Loader<FacetsOf> for Db {
    type Value = Arc<Counted>;
    type Error = Error;

    /// One statement for all facets and all parents of the same list.
    async fn load(&self, keys: &[FacetsOf]) -> Result<HashMap<FacetsOf, Self::Value>, Error> {
        let mut loaded = HashMap::with_capacity(keys.len());
        for (like, parents) in alike(keys, |key| (&key.list, &key.by, key.first), |key| key.parent) {
            let (list, by, first) = like;
            let mut counted = counts(self, list, by, first, &parents).await?;
            for parent in parents {
                let key = FacetsOf {
                    list: list.clone(),
                    parent,
                    by: by.clone(),
                    first,
                };
                loaded.insert(key, Arc::new(counted.remove(&parent).unwrap_or_default()));
            }
        }
        Ok(loaded)
    }
}

/// The number of a list's meetings that fall under no value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MissingOf {
    /// The meetings.
    pub list: Meetings,
    /// What they belong to; none at the root.
    pub parent: Option<i64>,
    /// The facet.
    pub by: MeetingFacet,
}

impl Loader<MissingOf> for Db {
    type Value = i32;
    type Error = Error;

    /// One statement for all facets and all parents of the same list; none when each meeting has a value.
    async fn load(&self, keys: &[MissingOf]) -> Result<HashMap<MissingOf, i32>, Error> {
        let mut loaded: HashMap<MissingOf, i32> = keys.iter().map(|key| (key.clone(), 0)).collect();
        for (list, asked) in alike(keys, |key| &key.list, |key| (key.parent, key.by)) {
            let by: BTreeSet<MeetingFacet> = asked.iter().map(|(_, by)| *by).collect();
            let by: Vec<MeetingFacet> = by.into_iter().collect();
            let parents: BTreeSet<Option<i64>> = asked.iter().map(|(parent, _)| *parent).collect();
            let parents: Vec<Option<i64>> = parents.into_iter().collect();
            let Some(statement) = statement(self, list, &by, &parents, sql::missing) else {
                continue;
            };
            for row in self.0.query_all_raw(statement).await? {
                let (parent, by) = (parent(&row, &parents)?, facet(&row, &by)?);
                let list = list.clone();
                loaded.insert(MissingOf { list, parent, by }, number(&row, "n")?);
            }
        }
        Ok(loaded)
    }
}

/// What is asked of each of the like.
fn alike<'a, K, L: Eq + std::hash::Hash, V>(
    keys: &'a [K],
    like: impl Fn(&'a K) -> L,
    asked: impl Fn(&'a K) -> V,
) -> HashMap<L, Vec<V>> {
    crate::loader::grouped(keys.iter().map(|key| (like(key), asked(key))))
}

async fn counts(
    db: &Db,
    list: &Meetings,
    by: &[MeetingFacet],
    first: u32,
    parents: &[Option<i64>],
) -> Result<HashMap<Option<i64>, Counted>, Error> {
    let arm = |listed, by, at| Some(sql::first_values(listed, by, at, first));
    let mut counts: HashMap<Option<i64>, Counted> = HashMap::new();
    let Some(statement) = statement(db, list, by, parents, arm) else {
        return Ok(counts);
    };
    for row in db.0.query_all_raw(statement).await? {
        let (parent, by) = (parent(&row, parents)?, facet(&row, by)?);
        let (values, total) = counts.entry(parent).or_default().entry(by).or_default();
        *total = number(&row, "total")?;
        values.push(FacetValue {
            key: row.try_get("", "key")?,
            count: number(&row, "n")?,
            by,
            record_id: row.try_get("", "record_id")?,
        });
    }
    for (values, _) in counts.values_mut().flat_map(HashMap::values_mut) {
        // The database has chosen them; `UNION ALL` promises no order.
        values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.key.cmp(&b.key)));
        values.truncate(first as usize);
    }
    Ok(counts)
}

/// The statement of an `arm` for each facet; `None` when there is none.
fn statement(
    db: &Db,
    list: &Meetings,
    by: &[MeetingFacet],
    parents: &[Option<i64>],
    arm: impl Fn(Listed, MeetingFacet, usize) -> Option<String>,
) -> Option<Statement> {
    let ids: Option<Vec<i64>> = parents.iter().copied().collect();
    let listed = match ids {
        None if list.is_all() => Listed::Whole,
        Some(ref ids) if ids.len() > 1 => Listed::Nested,
        _ => Listed::Some,
    };
    let arms: Vec<String> = by
        .iter()
        .enumerate()
        .filter_map(|(at, by)| arm(listed, *by, at))
        .collect();
    if arms.is_empty() {
        return None;
    }
    let (arms, backend) = (arms.join(" UNION ALL "), db.0.get_database_backend());
    if listed == Listed::Whole {
        return Some(Statement::from_string(backend, arms));
    }
    let source = list.source(ids.as_deref());
    let mut select = source.select;
    select.expr_as(source.id, Alias::new("id"));
    if let (Listed::Nested, Some(parent)) = (listed, source.parent) {
        select.expr_as(parent, Alias::new("parent"));
    }
    let columns: BTreeSet<&str> = by.iter().flat_map(|by| sql::columns(*by)).copied().collect();
    for column in columns {
        select.expr_as(Expr::col((meeting::Entity, Alias::new(column))), Alias::new(column));
    }
    let mut statement = backend.build(&select);
    // The values of the list are numbered before anything that follows, and the arms bring none.
    statement.sql = format!("WITH listed AS MATERIALIZED ({}) {arms}", statement.sql);
    Some(statement)
}

/// The parent of a row: its own where there are several, else the only one.
fn parent(row: &QueryResult, parents: &[Option<i64>]) -> Result<Option<i64>, Error> {
    Ok(match parents {
        [only] => *only,
        _ => row.try_get("", "parent")?,
    })
}

/// The facet of a row, told by its place among those that were asked for.
fn facet(row: &QueryResult, by: &[MeetingFacet]) -> Result<MeetingFacet, Error> {
    let at: i32 = row.try_get("", "facet")?;
    let facet = usize::try_from(at).ok().and_then(|at| by.get(at));
    facet
        .copied()
        .ok_or_else(|| Error::Internal(format!("there is no facet {at}")))
}

/// A number that the schema can tell.
fn number(row: &QueryResult, column: &str) -> Result<i32, Error> {
    let number: i64 = row.try_get("", column)?;
    Ok(i32::try_from(number).unwrap_or(i32::MAX))
}
