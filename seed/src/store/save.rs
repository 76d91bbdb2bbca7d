//! Rows into the database: what is gone, then what is there.

use sea_orm::DbErr;

use super::bulk::{for_keys, insert, upsert};
use super::writer::Writer;
use crate::database::Bulk;

/// Deletes of what belongs to a changed record and is written anew.
const REPLACED: [&str; 11] = [
    "DELETE FROM former_slug WHERE record_id IN ({})",
    "DELETE FROM reference WHERE record_id IN ({})",
    "DELETE FROM policy_topic WHERE policy_id IN ({})",
    "DELETE FROM meeting_state WHERE meeting_id IN ({})",
    "DELETE FROM meeting_topic WHERE meeting_id IN ({})",
    "DELETE FROM outcome_organisation WHERE outcome_id IN (SELECT id FROM outcome WHERE meeting_id IN ({}))",
    "DELETE FROM outcome_official WHERE outcome_id IN (SELECT id FROM outcome WHERE meeting_id IN ({}))",
    "DELETE FROM outcome_policy WHERE outcome_id IN (SELECT id FROM outcome WHERE meeting_id IN ({}))",
    "DELETE FROM statement_topic WHERE statement_id IN \
     (SELECT id FROM statement WHERE meeting_id IN ({}) OR article_id IN ({}))",
    "DELETE FROM evidence WHERE record_id IN ({})",
    "DELETE FROM passage WHERE article_id IN ({})",
];

/// Makes room for codes that change places within one write. Slugs never do: a record that is renamed gets a new one.
const PARKED: &str = "UPDATE state SET code = '#' || id WHERE id IN ({})";

/// Saves the writer's rows; `gone` are the records that go. What is new is inserted and nothing is looked for before; of
/// what was there the parts that are gone go, and the others are overwritten. About 30 statements for new records alone,
/// 60 else, and more only by the hundreds of rows.
///
/// # Errors
/// When the database fails. Whether names lead somewhere is seen when the transaction ends.
pub(crate) async fn save(db: &impl Bulk, writer: &mut Writer<'_>, gone: &[i64]) -> Result<(), DbErr> {
    let is_old = |id: &i64| !writer.is_new("record", *id);
    let written: Vec<i64> = writer.rows.record.iter().map(|row| row.id).filter(is_old).collect();
    let states: Vec<i64> = writer.rows.state.iter().map(|row| row.id).filter(is_old).collect();
    for_keys(db, "DELETE FROM record WHERE id IN ({})", gone).await?;
    for statement in REPLACED {
        for_keys(db, statement, &written).await?;
    }
    for (table, keys) in writer.gone_by_table() {
        for_keys(db, &format!("DELETE FROM {table} WHERE id IN ({{}})"), &keys).await?;
    }
    for_keys(db, PARKED, &states).await?;
    kept(db, writer).await?;
    replaced(db, writer).await
}

/// Rows that keep their keys: a record's own row has its record's key.
async fn kept(db: &impl Bulk, writer: &mut Writer<'_>) -> Result<(), DbErr> {
    macro_rules! save {
        ($($keys:ident: $($table:ident)*;)*) => {$($(
            let rows = std::mem::take(&mut writer.rows.$table);
            let (new, old) = rows.into_iter().partition(|row| writer.is_new(stringify!($keys), row.id));
            upsert::<entity::$table::Entity>(db, old).await?;
            insert::<entity::$table::Entity>(db, new).await?;
        )*)*};
    }
    save!(
        record: record state place topic organisation official policy article meeting;
        position: position;
        appointment: appointment;
        alias: alias;
        figure: figure;
        policy_relation: policy_relation;
        participation: participation;
        policy_mention: policy_mention;
        outcome: outcome;
        statement: statement;
    );
    Ok(())
}

/// Rows that are written anew.
async fn replaced(db: &impl Bulk, writer: &mut Writer<'_>) -> Result<(), DbErr> {
    macro_rules! insert {
        ($($table:ident)*) => {$(
            insert::<entity::$table::Entity>(db, std::mem::take(&mut writer.rows.$table)).await?;
        )*};
    }
    insert!(
        former_slug reference policy_topic meeting_state meeting_topic outcome_organisation outcome_official
        outcome_policy statement_topic evidence passage
    );
    Ok(())
}
