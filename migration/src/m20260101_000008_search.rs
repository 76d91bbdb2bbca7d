//! Search across scripts: the words of records by their tokens, and keys that lie near one another.
//!
//! A token says where a word stands and how it sounds; `entity::search_token` makes them. Whoever reads asks
//! `SELECT rowid FROM search_token('…')` on either database: in SQLite that is a full-text table, in PostgreSQL a
//! function over an inverted index. What the tables held before is derived anew when a program first opens the database.

use crate::step::{Alteration, Words};

pub(crate) const STEP: Alteration = Alteration {
    name: "m20260101_000008_search",
    up: Words {
        both: r#"
DROP INDEX search_text_plain;
ALTER TABLE search_text DROP COLUMN plain;

-- Derived: what is found as one, a record or a position. The id orders what is found: see entity::search_entry.
CREATE TABLE search_entry (
    id BIGINT PRIMARY KEY,
    record_id BIGINT NOT NULL REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position_id BIGINT REFERENCES position (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX search_entry_record ON search_entry (record_id);
CREATE INDEX search_entry_position ON search_entry (position_id) WHERE position_id IS NOT NULL;

-- Derived: the keys of words of names, each under itself and under itself without one letter.
CREATE TABLE search_near (
    variant TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (variant, key)
);

-- By which rules the derived tables were made; a program with other rules makes them anew.
CREATE TABLE derivation (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL
);
"#,
        sqlite: r#"
CREATE VIRTUAL TABLE search_token USING fts5 (tokens, tokenize = 'ascii', content = '', contentless_delete = 1, detail = none);
CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN
    DELETE FROM search_token WHERE rowid = old.id;
END;
"#,
        postgres: r#"
ALTER TABLE search_entry ADD COLUMN tokens TSVECTOR NOT NULL;
CREATE INDEX search_entry_tokens ON search_entry USING gin (tokens);
CREATE FUNCTION search_token(query TEXT) RETURNS TABLE (rowid BIGINT) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT id FROM search_entry WHERE tokens @@ CAST(
        replace(replace(replace(replace(query, '*', ':*'), ' AND ', ' & '), ' OR ', ' | '), ' NOT ', ' & !') AS tsquery)
$$;
"#,
    },
    down: Words {
        both: r#"
DROP TABLE derivation;
DROP TABLE search_near;
DROP TABLE search_entry;
CREATE TABLE search_kept AS SELECT * FROM search_text;
DROP TABLE search_text;
CREATE TABLE search_text (
    id BIGINT PRIMARY KEY,
    record_id BIGINT NOT NULL REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position_id BIGINT REFERENCES position (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    field TEXT NOT NULL CHECK (field IN ('name', 'alias', 'title', 'summary', 'outcome', 'statement')),
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    plain TEXT COLLATE "C" NOT NULL
);
CREATE INDEX search_text_record ON search_text (record_id);
CREATE INDEX search_text_position ON search_text (position_id) WHERE position_id IS NOT NULL;
-- Only short texts: PostgreSQL takes no index entry of more than 2,704 bytes.
CREATE INDEX search_text_plain ON search_text (field, plain, record_id) WHERE field IN ('name', 'alias', 'title');
-- Last, since PostgreSQL alters no table of which a row waits to be checked.
INSERT INTO search_text SELECT id, record_id, position_id, field, language, text, LOWER(text) FROM search_kept;
DROP TABLE search_kept;
"#,
        sqlite: "DROP TABLE search_token;",
        postgres: "DROP FUNCTION search_token(TEXT);",
    },
};
