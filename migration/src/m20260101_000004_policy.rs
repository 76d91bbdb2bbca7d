//! Policies and how they are related to one another.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m20260101_000004_policy",
    tables: &["policy_relation", "policy_topic", "policy"],
    up: r#"
CREATE TABLE policy (
    id BIGINT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN ('policy', 'programme', 'mission', 'vision', 'scheme', 'action_plan', 'project', 'initiative')),
    issuer_id BIGINT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    state_id BIGINT REFERENCES state (id) DEFERRABLE INITIALLY DEFERRED,
    summary JSON,
    meeting_count BIGINT NOT NULL DEFAULT 0,
    period_edtf TEXT,
    period_earliest DATE,
    period_latest DATE,
    period_certainty TEXT CHECK (period_certainty IN ('stated', 'inferred', 'possible')),
    period_note JSON,
    CHECK ((period_edtf IS NULL) = (period_certainty IS NULL)),
    CHECK (period_earliest IS NULL OR period_latest IS NULL OR period_earliest <= period_latest)
);
CREATE INDEX policy_issuer ON policy (issuer_id);
CREATE INDEX policy_state ON policy (state_id);
CREATE INDEX policy_period ON policy (period_earliest, id);
CREATE INDEX policy_meeting_count ON policy (meeting_count, id);

CREATE TABLE policy_topic (
    policy_id BIGINT NOT NULL REFERENCES policy (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    topic_id BIGINT NOT NULL REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (policy_id, topic_id)
);
CREATE INDEX policy_topic_topic ON policy_topic (topic_id, policy_id);

CREATE TABLE policy_relation (
    id BIGINT PRIMARY KEY,
    policy_id BIGINT NOT NULL REFERENCES policy (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('succeeds', 'precedes', 'part_of', 'has_part', 'possibly_same_as')),
    related_id BIGINT NOT NULL REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED CHECK (related_id <> policy_id),
    certainty TEXT NOT NULL CHECK (certainty IN ('stated', 'inferred', 'possible')),
    note JSON
);
CREATE UNIQUE INDEX policy_relation_pair ON policy_relation (policy_id, kind, related_id);
CREATE INDEX policy_relation_related ON policy_relation (related_id);
"#,
    up_postgres: "",
};
