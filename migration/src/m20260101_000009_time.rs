//! Indexes in the orders by date: by the first day, then by the last, then by id, with what is open last both ways.
//!
//! A day that is open counts as the first or the last of all, so each way is an index of its own. The newest first is
//! the order of most lists, and there an open start is also what a filter by date means by it: one index serves both.

use crate::step::{Alteration, Words};

pub(crate) const STEP: Alteration = Alteration {
    name: "m20260101_000009_time",
    up: Words {
        both: r#"
DROP INDEX meeting_when;
DROP INDEX meeting_when_latest;
DROP INDEX meeting_kind;
DROP INDEX meeting_status;
DROP INDEX meeting_place;
DROP INDEX meeting_part_of;
DROP INDEX policy_period;
DROP INDEX article_published;
DROP INDEX outcome_due;

CREATE INDEX meeting_newest ON meeting (
    (COALESCE(when_earliest, '0001-01-01')) DESC, (COALESCE(when_latest, '0001-01-01')) DESC, id);
CREATE INDEX meeting_oldest ON meeting (
    (COALESCE(when_earliest, '9999-12-31')), (COALESCE(when_latest, '9999-12-31')), id);
CREATE INDEX meeting_end ON meeting ((COALESCE(when_latest, '9999-12-31')));
CREATE INDEX meeting_kind ON meeting (
    kind, (COALESCE(when_earliest, '0001-01-01')) DESC, (COALESCE(when_latest, '0001-01-01')) DESC, id);
CREATE INDEX meeting_status ON meeting (
    status, (COALESCE(when_earliest, '0001-01-01')) DESC, (COALESCE(when_latest, '0001-01-01')) DESC, id);
CREATE INDEX meeting_kind_oldest ON meeting (
    kind, (COALESCE(when_earliest, '9999-12-31')), (COALESCE(when_latest, '9999-12-31')), id);
CREATE INDEX meeting_status_oldest ON meeting (
    status, (COALESCE(when_earliest, '9999-12-31')), (COALESCE(when_latest, '9999-12-31')), id);
CREATE INDEX meeting_place ON meeting (
    place_id, (COALESCE(when_earliest, '0001-01-01')) DESC, (COALESCE(when_latest, '0001-01-01')) DESC, id);
CREATE INDEX meeting_part_of ON meeting (
    part_of_id, (COALESCE(when_earliest, '0001-01-01')) DESC, (COALESCE(when_latest, '0001-01-01')) DESC, id);
-- What may reach from before a period into it, for most meetings are of one day; with the days, to be read there.
CREATE INDEX meeting_several_days ON meeting (
    (COALESCE(when_earliest, '0001-01-01')) DESC, (COALESCE(when_latest, '0001-01-01')) DESC, id, when_earliest, when_latest)
    WHERE when_earliest IS NULL OR when_latest IS NULL OR when_earliest < when_latest;
CREATE INDEX meeting_several_days_oldest ON meeting (
    (COALESCE(when_earliest, '9999-12-31')), (COALESCE(when_latest, '9999-12-31')), id, when_earliest, when_latest)
    WHERE when_earliest IS NULL OR when_latest IS NULL OR when_earliest < when_latest;

-- What a timeline counts: the dates, each with how often it is, under the filters that are met most.
CREATE INDEX meeting_dates ON meeting (when_edtf, when_earliest, when_latest, kind, status, place_id);

CREATE INDEX policy_newest ON policy (
    (COALESCE(period_earliest, '0001-01-01')) DESC, (COALESCE(period_latest, '0001-01-01')) DESC, id);
CREATE INDEX policy_oldest ON policy (
    (COALESCE(period_earliest, '9999-12-31')), (COALESCE(period_latest, '9999-12-31')), id);
CREATE INDEX article_newest ON article (
    (COALESCE(published_earliest, '0001-01-01')) DESC, (COALESCE(published_latest, '0001-01-01')) DESC, id);
CREATE INDEX outcome_oldest ON outcome (
    (COALESCE(due_earliest, '9999-12-31')), (COALESCE(due_latest, '9999-12-31')), id);
"#,
        sqlite: "",
        postgres: "",
    },
    down: Words {
        both: r#"
DROP INDEX meeting_kind_oldest;
DROP INDEX meeting_status_oldest;
DROP INDEX meeting_newest;
DROP INDEX meeting_oldest;
DROP INDEX meeting_end;
DROP INDEX meeting_kind;
DROP INDEX meeting_status;
DROP INDEX meeting_place;
DROP INDEX meeting_part_of;
DROP INDEX meeting_several_days;
DROP INDEX meeting_several_days_oldest;
DROP INDEX meeting_dates;
DROP INDEX policy_newest;
DROP INDEX policy_oldest;
DROP INDEX article_newest;
DROP INDEX outcome_oldest;

CREATE INDEX meeting_when ON meeting (when_earliest, id);
CREATE INDEX meeting_when_latest ON meeting (when_latest);
CREATE INDEX meeting_kind ON meeting (kind, when_earliest, id);
CREATE INDEX meeting_status ON meeting (status, when_earliest, id);
CREATE INDEX meeting_place ON meeting (place_id, when_earliest, id);
CREATE INDEX meeting_part_of ON meeting (part_of_id, when_earliest, id);
CREATE INDEX policy_period ON policy (period_earliest, id);
CREATE INDEX article_published ON article (published_earliest, id);
CREATE INDEX outcome_due ON outcome (due_earliest, id);
"#,
        sqlite: "",
        postgres: "",
    },
};
