//! Evidence: which words of which article support what; and the passages of an article that support nothing.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m20260101_000006_source",
    tables: &["passage", "evidence"],
    up: r#"
-- record_id is the record whose file holds the evidence; at most one of the others is set, when a part of it is meant.
CREATE TABLE evidence (
    id BIGINT PRIMARY KEY,
    record_id BIGINT NOT NULL REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    alias_id BIGINT REFERENCES alias (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position_id BIGINT REFERENCES position (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    appointment_id BIGINT REFERENCES appointment (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    figure_id BIGINT REFERENCES figure (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    policy_relation_id BIGINT REFERENCES policy_relation (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    policy_mention_id BIGINT REFERENCES policy_mention (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    participation_id BIGINT REFERENCES participation (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    outcome_id BIGINT REFERENCES outcome (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    statement_id BIGINT REFERENCES statement (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    field TEXT,
    article_id BIGINT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL,
    line INTEGER NOT NULL CHECK (line > 0),
    quote_sha256 TEXT NOT NULL CHECK (LENGTH(quote_sha256) = 64),
    certainty TEXT NOT NULL CHECK (certainty IN ('stated', 'inferred', 'possible')),
    note JSON,
    CHECK (end_offset > start_offset),
    CHECK (1 >= (CASE WHEN alias_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN position_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN appointment_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN figure_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN policy_relation_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN policy_mention_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN participation_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN outcome_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN statement_id IS NULL THEN 0 ELSE 1 END) + 0)
);
CREATE INDEX evidence_record ON evidence (record_id, article_id);
CREATE INDEX evidence_article ON evidence (article_id, start_offset, id);
CREATE INDEX evidence_alias ON evidence (alias_id) WHERE alias_id IS NOT NULL;
CREATE INDEX evidence_position ON evidence (position_id) WHERE position_id IS NOT NULL;
CREATE INDEX evidence_appointment ON evidence (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX evidence_figure ON evidence (figure_id) WHERE figure_id IS NOT NULL;
CREATE INDEX evidence_policy_relation ON evidence (policy_relation_id) WHERE policy_relation_id IS NOT NULL;
CREATE INDEX evidence_policy_mention ON evidence (policy_mention_id) WHERE policy_mention_id IS NOT NULL;
CREATE INDEX evidence_participation ON evidence (participation_id) WHERE participation_id IS NOT NULL;
CREATE INDEX evidence_outcome ON evidence (outcome_id) WHERE outcome_id IS NOT NULL;
CREATE INDEX evidence_statement ON evidence (statement_id) WHERE statement_id IS NOT NULL;

CREATE TABLE passage (
    id BIGINT PRIMARY KEY,
    article_id BIGINT NOT NULL REFERENCES article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('boilerplate', 'without_facts')),
    start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
    end_offset INTEGER NOT NULL,
    line INTEGER NOT NULL CHECK (line > 0),
    quote_sha256 TEXT NOT NULL CHECK (LENGTH(quote_sha256) = 64),
    note JSON,
    CHECK (end_offset > start_offset)
);
CREATE INDEX passage_article ON passage (article_id, ordinal);
"#,
    up_postgres: "",
};
