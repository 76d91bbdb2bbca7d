//! The search index: made from the texts of records, by the rules of [`entity::fold`].

use std::collections::{BTreeMap, BTreeSet};

use entity::search_text::{self, SearchField};
use entity::{RecordKind, fold, search_entry, search_near, search_token};
use sea_orm::sea_query::{Alias, Expr, OnConflict, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// Entries of one statement: their tokens are long.
const ENTRIES: usize = 500;
/// Near keys of one statement.
const NEAR: usize = 5_000;
/// Records that [`rebuild`] reads at a time.
const RECORDS: u64 = 2_000;

/// What is found as one, a record or a position, with its texts.
struct Entry {
    record_id: i64,
    position_id: Option<i64>,
    kind: Option<RecordKind>,
    tokens: BTreeSet<String>,
    /// Words of the shortest name.
    words: usize,
}

/// Makes the entries of records anew from all their texts: what was there of them must be gone before.
///
/// # Errors
/// When the database fails.
pub(crate) async fn write(
    db: &impl ConnectionTrait,
    kinds: &BTreeMap<i64, RecordKind>,
    texts: &[search_text::Model],
) -> Result<(), DbErr> {
    let mut near = BTreeSet::new();
    let mut entries: BTreeMap<(i64, Option<i64>), Entry> = BTreeMap::new();
    for text in texts {
        let Some(kind) = kinds.get(&text.record_id) else {
            continue;
        };
        let record = entries
            .entry((text.record_id, None))
            .or_insert_with(|| Entry::record(text.record_id, *kind));
        record.add(text);
        if matches!(text.field, SearchField::Name | SearchField::Alias) {
            near.extend(neighbours(&text.text));
        }
        if let Some(id) = text.position_id {
            let position = entries.entry((text.record_id, Some(id)));
            position
                .or_insert_with(|| Entry::position(text.record_id, id))
                .add_title(&text.text);
        }
    }
    let entries: Vec<Entry> = entries.into_values().collect();
    for chunk in entries.chunks(ENTRIES) {
        insert(db, chunk).await?;
    }
    let near: Vec<(String, String)> = near.into_iter().collect();
    for chunk in near.chunks(NEAR) {
        insert_near(db, chunk).await?;
    }
    Ok(())
}

/// Makes the whole index anew.
///
/// # Errors
/// When the database fails.
pub(crate) async fn rebuild(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    db.execute_unprepared("DELETE FROM search_entry").await?;
    db.execute_unprepared("DELETE FROM search_near").await?;
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
        let texts = search_text::Entity::find()
            .filter(search_text::Column::RecordId.between(last + 1, *highest))
            .all(db)
            .await?;
        last = *highest;
        write(db, &kinds, &texts).await?;
    }
}

impl Entry {
    fn record(record_id: i64, kind: RecordKind) -> Self {
        Self {
            record_id,
            position_id: None,
            kind: Some(kind),
            tokens: BTreeSet::from([search_token::kind(kind)]),
            words: 0,
        }
    }

    fn position(record_id: i64, position_id: i64) -> Self {
        Self {
            record_id,
            position_id: Some(position_id),
            kind: None,
            tokens: BTreeSet::new(),
            words: 0,
        }
    }

    fn add(&mut self, text: &search_text::Model) {
        match text.field {
            SearchField::Name => {
                search_token::of_name(&text.text, &mut self.tokens);
                self.count(&text.text);
            }
            SearchField::Alias => search_token::of_name(&text.text, &mut self.tokens),
            SearchField::Title | SearchField::Summary | SearchField::Outcome | SearchField::Statement => {
                search_token::of_text(&text.text, &mut self.tokens);
            }
        }
    }

    fn add_title(&mut self, title: &str) {
        let mut tokens = BTreeSet::new();
        search_token::of_name(title, &mut tokens);
        self.tokens
            .extend(tokens.iter().map(|token| search_token::of_position(token)));
        self.count(title);
    }

    fn count(&mut self, name: &str) {
        let words = fold::words(name).len();
        self.words = if self.words == 0 { words } else { self.words.min(words) };
    }

    fn id(&self) -> i64 {
        search_entry::id(self.words, self.kind, self.position_id.unwrap_or(self.record_id))
    }

    fn tokens(&self) -> String {
        self.tokens.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// Pairs of a variant and the key of a word that has it, for the words of a name.
fn neighbours(name: &str) -> Vec<(String, String)> {
    let keys = fold::words(name).into_iter().map(|word| fold::usual(&word.plain));
    let pairs = |key: String| {
        let variants = search_near::variants(&key);
        variants.into_iter().map(move |variant| (variant, key.clone()))
    };
    keys.flat_map(pairs).collect()
}

/// SQLite keeps tokens in a table of their own, PostgreSQL in a column that entities do not know.
async fn insert(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<(), DbErr> {
    let apart = db.get_database_backend() == DatabaseBackend::Sqlite;
    let mut rows = Query::insert().into_table(search_entry::Entity).to_owned();
    let mut columns = vec![Alias::new("id"), Alias::new("record_id"), Alias::new("position_id")];
    let mut texts = Query::insert().into_table(Alias::new("search_token")).to_owned();
    texts.columns([Alias::new("rowid"), Alias::new("tokens")]);
    if !apart {
        columns.push(Alias::new("tokens"));
    }
    rows.columns(columns);
    for entry in entries {
        let mut row: Vec<Expr> = vec![entry.id().into(), entry.record_id.into(), entry.position_id.into()];
        if apart {
            texts.values_panic([Expr::from(entry.id()), entry.tokens().into()]);
        } else {
            row.push(Expr::cust_with_values("CAST($1 AS tsvector)", [entry.tokens()]));
        }
        rows.values_panic(row);
    }
    db.execute(&rows).await?;
    if apart {
        db.execute(&texts).await?;
    }
    Ok(())
}

async fn insert_near(db: &impl ConnectionTrait, pairs: &[(String, String)]) -> Result<(), DbErr> {
    let rows = pairs.iter().map(|(variant, key)| search_near::ActiveModel {
        variant: sea_orm::Set(variant.clone()),
        key: sea_orm::Set(key.clone()),
    });
    let columns = [search_near::Column::Variant, search_near::Column::Key];
    let conflict = OnConflict::columns(columns).do_nothing().to_owned();
    sea_orm::Insert::many(rows)
        .on_conflict(conflict)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
