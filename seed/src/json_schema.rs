//! The shapes of the files as JSON Schema: what editors complete by, and what the reader checks by.
//!
//! The schema is generated from the record types; their doc comments are its descriptions. Two words are our own:
//! `x-refers` names the kind whose slug a text is, `x-form` the form that it has; `x-general` marks general knowledge.

use std::collections::BTreeMap;

use entity::RecordKind;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

use crate::article::Article;
use crate::dataset::Dataset;
use crate::form::Form;
use crate::meeting::Meeting;
use crate::official::Official;
use crate::organisation::Organisation;
use crate::place::Place;
use crate::policy::Policy;
use crate::source::{DATASET, Holds, KINDS, has_own_file, word};
use crate::state::State;
use crate::topic::Topic;

/// The schema of each kind of file, by the name of the file it is committed as.
pub fn files() -> BTreeMap<String, String> {
    let stem = DATASET.trim_end_matches(".yaml");
    let dataset = (format!("{stem}.schema.json"), print(&of(Holds::Dataset)));
    let kinds = KINDS.iter().map(|(kind, word)| {
        let holds = if has_own_file(*kind) {
            Holds::One(*kind)
        } else {
            Holds::List(*kind)
        };
        (format!("{word}.schema.json"), print(&of(holds)))
    });
    kinds.chain([dataset]).collect()
}

/// The schema of what a file holds.
pub(crate) fn of(holds: Holds) -> Value {
    match holds {
        Holds::Dataset => generate::<Dataset>(),
        Holds::One(kind) => of_kind(kind),
        Holds::List(kind) => list_of(of_kind(kind), kind),
        Holds::Lock | Holds::Line => Value::Bool(true),
    }
}

fn of_kind(kind: RecordKind) -> Value {
    match kind {
        RecordKind::State => generate::<State>(),
        RecordKind::Place => generate::<Place>(),
        RecordKind::Official => generate::<Official>(),
        RecordKind::Organisation => generate::<Organisation>(),
        RecordKind::Meeting => generate::<Meeting>(),
        RecordKind::Policy => generate::<Policy>(),
        RecordKind::Topic => generate::<Topic>(),
        RecordKind::Article => generate::<Article>(),
    }
}

fn generate<T: JsonSchema>() -> Value {
    let mut schema = SchemaGenerator::default().into_root_schema_for::<T>();
    Written.transform(&mut schema);
    schema.to_value()
}

fn list_of(mut record: Value, kind: RecordKind) -> Value {
    let mut take = |name: &str| record.as_object_mut().and_then(|it| it.shift_remove(name));
    let (dialect, title, definitions) = (take("$schema"), take("title"), take("$defs"));
    let mut definitions = definitions.unwrap_or_else(|| json!({}));
    let name = title.as_ref().and_then(Value::as_str).unwrap_or("Record").to_owned();
    let reference = format!("#/$defs/{name}");
    if let Some(definitions) = definitions.as_object_mut() {
        definitions.insert(name.clone(), record);
    }
    json!({
        "$schema": dialect,
        "title": format!("{name}List"),
        "description": format!("The dataset's records of the kind {}.", word(kind)),
        "type": "array",
        "items": { "$ref": reference },
        "$defs": definitions,
    })
}

fn print(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// Turns the schema of the types into that of the files: what is empty is left out there, never written as `null`; what
/// holds for each text of a list stands at the text; and each form of ours is also a pattern.
struct Written;

impl Transform for Written {
    fn transform(&mut self, schema: &mut Schema) {
        without_null(schema);
        to_the_items(schema);
        if let Some(form) = schema.get("x-form").and_then(Value::as_str).and_then(Form::named)
            && let Some(pattern) = form.pattern()
            && schema.get("type").and_then(Value::as_str) == Some("string")
        {
            schema.insert("pattern".to_owned(), pattern.into());
        }
        transform_subschemas(self, schema);
    }
}

fn without_null(schema: &mut Schema) {
    let null = json!("null");
    if let Some(Value::Array(types)) = schema.get("type") {
        let rest: Vec<_> = types.iter().filter(|it| **it != null).cloned().collect();
        if let [one] = rest.as_slice() {
            schema.insert("type".to_owned(), one.clone());
        }
    }
    let Some(Value::Array(choices)) = schema.get("anyOf") else {
        return;
    };
    let mut rest = choices.iter().filter(|it| it.get("type") != Some(&null));
    if let (Some(Value::Object(one)), None) = (rest.next().cloned(), rest.next()) {
        schema.remove("anyOf");
        for (name, value) in one {
            schema.insert(name, value);
        }
    }
}

fn to_the_items(schema: &mut Schema) {
    if schema.get("type").and_then(Value::as_str) != Some("array") {
        return;
    }
    for name in ["x-refers", "x-form"] {
        let Some(value) = schema.remove(name) else { continue };
        if let Some(Value::Object(items)) = schema.get_mut("items") {
            items.insert(name.to_owned(), value);
        }
    }
}
