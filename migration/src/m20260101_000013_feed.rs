//! An index for those who follow the changes of some kinds of records.

use crate::step::{Alteration, Words};

pub(crate) const STEP: Alteration = Alteration {
    name: "m20260101_000013_feed",
    up: Words {
        // The log is read in the order of its ids, which is that of its revisions too: its key serves all kinds together.
        both: "CREATE INDEX change_kind ON change (kind, id);",
        sqlite: "",
        postgres: "",
    },
    down: Words {
        both: "DROP INDEX change_kind;",
        sqlite: "",
        postgres: "",
    },
};
