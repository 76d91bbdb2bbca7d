//! What facets of meetings are counted by: kept numbers of all meetings, and indexes that hold the pairs that are counted.

use crate::step::{Alteration, Words};

pub(crate) const STEP: Alteration = Alteration {
    name: "m20260101_000011_facet",
    up: Words {
        both: r#"
-- Derived, as the counts of the other tables are.
ALTER TABLE topic ADD COLUMN meeting_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN meeting_count BIGINT NOT NULL DEFAULT 0;
CREATE INDEX topic_meeting_count ON topic (meeting_count, id);
CREATE INDEX article_meeting_count ON article (meeting_count, id);

CREATE INDEX meeting_format ON meeting (
    format, (COALESCE(when_earliest, '0001-01-01')) DESC, (COALESCE(when_latest, '0001-01-01')) DESC, id);
-- Who took part, in the order of meetings: each pair is met once, next to its like.
CREATE INDEX participation_who ON participation (meeting_id, official_id, organisation_id);

-- From what is within to what it is within, without a look at the table.
DROP INDEX place_within_inner;
DROP INDEX topic_within_inner;
CREATE INDEX place_within_inner ON place_within (place_id, outer_id);
CREATE INDEX topic_within_inner ON topic_within (topic_id, outer_id);

-- What is loaded already is counted at once: an equal load writes nothing, and so derives nothing.
UPDATE topic SET meeting_count = (
    SELECT COUNT(DISTINCT meeting_topic.meeting_id) FROM topic_within
    JOIN meeting_topic ON meeting_topic.topic_id = topic_within.topic_id WHERE topic_within.outer_id = topic.id);
UPDATE article SET meeting_count = (
    SELECT COUNT(DISTINCT evidence.record_id) FROM evidence
    JOIN meeting ON meeting.id = evidence.record_id WHERE evidence.article_id = article.id);
"#,
        sqlite: "",
        postgres: "",
    },
    down: Words {
        both: r#"
DROP INDEX place_within_inner;
DROP INDEX topic_within_inner;
CREATE INDEX place_within_inner ON place_within (place_id);
CREATE INDEX topic_within_inner ON topic_within (topic_id);

DROP INDEX participation_who;
DROP INDEX meeting_format;

DROP INDEX topic_meeting_count;
DROP INDEX article_meeting_count;
ALTER TABLE topic DROP COLUMN meeting_count;
ALTER TABLE article DROP COLUMN meeting_count;
"#,
        sqlite: "",
        postgres: "",
    },
};
