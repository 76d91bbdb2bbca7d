//! Who was in which meeting: derived from participations, in the two orders in which it is asked.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m20260101_000010_presence",
    tables: &["presence"],
    // The columns that are asked for stand in both orders, so that neither the table nor `meeting` is looked at.
    // A day stands for every open date: an index has no one place for null in both databases.
    up: r#"
CREATE TABLE presence (
    meeting_id BIGINT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    party_id BIGINT NOT NULL REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED,
    participation_id BIGINT NOT NULL,
    met_on DATE NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('held', 'scheduled', 'proposed', 'cancelled')),
    certainty TEXT NOT NULL CHECK (certainty IN ('stated', 'inferred', 'possible')),
    invited BOOLEAN NOT NULL,
    PRIMARY KEY (meeting_id, party_id, participation_id)
) /* clustered */;
CREATE INDEX presence_party ON presence (party_id, met_on, meeting_id, participation_id, status, certainty, invited);
-- What is there already is derived anew, presences included.
DELETE FROM derivation;
"#,
    up_postgres: "
CREATE INDEX presence_meeting ON presence (meeting_id, party_id) INCLUDE (participation_id, certainty, invited);
",
};
