//! The inside keys of what a load names, fetched for each chunk and kept as long as they are few: a load of a million
//! meetings names the same states, bodies and people again and again.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use entity::{LocalizedText, RecordKind};
use sea_orm::{ColumnTrait, DatabaseBackend};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, Statement};

use super::{Name, Names};
use crate::curated::RecordKey;
use crate::database::Error;
use crate::dataset::Dataset;
use crate::difference::RecordChange;
use crate::form::is_words;
use crate::source::word;
use crate::store::{Ids, Part, read_dataset};

/// The most keys of records, and of parts, that are kept from chunk to chunk.
const KEPT: usize = 100_000;
/// Slugs, or inside keys, of one statement.
const KEYS: usize = 2_000;

/// What is known of a database between two chunks.
pub(crate) struct Known {
    ids: Ids,
    /// Bodies and people whose positions and appointments are among the keys.
    whole: HashSet<i64>,
    /// The revision at which this was known.
    revision: i64,
    /// The dataset's description as the database has it.
    pub(crate) dataset: Dataset,
    /// The highest keys of the change log and its fields.
    log: (i64, i64),
}

impl Default for Known {
    fn default() -> Self {
        Self {
            ids: Ids::default(),
            whole: HashSet::new(),
            revision: -1,
            dataset: nothing(),
            log: (0, 0),
        }
    }
}

fn nothing() -> Dataset {
    Dataset {
        title: LocalizedText::default(),
        description: LocalizedText::default(),
        licence: String::new(),
        languages: Vec::new(),
    }
}

impl Known {
    /// Looks whether somebody else wrote meanwhile, and then forgets all; gives the revision. One statement, and as many as
    /// there are tables when it did.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn refresh(&mut self, tx: &impl ConnectionTrait) -> Result<i64, Error> {
        let dataset = entity::dataset::Entity::find().one(tx).await?;
        let revision = dataset.as_ref().map_or(0, |row| row.revision);
        if revision == self.revision {
            return Ok(revision);
        }
        *self = Self {
            revision,
            ..Self::default()
        };
        if let Some(row) = dataset {
            self.dataset = read_dataset(&row)?;
        }
        for table in Ids::TABLES {
            self.ids.take(table, highest(tx, table).await?);
        }
        self.log = (highest(tx, "change").await?, highest(tx, "field_change").await?);
        Ok(revision)
    }

    /// The highest keys of the change log and its fields.
    pub(crate) fn log(&self) -> (i64, i64) {
        self.log
    }

    /// The keys of what records are and name, as far as it is there, and the highest keys of all tables.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn ids(&mut self, tx: &impl ConnectionTrait, names: &Names) -> Result<Ids, Error> {
        let mut records: BTreeSet<&RecordKey> = names.own.iter().collect();
        records.extend(names.named.iter().filter_map(|name| match name {
            Name::Record(key) => Some(key),
            Name::Position(..) | Name::Appointment(..) => None,
        }));
        let mut ids = self.ids.with_highest();
        let mut unknown: BTreeMap<RecordKind, Vec<&str>> = BTreeMap::new();
        for key in records {
            match self.ids.records.get(key) {
                Some(id) => {
                    ids.records.insert(key.clone(), *id);
                }
                None => unknown.entry(key.kind).or_default().push(&key.slug),
            }
        }
        for (kind, slugs) in unknown {
            for (slug, id) in fetch(tx, kind, &slugs).await? {
                let key = RecordKey { kind, slug };
                self.keep(&key, id);
                ids.records.insert(key, id);
            }
        }
        self.parts(tx, names, &mut ids).await?;
        Ok(ids)
    }

    /// Adds the positions and appointments that are named.
    async fn parts(&mut self, tx: &impl ConnectionTrait, names: &Names, ids: &mut Ids) -> Result<(), Error> {
        let id = |ids: &Ids, kind, slug: &str| {
            let slug = slug.to_owned();
            ids.records.get(&RecordKey { kind, slug }).copied()
        };
        let (mut bodies, mut people) = (BTreeSet::new(), BTreeSet::new());
        for name in &names.named {
            match name {
                Name::Position(slug, _) => bodies.extend(id(ids, RecordKind::Organisation, slug)),
                Name::Appointment(slug, _) => people.extend(id(ids, RecordKind::Official, slug)),
                Name::Record(_) => {}
            }
        }
        let new = |holders: &BTreeSet<i64>, whole: &HashSet<i64>| -> Vec<i64> {
            holders.iter().copied().filter(|id| !whole.contains(id)).collect()
        };
        for keys in new(&bodies, &self.whole).chunks(KEYS) {
            let of = entity::position::Column::OrganisationId.is_in(keys.iter().copied());
            for row in entity::position::Entity::find().filter(of).all(tx).await? {
                let (organisation, key) = (row.organisation_id, row.key);
                self.ids.parts.insert(Part::Position { organisation, key }, row.id);
            }
            self.whole.extend(keys);
        }
        for keys in new(&people, &self.whole).chunks(KEYS) {
            let of = entity::appointment::Column::OfficialId.is_in(keys.iter().copied());
            for row in entity::appointment::Entity::find().filter(of).all(tx).await? {
                let (official, position) = (row.official_id, row.position_id);
                self.ids.parts.insert(Part::Appointment { official, position }, row.id);
            }
            self.whole.extend(keys);
        }
        for name in &names.named {
            if let Some(part) = self.part(ids, name)
                && let Some(id) = self.ids.parts.get(&part)
            {
                ids.parts.insert(part, *id);
            }
        }
        Ok(())
    }

    fn part(&self, ids: &Ids, name: &Name) -> Option<Part> {
        let id = |kind, slug: &str| {
            let slug = slug.to_owned();
            ids.records.get(&RecordKey { kind, slug }).copied()
        };
        let position = |slug: &str, key: &str| {
            let (organisation, key) = (id(RecordKind::Organisation, slug)?, key.to_owned());
            Some(Part::Position { organisation, key })
        };
        match name {
            Name::Record(_) => None,
            Name::Position(slug, key) => position(slug, key),
            Name::Appointment(slug, path) => {
                let (body, key) = path.split_once('/')?;
                let position = *self.ids.parts.get(&position(body, key)?)?;
                let official = id(RecordKind::Official, slug)?;
                Some(Part::Appointment { official, position })
            }
        }
    }

    /// Takes over what a chunk wrote, in its revision.
    pub(crate) fn learn(&mut self, written: Ids, changes: &[RecordChange], (revision, dataset): (i64, &Dataset)) {
        self.revision = revision;
        self.dataset = dataset.clone();
        self.log.0 += i64::try_from(changes.len()).unwrap_or_default();
        let fields: usize = changes.iter().map(|change| change.fields.len()).sum();
        self.log.1 += i64::try_from(fields).unwrap_or_default();
        self.ids.take_highest(&written);
        let mut rewritten = HashSet::new();
        for change in changes {
            if let Some(id) = written.records.get(&change.key) {
                self.keep(&change.key, *id);
                if matches!(change.key.kind, RecordKind::Organisation | RecordKind::Official) {
                    rewritten.insert(*id);
                }
            }
        }
        // All their parts are among what was written, and none that they had before is there any more.
        if rewritten.iter().any(|id| self.whole.contains(id)) {
            self.ids.parts.retain(|part, _| !rewritten.contains(&part.holder()));
        }
        let parts = written.parts.into_iter().filter(|(part, _)| {
            matches!(part, Part::Position { .. } | Part::Appointment { .. }) && rewritten.contains(&part.holder())
        });
        self.ids.parts.extend(parts);
        self.whole.extend(rewritten);
        if self.ids.parts.len() > KEPT {
            self.ids.parts.clear();
            self.whole.clear();
        }
    }

    /// Keeps the key of a record of a kind that is named by very many.
    fn keep(&mut self, key: &RecordKey, id: i64) {
        if matches!(key.kind, RecordKind::Meeting | RecordKind::Article) {
            return;
        }
        if self.ids.records.len() >= KEPT {
            self.ids.records.clear();
        }
        self.ids.records.insert(key.clone(), id);
    }
}

async fn highest(tx: &impl ConnectionTrait, table: &str) -> Result<i64, DbErr> {
    crate::store::bulk::number(tx, &format!("SELECT MAX(id) AS number FROM {table}")).await
}

/// The inside keys of the records of a kind that have these slugs.
async fn fetch(tx: &impl ConnectionTrait, kind: RecordKind, slugs: &[&str]) -> Result<Vec<(String, i64)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        slug: String,
        id: i64,
    }
    let mut found = Vec::new();
    // What is no slug is none that is there, and the others may stand in the statement's text.
    let slugs: Vec<&str> = slugs.iter().copied().filter(|slug| is_words(slug)).collect();
    for slugs in slugs.chunks(KEYS) {
        let list = slugs
            .iter()
            .map(|slug| format!("'{slug}'"))
            .collect::<Vec<_>>()
            .join(",");
        let sql = format!(
            "SELECT slug, id FROM record WHERE kind = '{}' AND slug IN ({list})",
            word(kind)
        );
        let backend: DatabaseBackend = tx.get_database_backend();
        let rows = Row::find_by_statement(Statement::from_string(backend, sql))
            .all(tx)
            .await?;
        found.extend(rows.into_iter().map(|row| (row.slug, row.id)));
    }
    Ok(found)
}
