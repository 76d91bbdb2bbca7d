//! Listings: meetings under each record that they belong to, in the orders in which lists are read.

use crate::step::{Alteration, Words};

/// The indexes, made over what is there, between statements of one database alone.
macro_rules! indexes {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            "
CREATE INDEX listing_newest ON listing (
    record_id, (COALESCE(when_earliest, '0001-01-01')) DESC, (COALESCE(when_latest, '0001-01-01')) DESC, meeting_id);
CREATE INDEX listing_oldest ON listing (
    record_id, (COALESCE(when_earliest, '9999-12-31')), (COALESCE(when_latest, '9999-12-31')), meeting_id);
",
            $after
        )
    };
}

pub(crate) const STEP: Alteration = Alteration {
    name: "m20260101_000015_scale",
    up: Words {
        both: r#"
-- Derived. That a record is there follows from what the row was derived from: only the meeting is checked.
CREATE TABLE listing (
    meeting_id BIGINT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    record_id BIGINT NOT NULL,
    when_earliest DATE,
    when_latest DATE,
    PRIMARY KEY (meeting_id, record_id)
) /* clustered */;

-- What is loaded already is listed at once: an equal load writes nothing, and so derives nothing. Before the indexes are
-- there, and in the order of the key, which is many times faster than row by row.
INSERT INTO listing (meeting_id, record_id, when_earliest, when_latest)
SELECT meeting.id, under.record_id, meeting.when_earliest, meeting.when_latest FROM meeting JOIN (
    SELECT meeting_id, state_id AS record_id FROM meeting_state
    UNION ALL SELECT meeting.id, outer_id FROM meeting JOIN place_within ON place_within.place_id = meeting.place_id
    UNION ALL SELECT DISTINCT meeting_id, outer_id FROM meeting_topic
        JOIN topic_within ON topic_within.topic_id = meeting_topic.topic_id
    UNION ALL SELECT DISTINCT meeting_id, official_id FROM participation WHERE official_id IS NOT NULL
    UNION ALL SELECT DISTINCT meeting_id, organisation_id FROM participation WHERE organisation_id IS NOT NULL
    UNION ALL SELECT DISTINCT meeting_id, policy_id FROM policy_mention
    UNION ALL SELECT DISTINCT record_id, article_id FROM evidence
) AS under ON under.meeting_id = meeting.id ORDER BY meeting.id, under.record_id;
"#,
        sqlite: indexes!("", ""),
        // PostgreSQL indexes no table of which a row waits to be checked, and chooses its ways by what it knows of a table.
        postgres: indexes!("SET CONSTRAINTS ALL IMMEDIATE;", "ANALYZE listing;"),
    },
    down: Words {
        both: "DROP TABLE listing;",
        sqlite: "",
        postgres: "",
    },
};
