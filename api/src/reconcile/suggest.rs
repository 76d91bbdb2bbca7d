//! Records whose name begins with what somebody types.

use std::collections::HashMap;

use entity::fold::{readings, words};
use entity::record;
use entity::{search_entry, search_token};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, Statement};
use serde::Serialize;

use super::{Type, id, kind, name, types};
use crate::error::{Code, Error, Refusal};

/// Suggestions of one answer.
const MOST: u32 = 10;
/// Words of a prefix, and its characters.
const WORDS: usize = 8;
const LONGEST: usize = 200;

/// What has been typed.
#[derive(Debug)]
pub(crate) struct Prefix {
    /// What the index is asked for; `None` as long as there is no word.
    expression: Option<String>,
    wanted: Vec<String>,
}

/// Records that it may become.
#[derive(Debug, Serialize)]
pub(crate) struct Suggestions {
    result: Vec<Suggestion>,
}

#[derive(Debug, Serialize)]
struct Suggestion {
    id: String,
    name: String,
    notable: [Type; 1],
}

impl Prefix {
    /// The beginning of a name, of a record of one type perhaps; `wanted` are the languages of the names.
    ///
    /// # Errors
    /// `BAD_REQUEST` for a prefix that is too long, and for an unknown type.
    pub(crate) fn new(prefix: &str, of_type: Option<&str>, wanted: Vec<String>) -> Result<Self, Refusal> {
        let refuse = |message: String| Err(Refusal::new(Code::BadRequest, message));
        let words = words(prefix);
        if words.len() > WORDS || prefix.chars().count() > LONGEST {
            return refuse(format!(
                "`prefix` is too long: type {WORDS} words and {LONGEST} characters at most."
            ));
        }
        let kind = match of_type.filter(|it| !it.is_empty()) {
            None => None,
            Some(id) => match kind(id) {
                None => return refuse(format!("`{id}` is not a type here: name {}.", types())),
                kind => kind,
            },
        };
        let last = words.len().saturating_sub(1);
        let word = |(at, plain): (usize, String)| {
            let mut tokens = vec![search_token::exact(&plain)];
            if at == last {
                tokens.extend(tokens.first().map(|token| format!("{token}*")));
            }
            tokens.extend(readings(&plain).iter().map(|key| search_token::folded(key)));
            format!("({})", tokens.join(" OR "))
        };
        let mut parts: Vec<String> = words.into_iter().map(|word| word.plain).enumerate().map(word).collect();
        let expression = (!parts.is_empty()).then(|| {
            parts.extend(kind.map(search_token::kind));
            parts.join(" AND ")
        });
        Ok(Self { expression, wanted })
    }
}

/// Short names first, people before bodies. At most two statements.
///
/// # Errors
/// When the database fails.
pub(crate) async fn suggest(db: &DatabaseConnection, prefix: &Prefix) -> Result<Suggestions, Error> {
    let Some(expression) = &prefix.expression else {
        return Ok(Suggestions { result: Vec::new() });
    };
    let sql = format!(
        "SELECT rowid & {} AS id FROM search_token($1) ORDER BY rowid LIMIT {MOST}",
        search_entry::KEY
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [expression.clone().into()]);
    let rows = db.query_all_raw(statement).await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?;
    let records = record::Entity::find().filter(record::Column::Id.is_in(ids.iter().copied()));
    let records = records.all(db).await?;
    let mut records: HashMap<i64, record::Model> = records.into_iter().map(|row| (row.id, row)).collect();
    let suggestion = |record: record::Model| Suggestion {
        id: id(&record),
        name: name(&record, &prefix.wanted),
        notable: [record.kind.into()],
    };
    let result = ids.iter().filter_map(|id| records.remove(id)).map(suggestion).collect();
    Ok(Suggestions { result })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_may_be_a_beginning() {
        let prefix = Prefix::new("NTT Da", Some("Organisation"), Vec::new()).unwrap();
        let expression = prefix.expression.unwrap();
        let (first, last) = expression.split_once(" AND ").unwrap();
        assert!(first.starts_with("(nntt OR f") && !first.contains('*'), "{expression}");
        assert!(
            last.starts_with("(nda OR nda* OR f") && last.ends_with(" AND kb"),
            "{expression}"
        );
        assert!(Prefix::new(" ", None, Vec::new()).unwrap().expression.is_none());
    }

    #[test]
    fn an_unknown_type_is_refused() {
        let refusal = Prefix::new("x", Some("Q5"), Vec::new()).unwrap_err();
        assert!(
            refusal.message.contains("name State, Place, Official"),
            "{}",
            refusal.message
        );
        let kind = super::kind("Topic").unwrap();
        assert_eq!(kind, record::RecordKind::Topic);
    }
}
