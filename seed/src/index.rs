//! The search index: made from the texts of records, by the rules of [`entity::fold`].
//!
//! [`Maker`] makes entries of texts and needs no database, so that they may be made elsewhere, and before the inside keys
//! are known; [`write()`] puts them into one, and [`Lexicon`] the words that they have.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use entity::search_text::{self, SearchField};
use entity::search_token::Memory;
use entity::{RecordKind, fold, search_entry, search_near, search_token};
use sea_orm::sea_query::{Alias, Expr, OnConflict, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::database::Bulk;
use crate::store::bulk;

/// Entries of one statement: their tokens are long.
const ENTRIES: usize = 500;
/// Near keys, and tokens, of one statement.
const NEAR: usize = 5_000;
/// Records that [`rebuild`] reads at a time.
const RECORDS: u64 = 2_000;
/// The most keys, and the most tokens, that are remembered as written.
const REMEMBERED: usize = 100_000;

/// A text as it is indexed; `position` tells the position whose title it is, by whatever tells it.
pub(crate) struct Text<'a, P> {
    pub(crate) position: Option<P>,
    pub(crate) field: SearchField,
    pub(crate) text: &'a str,
}

/// What of a record is found as one: the record itself, or a position.
#[derive(Debug)]
pub(crate) struct Entry<P> {
    pub(crate) position: Option<P>,
    kind: Option<RecordKind>,
    tokens: String,
    /// Words of the shortest name.
    words: usize,
}

/// Makes entries, and remembers words that it met.
#[derive(Default)]
pub(crate) struct Maker {
    memory: Memory,
}

/// The words that entries have: their tokens, and the keys of those of names with what lies near them.
#[derive(Default)]
pub(crate) struct Lexicon {
    /// Keys that were written lately.
    keys: HashSet<String>,
    /// Tokens of which the terms were written lately.
    terms: HashSet<String>,
}

#[derive(Default)]
struct Open {
    tokens: BTreeSet<String>,
    words: usize,
}

impl Maker {
    /// Makes the entries of a record from all its texts, and adds the keys of its names' words.
    pub(crate) fn entries<P: Ord + Clone>(
        &mut self,
        kind: RecordKind,
        texts: &[Text<'_, P>],
        keys: &mut BTreeSet<String>,
    ) -> Vec<Entry<P>> {
        let mut record = Open::default();
        record.tokens.insert(search_token::kind(kind));
        let mut positions: BTreeMap<P, Open> = BTreeMap::new();
        for text in texts {
            self.add(&mut record, text.field, text.text);
            if matches!(text.field, SearchField::Name | SearchField::Alias) {
                keys.extend(fold::words(text.text).iter().map(|word| fold::usual(&word.plain)));
            }
            if let Some(position) = &text.position {
                self.add_title(positions.entry(position.clone()).or_default(), text.text);
            }
        }
        let entry = |position, kind, open: Open| Entry {
            position,
            kind,
            tokens: open.tokens.iter().map(String::as_str).collect::<Vec<_>>().join(" "),
            words: open.words,
        };
        let positions = positions
            .into_iter()
            .map(|(position, open)| entry(Some(position), None, open));
        std::iter::once(entry(None, Some(kind), record))
            .chain(positions)
            .collect()
    }

    fn add(&mut self, open: &mut Open, field: SearchField, text: &str) {
        match field {
            SearchField::Name => {
                search_token::of_name(text, &mut open.tokens, &mut self.memory);
                open.count(text);
            }
            SearchField::Alias => search_token::of_name(text, &mut open.tokens, &mut self.memory),
            SearchField::Title | SearchField::Summary | SearchField::Outcome | SearchField::Statement => {
                search_token::of_text(text, &mut open.tokens, &mut self.memory);
            }
        }
    }

    fn add_title(&mut self, open: &mut Open, title: &str) {
        let mut tokens = BTreeSet::new();
        search_token::of_name(title, &mut tokens, &mut self.memory);
        open.tokens
            .extend(tokens.iter().map(|token| search_token::of_position(token)));
        open.count(title);
    }
}

impl Open {
    fn count(&mut self, name: &str) {
        let words = fold::words(name).len();
        self.words = if self.words == 0 { words } else { self.words.min(words) };
    }
}

/// Writes entries, each with its record and, for a position, its key: what was there of them must be gone before.
///
/// # Errors
/// When the database fails.
pub(crate) async fn write(db: &impl Bulk, entries: Vec<(i64, Entry<i64>)>) -> Result<(), DbErr> {
    let id =
        |record: i64, entry: &Entry<i64>| search_entry::id(entry.words, entry.kind, entry.position.unwrap_or(record));
    if db.get_database_backend() == DatabaseBackend::Sqlite {
        // SQLite keeps tokens in a table of their own.
        let mut rows = Vec::with_capacity(entries.len());
        let mut texts = Vec::with_capacity(entries.len());
        for (record, entry) in entries {
            let id = id(record, &entry);
            rows.push(vec![id.into(), record.into(), entry.position.into()]);
            texts.push(vec![id.into(), entry.tokens.into()]);
        }
        bulk::insert_into(
            db,
            ("search_entry", &["id", "record_id", "position_id"]),
            rows.into_iter(),
        )
        .await?;
        return bulk::insert_into(db, ("search_token", &["rowid", "tokens"]), texts.into_iter()).await;
    }
    if db.copies() {
        let rows = entries.into_iter().map(|(record, entry)| {
            let id = id(record, &entry);
            vec![id.into(), record.into(), entry.position.into(), entry.tokens.into()]
        });
        let columns = ["id", "record_id", "position_id", "tokens"];
        return bulk::insert_into(db, ("search_entry", &columns), rows).await;
    }
    for chunk in entries.chunks(ENTRIES) {
        let mut insert = Query::insert().into_table(search_entry::Entity).to_owned();
        insert.columns(["id", "record_id", "position_id", "tokens"].map(Alias::new));
        for (record, entry) in chunk {
            let tokens = Expr::cust_with_values("CAST($1 AS tsvector)", [entry.tokens.clone()]);
            insert.values_panic([
                id(*record, entry).into(),
                (*record).into(),
                entry.position.into(),
                tokens,
            ]);
        }
        db.execute(&insert).await?;
    }
    Ok(())
}

impl Lexicon {
    /// Writes the words of entries that are about to be written, and the keys of their names; but for those that were written
    /// lately.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn write<P>(
        &mut self,
        db: &impl ConnectionTrait,
        entries: &[(i64, Entry<P>)],
        keys: BTreeSet<String>,
    ) -> Result<(), DbErr> {
        for written in [&mut self.keys, &mut self.terms] {
            if written.len() > REMEMBERED {
                written.clear();
            }
        }
        let tokens = entries.iter().flat_map(|(_, entry)| entry.tokens.split(' '));
        let words = tokens.filter(|it| it.starts_with(search_token::WORDS));
        let fresh: BTreeSet<&str> = words.filter(|it| !self.terms.contains(*it)).collect();
        let terms: BTreeSet<(String, String)> = fresh.iter().flat_map(|it| search_token::terms(it)).collect();
        add(db, ("search_term", ["term", "token"]), &terms).await?;
        self.terms.extend(terms.into_iter().map(|(_, token)| token));
        let fresh: Vec<String> = keys.into_iter().filter(|key| !self.keys.contains(key)).collect();
        let pairs = |key: &String| {
            let key = key.clone();
            search_near::variants(&key)
                .into_iter()
                .map(move |variant| (variant, key.clone()))
        };
        let pairs: BTreeSet<(String, String)> = fresh.iter().flat_map(pairs).collect();
        add(db, ("search_near", ["variant", "key"]), &pairs).await?;
        self.keys.extend(fresh);
        Ok(())
    }
}

/// Adds those of some pairs of words that a table does not have.
async fn add(
    db: &impl ConnectionTrait,
    (table, columns): (&'static str, [&'static str; 2]),
    pairs: &BTreeSet<(String, String)>,
) -> Result<(), DbErr> {
    let mut pairs = pairs.iter().peekable();
    while pairs.peek().is_some() {
        let mut insert = Query::insert();
        insert.into_table(table).columns(columns);
        for (one, other) in pairs.by_ref().take(NEAR) {
            insert.values_panic([one.as_str().into(), other.as_str().into()]);
        }
        db.execute(insert.on_conflict(OnConflict::columns(columns).do_nothing().to_owned()))
            .await?;
    }
    Ok(())
}

/// Makes the whole index anew.
///
/// # Errors
/// When the database fails.
pub(crate) async fn rebuild(db: &impl Bulk) -> Result<(), DbErr> {
    let (before, after) = match db.get_database_backend() {
        DatabaseBackend::Sqlite => (SQLITE_BEFORE, ""),
        _ => (POSTGRES_BEFORE, POSTGRES_AFTER),
    };
    db.execute_unprepared(before).await?;
    fill(db).await?;
    db.execute_unprepared(after).await?;
    Ok(())
}

/// Empties the index. SQLite's tokens go at once, before a trigger would look for each.
const SQLITE_BEFORE: &str = "INSERT INTO search_token (search_token) VALUES ('delete-all');
     DELETE FROM search_entry; DELETE FROM search_near; DELETE FROM search_term;";

/// PostgreSQL makes the index of tokens of all entries faster than one after the other. It makes none of a table of which rows
/// are still to be held against other tables.
const POSTGRES_BEFORE: &str = "TRUNCATE search_entry, search_near, search_term; DROP INDEX search_entry_tokens;";
const POSTGRES_AFTER: &str = "SET LOCAL maintenance_work_mem = '256MB'; SET CONSTRAINTS ALL IMMEDIATE;
     CREATE INDEX search_entry_tokens ON search_entry USING gin (tokens); SET CONSTRAINTS ALL DEFERRED;";

/// Fills the empty index.
async fn fill(db: &impl Bulk) -> Result<(), DbErr> {
    let (mut maker, mut lexicon) = (Maker::default(), Lexicon::default());
    let mut last = 0;
    loop {
        let kinds: BTreeMap<i64, RecordKind> = entity::record::Entity::find()
            .select_only()
            .columns([entity::record::Column::Id, entity::record::Column::Kind])
            .filter(entity::record::Column::Id.gt(last))
            .order_by_asc(entity::record::Column::Id)
            .limit(RECORDS)
            .into_tuple::<(i64, RecordKind)>()
            .all(db)
            .await?
            .into_iter()
            .collect();
        let Some(highest) = kinds.keys().next_back() else {
            return Ok(());
        };
        let mut texts = search_text::Entity::find()
            .filter(search_text::Column::RecordId.between(last + 1, *highest))
            .all(db)
            .await?;
        texts.sort_by_key(|it| it.record_id);
        last = *highest;
        let mut keys = BTreeSet::new();
        let mut entries = Vec::new();
        for texts in texts.chunk_by(|one, other| one.record_id == other.record_id) {
            let record = texts.first().map(|it| it.record_id).unwrap_or_default();
            let Some(kind) = kinds.get(&record) else { continue };
            let texts: Vec<Text<'_, i64>> = texts.iter().map(text).collect();
            let made = maker.entries(*kind, &texts, &mut keys);
            entries.extend(made.into_iter().map(|entry| (record, entry)));
        }
        lexicon.write(db, &entries, keys).await?;
        write(db, entries).await?;
    }
}

fn text(row: &search_text::Model) -> Text<'_, i64> {
    Text {
        position: row.position_id,
        field: row.field,
        text: &row.text,
    }
}

impl<P> Entry<P> {
    /// The entry with its position told otherwise; `None` when `tell` does not know it.
    pub(crate) fn told<Q>(self, tell: impl FnOnce(P) -> Option<Q>) -> Option<Entry<Q>> {
        let position = match self.position {
            Some(position) => Some(tell(position)?),
            None => None,
        };
        Some(Entry {
            position,
            kind: self.kind,
            tokens: self.tokens,
            words: self.words,
        })
    }
}
