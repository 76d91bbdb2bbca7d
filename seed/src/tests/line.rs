//! Records as lines of JSON.

use serde_json::Value;

use super::sample::{digest, sample};
use crate::line;

fn read(line: &str) -> Value {
    assert_eq!(line.matches('\n').count(), 1);
    serde_json::from_str(line).unwrap()
}

#[test]
fn a_line_has_one_field_and_all_that_the_lock_holds() {
    let curated = sample();
    let dataset = read(&line::of_dataset(&curated.dataset));
    assert_eq!(dataset["dataset"], serde_json::to_value(&curated.dataset).unwrap());
    for (key, record) in &curated.records {
        let line = read(&line::of_record(record, &curated.lock));
        let kind = serde_json::to_value(key.kind).unwrap();
        let kind = kind.as_str().unwrap();
        assert_eq!(line.as_object().unwrap().keys().collect::<Vec<_>>(), [kind]);
        assert_eq!(line[kind]["slug"], key.slug);
        let mut citations = Vec::new();
        collect(&line, &mut citations);
        for it in citations {
            let at = it["at"].as_str().unwrap();
            assert_eq!(it["quote_sha256"], digest(at));
            assert!(it["line"].as_u64().unwrap() > 0);
        }
        if kind == "article" {
            assert_eq!(line[kind]["sha256"], digest(&key.slug));
            assert_eq!(line[kind]["length"], 5000);
        }
    }
}

fn collect(tree: &Value, citations: &mut Vec<Value>) {
    match tree {
        Value::Object(fields) => {
            if fields.contains_key("at") {
                citations.push(tree.clone());
            }
            fields.values().for_each(|it| collect(it, citations));
        }
        Value::Array(items) => items.iter().for_each(|it| collect(it, citations)),
        _ => {}
    }
}
