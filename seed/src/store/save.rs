//! Rows into the database: what is gone, then what is there.

use sea_orm::{ConnectionTrait, DbErr};

use super::bulk::{for_keys, insert, upsert};
use super::writer::Writer;

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

/// Saves the writer's rows; `gone` are the records that go. About 60 statements, and more only by the hundreds of rows.
///
/// # Errors
/// When the database fails. Whether names lead somewhere is seen when the transaction ends.
pub(crate) async fn save(db: &impl ConnectionTrait, writer: &mut Writer<'_>, gone: &[i64]) -> Result<(), DbErr> {
    let written: Vec<i64> = writer.rows.record.iter().map(|row| row.id).collect();
    for_keys(db, "DELETE FROM record WHERE id IN ({})", gone).await?;
    for statement in REPLACED {
        for_keys(db, statement, &written).await?;
    }
    for (table, keys) in writer.gone_by_table() {
        for_keys(db, &format!("DELETE FROM {table} WHERE id IN ({{}})"), &keys).await?;
    }
    let states: Vec<i64> = writer.rows.state.iter().map(|row| row.id).collect();
    for_keys(db, PARKED, &states).await?;
    kept(db, writer).await?;
    replaced(db, writer).await
}

/// Saves the writer's rows into tables that hold none of them, nor of what belongs to their records: nothing is looked for
/// before. About 30 statements, and more only by the hundreds of rows.
///
/// # Errors
/// As [`save`], or when one of the rows is there.
pub(crate) async fn add(db: &impl ConnectionTrait, writer: &mut Writer<'_>) -> Result<(), DbErr> {
    macro_rules! insert {
        ($($table:ident)*) => {$(
            insert::<entity::$table::Entity>(db, std::mem::take(&mut writer.rows.$table)).await?;
        )*};
    }
    insert!(
        record state place topic organisation position official appointment policy article meeting alias figure
        policy_relation participation policy_mention outcome statement
    );
    replaced(db, writer).await
}

/// Rows that keep their keys.
async fn kept(db: &impl ConnectionTrait, writer: &mut Writer<'_>) -> Result<(), DbErr> {
    macro_rules! upsert {
        ($($table:ident)*) => {$(
            upsert::<entity::$table::Entity>(db, std::mem::take(&mut writer.rows.$table)).await?;
        )*};
    }
    upsert!(
        record state place topic organisation position official appointment policy article meeting alias figure
        policy_relation participation policy_mention outcome statement
    );
    Ok(())
}

/// Rows that are written anew.
async fn replaced(db: &impl ConnectionTrait, writer: &mut Writer<'_>) -> Result<(), DbErr> {
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
