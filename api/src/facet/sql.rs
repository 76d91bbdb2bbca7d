//! How each facet is counted, as SQL over the table `listed` of the meetings.

use super::object::MeetingFacet;
use super::word::UNCERTAIN;

/// Of which meetings there are counts, and so where they are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    /// All that there are: from the tables, of which some keep their count.
    Whole,
    /// Some: from `listed`, which has their ids.
    Some,
    /// Those of several parents: from `listed`, which has the parents too.
    Nested,
}

/// What a facet counts by.
enum Values {
    /// A column of the meeting that holds an enum.
    Word(&'static str),
    /// So many characters of the day that the meeting surely falls in.
    Period(u8),
    /// The places round the meeting's own.
    Places,
    /// What the meeting is linked with.
    Links(Link),
}

/// Pairs of a meeting and a record.
struct Link {
    /// From where.
    from: &'static str,
    /// The column of the meeting.
    meeting: &'static str,
    /// The column of the record; null in pairs that do not count.
    value: &'static str,
    /// The table of the records, which keeps their `meeting_count`.
    of: &'static str,
}

fn values(by: MeetingFacet) -> Values {
    let link = |from, meeting, value, of| {
        Values::Links(Link {
            from,
            meeting,
            value,
            of,
        })
    };
    match by {
        MeetingFacet::Kind => Values::Word("kind"),
        MeetingFacet::Status => Values::Word("status"),
        MeetingFacet::Format => Values::Word("format"),
        MeetingFacet::Year => Values::Period(4),
        MeetingFacet::Month => Values::Period(7),
        MeetingFacet::Place => Values::Places,
        MeetingFacet::State => link(
            "meeting_state",
            "meeting_state.meeting_id",
            "meeting_state.state_id",
            "state",
        ),
        MeetingFacet::Topic => link(
            "meeting_topic JOIN topic_within ON topic_within.topic_id = meeting_topic.topic_id",
            "meeting_topic.meeting_id",
            "topic_within.outer_id",
            "topic",
        ),
        MeetingFacet::Official => took_part("participation.official_id", "official"),
        MeetingFacet::Organisation => took_part("participation.organisation_id", "organisation"),
        MeetingFacet::Policy => link(
            "policy_mention",
            "policy_mention.meeting_id",
            "policy_mention.policy_id",
            "policy",
        ),
        MeetingFacet::Article => link("evidence", "evidence.record_id", "evidence.article_id", "article"),
    }
}

fn took_part(who: &'static str, of: &'static str) -> Values {
    Values::Links(Link {
        from: "participation",
        meeting: "participation.meeting_id",
        value: who,
        of,
    })
}

/// The columns of the meeting that a facet looks at, besides its id.
pub(super) fn columns(by: MeetingFacet) -> &'static [&'static str] {
    match values(by) {
        Values::Word("kind") => &["kind"],
        Values::Word("status") => &["status"],
        Values::Word(_) => &["format"],
        Values::Period(_) => &["when_edtf", "when_earliest", "when_latest"],
        Values::Places => &["place_id"],
        Values::Links(_) => &[],
    }
}

impl Listed {
    /// The meetings, under the name `listed`.
    fn table(self) -> &'static str {
        if self == Self::Whole {
            "meeting AS listed"
        } else {
            "listed"
        }
    }

    /// The parent as an output column.
    fn parent(self) -> &'static str {
        if self == Self::Nested {
            "listed.parent AS parent"
        } else {
            "CAST(NULL AS BIGINT) AS parent"
        }
    }

    /// The columns to group by, after the parent where there is one.
    fn group(self, columns: &str) -> String {
        let parent = if self == Self::Nested { "listed.parent, " } else { "" };
        format!("GROUP BY {parent}{columns}")
    }
}

/// The first values of a facet, as rows of `facet`, `parent`, `key`, `record_id`, `n` and `total`, the number of all values.
///
/// The first one is given even when none is wanted: it carries `total`.
pub(super) fn first_values(listed: Listed, by: MeetingFacet, at: usize, first: u32) -> String {
    let most = first.max(1);
    let kept = match values(by) {
        Values::Links(Link { of, .. }) => Some(of),
        Values::Places => Some("place"),
        Values::Word(_) | Values::Period(_) => None,
    };
    let columns = format!("SELECT {at} AS facet, parent, key, record_id, n, total");
    if let (Listed::Whole, Some(table)) = (listed, kept) {
        return format!("{columns} FROM ({}) AS kept", kept_counts(table, most));
    }
    let tied = format!(
        "(SELECT parent, value, n, total FROM (
             SELECT parent, value, n, COUNT(*) OVER (PARTITION BY parent) AS total,
                 RANK() OVER (PARTITION BY parent ORDER BY n DESC) AS standing
             FROM ({}) AS counted
         ) AS ranked WHERE standing <= {most}) AS tied",
        counts(listed, by)
    );
    format!(
        "{columns} FROM (
             SELECT parent, key, record_id, n, total,
                 ROW_NUMBER() OVER (PARTITION BY parent ORDER BY n DESC, key) AS standing
             FROM ({}) AS named
         ) AS chosen WHERE standing <= {most}",
        named(kept, &tied)
    )
}

/// Values with their keys. There may be many: only those that may be among the first are `tied`, and looked up.
fn named(table: Option<&str>, tied: &str) -> String {
    let Some(table) = table else {
        return format!("SELECT parent, value AS key, CAST(NULL AS BIGINT) AS record_id, n, total FROM {tied}");
    };
    let state = if table == "state" {
        "JOIN state ON state.id = tied.value"
    } else {
        ""
    };
    format!(
        "SELECT tied.parent AS parent, {} AS key, tied.value AS record_id, tied.n AS n, tied.total AS total
         FROM {tied} JOIN record ON record.id = tied.value {state}",
        key(table)
    )
}

/// The counts that a table keeps of all meetings, read from its index; equal ones in the order of their keys.
fn kept_counts(table: &str, most: u32) -> String {
    let key = key(table);
    format!(
        "SELECT CAST(NULL AS BIGINT) AS parent, {key} AS key, {table}.id AS record_id, {table}.meeting_count AS n,
             (SELECT COUNT(*) FROM {table} WHERE meeting_count > 0) AS total
         FROM {table} JOIN record ON record.id = {table}.id
         WHERE {table}.meeting_count > 0 ORDER BY {table}.meeting_count DESC, {key} LIMIT {most}"
    )
}

/// What records of a table are called in filters.
fn key(table: &str) -> &'static str {
    if table == "state" { "state.code" } else { "record.slug" }
}

/// All values of a facet with their counts, as rows of `parent`, `value` and `n`: a record's id, or a key.
fn counts(listed: Listed, by: MeetingFacet) -> String {
    let (table, parent) = (listed.table(), listed.parent());
    match values(by) {
        Values::Word(column) => format!(
            "SELECT {parent}, UPPER(listed.{column}) AS value, COUNT(*) AS n FROM {table} {}",
            listed.group(&format!("listed.{column}"))
        ),
        Values::Period(characters) => periods(listed, characters),
        Values::Places => {
            let held = format!(
                "SELECT {parent}, listed.place_id AS place_id, COUNT(*) AS n FROM {table}
                 WHERE listed.place_id IS NOT NULL {}",
                listed.group("listed.place_id")
            );
            format!(
                "SELECT held.parent AS parent, place_within.outer_id AS value, CAST(SUM(held.n) AS BIGINT) AS n
                 FROM ({held}) AS held JOIN place_within ON place_within.place_id = held.place_id
                 GROUP BY held.parent, place_within.outer_id"
            )
        }
        Values::Links(link) => links(listed, &link),
    }
}

/// Equal dates are counted first: there are far fewer of them than meetings.
fn periods(listed: Listed, characters: u8) -> String {
    let first = |day: &str| format!("SUBSTR(CAST({day} AS TEXT), 1, {characters})");
    let dates = format!(
        "SELECT {}, listed.when_edtf AS edtf, listed.when_earliest AS earliest, listed.when_latest AS latest, COUNT(*) AS n
         FROM {} {}",
        listed.parent(),
        listed.table(),
        listed.group("listed.when_edtf, listed.when_earliest, listed.when_latest")
    );
    // What `within` of a filter means: both days are known and in the same period, and nothing is approximate.
    format!(
        "SELECT parent, value, CAST(SUM(n) AS BIGINT) AS n FROM (
             SELECT parent, n, CASE
                 WHEN {earliest} = {latest} AND edtf = REPLACE(REPLACE(REPLACE(edtf, '~', ''), '?', ''), '%', '')
                 THEN {earliest} ELSE '{UNCERTAIN}' END AS value
             FROM ({dates}) AS dated
         ) AS period GROUP BY parent, value",
        earliest = first("earliest"),
        latest = first("latest"),
    )
}

/// Pairs are made different before they are counted: by meetings in the order of an index, that takes no sorting.
fn links(listed: Listed, link: &Link) -> String {
    let Link {
        from, meeting, value, ..
    } = link;
    let pairs = format!(
        "SELECT DISTINCT {meeting} AS meeting_id, {value} AS value FROM {from}
         WHERE {meeting} IN (SELECT id FROM listed) AND {value} IS NOT NULL"
    );
    if listed == Listed::Nested {
        format!(
            "SELECT listed.parent AS parent, pair.value AS value, COUNT(*) AS n
             FROM listed JOIN ({pairs}) AS pair ON pair.meeting_id = listed.id GROUP BY listed.parent, pair.value"
        )
    } else {
        let parent = listed.parent();
        format!("SELECT {parent}, pair.value AS value, COUNT(*) AS n FROM ({pairs}) AS pair GROUP BY pair.value")
    }
}

/// The meetings under no value, as rows of `facet`, `parent` and `n`; `None` where each has one.
pub(super) fn missing(listed: Listed, by: MeetingFacet, at: usize) -> Option<String> {
    let lacking = match values(by) {
        Values::Word(_) | Values::Period(_) => return None,
        Values::Places => "listed.place_id IS NULL".to_owned(),
        Values::Links(Link {
            from, meeting, value, ..
        }) => format!("NOT EXISTS (SELECT 1 FROM {from} WHERE {meeting} = listed.id AND {value} IS NOT NULL)"),
    };
    let (table, parent) = (listed.table(), listed.parent());
    let group = if listed == Listed::Nested {
        "GROUP BY listed.parent"
    } else {
        ""
    };
    Some(format!(
        "SELECT {at} AS facet, {parent}, COUNT(*) AS n FROM {table} WHERE {lacking} {group}"
    ))
}
