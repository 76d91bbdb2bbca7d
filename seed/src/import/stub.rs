//! Of the records that a chunk names and the database has: as much as the rules ask of them, as trees beside the chunk's.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use entity::RecordKind;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Statement};

use crate::curated::RecordKey;
use crate::load::{Name, Names};
use crate::lock::{ArticleLock, Lock};
use crate::node::{Key, Node, Value};
use crate::record::Record;
use crate::source::word;
use crate::store::Ids;

/// Keys, or texts, of one statement.
const KEYS: usize = 2_000;

/// Records by what the rules ask of them.
#[derive(Debug, Default)]
pub(super) struct Stubs {
    records: BTreeMap<RecordKey, Fields>,
    /// Length and digest of the articles among them.
    pub(super) lock: Lock,
}

#[derive(Debug, Default)]
struct Fields {
    texts: BTreeMap<&'static str, String>,
    formerly: BTreeSet<String>,
    /// Positions with the seat that each holds besides.
    positions: BTreeMap<String, Option<String>>,
    appointments: BTreeSet<String>,
    related: BTreeSet<(String, String)>,
    published: Option<String>,
}

/// What is asked of, in one statement each.
const POSITIONS: &str = "SELECT slug, key AS one, NULL AS other, NULL AS number FROM position \
     JOIN record ON record.id = organisation_id WHERE organisation_id IN ({})";
const APPOINTMENTS: &str = "SELECT person.slug, body.slug AS one, position.key AS other, NULL AS number FROM appointment \
     JOIN record person ON person.id = official_id JOIN position ON position.id = position_id \
     JOIN record body ON body.id = organisation_id WHERE official_id IN ({})";
const ARTICLES: &str = "SELECT slug, sha256 AS one, published_edtf AS other, length AS number FROM article \
     JOIN record ON record.id = article.id WHERE article.id IN ({})";
const FORMER: &str = "SELECT record.slug, former_slug.slug AS one, NULL AS other, NULL AS number FROM former_slug \
     JOIN record ON record.id = record_id WHERE former_slug.kind = '{kind}' AND former_slug.slug IN ({})";
const NAMED: &str =
    "SELECT slug, NULL AS one, NULL AS other, NULL AS number FROM record WHERE kind = '{kind}' AND slug IN ({})";
const FILES: &str = "SELECT slug, file AS one, NULL AS other, NULL AS number FROM article \
     JOIN record ON record.id = article.id WHERE file IN ({})";
const CODES: &str = "SELECT slug, code AS one, NULL AS other, NULL AS number FROM state \
     JOIN record ON record.id = state.id WHERE code IN ({})";
const SEATS: &str = "WITH RECURSIVE step (id) AS (SELECT id FROM position WHERE organisation_id IN ({}) \
     UNION SELECT position.ex_officio_id FROM step JOIN position ON position.id = step.id WHERE ex_officio_id IS NOT NULL) \
     SELECT body.slug, position.key AS one, other.slug || '/' || seat.key AS other, NULL AS number FROM step \
     JOIN position ON position.id = step.id JOIN record body ON body.id = position.organisation_id \
     JOIN position seat ON seat.id = position.ex_officio_id JOIN record other ON other.id = seat.organisation_id";
const RELATIONS: &str = "WITH RECURSIVE step (id) AS (SELECT id FROM policy WHERE id IN ({}) \
     UNION SELECT CASE step.id WHEN policy_id THEN related_id ELSE policy_id END FROM step \
     JOIN policy_relation ON step.id IN (policy_id, related_id)) \
     SELECT DISTINCT one.slug, policy_relation.kind AS one, other.slug AS other, NULL AS number FROM step \
     JOIN policy_relation ON policy_id = step.id JOIN record one ON one.id = policy_id JOIN record other ON other.id = related_id";

/// The tables in which a record leads to the next above it, with the field that says so.
const UPWARDS: [(RecordKind, &str, &str); 4] = [
    (RecordKind::Place, "within", "within_id"),
    (RecordKind::Topic, "broader", "broader_id"),
    (RecordKind::Organisation, "parent", "parent_id"),
    (RecordKind::Meeting, "part_of", "part_of_id"),
];

#[derive(FromQueryResult)]
struct Row {
    slug: String,
    one: Option<String>,
    other: Option<String>,
    number: Option<i32>,
}

impl Stubs {
    /// Asks a database for what records name and it has: six statements and two a kind, and more only by the thousands.
    /// Where some of the records are there already, also for what may close a circle with them.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn of(
        db: &impl ConnectionTrait,
        (records, names): (&[&Record], &Names),
        ids: &Ids,
    ) -> Result<Self, DbErr> {
        let mut stubs = Self::default();
        let mut here: BTreeMap<RecordKind, Vec<i64>> = BTreeMap::new();
        for name in &names.named {
            let Name::Record(key) = name else { continue };
            if let Some(id) = ids.records.get(key) {
                stubs.records.entry(key.clone()).or_default();
                here.entry(key.kind).or_default().push(*id);
            }
        }
        let of = |kind| numbers(here.get(&kind).map_or(&[], Vec::as_slice));
        for row in ask(db, POSITIONS, &of(RecordKind::Organisation)).await? {
            let key = row.one.unwrap_or_default();
            stubs
                .at(RecordKind::Organisation, row.slug)
                .positions
                .entry(key)
                .or_default();
        }
        for row in ask(db, APPOINTMENTS, &of(RecordKind::Official)).await? {
            let path = format!("{}/{}", row.one.unwrap_or_default(), row.other.unwrap_or_default());
            stubs.at(RecordKind::Official, row.slug).appointments.insert(path);
        }
        for row in ask(db, ARTICLES, &of(RecordKind::Article)).await? {
            let locked = ArticleLock {
                sha256: row.one.unwrap_or_default(),
                length: row.number.and_then(|it| u32::try_from(it).ok()).unwrap_or_default(),
            };
            stubs.lock.articles.insert(row.slug.clone(), locked);
            stubs.at(RecordKind::Article, row.slug).published = row.other;
        }
        stubs.slugs(db, records).await?;
        stubs.only_ones(db, records).await?;
        if names.own.iter().any(|key| ids.records.contains_key(key)) {
            stubs.circles(db, (&here, names), ids).await?;
        }
        // What the chunk itself holds is told by the chunk.
        stubs.records.retain(|key, _| !names.own.contains(key));
        Ok(stubs)
    }

    fn at(&mut self, kind: RecordKind, slug: String) -> &mut Fields {
        self.records.entry(RecordKey { kind, slug }).or_default()
    }

    /// Former slugs that lead to others, and records that are called as a former slug.
    async fn slugs(&mut self, db: &impl ConnectionTrait, records: &[&Record]) -> Result<(), DbErr> {
        let mut slugs: BTreeMap<RecordKind, (Vec<String>, Vec<String>)> = BTreeMap::new();
        for head in records.iter().map(|it| it.header()) {
            let (all, former) = slugs.entry(head.kind).or_default();
            all.push(quoted(head.slug));
            all.extend(head.formerly.iter().map(|it| quoted(it)));
            former.extend(head.formerly.iter().map(|it| quoted(it)));
        }
        for (kind, (all, former)) in slugs {
            for row in ask(db, &FORMER.replace("{kind}", word(kind)), &all).await? {
                self.at(kind, row.slug).formerly.extend(row.one);
            }
            for row in ask(db, &NAMED.replace("{kind}", word(kind)), &former).await? {
                self.at(kind, row.slug);
            }
        }
        Ok(())
    }

    /// Records that have what no two have.
    async fn only_ones(&mut self, db: &impl ConnectionTrait, records: &[&Record]) -> Result<(), DbErr> {
        let (mut files, mut codes) = (Vec::new(), Vec::new());
        for record in records {
            match record {
                Record::Article(it) => files.push(quoted(&it.file)),
                Record::State(it) => codes.push(quoted(&it.code)),
                _ => {}
            }
        }
        for (kind, field, sql, texts) in [
            (RecordKind::Article, "file", FILES, files),
            (RecordKind::State, "code", CODES, codes),
        ] {
            for row in ask(db, sql, &texts).await? {
                let fields = self.at(kind, row.slug);
                fields.texts.extend(row.one.map(|text| (field, text)));
            }
        }
        Ok(())
    }

    /// Where what the chunk names leads to.
    async fn circles(
        &mut self,
        db: &impl ConnectionTrait,
        (here, names): (&BTreeMap<RecordKind, Vec<i64>>, &Names),
        ids: &Ids,
    ) -> Result<(), DbErr> {
        let mut all: HashMap<RecordKind, Vec<i64>> = HashMap::new();
        for (kind, keys) in here {
            all.entry(*kind).or_default().extend(keys);
        }
        for key in &names.own {
            all.entry(key.kind).or_default().extend(ids.records.get(key));
        }
        let of = |kind| numbers(all.get(&kind).map_or(&[], Vec::as_slice));
        for (kind, field, column) in UPWARDS {
            let table = word(kind);
            let sql = format!(
                "WITH RECURSIVE step (id) AS (SELECT id FROM {table} WHERE id IN ({{}}) \
                 UNION SELECT {column} FROM step JOIN {table} ON {table}.id = step.id WHERE {column} IS NOT NULL) \
                 SELECT one.slug, other.slug AS one, NULL AS other, NULL AS number FROM step \
                 JOIN {table} ON {table}.id = step.id JOIN record one ON one.id = step.id JOIN record other ON other.id = {column}"
            );
            for row in ask(db, &sql, &of(kind)).await? {
                let fields = self.at(kind, row.slug);
                fields.texts.extend(row.one.map(|next| (field, next)));
            }
        }
        for row in ask(db, SEATS, &of(RecordKind::Organisation)).await? {
            let fields = self.at(RecordKind::Organisation, row.slug);
            fields.positions.insert(row.one.unwrap_or_default(), row.other);
        }
        for row in ask(db, RELATIONS, &of(RecordKind::Policy)).await? {
            let fields = self.at(RecordKind::Policy, row.slug);
            fields.related.extend(row.one.zip(row.other));
        }
        Ok(())
    }

    /// The records as trees.
    pub(super) fn trees(&self) -> Vec<(RecordKind, Node)> {
        self.records
            .iter()
            .map(|(key, fields)| (key.kind, tree(&key.slug, fields)))
            .collect()
    }
}

fn tree(slug: &str, it: &Fields) -> Node {
    let mut fields = vec![("slug", text(slug))];
    fields.extend(it.texts.iter().map(|(field, value)| (*field, text(value))));
    let mut list = |field, items: Vec<Node>| {
        if !items.is_empty() {
            fields.push((field, node(Value::List(items))));
        }
    };
    list("formerly", it.formerly.iter().map(|old| text(old)).collect());
    let position = |(key, seat): (&String, &Option<String>)| {
        let seat = seat.as_ref().map(|seat| ("ex_officio", text(seat)));
        map([("key", text(key))].into_iter().chain(seat))
    };
    list("positions", it.positions.iter().map(position).collect());
    let appointments = it.appointments.iter().map(|path| map([("position", text(path))]));
    list("appointments", appointments.collect());
    let related = it.related.iter();
    let related = related.map(|(kind, policy)| map([("kind", text(kind)), ("policy", text(policy))]));
    list("related", related.collect());
    fields.extend(
        it.published
            .iter()
            .map(|edtf| ("published", map([("edtf", text(edtf))]))),
    );
    map(fields)
}

fn node(value: Value) -> Node {
    Node { span: 0..0, value }
}

fn text(text: &str) -> Node {
    node(Value::Scalar {
        text: text.to_owned(),
        plain: false,
    })
}

fn map(fields: impl IntoIterator<Item = (&'static str, Node)>) -> Node {
    let entry = |(name, node): (&str, Node)| {
        let name = name.to_owned();
        (Key { name, span: 0..0 }, node)
    };
    node(Value::Map(fields.into_iter().map(entry).collect()))
}

/// A text as a statement quotes it; a NUL, which no database takes, is in no text that is there.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''").replace('\0', ""))
}

fn numbers(keys: &[i64]) -> Vec<String> {
    keys.iter().map(ToString::to_string).collect()
}

async fn ask(db: &impl ConnectionTrait, sql: &str, among: &[String]) -> Result<Vec<Row>, DbErr> {
    let mut rows = Vec::new();
    for keys in among.chunks(KEYS) {
        let sql = sql.replace("{}", &keys.join(","));
        let statement = Statement::from_string(db.get_database_backend(), sql);
        rows.extend(Row::find_by_statement(statement).all(db).await?);
    }
    Ok(rows)
}
