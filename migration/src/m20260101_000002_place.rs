//! States, places and topics, with what lies within what at any depth.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m20260101_000002_place",
    tables: &["topic_within", "topic", "place_within", "place", "state"],
    up: r#"
CREATE TABLE state (
    id BIGINT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    code TEXT COLLATE "C" NOT NULL,
    country_id BIGINT NOT NULL/* place */,
    capital_id BIGINT/* place */,
    wikidata TEXT,
    meeting_count BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX state_code ON state (code);
CREATE INDEX state_meeting_count ON state (meeting_count, id);

CREATE TABLE place (
    id BIGINT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN ('country', 'region', 'district', 'city', 'locality', 'venue', 'site')),
    within_id BIGINT REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED CHECK (within_id <> id),
    state_id BIGINT REFERENCES state (id) DEFERRABLE INITIALLY DEFERRED,
    latitude DOUBLE PRECISION CHECK (latitude BETWEEN -90 AND 90),
    longitude DOUBLE PRECISION CHECK (longitude BETWEEN -180 AND 180),
    wikidata TEXT,
    meeting_count BIGINT NOT NULL DEFAULT 0,
    CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX place_within_id ON place (within_id);
CREATE INDEX place_state ON place (state_id);
CREATE INDEX place_meeting_count ON place (meeting_count, id);

-- Derived: each place with itself and with everything it lies in.
CREATE TABLE place_within (
    place_id BIGINT NOT NULL REFERENCES place (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    outer_id BIGINT NOT NULL REFERENCES place (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (outer_id, place_id)
);
CREATE INDEX place_within_inner ON place_within (place_id);

CREATE TABLE topic (
    id BIGINT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    broader_id BIGINT REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED CHECK (broader_id <> id)
);
CREATE INDEX topic_broader ON topic (broader_id);

-- Derived: each topic with itself and with everything broader.
CREATE TABLE topic_within (
    topic_id BIGINT NOT NULL REFERENCES topic (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    outer_id BIGINT NOT NULL REFERENCES topic (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (outer_id, topic_id)
);
CREATE INDEX topic_within_inner ON topic_within (topic_id);
"#,
    // A state names places and a place names its state, so one of the two is told afterwards.
    up_postgres: r#"
ALTER TABLE state ADD FOREIGN KEY (country_id) REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE state ADD FOREIGN KEY (capital_id) REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED;
"#,
};
