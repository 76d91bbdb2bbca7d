//! From rows to records: what every concept's arrow needs on its way up.

use std::collections::HashMap;
use std::hash::Hash;

use entity::{LanguageTag, RecordKind};

use super::evidence::{Subject, subject};
use super::rows::Rows;
use crate::database::Error;
use crate::record::Moment;

/// Rows by what they belong to, each list in its order.
pub(crate) struct Reader<'a> {
    records: HashMap<i64, &'a entity::record::Model>,
    positions: HashMap<i64, &'a entity::position::Model>,
    appointments: HashMap<i64, &'a entity::appointment::Model>,
    pub(super) former_slug: Grouped<'a, i64, entity::former_slug::Model>,
    pub(super) alias: Grouped<'a, i64, entity::alias::Model>,
    pub(super) reference: Grouped<'a, i64, entity::reference::Model>,
    pub(super) position: Grouped<'a, i64, entity::position::Model>,
    pub(super) figure: Grouped<'a, i64, entity::figure::Model>,
    pub(super) appointment: Grouped<'a, i64, entity::appointment::Model>,
    pub(super) policy_topic: Grouped<'a, i64, entity::policy_topic::Model>,
    pub(super) policy_relation: Grouped<'a, i64, entity::policy_relation::Model>,
    pub(super) passage: Grouped<'a, i64, entity::passage::Model>,
    pub(super) meeting_state: Grouped<'a, i64, entity::meeting_state::Model>,
    pub(super) meeting_topic: Grouped<'a, i64, entity::meeting_topic::Model>,
    pub(super) participation: Grouped<'a, i64, entity::participation::Model>,
    pub(super) policy_mention: Grouped<'a, i64, entity::policy_mention::Model>,
    pub(super) outcome: Grouped<'a, i64, entity::outcome::Model>,
    pub(super) outcome_organisation: Grouped<'a, i64, entity::outcome_organisation::Model>,
    pub(super) outcome_official: Grouped<'a, i64, entity::outcome_official::Model>,
    pub(super) outcome_policy: Grouped<'a, i64, entity::outcome_policy::Model>,
    pub(super) statement: Grouped<'a, i64, entity::statement::Model>,
    pub(super) statement_topic: Grouped<'a, i64, entity::statement_topic::Model>,
    pub(super) evidence: Grouped<'a, Subject, entity::evidence::Model>,
}

impl<'a> Reader<'a> {
    /// Sorts the rows.
    pub(crate) fn of(rows: &'a Rows) -> Self {
        macro_rules! by {
            ($table:ident, $owner:ident) => {
                Grouped::by(&rows.$table, |row| (row.$owner, row.ordinal))
            };
        }
        Self {
            records: rows.record.iter().map(|row| (row.id, row)).collect(),
            positions: rows.position.iter().map(|row| (row.id, row)).collect(),
            appointments: rows.appointment.iter().map(|row| (row.id, row)).collect(),
            former_slug: by!(former_slug, record_id),
            alias: by!(alias, record_id),
            reference: by!(reference, record_id),
            position: by!(position, organisation_id),
            figure: by!(figure, organisation_id),
            appointment: by!(appointment, official_id),
            policy_topic: by!(policy_topic, policy_id),
            policy_relation: by!(policy_relation, policy_id),
            passage: by!(passage, article_id),
            meeting_state: by!(meeting_state, meeting_id),
            meeting_topic: by!(meeting_topic, meeting_id),
            participation: by!(participation, meeting_id),
            policy_mention: by!(policy_mention, meeting_id),
            outcome: by!(outcome, meeting_id),
            outcome_organisation: by!(outcome_organisation, outcome_id),
            outcome_official: by!(outcome_official, outcome_id),
            outcome_policy: by!(outcome_policy, outcome_id),
            statement: Grouped::by(&rows.statement, |row| {
                (row.meeting_id.or(row.article_id).unwrap_or_default(), row.ordinal)
            }),
            statement_topic: by!(statement_topic, statement_id),
            evidence: Grouped::by(&rows.evidence, |row| (subject(row), row.ordinal)),
        }
    }

    /// The record with a key.
    pub(crate) fn record(&self, id: i64) -> Result<&'a entity::record::Model, Error> {
        let row = self.records.get(&id).copied();
        row.ok_or_else(|| Error::Damaged(format!("there is no record {id}")))
    }

    /// The slug of the record with a key, which is of that kind.
    pub(crate) fn slug(&self, kind: RecordKind, id: i64) -> Result<String, Error> {
        let row = self.record(id)?;
        if row.kind == kind {
            Ok(row.slug.clone())
        } else {
            Err(Error::Damaged(format!("record {id} is of another kind")))
        }
    }

    /// The slug of the record with a key that may be missing.
    pub(crate) fn maybe(&self, kind: RecordKind, id: Option<i64>) -> Result<Option<String>, Error> {
        id.map(|id| self.slug(kind, id)).transpose()
    }

    /// The path of the position with a key: `organisation-slug/key`.
    pub(crate) fn position_path(&self, id: i64) -> Result<String, Error> {
        let row = self.positions.get(&id);
        let row = row.ok_or_else(|| Error::Damaged(format!("there is no position {id}")))?;
        let slug = self.slug(RecordKind::Organisation, row.organisation_id)?;
        Ok(format!("{slug}/{}", row.key))
    }

    /// The path of the position that an appointment is to.
    pub(crate) fn appointment_path(&self, id: i64) -> Result<String, Error> {
        let row = self.appointments.get(&id);
        let row = row.ok_or_else(|| Error::Damaged(format!("there is no appointment {id}")))?;
        self.position_path(row.position_id)
    }
}

/// Rows by what they belong to.
pub(crate) struct Grouped<'a, K, T>(HashMap<K, Vec<&'a T>>);

impl<'a, K: Eq + Hash, T> Grouped<'a, K, T> {
    fn by(rows: &'a [T], place: impl Fn(&T) -> (K, i32)) -> Self {
        let mut grouped: HashMap<K, Vec<&'a T>> = HashMap::new();
        for row in rows {
            grouped.entry(place(row).0).or_default().push(row);
        }
        for list in grouped.values_mut() {
            list.sort_by_key(|row| place(row).1);
        }
        Self(grouped)
    }

    /// The rows that belong to a thing, in their order.
    pub(crate) fn of(&self, owner: K) -> impl Iterator<Item = &'a T> + '_ {
        self.0.get(&owner).into_iter().flatten().copied()
    }
}

/// A language tag that was read before it was stored.
pub(crate) fn language(tag: &str) -> Result<LanguageTag, Error> {
    LanguageTag::parse(tag).map_err(Error::Damaged)
}

/// A moment of a row as it stands in a file.
pub(crate) fn moment(moment: entity::Moment) -> Moment {
    Moment {
        edtf: moment.edtf.as_str().to_owned(),
        certainty: moment.certainty,
        note: moment.note,
    }
}
