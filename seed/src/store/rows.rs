//! The rows of the curated tables, as they stand in a database or are to stand there.

use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

/// Declares one list of rows a table, and how all of them are read.
macro_rules! rows {
    ($($table:ident,)*) => {
        /// Rows by table. What is derived from them is not here, but for the counts within a row.
        #[derive(Debug, Default)]
        pub(crate) struct Rows {
            $(pub(crate) $table: Vec<entity::$table::Model>,)*
        }

        impl Rows {
            /// Every row of every table: one statement a table, in no order.
            ///
            /// # Errors
            /// When the database fails.
            pub(crate) async fn read<C: ConnectionTrait>(db: &C) -> Result<Self, DbErr> {
                Ok(Self { $($table: entity::$table::Entity::find().all(db).await?,)* })
            }
        }
    };
}

rows! {
    dataset,
    record,
    former_slug,
    alias,
    reference,
    state,
    place,
    topic,
    organisation,
    position,
    figure,
    official,
    appointment,
    policy,
    policy_topic,
    policy_relation,
    article,
    passage,
    meeting,
    meeting_state,
    meeting_topic,
    participation,
    policy_mention,
    outcome,
    outcome_organisation,
    outcome_official,
    outcome_policy,
    statement,
    statement_topic,
    evidence,
}
