//! The dataset, its revisions, and what every record has: slug, names, aliases, references.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m20260101_000001_record",
    tables: &["former_slug", "reference", "alias", "record", "revision", "dataset"],
    up: r#"
CREATE TABLE dataset (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    title JSON NOT NULL,
    description JSON NOT NULL,
    licence TEXT NOT NULL,
    languages JSON NOT NULL,
    revision BIGINT NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE revision (
    number BIGINT PRIMARY KEY CHECK (number > 0),
    at TIMESTAMPTZ NOT NULL,
    actor TEXT NOT NULL,
    message TEXT NOT NULL
);

CREATE TABLE record (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('state', 'place', 'official', 'organisation', 'meeting', 'policy', 'topic', 'article')),
    slug TEXT COLLATE "C" NOT NULL CHECK (slug <> ''),
    names JSON NOT NULL,
    sort_name TEXT COLLATE "C" NOT NULL,
    remark JSON,
    revision BIGINT NOT NULL REFERENCES revision (number) DEFERRABLE INITIALLY DEFERRED,
    updated_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX record_slug ON record (kind, slug);
CREATE INDEX record_sort_name ON record (kind, sort_name, id);
CREATE INDEX record_revision ON record (kind, revision, id);

CREATE TABLE former_slug (
    kind TEXT NOT NULL,
    slug TEXT COLLATE "C" NOT NULL CHECK (slug <> ''),
    record_id BIGINT NOT NULL REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (kind, slug)
);
CREATE INDEX former_slug_record ON former_slug (record_id, ordinal);

CREATE TABLE alias (
    id BIGINT PRIMARY KEY,
    record_id BIGINT NOT NULL REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    language TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('as_printed', 'abbreviation', 'transliteration', 'alternative_reading', 'common'))
);
CREATE UNIQUE INDEX alias_text ON alias (record_id, language, text);

CREATE TABLE reference (
    id BIGINT PRIMARY KEY,
    record_id BIGINT NOT NULL REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    field TEXT,
    source TEXT NOT NULL CHECK (source <> ''),
    url TEXT
);
CREATE INDEX reference_record ON reference (record_id, ordinal);
"#,
    up_postgres: "",
};
