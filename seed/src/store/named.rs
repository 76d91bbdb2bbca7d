//! What the rows of some records name outside them: the slugs and positions that their files spell out.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::rows::Rows;

/// The most keys that one statement asks for.
const KEYS: usize = 5_000;

/// Adds what the rows name and do not hold: appointments, then positions, then records, as rows of their tables. Up to three
/// statements, and none where nothing is missing, as in the rows of the whole dataset.
///
/// # Errors
/// When the database fails.
pub(crate) async fn complete(db: &impl ConnectionTrait, rows: &mut Rows) -> Result<(), DbErr> {
    macro_rules! fetch {
        ($table:ident, $named:expr) => {
            let here: BTreeSet<i64> = rows.$table.iter().map(|row| row.id).collect();
            let missing: BTreeSet<i64> = $named.filter(|id| !here.contains(id)).collect();
            let missing: Vec<i64> = missing.into_iter().collect();
            for keys in missing.chunks(KEYS) {
                let among = Expr::col(entity::$table::Column::Id).is_in(keys.iter().copied());
                rows.$table
                    .extend(entity::$table::Entity::find().filter(among).all(db).await?);
            }
        };
    }
    fetch!(
        appointment,
        rows.participation.iter().filter_map(|row| row.appointment_id)
    );
    fetch!(position, {
        let of_appointments = rows.appointment.iter().map(|row| row.position_id);
        of_appointments.chain(rows.position.iter().filter_map(|row| row.ex_officio_id))
    });
    fetch!(record, records(rows));
    Ok(())
}

/// The keys of the records that rows name.
fn records(rows: &Rows) -> impl Iterator<Item = i64> {
    let mut keys = Vec::new();
    macro_rules! named {
        ($($table:ident: $($column:ident)* $(? $($maybe:ident)+)?;)*) => {$(
            for row in &rows.$table {
                $(keys.push(row.$column);)*
                $($(keys.extend(row.$maybe);)+)?
            }
        )*};
    }
    named! {
        state: country_id ? capital_id;
        position: organisation_id;
        policy_topic: topic_id;
        policy_relation: related_id;
        meeting_state: state_id;
        meeting_topic: topic_id;
        policy_mention: policy_id;
        outcome_organisation: organisation_id;
        outcome_official: official_id;
        outcome_policy: policy_id;
        statement_topic: topic_id;
        evidence: article_id;
        place: ? within_id state_id;
        topic: ? broader_id;
        organisation: ? parent_id state_id place_id;
        policy: ? issuer_id state_id;
        article: ? publisher_id dateline_id;
        meeting: ? place_id venue_id part_of_id;
        participation: ? official_id organisation_id;
        statement: ? speaker_id organisation_id;
    }
    keys.into_iter()
}
