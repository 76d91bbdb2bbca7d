//! Organisations with their positions and figures, officials with their appointments.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m20260101_000003_organisation",
    tables: &["appointment", "official", "figure", "position", "organisation"],
    up: r#"
CREATE TABLE organisation (
    id BIGINT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN (
        'government', 'department', 'directorate', 'administration', 'municipal_body', 'cabinet', 'committee', 'public_agency',
        'public_corporation', 'bank', 'institute', 'technology_hub', 'company', 'trade_association', 'export_council',
        'foreign_agency', 'diplomatic_mission', 'media', 'other')),
    parent_id BIGINT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED CHECK (parent_id <> id),
    state_id BIGINT REFERENCES state (id) DEFERRABLE INITIALLY DEFERRED,
    place_id BIGINT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
    website TEXT,
    wikidata TEXT,
    meeting_count BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX organisation_parent ON organisation (parent_id);
CREATE INDEX organisation_state ON organisation (state_id);
CREATE INDEX organisation_place ON organisation (place_id);
CREATE INDEX organisation_kind ON organisation (kind);
CREATE INDEX organisation_meeting_count ON organisation (meeting_count, id);

CREATE TABLE position (
    id BIGINT PRIMARY KEY,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    key TEXT COLLATE "C" NOT NULL CHECK (key <> ''),
    ordinal INTEGER NOT NULL,
    titles JSON NOT NULL,
    role TEXT CHECK (role IN ('chair', 'member', 'member_secretary')),
    ex_officio_id BIGINT REFERENCES position (id) DEFERRABLE INITIALLY DEFERRED CHECK (ex_officio_id <> id)
);
CREATE UNIQUE INDEX position_key ON position (organisation_id, key);
CREATE INDEX position_ex_officio ON position (ex_officio_id);

CREATE TABLE figure (
    id BIGINT PRIMARY KEY,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    key TEXT COLLATE "C" NOT NULL CHECK (key <> ''),
    ordinal INTEGER NOT NULL,
    measure JSON NOT NULL,
    comparator TEXT NOT NULL CHECK (comparator IN ('equal', 'at_least', 'more_than', 'at_most', 'less_than', 'about')),
    value TEXT NOT NULL CHECK (value <> ''),
    unit TEXT NOT NULL CHECK (unit <> ''),
    certainty TEXT NOT NULL CHECK (certainty IN ('stated', 'inferred', 'possible')),
    note JSON,
    as_of_edtf TEXT,
    as_of_earliest DATE,
    as_of_latest DATE,
    as_of_certainty TEXT CHECK (as_of_certainty IN ('stated', 'inferred', 'possible')),
    as_of_note JSON,
    CHECK ((as_of_edtf IS NULL) = (as_of_certainty IS NULL)),
    CHECK (as_of_earliest IS NULL OR as_of_latest IS NULL OR as_of_earliest <= as_of_latest)
);
CREATE UNIQUE INDEX figure_key ON figure (organisation_id, key);

CREATE TABLE official (
    id BIGINT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    honorific JSON,
    wikidata TEXT,
    meeting_count BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX official_meeting_count ON official (meeting_count, id);

CREATE TABLE appointment (
    id BIGINT PRIMARY KEY,
    official_id BIGINT NOT NULL REFERENCES official (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position_id BIGINT NOT NULL REFERENCES position (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    certainty TEXT NOT NULL CHECK (certainty IN ('stated', 'inferred', 'possible')),
    note JSON,
    observed_edtf TEXT,
    observed_earliest DATE,
    observed_latest DATE,
    observed_certainty TEXT CHECK (observed_certainty IN ('stated', 'inferred', 'possible')),
    observed_note JSON,
    CHECK ((observed_edtf IS NULL) = (observed_certainty IS NULL)),
    CHECK (observed_earliest IS NULL OR observed_latest IS NULL OR observed_earliest <= observed_latest)
);
CREATE UNIQUE INDEX appointment_seat ON appointment (official_id, position_id);
CREATE INDEX appointment_position ON appointment (position_id);
"#,
    up_postgres: "",
};
