//! How far imports are, and what a first load has set aside.

use crate::step::{Alteration, Words};

pub(crate) const STEP: Alteration = Alteration {
    name: "m20260101_000014_import",
    up: Words {
        both: r#"
-- A file is told by the SHA-256 of its size and its first million bytes.
CREATE TABLE import_progress (
    file TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    -- Where the first line begins that is not written yet, and how many are before it.
    position BIGINT NOT NULL CHECK (position >= 0),
    lines BIGINT NOT NULL CHECK (lines >= 0),
    updated_at TIMESTAMPTZ NOT NULL
);

-- Statements that make the indexes and keys which a first load did without; each goes when it was run.
CREATE TABLE set_aside (
    id BIGINT PRIMARY KEY,
    statement TEXT NOT NULL
);

-- No two articles have one file: a record that comes is compared with those that are there.
CREATE INDEX article_file ON article (file);
"#,
        sqlite: "",
        postgres: "",
    },
    down: Words {
        both: "
DROP INDEX article_file;
DROP TABLE set_aside;
DROP TABLE import_progress;
",
        sqlite: "",
        postgres: "",
    },
};
