//! Meetings: who took part, what was decided and said, which policies and topics they touch.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m20260101_000005_meeting",
    tables: &[
        "statement_topic",
        "statement",
        "outcome_policy",
        "outcome_official",
        "outcome_organisation",
        "outcome",
        "policy_mention",
        "participation",
        "meeting_topic",
        "meeting_state",
        "meeting",
        "article",
    ],
    up: r#"
CREATE TABLE article (
    id BIGINT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    file TEXT NOT NULL,
    publisher_id BIGINT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    byline TEXT,
    dateline_id BIGINT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
    language TEXT NOT NULL,
    url TEXT,
    sha256 TEXT NOT NULL CHECK (LENGTH(sha256) = 64),
    length INTEGER NOT NULL CHECK (length > 0),
    published_edtf TEXT,
    published_earliest DATE,
    published_latest DATE,
    published_certainty TEXT CHECK (published_certainty IN ('stated', 'inferred', 'possible')),
    published_note JSON,
    CHECK ((published_edtf IS NULL) = (published_certainty IS NULL)),
    CHECK (published_earliest IS NULL OR published_latest IS NULL OR published_earliest <= published_latest)
);
CREATE UNIQUE INDEX article_sha256 ON article (sha256);
CREATE INDEX article_publisher ON article (publisher_id);
CREATE INDEX article_dateline ON article (dateline_id);
CREATE INDEX article_published ON article (published_earliest, id);

CREATE TABLE meeting (
    id BIGINT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN (
        'consultation', 'talks', 'committee_meeting', 'cabinet_meeting', 'reception', 'site_visit', 'public_event',
        'exhibition', 'tour', 'arrival', 'other')),
    status TEXT NOT NULL CHECK (status IN ('held', 'scheduled', 'proposed', 'cancelled')),
    format TEXT NOT NULL CHECK (format IN ('in_person', 'virtual', 'hybrid', 'unstated')),
    summary JSON,
    place_id BIGINT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
    venue_id BIGINT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    part_of_id BIGINT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED CHECK (part_of_id <> id),
    participation_count BIGINT NOT NULL DEFAULT 0,
    article_count BIGINT NOT NULL DEFAULT 0,
    when_edtf TEXT NOT NULL,
    when_earliest DATE,
    when_latest DATE,
    when_certainty TEXT CHECK (when_certainty IN ('stated', 'inferred', 'possible')),
    when_note JSON,
    CHECK ((when_edtf IS NULL) = (when_certainty IS NULL)),
    CHECK (when_earliest IS NULL OR when_latest IS NULL OR when_earliest <= when_latest)
);
CREATE INDEX meeting_when ON meeting (when_earliest, id);
CREATE INDEX meeting_when_latest ON meeting (when_latest);
CREATE INDEX meeting_kind ON meeting (kind, when_earliest, id);
CREATE INDEX meeting_status ON meeting (status, when_earliest, id);
CREATE INDEX meeting_place ON meeting (place_id, when_earliest, id);
CREATE INDEX meeting_venue ON meeting (venue_id);
CREATE INDEX meeting_part_of ON meeting (part_of_id, when_earliest, id);
CREATE INDEX meeting_participation_count ON meeting (participation_count, id);
CREATE INDEX meeting_article_count ON meeting (article_count);

CREATE TABLE meeting_state (
    meeting_id BIGINT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    state_id BIGINT NOT NULL REFERENCES state (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, state_id)
);
CREATE INDEX meeting_state_state ON meeting_state (state_id, meeting_id);

CREATE TABLE meeting_topic (
    meeting_id BIGINT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    topic_id BIGINT NOT NULL REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, topic_id)
);
CREATE INDEX meeting_topic_topic ON meeting_topic (topic_id, meeting_id);

-- roles is a list between commas, e.g. ",chair,speaker,": read whole, and searched for ",chair,".
CREATE TABLE participation (
    id BIGINT PRIMARY KEY,
    meeting_id BIGINT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    key TEXT COLLATE "C" NOT NULL CHECK (key <> ''),
    ordinal INTEGER NOT NULL,
    official_id BIGINT REFERENCES official (id) DEFERRABLE INITIALLY DEFERRED,
    organisation_id BIGINT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    group_name JSON,
    appointment_id BIGINT REFERENCES appointment (id) DEFERRABLE INITIALLY DEFERRED,
    roles TEXT NOT NULL CHECK (roles LIKE ',%,'),
    certainty TEXT NOT NULL CHECK (certainty IN ('stated', 'inferred', 'possible')),
    note JSON,
    CHECK (official_id IS NOT NULL OR organisation_id IS NOT NULL OR group_name IS NOT NULL),
    CHECK (appointment_id IS NULL OR official_id IS NOT NULL)
);
CREATE UNIQUE INDEX participation_key ON participation (meeting_id, key);
CREATE INDEX participation_meeting ON participation (meeting_id, ordinal, id);
CREATE INDEX participation_official ON participation (official_id, meeting_id);
CREATE INDEX participation_organisation ON participation (organisation_id, meeting_id);
CREATE INDEX participation_appointment ON participation (appointment_id);

CREATE TABLE policy_mention (
    id BIGINT PRIMARY KEY,
    meeting_id BIGINT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    policy_id BIGINT NOT NULL REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    relation TEXT NOT NULL CHECK (relation IN ('cited', 'discussed', 'explained', 'advances', 'implements', 'decided')),
    certainty TEXT NOT NULL CHECK (certainty IN ('stated', 'inferred', 'possible')),
    note JSON
);
CREATE UNIQUE INDEX policy_mention_pair ON policy_mention (meeting_id, policy_id, relation);
CREATE INDEX policy_mention_policy ON policy_mention (policy_id, meeting_id);

CREATE TABLE outcome (
    id BIGINT PRIMARY KEY,
    meeting_id BIGINT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    key TEXT COLLATE "C" NOT NULL CHECK (key <> ''),
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('decision', 'directive', 'agreement', 'task', 'proposal')),
    text JSON NOT NULL,
    certainty TEXT NOT NULL CHECK (certainty IN ('stated', 'inferred', 'possible')),
    note JSON,
    due_edtf TEXT,
    due_earliest DATE,
    due_latest DATE,
    due_certainty TEXT CHECK (due_certainty IN ('stated', 'inferred', 'possible')),
    due_note JSON,
    CHECK ((due_edtf IS NULL) = (due_certainty IS NULL)),
    CHECK (due_earliest IS NULL OR due_latest IS NULL OR due_earliest <= due_latest)
);
CREATE UNIQUE INDEX outcome_key ON outcome (meeting_id, key);
CREATE INDEX outcome_meeting ON outcome (meeting_id, ordinal, id);
CREATE INDEX outcome_due ON outcome (due_earliest, id);

CREATE TABLE outcome_organisation (
    outcome_id BIGINT NOT NULL REFERENCES outcome (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (outcome_id, organisation_id)
);
CREATE INDEX outcome_organisation_organisation ON outcome_organisation (organisation_id, outcome_id);

CREATE TABLE outcome_official (
    outcome_id BIGINT NOT NULL REFERENCES outcome (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    official_id BIGINT NOT NULL REFERENCES official (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (outcome_id, official_id)
);
CREATE INDEX outcome_official_official ON outcome_official (official_id, outcome_id);

CREATE TABLE outcome_policy (
    outcome_id BIGINT NOT NULL REFERENCES outcome (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    policy_id BIGINT NOT NULL REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (outcome_id, policy_id)
);
CREATE INDEX outcome_policy_policy ON outcome_policy (policy_id, outcome_id);

-- A statement stands in a meeting, or in an article where no meeting is its place.
CREATE TABLE statement (
    id BIGINT PRIMARY KEY,
    meeting_id BIGINT REFERENCES meeting (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    article_id BIGINT REFERENCES article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    key TEXT COLLATE "C" NOT NULL CHECK (key <> ''),
    ordinal INTEGER NOT NULL,
    speaker_id BIGINT REFERENCES official (id) DEFERRABLE INITIALLY DEFERRED,
    organisation_id BIGINT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    channel TEXT NOT NULL CHECK (channel IN ('speech', 'talks', 'social_media', 'press', 'reported')),
    modality TEXT NOT NULL CHECK (modality IN ('assertion', 'commitment', 'proposal', 'expectation', 'opinion', 'request')),
    text JSON NOT NULL,
    CHECK ((meeting_id IS NULL) <> (article_id IS NULL))
);
CREATE UNIQUE INDEX statement_meeting_key ON statement (meeting_id, key);
CREATE UNIQUE INDEX statement_article_key ON statement (article_id, key);
CREATE INDEX statement_speaker ON statement (speaker_id, id);
CREATE INDEX statement_organisation ON statement (organisation_id);

CREATE TABLE statement_topic (
    statement_id BIGINT NOT NULL REFERENCES statement (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    topic_id BIGINT NOT NULL REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (statement_id, topic_id)
);
CREATE INDEX statement_topic_topic ON statement_topic (topic_id, statement_id);
"#,
    up_postgres: "",
};
