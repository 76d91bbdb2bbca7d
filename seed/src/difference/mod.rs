//! What changes between two states of a dataset: record by record, and field by field in each.
//!
//! Pure. Of the lock, what belongs to a record counts as a part of it: the line and the digest of each citation, the
//! digest and the length of an article's text. So a text that changed shows where it is cited.

mod field;
mod item;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use entity::RecordKind;
use entity::change::ChangeAction;
use serde::Serialize;
use serde_json::Value;

use crate::curated::{Curated, RecordKey};
use crate::dataset::Dataset;
use crate::record::Record;
use crate::store::ORDER;

pub(crate) use item::key as item_key;
pub(crate) use tree::locked;

/// What happens to one record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecordChange {
    /// What happens.
    pub action: ChangeAction,
    /// The record: with its new slug, or with the last that it had.
    #[serde(flatten)]
    pub key: RecordKey,
    /// The slug that it had before, where it is renamed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renamed_from: Option<String>,
    /// For a merger, the record that the slug now leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<RecordKey>,
    /// Its fields that change.
    pub fields: Vec<FieldChange>,
}

/// What happens to one field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// Where in the record: `when.edtf`, `name.hi`, `participations[vishvesh-kumar].roles`; `participations.order` where
    /// the items of a list only change places.
    pub path: String,
    /// The value before; `None` when there was none.
    pub before: Option<Value>,
    /// The value after; `None` when there is none.
    pub after: Option<Value>,
}

/// What changes in the description of the dataset.
pub fn dataset_differences(before: &Dataset, after: &Dataset) -> Vec<FieldChange> {
    field::changes(&tree::of(before), &tree::of(after))
}

/// What changes in the records, in the order of kinds and slugs; those that go stand last.
///
/// A record that is gone and whose slug stands in the `formerly` of another of its kind is merged into that one. Where
/// that one is new, and the only gone slug in its `formerly` is this one, it is the same record under a new slug.
pub fn differences(before: &Curated, after: &Curated) -> Vec<RecordChange> {
    let fates = Fates::of(before, after);
    let lock_differs = tree::lock_differs(&before.lock, &after.lock);
    let mut changes = Vec::new();
    for (key, record) in in_order(after) {
        let old_key = fates.renamed.get(key).unwrap_or(key);
        match before.records.get(old_key) {
            Some(old) if old == record && !lock_differs => {}
            Some(old) => {
                let (old, new) = (locked(old, &before.lock), locked(record, &after.lock));
                let fields = field::changes(&old, &new);
                if !fields.is_empty() {
                    let renamed_from = (old_key != key).then(|| old_key.slug.clone());
                    changes.push(RecordChange {
                        renamed_from,
                        ..change(ChangeAction::Updated, key, fields)
                    });
                }
            }
            None => {
                let fields = field::all(&locked(record, &after.lock), true);
                changes.push(change(ChangeAction::Created, key, fields));
            }
        }
    }
    for (key, record) in in_order(before).filter(|(key, _)| fates.gone.contains(*key)) {
        let fields = field::all(&locked(record, &before.lock), false);
        let merged_into = fates.leads_to.get(key).cloned();
        let action = if merged_into.is_some() {
            ChangeAction::Merged
        } else {
            ChangeAction::Deleted
        };
        changes.push(RecordChange {
            merged_into,
            ..change(action, key, fields)
        });
    }
    changes
}

fn change(action: ChangeAction, key: &RecordKey, fields: Vec<FieldChange>) -> RecordChange {
    RecordChange {
        action,
        key: key.clone(),
        renamed_from: None,
        merged_into: None,
        fields,
    }
}

fn in_order(curated: &Curated) -> impl Iterator<Item = (&RecordKey, &Record)> {
    ORDER.iter().flat_map(|kind| {
        let first = RecordKey {
            kind: *kind,
            slug: String::new(),
        };
        let records = curated.records.range(first..);
        records.take_while(|(key, _)| key.kind == *kind)
    })
}

/// What becomes of the records that are not there any more under their slug.
struct Fates {
    /// The old key of a record that is renamed, by the new one.
    renamed: BTreeMap<RecordKey, RecordKey>,
    /// Those that are deleted or merged.
    gone: BTreeSet<RecordKey>,
    /// The record that a former slug leads to.
    leads_to: BTreeMap<RecordKey, RecordKey>,
}

impl Fates {
    fn of(before: &Curated, after: &Curated) -> Self {
        let mut leads_to = BTreeMap::new();
        for (key, record) in &after.records {
            for slug in record.header().formerly {
                leads_to.insert(former(key.kind, slug), key.clone());
            }
        }
        let missing = before.records.keys().filter(|key| !after.records.contains_key(*key));
        let mut gone: BTreeSet<RecordKey> = missing.cloned().collect();
        let mut renamed = BTreeMap::new();
        for (key, record) in after
            .records
            .iter()
            .filter(|(key, _)| !before.records.contains_key(*key))
        {
            let slugs = record.header().formerly.iter().map(|slug| former(key.kind, slug));
            let mut old = slugs.filter(|old| gone.contains(old) && leads_to.get(old) == Some(key));
            if let (Some(only), None) = (old.next(), old.next()) {
                renamed.insert(key.clone(), only);
            }
        }
        for old in renamed.values() {
            gone.remove(old);
        }
        Self {
            renamed,
            gone,
            leads_to,
        }
    }
}

fn former(kind: RecordKind, slug: &str) -> RecordKey {
    RecordKey {
        kind,
        slug: slug.to_owned(),
    }
}
