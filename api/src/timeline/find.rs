//! SQL of timelines: how often each date is, and nothing else.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entity::Edtf;
use entity::meeting::{Column, Entity};
use sea_orm::ConnectionTrait;
use sea_orm::prelude::Date;
use sea_orm::sea_query::{Expr, ExprTrait, Query};

use super::count::Dated;
use crate::error::Error;
use crate::filter::Filter;
use crate::loader::Db;
use crate::meeting::MeetingFilter;

/// The dates of the meetings that fit a filter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct DatesOf(pub(super) Option<Box<MeetingFilter>>);

impl Loader<DatesOf> for Db {
    type Value = Arc<Vec<Dated>>;
    type Error = Error;

    /// One statement for each filter; as many rows as there are different dates.
    async fn load(&self, keys: &[DatesOf]) -> Result<HashMap<DatesOf, Self::Value>, Error> {
        let mut loaded = HashMap::with_capacity(keys.len());
        for key in keys {
            loaded.insert(key.clone(), Arc::new(dates(self, key.0.as_deref()).await?));
        }
        Ok(loaded)
    }
}

async fn dates(db: &Db, filter: Option<&MeetingFilter>) -> Result<Vec<Dated>, Error> {
    let columns = [Column::WhenEdtf, Column::WhenEarliest, Column::WhenLatest].map(|column| (Entity, column));
    let mut select = Query::select()
        .columns(columns)
        .expr_as(Expr::col((Entity, Column::Id)).count(), "meetings")
        .from(Entity)
        .group_by_columns(columns)
        .to_owned();
    if let Some(filter) = filter {
        select.cond_where(filter.condition());
    }
    let dated = |row: &sea_orm::QueryResult| -> Result<Dated, Error> {
        Ok(Dated {
            earliest: row.try_get::<Option<Date>>("", "when_earliest")?,
            latest: row.try_get::<Option<Date>>("", "when_latest")?,
            exact: !Edtf::stored(&row.try_get::<String>("", "when_edtf")?).is_qualified(),
            meetings: row.try_get("", "meetings")?,
        })
    };
    db.0.query_all(&select).await?.iter().map(dated).collect()
}
