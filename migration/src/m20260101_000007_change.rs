//! The change log, field by field, and the texts that searches look through.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m20260101_000007_change",
    tables: &["search_text", "field_change", "change"],
    up: r#"
CREATE TABLE change (
    id BIGINT PRIMARY KEY,
    revision BIGINT NOT NULL REFERENCES revision (number) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('created', 'updated', 'merged', 'deleted')),
    kind TEXT NOT NULL,
    slug TEXT COLLATE "C" NOT NULL,
    record_id BIGINT REFERENCES record (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    merged_into_id BIGINT REFERENCES record (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX change_revision ON change (revision, ordinal);
CREATE INDEX change_record ON change (record_id, id);
CREATE INDEX change_slug ON change (kind, slug, id);
CREATE INDEX change_merged_into ON change (merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE TABLE field_change (
    id BIGINT PRIMARY KEY,
    change_id BIGINT NOT NULL REFERENCES change (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    path TEXT NOT NULL,
    before TEXT,
    after TEXT,
    CHECK (before IS NOT NULL OR after IS NOT NULL)
);
CREATE INDEX field_change_change ON field_change (change_id, ordinal);

-- Derived: every text of a record as it is searched: `plain` is the text normalised and without case.
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
"#,
    up_postgres: "",
};
