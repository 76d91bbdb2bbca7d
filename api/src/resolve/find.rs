//! What may be meant, in at most seven statements, each with a limit: names near the words, entries of the index, people
//! and posts that fit two of the words, then the rows behind them.

use std::collections::{BTreeSet, HashMap};

use entity::search_text::{self, SearchField};
use entity::{RecordKind, appointment, organisation, position, record, search_entry, search_token};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef, Statement, Value,
};

use super::ask::{Asked, Question};
use crate::error::Error;
use crate::loader;
use crate::search::{Near, first, near};

/// Words of the question that the index is asked for, the longest.
const WORDS: usize = 6;
/// Keys near a word that are asked for at most.
const NEAR: usize = 12;
/// Keys of a word that are asked for together with another word: its usual readings.
const USUAL: usize = 6;
/// Entries by one word, by two or more, by words near one.
const BY_ONE: u32 = 25;
const BY_MORE: u32 = 60;
const BY_NEAR: u32 = 10;
/// Appointments that are looked at.
const APPOINTMENTS: u64 = 500;

/// The rows behind everything that may be meant.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Records by inside id: those that may be meant, and those that explain them.
    pub(super) records: HashMap<i64, record::Model>,
    /// Their names, then their aliases.
    pub(super) names: HashMap<i64, Vec<search_text::Model>>,
    /// Those that may be meant.
    pub(super) candidates: BTreeSet<i64>,
    /// Appointments of officials among them.
    pub(super) appointments: HashMap<i64, Vec<appointment::Model>>,
    /// Posts by inside id, each with its body.
    pub(super) posts: HashMap<i64, (position::Model, organisation::Model)>,
    /// Posts by body.
    pub(super) posts_of: HashMap<i64, Vec<i64>>,
}

/// Reads what may be meant.
///
/// # Errors
/// When the database fails.
pub(super) async fn known(db: &DatabaseConnection, question: &Question) -> Result<Known, Error> {
    let words = rarest(&question.words);
    let near = near(
        db,
        words.iter().filter_map(|word| word.keys.first()).map(String::as_str),
    )
    .await?;
    let found = by_words(db, &parts(question, &words, &near)).await?;
    let mut candidates = found.ids(Found::Record);
    let around = found.ids(Found::Around);
    let mut positions = found.ids(Found::Position);
    let more = by_two(db, &words, &around).await?;
    candidates.extend(more.ids(Found::Record));
    positions.extend(more.ids(Found::Position));

    let appointments = appointments(db, &candidates, &positions).await?;
    positions.extend(appointments.iter().map(|it| it.position_id));
    candidates.extend(appointments.iter().map(|it| it.official_id));
    let posts = posts(db, &positions).await?;
    candidates.extend(posts.iter().map(|(_, body)| body.id));

    let around = posts
        .iter()
        .flat_map(|(_, body)| [body.parent_id, body.place_id, body.state_id]);
    let all: BTreeSet<i64> = candidates.iter().copied().chain(around.flatten()).collect();
    let records = record::Entity::find().filter(record::Column::Id.is_in(all.iter().copied()));
    let records = records.all(db).await?;
    let names = search_text::Entity::find()
        .filter(search_text::Column::RecordId.is_in(all))
        .filter(search_text::Column::Field.is_in([SearchField::Name, SearchField::Alias]))
        .order_by_asc(search_text::Column::Id);
    let mut names = names.all(db).await?;
    names.sort_by_key(|text| text.field != SearchField::Name);
    Ok(Known {
        records: records.into_iter().map(|row| (row.id, row)).collect(),
        names: loader::grouped(names.into_iter().map(|text| (text.record_id, text))),
        candidates,
        appointments: loader::grouped(appointments.into_iter().map(|row| (row.official_id, row))),
        posts_of: loader::grouped(posts.iter().map(|(post, body)| (body.id, post.id))),
        posts: posts.into_iter().map(|(post, body)| (post.id, (post, body))).collect(),
    })
}

/// The longest words, in the order of the text: short ones are common.
fn rarest(words: &[Asked]) -> Vec<&Asked> {
    let mut places: Vec<usize> = (0..words.len()).collect();
    let length = |place: &usize| words.get(*place).map(|word| word.plain.chars().count());
    places.sort_by_key(|place| std::cmp::Reverse(length(place)));
    places.truncate(WORDS);
    places.sort_unstable();
    places.into_iter().filter_map(|place| words.get(place)).collect()
}

/// What an id that was found is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// A record that may be meant.
    Record = 0,
    /// A post that may be meant.
    Position = 1,
    /// A body, place or state that may be spoken of.
    Around = 2,
}

/// Ids with what they are.
#[derive(Debug)]
struct Ids(Vec<(i64, i64)>);

impl Ids {
    fn ids(&self, found: Found) -> BTreeSet<i64> {
        let fits = self.0.iter().filter(|(tag, _)| *tag == found as i64);
        fits.map(|(_, id)| *id).collect()
    }
}

/// A question to the index.
struct Part {
    found: Found,
    expression: String,
    most: u32,
}

fn any(tokens: impl IntoIterator<Item = String>) -> String {
    let tokens: Vec<String> = tokens.into_iter().collect();
    format!("({})", tokens.join(" OR "))
}

/// A word in a name, by so many of its keys at most.
fn tokens(word: &Asked, keys: usize) -> impl Iterator<Item = String> {
    let folded = word.keys.iter().take(keys).map(|key| search_token::folded(key));
    std::iter::once(search_token::exact(&word.plain)).chain(folded)
}

fn in_name(word: &Asked) -> String {
    any(tokens(word, USUAL))
}

fn in_title(word: &Asked) -> String {
    any(tokens(word, USUAL).map(|token| search_token::of_position(&token)))
}

/// In the title of one of a body's posts, or another text.
fn in_text(word: &Asked) -> String {
    let keys = word.keys.iter().take(USUAL).map(|key| search_token::text_folded(key));
    any(keys.chain([search_token::text_exact(&word.plain)]))
}

fn of_kinds(kinds: &[RecordKind]) -> String {
    // Named twice, a kind is still one.
    let tokens: BTreeSet<String> = kinds.iter().map(|kind| search_token::kind(*kind)).collect();
    any(tokens)
}

const AROUND: [RecordKind; 3] = [RecordKind::Organisation, RecordKind::Place, RecordKind::State];

/// All questions to the index: by pairs of words, so that what is rare is not cut off behind what is common, then by each.
fn parts(question: &Question, words: &[&Asked], near: &Near) -> Vec<Part> {
    let kinds = question
        .kinds
        .as_deref()
        .filter(|kinds| !kinds.is_empty())
        .map(of_kinds);
    let of_kind = |expression: String| match &kinds {
        Some(kinds) => format!("{expression} AND {kinds}"),
        None => expression,
    };
    let part = |found, expression, most| Part {
        found,
        expression,
        most,
    };
    let mut parts = Vec::new();
    let pairs: Vec<(&Asked, &Asked)> = words
        .iter()
        .enumerate()
        .flat_map(|(at, one)| words.iter().skip(at + 1).map(|other| (*one, *other)))
        .collect();
    if !pairs.is_empty() {
        let both = |of: fn(&Asked) -> String| {
            any(pairs
                .iter()
                .map(|(one, other)| format!("({} AND {})", of(one), of(other))))
        };
        parts.push(part(Found::Record, of_kind(both(in_name)), BY_MORE));
        parts.push(part(Found::Position, both(in_title), BY_MORE));
        let turned = pairs.iter().flat_map(|(one, other)| [(*one, *other), (*other, *one)]);
        let bodies = any(turned.map(|(name, title)| format!("({} AND {})", in_name(name), in_text(title))));
        let bodies = format!("{bodies} AND {}", of_kinds(&[RecordKind::Organisation]));
        parts.push(part(Found::Around, bodies, BY_MORE));
    }
    let joined: Vec<String> = words
        .iter()
        .flat_map(|word| &word.joined)
        .map(|key| search_token::folded(key))
        .collect();
    if !joined.is_empty() {
        parts.push(part(Found::Record, of_kind(any(joined)), BY_ONE));
    }
    for word in words {
        let every = any(tokens(word, word.keys.len()));
        parts.push(part(Found::Record, of_kind(every), BY_ONE));
        let every = tokens(word, word.keys.len()).map(|token| search_token::of_position(&token));
        parts.push(part(Found::Position, any(every), BY_ONE));
        parts.push(part(
            Found::Around,
            format!("{} AND {}", in_name(word), of_kinds(&AROUND)),
            BY_ONE,
        ));
        let near = word.keys.first().and_then(|key| near.get(key)).into_iter().flatten();
        let near: Vec<String> = near.take(NEAR).map(|key| search_token::folded(key)).collect();
        if !near.is_empty() {
            let near = any(near);
            parts.push(part(Found::Record, of_kind(near), BY_NEAR));
        }
    }
    parts
}

/// What each expression finds. The entries of the index come in its own order: short names first, people before bodies.
async fn by_words(db: &DatabaseConnection, parts: &[Part]) -> Result<Ids, Error> {
    let select = |(at, part): (usize, &Part)| {
        format!(
            "SELECT * FROM (SELECT CAST({} AS BIGINT) AS tag, rowid & {} AS id FROM {}) AS part{at}",
            part.found as i64,
            search_entry::KEY,
            first(db.get_database_backend(), at + 1, part.most),
        )
    };
    let sql: Vec<String> = parts.iter().enumerate().map(select).collect();
    let values = parts.iter().map(|part| part.expression.clone().into());
    ids(db, &sql.join(" UNION ALL "), values.collect()).await
}

/// People whose name and whose post each have one of the words, and posts that have one in bodies of which another is the
/// name, the place or the state.
async fn by_two(db: &DatabaseConnection, words: &[&Asked], around: &BTreeSet<i64>) -> Result<Ids, Error> {
    let people = format!(
        "{} AND {}",
        any(words.iter().map(|word| in_name(word))),
        search_token::kind(RecordKind::Official)
    );
    let titles = any(words.iter().map(|word| in_title(word)));
    let around: Vec<String> = around.iter().map(ToString::to_string).collect();
    let around = if around.is_empty() {
        "0".to_owned()
    } else {
        around.join(", ")
    };
    let key = search_entry::KEY;
    let sql = format!(
        "SELECT * FROM (SELECT DISTINCT CAST(0 AS BIGINT) AS tag, official_id AS id FROM appointment
            WHERE position_id IN (SELECT rowid & {key} FROM search_token($1))
            AND official_id IN (SELECT rowid & {key} FROM search_token($2))
            ORDER BY official_id LIMIT {BY_MORE}) AS people
        UNION ALL SELECT * FROM (SELECT CAST(1 AS BIGINT) AS tag, position.id AS id FROM position
            JOIN organisation ON organisation.id = position.organisation_id
            WHERE position.id IN (SELECT rowid & {key} FROM search_token($1))
            AND (organisation.id IN ({around}) OR organisation.place_id IN ({around}) OR organisation.state_id IN ({around}))
            ORDER BY position.id LIMIT {BY_MORE}) AS posts"
    );
    ids(db, &sql, vec![titles.into(), people.into()]).await
}

async fn ids(db: &DatabaseConnection, sql: &str, values: Vec<Value>) -> Result<Ids, Error> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let rows = db.query_all_raw(statement).await?;
    let pair = |row: sea_orm::QueryResult| Ok::<_, Error>((row.try_get("", "tag")?, row.try_get("", "id")?));
    Ok(Ids(rows.into_iter().map(pair).collect::<Result<_, _>>()?))
}

async fn appointments(
    db: &DatabaseConnection,
    officials: &BTreeSet<i64>,
    positions: &BTreeSet<i64>,
) -> Result<Vec<appointment::Model>, Error> {
    use appointment::Column;
    let of_officials = Column::OfficialId.is_in(officials.iter().copied());
    let select = appointment::Entity::find()
        .filter(of_officials.or(Column::PositionId.is_in(positions.iter().copied())))
        .order_by_asc(Column::Id)
        .limit(APPOINTMENTS);
    Ok(select.all(db).await?)
}

async fn posts(
    db: &DatabaseConnection,
    positions: &BTreeSet<i64>,
) -> Result<Vec<(position::Model, organisation::Model)>, Error> {
    let to_body: RelationDef = position::Entity::belongs_to(organisation::Entity)
        .from(position::Column::OrganisationId)
        .to(organisation::Column::Id)
        .into();
    let select = position::Entity::find()
        .filter(position::Column::Id.is_in(positions.iter().copied()))
        .join(JoinType::InnerJoin, to_body)
        .order_by_asc(position::Column::Id)
        .select_also(organisation::Entity);
    let rows = select.all(db).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(post, body)| Some((post, body?)))
        .collect())
}
