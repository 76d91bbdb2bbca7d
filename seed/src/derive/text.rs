//! The texts of records as searches look through them, with their tokens.

use std::collections::BTreeSet;

use entity::LocalizedText;
use entity::search_text::{Entity, Model, SearchField};
use sea_orm::DbErr;

use crate::database::Bulk;
use crate::index::{self, Entry, Lexicon, Maker};
use crate::record::Record;
use crate::statement::Statement;
use crate::store::{Ids, bulk};

/// The texts of a record and what is indexed of them, before the record has an inside key: positions are told by theirs.
#[derive(Debug)]
pub(crate) struct Texts {
    texts: Vec<Text>,
    entries: Vec<Entry<String>>,
    keys: BTreeSet<String>,
}

#[derive(Debug)]
struct Text {
    position: Option<String>,
    field: SearchField,
    language: String,
    text: String,
}

impl Texts {
    /// Makes those of a record. Most of a load's time that is not the database's is spent here.
    pub(crate) fn of(record: &Record, maker: &mut Maker) -> Self {
        let mut list = List::default();
        list.record(record);
        let texts: Vec<index::Text<'_, String>> = list
            .0
            .iter()
            .map(|it| index::Text {
                position: it.position.clone(),
                field: it.field,
                text: &it.text,
            })
            .collect();
        let mut keys = BTreeSet::new();
        let entries = maker.entries(record.header().kind, &texts, &mut keys);
        Self {
            texts: list.0,
            entries,
            keys,
        }
    }
}

/// Makes the texts of records anew; `old` are those of them that may have some.
///
/// # Errors
/// When the database fails.
pub(crate) async fn write(
    db: &impl Bulk,
    texts: Vec<(i64, Texts)>,
    (ids, old): (&Ids, &[i64]),
    lexicon: &mut Lexicon,
) -> Result<(), DbErr> {
    for table in ["search_text", "search_entry"] {
        bulk::for_keys(db, &format!("DELETE FROM {table} WHERE record_id IN ({{}})"), old).await?;
    }
    let highest = bulk::number(db, "SELECT MAX(id) AS number FROM search_text").await?;
    let (mut rows, mut entries, mut keys) = (Vec::new(), Vec::new(), BTreeSet::new());
    let mut numbers = highest + 1..;
    for (record_id, made) in texts {
        for (it, id) in made.texts.into_iter().zip(numbers.by_ref()) {
            rows.push(Model {
                id,
                record_id,
                position_id: it.position.and_then(|key| ids.position(record_id, &key)),
                field: it.field,
                language: it.language,
                text: it.text,
            });
        }
        let told = made.entries.into_iter();
        let told = told.filter_map(|entry| entry.told(|key| ids.position(record_id, &key)));
        entries.extend(told.map(|entry| (record_id, entry)));
        keys.extend(made.keys);
    }
    lexicon.write(db, &entries, keys).await?;
    index::write(db, entries).await?;
    bulk::insert::<Entity>(db, rows).await
}

#[derive(Default)]
struct List(Vec<Text>);

impl List {
    fn record(&mut self, record: &Record) {
        let head = record.header();
        self.text(SearchField::Name, head.name, None);
        for alias in head.aliases {
            self.push(SearchField::Alias, (alias.language.as_str(), &alias.text), None);
        }
        match record {
            Record::Organisation(it) => {
                for position in &it.positions {
                    self.text(SearchField::Title, &position.title, Some(&position.key));
                }
            }
            Record::Policy(it) => self.summary(it.summary.as_ref()),
            Record::Article(it) => self.statements(&it.statements),
            Record::Meeting(it) => {
                self.summary(it.summary.as_ref());
                for outcome in &it.outcomes {
                    self.text(SearchField::Outcome, &outcome.text, None);
                }
                self.statements(&it.statements);
            }
            Record::State(_) | Record::Place(_) | Record::Topic(_) | Record::Official(_) => {}
        }
    }

    fn summary(&mut self, summary: Option<&LocalizedText>) {
        if let Some(summary) = summary {
            self.text(SearchField::Summary, summary, None);
        }
    }

    fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.text(SearchField::Statement, &statement.text, None);
        }
    }

    fn text(&mut self, field: SearchField, text: &LocalizedText, position: Option<&str>) {
        for (language, text) in &text.0 {
            self.push(field, (language.as_str(), text), position);
        }
    }

    fn push(&mut self, field: SearchField, (language, text): (&str, &str), position: Option<&str>) {
        self.0.push(Text {
            position: position.map(str::to_owned),
            field,
            language: language.to_owned(),
            text: text.to_owned(),
        });
    }
}
