//! Indexes for lists that read a large table as a whole without them.

use crate::step::{Alteration, Words};

pub(crate) const STEP: Alteration = Alteration {
    name: "m20260101_000012_plan",
    up: Words {
        // Rows that share a key are in the order of their ids, which an index that is read backwards would turn round: a load
        // gives all its records one revision, and half a million of them would be sorted for a page.
        both: "
CREATE INDEX meeting_participation_count_down ON meeting (participation_count DESC, id);
CREATE INDEX record_revision_down ON record (kind, revision DESC, id);
",
        sqlite: "",
        postgres: "",
    },
    down: Words {
        both: "
DROP INDEX record_revision_down;
DROP INDEX meeting_participation_count_down;
",
        sqlite: "",
        postgres: "",
    },
};
