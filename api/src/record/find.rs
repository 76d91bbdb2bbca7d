//! SQL that every kind of record shares.

use std::collections::HashMap;

use async_graphql::Context;
use async_graphql::dataloader::Loader;
use entity::record::{self, RecordKind};
use entity::{alias, former_slug, reference, state};
use sea_orm::sea_query::{Alias as Name, Condition, Expr, ExprTrait, IntoColumnRef, Query, SelectStatement, UnionType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationDef,
};

use super::alias::Alias;
use super::reference::Reference;
use crate::error::{Answer, Error};
use crate::filter::{StringFilter, among, ids};
use crate::loader::{self, Db, Key, Value};
use crate::page::Sort;

/// What all kinds share of a record, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RecordRow(pub i64);

impl Loader<RecordRow> for Db {
    type Value = record::Model;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[RecordRow]) -> Result<HashMap<RecordRow, record::Model>, Error> {
        let found = record::Entity::find()
            .filter(record::Column::Id.is_in(keys.iter().map(|it| it.0)))
            .all(&self.0)
            .await?;
        Ok(found.into_iter().map(|row| (RecordRow(row.id), row)).collect())
    }
}

/// A public key: leads to an inside id, also from a slug that the record had before.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SlugKey {
    /// The kind.
    pub kind: RecordKind,
    /// The slug, present or former.
    pub slug: String,
}

impl Loader<SlugKey> for Db {
    type Value = i64;
    type Error = Error;

    /// One statement for each kind among the keys.
    async fn load(&self, keys: &[SlugKey]) -> Result<HashMap<SlugKey, i64>, Error> {
        let mut found = HashMap::with_capacity(keys.len());
        for (kind, slugs) in loader::grouped(keys.iter().map(|key| (key.kind, key.slug.as_str()))) {
            for row in self.0.query_all(&present_or_former(kind, &slugs)).await? {
                let slug: String = row.try_get("", "slug")?;
                found.insert(SlugKey { kind, slug }, row.try_get("", "id")?);
            }
        }
        Ok(found)
    }
}

fn present_or_former(kind: RecordKind, slugs: &[&str]) -> SelectStatement {
    let former = Query::select()
        .expr_as(former_slug::Column::RecordId.into_expr(), Name::new("id"))
        .column(former_slug::Column::Slug)
        .from(former_slug::Entity)
        .and_where(former_slug::Column::Kind.eq(kind))
        .and_where(former_slug::Column::Slug.is_in(slugs.iter().copied()))
        .to_owned();
    Query::select()
        .columns([record::Column::Id, record::Column::Slug])
        .from(record::Entity)
        .and_where(record::Column::Kind.eq(kind))
        .and_where(record::Column::Slug.is_in(slugs.iter().copied()))
        .union(UnionType::All, former)
        .to_owned()
}

/// Where the address of a record's page leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// The record's present slug.
    pub slug: String,
    /// True when what was asked for is of the past; a present ISO code is as good as a present slug.
    pub is_former: bool,
}

/// The record of a kind that a slug leads to, present or former, or that a state's code does; `None` when there is none. One
/// statement.
///
/// # Errors
/// What the database answers.
pub async fn lead(db: &DatabaseConnection, kind: RecordKind, asked: &str) -> Result<Option<Lead>, Error> {
    let slug = |is_former: &'static str| {
        let mut select = Query::select();
        select
            .column((record::Entity, record::Column::Slug))
            .expr_as(Expr::cust(is_former), Name::new("is_former"))
            .from(record::Entity)
            .and_where(Expr::col((record::Entity, record::Column::Kind)).eq(kind));
        select
    };
    let mut all = slug("0");
    all.and_where(Expr::col((record::Entity, record::Column::Slug)).eq(asked));
    let mut former = slug("1");
    former
        .inner_join(
            former_slug::Entity,
            is_record((former_slug::Entity, former_slug::Column::RecordId)),
        )
        .and_where(Expr::col((former_slug::Entity, former_slug::Column::Kind)).eq(kind))
        .and_where(Expr::col((former_slug::Entity, former_slug::Column::Slug)).eq(asked));
    all.union(UnionType::All, former);
    if kind == RecordKind::State {
        let mut code = slug("0");
        code.inner_join(state::Entity, is_record((state::Entity, state::Column::Id)))
            .and_where(Expr::col((state::Entity, state::Column::Code)).eq(asked));
        let mut former_code = slug("1");
        former_code
            .inner_join(alias::Entity, is_record((alias::Entity, alias::Column::RecordId)))
            .and_where(Expr::col((alias::Entity, alias::Column::Text)).eq(asked));
        all.union(UnionType::All, code).union(UnionType::All, former_code);
    }
    let mut found = None;
    for row in db.query_all(&all).await? {
        let lead = Lead {
            slug: row.try_get("", "slug")?,
            is_former: row.try_get::<i32>("", "is_former")? == 1,
        };
        if !lead.is_former {
            return Ok(Some(lead));
        }
        found.get_or_insert(lead);
    }
    Ok(found)
}

fn is_record(id: impl IntoColumnRef) -> Expr {
    Expr::col((record::Entity, record::Column::Id)).equals(id)
}

/// The record of a kind with a slug, present or former; `None` when there is none.
pub async fn find<K: Key, V: Value>(ctx: &Context<'_>, kind: RecordKind, slug: String, key: fn(i64) -> K) -> Answer<V>
where
    Db: Loader<K, Value = V, Error = Error>,
{
    match by_slug(ctx, kind, slug).await {
        Ok(id) => loader::one(ctx, id.map(key)).await,
        Err(fault) => Some(Err(fault)),
    }
}

/// The inside id behind a slug; `None` when there is none.
///
/// # Errors
/// What the loader answers.
pub async fn by_slug(ctx: &Context<'_>, kind: RecordKind, slug: String) -> Result<Option<i64>, Error> {
    loader::of(ctx)?.load_one(SlugKey { kind, slug }).await
}

/// Rows of a kind's table, each with what all kinds share. One statement.
///
/// # Errors
/// What the database answers.
pub async fn rows<E: EntityTrait>(
    db: &Db,
    id: E::Column,
    ids: &[i64],
) -> Result<Vec<(E::Model, record::Model)>, Error> {
    let to_record: RelationDef = E::belongs_to(record::Entity).from(id).to(record::Column::Id).into();
    let select = E::find()
        .filter(id.is_in(ids.iter().copied()))
        .join(JoinType::InnerJoin, to_record);
    let found = select.select_also(record::Entity).all(&db.0).await?;
    Ok(found
        .into_iter()
        .filter_map(|(row, record)| Some((row, record?)))
        .collect())
}

/// From a kind's table, for lists; joined with what all kinds share where the order looks at it.
pub fn source<E: EntityTrait>(table: E, id: E::Column, sorts: &[Sort]) -> SelectStatement {
    let mut select = Query::select().from(table).to_owned();
    if sorts.iter().any(Sort::is_of_record) {
        let same = Expr::col((table, id)).equals((record::Entity, record::Column::Id));
        // The join implies the kind, and kinds are called as their tables; only when it is said, an index gives the order.
        select
            .join(JoinType::InnerJoin, record::Entity, same)
            .and_where(Expr::col((record::Entity, record::Column::Kind)).eq(table.table_name()));
    }
    select
}

/// True for records of which the slug fits; `column` holds the record's id.
pub fn slugs(kind: RecordKind, filter: &StringFilter, column: impl IntoColumnRef + Copy) -> Condition {
    let fits = filter.on((record::Entity, record::Column::Slug));
    let of_kind = Condition::all().add(record::Column::Kind.eq(kind)).add(fits);
    among(
        column,
        ids(record::Entity, (record::Entity, record::Column::Id), of_kind),
    )
}

/// The aliases of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AliasesOf(pub i64);

impl Loader<AliasesOf> for Db {
    type Value = Vec<Alias>;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[AliasesOf]) -> Result<HashMap<AliasesOf, Vec<Alias>>, Error> {
        let of_records = alias::Column::RecordId.is_in(keys.iter().map(|it| it.0));
        let found = alias::Entity::find()
            .filter(of_records)
            .order_by_asc(alias::Column::Ordinal)
            .all(&self.0)
            .await?;
        Ok(loader::grouped(
            found
                .into_iter()
                .map(|row| (AliasesOf(row.record_id), Alias { row: row.into() })),
        ))
    }
}

/// The references of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReferencesOf(pub i64);

impl Loader<ReferencesOf> for Db {
    type Value = Vec<Reference>;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[ReferencesOf]) -> Result<HashMap<ReferencesOf, Vec<Reference>>, Error> {
        let of_records = reference::Column::RecordId.is_in(keys.iter().map(|it| it.0));
        let found = reference::Entity::find()
            .filter(of_records)
            .order_by_asc(reference::Column::Ordinal)
            .all(&self.0)
            .await?;
        Ok(loader::grouped(found.into_iter().map(|row| {
            (ReferencesOf(row.record_id), Reference { row: row.into() })
        })))
    }
}
