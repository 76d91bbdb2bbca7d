//! The integer keys of records and of their parts: what is there keeps its key, what is new gets the next one.

use std::collections::{HashMap, HashSet};

use entity::policy_mention::MentionRelation;
use entity::policy_relation::PolicyRelationKind;

use super::rows::Rows;
use crate::curated::RecordKey;

/// What tells a part of a record from all others, whatever else about it changes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Alias {
        record: i64,
        language: String,
        text: String,
    },
    Position {
        organisation: i64,
        key: String,
    },
    Figure {
        organisation: i64,
        key: String,
    },
    Appointment {
        official: i64,
        position: i64,
    },
    Relation {
        policy: i64,
        kind: PolicyRelationKind,
        related: i64,
    },
    Participation {
        meeting: i64,
        key: String,
    },
    Mention {
        meeting: i64,
        policy: i64,
        relation: MentionRelation,
    },
    Outcome {
        meeting: i64,
        key: String,
    },
    Statement {
        holder: i64,
        key: String,
    },
}

impl Part {
    /// The record whose file holds the part.
    pub(crate) fn holder(&self) -> i64 {
        match self {
            Self::Alias { record: id, .. }
            | Self::Position { organisation: id, .. }
            | Self::Figure { organisation: id, .. }
            | Self::Appointment { official: id, .. }
            | Self::Relation { policy: id, .. }
            | Self::Participation { meeting: id, .. }
            | Self::Mention { meeting: id, .. }
            | Self::Outcome { meeting: id, .. }
            | Self::Statement { holder: id, .. } => *id,
        }
    }

    /// The table that it is a row of.
    pub(crate) fn table(&self) -> &'static str {
        match self {
            Self::Alias { .. } => "alias",
            Self::Position { .. } => "position",
            Self::Figure { .. } => "figure",
            Self::Appointment { .. } => "appointment",
            Self::Relation { .. } => "policy_relation",
            Self::Participation { .. } => "participation",
            Self::Mention { .. } => "policy_mention",
            Self::Outcome { .. } => "outcome",
            Self::Statement { .. } => "statement",
        }
    }
}

/// The keys in use, and the highest of each table.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    pub(crate) records: HashMap<RecordKey, i64>,
    pub(crate) parts: HashMap<Part, i64>,
    pub(super) highest: HashMap<&'static str, i64>,
}

impl Ids {
    /// The tables whose keys are given out here.
    pub(crate) const TABLES: [&'static str; 13] = [
        "record",
        "alias",
        "position",
        "figure",
        "appointment",
        "policy_relation",
        "participation",
        "policy_mention",
        "outcome",
        "statement",
        "reference",
        "passage",
        "evidence",
    ];

    /// No keys in use, but the highest of each table.
    pub(crate) fn with_highest(&self) -> Self {
        Self {
            highest: self.highest.clone(),
            ..Self::default()
        }
    }

    /// Takes over the highest keys of others.
    pub(crate) fn take_highest(&mut self, others: &Self) {
        for (table, id) in &others.highest {
            self.take(table, *id);
        }
    }

    /// Adds keys in use.
    pub(crate) fn join(&mut self, others: Self) {
        self.take_highest(&others);
        self.records.extend(others.records);
        self.parts.extend(others.parts);
    }

    /// The keys of these rows.
    pub(crate) fn of(rows: &Rows) -> Self {
        let mut ids = Self::default();
        for row in &rows.record {
            let key = RecordKey {
                kind: row.kind,
                slug: row.slug.clone(),
            };
            ids.records.insert(key, row.id);
            ids.take("record", row.id);
        }
        for (part, id) in parts(rows) {
            ids.take(part.table(), id);
            ids.parts.insert(part, id);
        }
        for row in &rows.reference {
            ids.take("reference", row.id);
        }
        for row in &rows.passage {
            ids.take("passage", row.id);
        }
        for row in &rows.evidence {
            ids.take("evidence", row.id);
        }
        ids
    }

    /// Notes that a key of a table is in use.
    pub(crate) fn take(&mut self, table: &'static str, id: i64) {
        let highest = self.highest.entry(table).or_default();
        *highest = id.max(*highest);
    }

    /// The key of an organisation's position.
    pub(crate) fn position(&self, organisation: i64, key: &str) -> Option<i64> {
        let key = key.to_owned();
        self.parts.get(&Part::Position { organisation, key }).copied()
    }

    /// Forgets records, so that nothing can name them; gives their keys.
    pub(crate) fn forget<'a>(&mut self, records: impl Iterator<Item = &'a RecordKey>) -> HashSet<i64> {
        let gone: HashSet<i64> = records.filter_map(|key| self.records.remove(key)).collect();
        self.parts.retain(|part, _| !gone.contains(&part.holder()));
        gone
    }

    /// Lets a record keep its key under a new slug.
    pub(crate) fn rename(&mut self, record: &RecordKey, old_slug: &str) {
        let old = RecordKey {
            kind: record.kind,
            slug: old_slug.to_owned(),
        };
        if let Some(id) = self.records.remove(&old) {
            self.records.insert(record.clone(), id);
        }
    }

    /// The next free key of a table.
    pub(crate) fn next(&mut self, table: &'static str) -> i64 {
        let highest = self.highest.entry(table).or_default();
        *highest += 1;
        *highest
    }
}

/// The parts that these rows are, with their keys.
fn parts(rows: &Rows) -> Vec<(Part, i64)> {
    let mut parts = Vec::new();
    parts.extend(rows.alias.iter().map(|row| {
        let (language, text) = (row.language.clone(), row.text.clone());
        (
            Part::Alias {
                record: row.record_id,
                language,
                text,
            },
            row.id,
        )
    }));
    parts.extend(rows.position.iter().map(|row| {
        let part = Part::Position {
            organisation: row.organisation_id,
            key: row.key.clone(),
        };
        (part, row.id)
    }));
    parts.extend(rows.figure.iter().map(|row| {
        let part = Part::Figure {
            organisation: row.organisation_id,
            key: row.key.clone(),
        };
        (part, row.id)
    }));
    parts.extend(rows.appointment.iter().map(|row| {
        let part = Part::Appointment {
            official: row.official_id,
            position: row.position_id,
        };
        (part, row.id)
    }));
    parts.extend(rows.policy_relation.iter().map(|row| {
        let part = Part::Relation {
            policy: row.policy_id,
            kind: row.kind,
            related: row.related_id,
        };
        (part, row.id)
    }));
    parts.extend(rows.participation.iter().map(|row| {
        let part = Part::Participation {
            meeting: row.meeting_id,
            key: row.key.clone(),
        };
        (part, row.id)
    }));
    parts.extend(rows.policy_mention.iter().map(|row| {
        let part = Part::Mention {
            meeting: row.meeting_id,
            policy: row.policy_id,
            relation: row.relation,
        };
        (part, row.id)
    }));
    parts.extend(rows.outcome.iter().map(|row| {
        let part = Part::Outcome {
            meeting: row.meeting_id,
            key: row.key.clone(),
        };
        (part, row.id)
    }));
    parts.extend(rows.statement.iter().filter_map(|row| {
        let holder = row.meeting_id.or(row.article_id)?;
        Some((
            Part::Statement {
                holder,
                key: row.key.clone(),
            },
            row.id,
        ))
    }));
    parts
}
