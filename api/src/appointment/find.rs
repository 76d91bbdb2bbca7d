//! SQL of appointments.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::appointment::{Column, Entity};
use entity::{position, record};
use sea_orm::sea_query::{Condition, NullOrdering, Order};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef};

use super::object::Appointment;
use crate::error::Error;
use crate::loader::{self, Db};
use crate::node::PartKey;

/// An appointment, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AppointmentId(pub i64);

impl From<i64> for AppointmentId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<AppointmentId> for Db {
    type Value = Appointment;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[AppointmentId]) -> Result<HashMap<AppointmentId, Appointment>, Error> {
        let found = Entity::find()
            .filter(Column::Id.is_in(keys.iter().map(|it| it.0)))
            .all(&self.0)
            .await?;
        Ok(found
            .into_iter()
            .map(|row| (AppointmentId(row.id), Appointment { row: row.into() }))
            .collect())
    }
}

/// The appointments of an official, or to a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the inside id of such a thing")]
pub enum AppointmentsOf {
    Official(i64),
    Position(i64),
}

impl Loader<AppointmentsOf> for Db {
    type Value = Vec<Appointment>;
    type Error = Error;

    /// One statement for officials, one for positions.
    async fn load(&self, keys: &[AppointmentsOf]) -> Result<HashMap<AppointmentsOf, Vec<Appointment>>, Error> {
        let pick = |of: fn(&AppointmentsOf) -> Option<i64>| keys.iter().filter_map(of).collect::<Vec<i64>>();
        let officials = pick(|it| {
            if let AppointmentsOf::Official(id) = it {
                Some(*id)
            } else {
                None
            }
        });
        let positions = pick(|it| {
            if let AppointmentsOf::Position(id) = it {
                Some(*id)
            } else {
                None
            }
        });
        let mut found = HashMap::new();
        if !officials.is_empty() {
            let of = Column::OfficialId.is_in(officials);
            let rows = Entity::find()
                .filter(of)
                .order_by_asc(Column::Ordinal)
                .all(&self.0)
                .await?;
            found.extend(loader::grouped(rows.into_iter().map(|row| {
                (
                    AppointmentsOf::Official(row.official_id),
                    Appointment { row: row.into() },
                )
            })));
        }
        if !positions.is_empty() {
            let of = Column::PositionId.is_in(positions);
            let latest_first = Entity::find()
                .filter(of)
                .order_by_with_nulls(Column::ObservedLatest, Order::Desc, NullOrdering::Last)
                .order_by_asc(Column::Id);
            let rows = latest_first.all(&self.0).await?;
            found.extend(loader::grouped(rows.into_iter().map(|row| {
                (
                    AppointmentsOf::Position(row.position_id),
                    Appointment { row: row.into() },
                )
            })));
        }
        Ok(found)
    }
}

/// An appointment, by the official and the position: `organisation-slug/position-key`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AppointmentKey(pub PartKey);

impl Loader<AppointmentKey> for Db {
    type Value = Appointment;
    type Error = Error;

    /// One statement for the appointments of the officials, and one for each key.
    async fn load(&self, keys: &[AppointmentKey]) -> Result<HashMap<AppointmentKey, Appointment>, Error> {
        let mut found = HashMap::with_capacity(keys.len());
        for key in keys {
            let Some((body, seat)) = key.0.key.split_once('/') else {
                continue;
            };
            let there = Condition::all()
                .add(record::Column::Slug.eq(body))
                .add(position::Column::Key.eq(seat));
            let row = Entity::find()
                .join(JoinType::InnerJoin, to_position())
                .join(JoinType::InnerJoin, to_body())
                .filter(Column::OfficialId.eq(key.0.owner))
                .filter(there)
                .one(&self.0)
                .await?;
            found.extend(row.map(|row| (key.clone(), Appointment { row: row.into() })));
        }
        Ok(found)
    }
}

fn to_position() -> RelationDef {
    Entity::belongs_to(position::Entity)
        .from(Column::PositionId)
        .to(position::Column::Id)
        .into()
}

fn to_body() -> RelationDef {
    position::Entity::belongs_to(record::Entity)
        .from(position::Column::OrganisationId)
        .to(record::Column::Id)
        .into()
}
