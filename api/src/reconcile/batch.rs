//! A batch of reconciliation queries and its answers.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entity::{LanguageTag, RecordKind};
use sea_orm::DatabaseConnection;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{BATCH, Type, id, kind, name, types};
use crate::error::{Code, Error, Refusal};
use crate::resolve::{Question, Ranked, resolve};

/// Candidates of a query that does not say how many it wants.
const LIMIT: usize = 5;
/// The most candidates of a query.
const MOST: usize = 100;
/// From which score on a candidate may be taken without a look, and how far the next must be behind.
const SURE: f64 = 0.95;
const AHEAD: f64 = 0.2;

/// Queries by their keys; `None` for a text that names nothing, such as an empty cell's.
#[derive(Debug)]
pub(crate) struct Batch(BTreeMap<String, Option<(Question, Vec<String>, usize)>>);

/// The answers by the same keys.
#[derive(Debug, Serialize)]
pub(crate) struct Answers(BTreeMap<String, Answer>);

#[derive(Debug, Default, Serialize)]
struct Answer {
    result: Vec<Candidate>,
}

#[derive(Debug, Serialize)]
struct Candidate {
    id: String,
    name: String,
    #[serde(rename = "type")]
    types: [Type; 1],
    score: f64,
    #[serde(rename = "match")]
    is_match: bool,
    description: String,
}

#[derive(Debug, Deserialize)]
struct Query {
    #[serde(default)]
    query: String,
    #[serde(default, rename = "type")]
    types: Types,
    limit: Option<u64>,
    #[serde(default)]
    properties: Vec<Property>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
enum Types {
    #[default]
    Any,
    One(String),
    Many(Vec<String>),
}

#[derive(Debug, Deserialize)]
struct Property {
    pid: String,
    v: Value,
}

impl Batch {
    /// Reads a batch; `languages` are those of the request, the most wanted first.
    ///
    /// # Errors
    /// `BAD_REQUEST` for what is not a batch, for too many queries, unknown types and properties, and values that cannot
    /// be read; a text without words is no error, as tables have empty cells.
    pub(crate) fn read(text: &str, languages: &[String]) -> Result<Self, Refusal> {
        let queries: BTreeMap<String, Query> = serde_json::from_str(text).map_err(|err| {
            refusal(format!(
                "`queries` is not a batch of reconciliation queries: {err}. Send JSON such as {{\"q0\": {{\"query\": \"साय\"}}}}."
            ))
        })?;
        if queries.len() > BATCH {
            let many = queries.len();
            return Err(refusal(format!(
                "The batch has {many} queries: send {BATCH} at most at a time."
            )));
        }
        let read = |(key, query): (String, Query)| {
            let question = query
                .question(languages)
                .map_err(|what| refusal(format!("Query `{key}`: {what}.")))?;
            Ok((key, question))
        };
        Ok(Self(queries.into_iter().map(read).collect::<Result<_, Refusal>>()?))
    }

    /// Answers all queries, each by itself: at most seven statements for each.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn answers(&self, db: &DatabaseConnection) -> Result<Answers, Error> {
        let mut answers = BTreeMap::new();
        for (key, asked) in &self.0 {
            let answer = match asked {
                Some((question, wanted, limit)) => Answer::of(resolve(db, question).await?, wanted, *limit),
                None => Answer::default(),
            };
            answers.insert(key.clone(), answer);
        }
        Ok(Answers(answers))
    }
}

impl Query {
    fn question(self, languages: &[String]) -> Result<Option<(Question, Vec<String>, usize)>, String> {
        let kinds = match self.types {
            Types::Any => None,
            Types::One(one) if one.is_empty() => None,
            Types::One(one) => Some(vec![one]),
            Types::Many(many) if many.is_empty() => None,
            Types::Many(many) => Some(many),
        };
        let known = |id: String| kind(&id).ok_or_else(|| format!("`{id}` is not a type here: name {}", types()));
        let kinds: Option<Vec<RecordKind>> = kinds.map(|it| it.into_iter().map(known).collect()).transpose()?;
        let limit = match self.limit {
            None => LIMIT,
            Some(limit) => usize::try_from(limit)
                .ok()
                .filter(|limit| (1..=MOST).contains(limit))
                .ok_or_else(|| format!("`limit: {limit}` is out of range: ask for 1 to {MOST} candidates"))?,
        };
        let (mut on, mut language) = (None, None);
        for Property { pid, v } in self.properties {
            let Some(value) = text(&v) else { continue };
            match pid.as_str() {
                "on" => on = Some(day(value)?),
                "language" => language = Some(LanguageTag::parse(value)?),
                _ => {
                    return Err(format!(
                        "there is no property `{pid}`: `on` takes a day, `language` a language tag"
                    ));
                }
            }
        }
        let asked = language.iter().map(LanguageTag::to_string);
        let wanted: Vec<String> = asked.chain(languages.iter().cloned()).collect();
        let Ok(question) = Question::new("query", &self.query) else {
            return Ok(None);
        };
        // One more than asked, since a match must be ahead of the next.
        let question = question.in_language(language, wanted.clone()).on(on).first(limit + 1);
        let question = question.of_kinds(kinds).map_err(|err| err.to_string())?;
        Ok(Some((question, wanted, limit)))
    }
}

/// A property's value as text, the first of several; `None` when it is empty.
fn text(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        Value::Array(values) => values.iter().find_map(text),
        Value::Object(entity) => entity.get("name").or_else(|| entity.get("id")).and_then(text),
        _ => None,
    }
}

fn day(text: &str) -> Result<NaiveDate, String> {
    // OpenRefine writes a date as an instant, of which the day is the beginning.
    let day = text.split('T').next().unwrap_or_default();
    let read = NaiveDate::parse_from_str(day, "%Y-%m-%d")
        .ok()
        .filter(|_| day.len() == 10);
    read.ok_or_else(|| format!("`{text}` is not a calendar day: write e.g. `2025-08-22`"))
}

impl Answer {
    fn of(ranked: Vec<Ranked>, wanted: &[String], limit: usize) -> Self {
        let next = ranked.get(1).map_or(0.0, |next| next.score);
        let candidate = |(place, it): (usize, Ranked)| Candidate {
            id: id(&it.record),
            name: name(&it.record, wanted),
            types: [it.record.kind.into()],
            is_match: place == 0 && it.score >= SURE && it.score - next >= AHEAD,
            score: (it.score * 1000.0).round() / 10.0,
            description: it.reasons.join("; "),
        };
        Self {
            result: ranked.into_iter().take(limit).enumerate().map(candidate).collect(),
        }
    }
}

fn refusal(message: String) -> Refusal {
    Refusal::new(Code::BadRequest, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        Batch::read(text, &[]).unwrap_err().message
    }

    #[test]
    fn what_is_no_batch_is_refused_with_a_remedy() {
        let many: BTreeMap<String, Value> = (0..51)
            .map(|at| (at.to_string(), serde_json::json!({ "query": "x" })))
            .collect();
        for (text, part) in [
            ("[]", "is not a batch"),
            ("{", "is not a batch"),
            (r#"{"q0": {"query": 7}}"#, "is not a batch"),
            (&serde_json::to_string(&many).unwrap(), "send 50 at most"),
            (
                r#"{"q0": {"query": "x", "type": "Q5"}}"#,
                "Query `q0`: `Q5` is not a type here",
            ),
            (r#"{"q0": {"query": "x", "limit": 0}}"#, "ask for 1 to 100"),
            (
                r#"{"q0": {"query": "x", "properties": [{"pid": "P31", "v": "y"}]}}"#,
                "no property `P31`",
            ),
            (
                r#"{"q0": {"query": "x", "properties": [{"pid": "on", "v": "May"}]}}"#,
                "not a calendar day",
            ),
        ] {
            assert!(fault(text).contains(part), "{text}: {}", fault(text));
        }
    }

    #[test]
    fn what_openrefine_sends_is_read() {
        let text = r#"{"q0": {"query": "x", "type": "Official", "type_strict": "should", "limit": 3},
            "q1": {"query": "  "}, "q2": {"query": "x", "type": [], "properties": [
                {"pid": "on", "v": "2025-08-22T00:00:00Z"}, {"pid": "language", "v": ["", "hi"]}]}}"#;
        let batch = Batch::read(text, &["en".to_owned()]).unwrap();
        let asked: Vec<bool> = batch.0.values().map(Option::is_some).collect();
        assert_eq!(asked, [true, false, true]);
        assert_eq!(batch.0["q2"].as_ref().unwrap().1, ["hi", "en"]);
    }
}
