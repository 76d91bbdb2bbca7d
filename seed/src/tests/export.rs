//! Datasets on their way out, page by page: what comes out is the same as from the whole. Pages are of three ids here.

use entity::RecordKind;
use sea_orm::DatabaseConnection;
use serde_json::{Map, Value};

use super::on_each;
use super::sample::{meeting, put, rename_bhilai, sample};
use crate::apply::apply;
use crate::curated::Curated;
use crate::database::Error;
use crate::export::csv::Table;
use crate::export::{BASE, Form, Stream, export};
use crate::line;
use crate::record::Record;
use crate::store::ORDER;
use crate::synth::{Plan, load};

async fn whole(db: &DatabaseConnection, form: Form) -> String {
    let mut stream = Stream::begin(db, form).await.unwrap();
    let mut bytes = Vec::new();
    while let Some(some) = stream.next().await.unwrap() {
        assert!(!some.is_empty());
        bytes.extend(some);
    }
    assert_eq!(stream.next().await.unwrap(), None);
    String::from_utf8(bytes).unwrap()
}

/// The records of a dataset in the order in which a first load gives them their ids.
fn in_order(curated: &Curated) -> Vec<&Record> {
    let of_kind = |kind: &RecordKind| {
        let kind = *kind;
        curated.records.values().filter(move |it| it.header().kind == kind)
    };
    ORDER.iter().flat_map(of_kind).collect()
}

#[tokio::test]
async fn lines_hold_what_the_database_holds_in_the_order_in_which_it_came() {
    on_each(async |db| {
        assert!(matches!(Stream::begin(&db, Form::Ndjson).await, Err(Error::Empty)));
        let mut curated = sample();
        apply(&db, &curated, "seed", "Test").await.unwrap();
        let lines = |curated: &Curated, records: &[&Record]| {
            let lines = records.iter().map(|it| line::of_record(it, &curated.lock));
            line::of_dataset(&curated.dataset) + &lines.collect::<String>()
        };
        assert_eq!(whole(&db, Form::Ndjson).await, lines(&curated, &in_order(&curated)));

        // A record that is new comes last, wherever its kind stands, and a page then spans ids of many kinds.
        let Some(Record::Place(mut late)) = curated
            .records
            .values()
            .find(|it| matches!(it, Record::Place(_)))
            .cloned()
        else {
            panic!()
        };
        late.slug = "a-late-place".to_owned();
        late.formerly.clear();
        rename_bhilai(&mut curated);
        put(&mut curated, late.clone());
        apply(&db, &curated, "seed", "Test").await.unwrap();
        let text = whole(&db, Form::Ndjson).await;
        let mut sorted: Vec<&str> = text.lines().collect();
        assert!(sorted.pop().unwrap().contains("a-late-place"));
        assert_eq!(sorted.len(), 1 + 20);
        assert!(text.contains(&line::of_record(&late.into(), &curated.lock)));
        assert!(text.contains("\"place\":\"bhilai-nagar\""));
    })
    .await;
}

#[tokio::test]
async fn a_large_set_leaves_by_pages_as_it_does_at_once() {
    on_each(async |db| {
        load(&db, Plan { meetings: 40, seed: 3 }, |_| ()).await.unwrap();
        let curated = export(&db).await.unwrap();
        let mut lines: Vec<String> = whole(&db, Form::Ndjson)
            .await
            .split_inclusive('\n')
            .map(str::to_owned)
            .collect();
        assert_eq!(lines.remove(0), line::of_dataset(&curated.dataset));
        lines.sort();
        let records = curated.records.values();
        let mut expected: Vec<String> = records.map(|it| line::of_record(it, &curated.lock)).collect();
        expected.sort();
        assert_eq!(lines, expected);
    })
    .await;
}

#[tokio::test]
async fn a_stream_reads_one_state_whatever_others_write() {
    let folder = std::env::temp_dir().join(format!("sabha-stream-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let url = format!("sqlite://{}", folder.join("sabha.db").display());
    let (reader, writer) = (
        crate::database::open(&url).await.unwrap(),
        crate::database::open(&url).await.unwrap(),
    );
    crate::database::migrate(&writer).await.unwrap();
    let mut curated = sample();
    apply(&writer, &curated, "seed", "Test").await.unwrap();
    let before = whole(&reader, Form::Ndjson).await;
    let mut stream = Stream::begin(&reader, Form::Ndjson).await.unwrap();
    let mut text = stream.next().await.unwrap().unwrap();
    rename_bhilai(&mut curated);
    apply(&writer, &curated, "seed", "Test").await.unwrap();
    while let Some(some) = stream.next().await.unwrap() {
        text.extend(some);
    }
    assert_eq!(
        (String::from_utf8(text).unwrap(), stream.revision()),
        (before.clone(), 1)
    );
    assert_ne!(whole(&reader, Form::Ndjson).await, before);
    std::fs::remove_dir_all(folder).unwrap();
}

/// The rows of a table, read by the rules of RFC 4180; the first is that of the names.
fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap();
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(characters.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted);
    rows
}

#[tokio::test]
async fn tables_have_a_row_a_thing_and_a_cell_a_column() {
    on_each(async |db| {
        let mut curated = sample();
        let it = meeting(&mut curated, "export-meeting-2022");
        it.summary
            .as_mut()
            .unwrap()
            .0
            .values_mut()
            .for_each(|text| *text = "=1+1, \"said\"\nhe".to_owned());
        it.outcomes[1]
            .text
            .0
            .values_mut()
            .for_each(|text| *text = "-5 per cent".to_owned());
        apply(&db, &curated, "seed", "Test").await.unwrap();
        let mut counts = Vec::new();
        for table in Table::ALL {
            let rows = rows(&whole(&db, Form::Csv(*table)).await);
            assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{table:?}");
            let mut names = rows[0].clone();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), rows[0].len(), "{table:?}");
            counts.push((table.word(), rows.len() - 1));
        }
        let of = |word: &str| counts.iter().find(|(it, _)| *it == word).unwrap().1;
        for (kind, word) in crate::source::KINDS {
            assert_eq!(of(word), curated.records.keys().filter(|key| key.kind == kind).count());
        }
        assert_eq!(
            (of("participation"), of("outcome"), of("mention"), of("statement")),
            (5, 2, 2, 2)
        );

        let meetings = rows(&whole(&db, Form::Csv(Table::Meeting)).await);
        let cell = |row: &[String], name: &str| row[meetings[0].iter().position(|it| it == name).unwrap()].clone();
        let held = &meetings[1];
        assert_eq!(cell(held, "slug"), "export-meeting-2022");
        assert_eq!(cell(held, "summary_hi"), "'=1+1, \"said\"\nhe");
        assert_eq!(cell(held, "when_edtf"), "2022-05~");
        assert_eq!(
            (cell(held, "when_earliest"), cell(held, "when_latest")),
            ("2022-05-01".into(), "2022-05-31".into())
        );
        assert_eq!(
            (cell(held, "when_certainty"), cell(held, "topics")),
            ("inferred".into(), "steel-export;export".into())
        );
        assert_eq!(cell(&meetings[2], "when_latest"), "");
        let outcomes = whole(&db, Form::Csv(Table::Outcome)).await;
        assert!(outcomes.contains(",'-5 per cent,"), "{outcomes}");
        let participations = whole(&db, Form::Csv(Table::Participation)).await;
        assert!(participations.contains(
            "\r\nexport-meeting-2022,rao-for-government,attendee,b-rao,state-government,,,,possible,Whose bracket?,"
        ));
        assert!(participations.contains("\r\nexport-meeting-2022,a-verma,chair;speaker,a-verma,export-committee,"));
        let evidence = whole(&db, Form::Csv(Table::Evidence)).await;
        assert!(
            evidence.contains("\r\nmeeting,export-meeting-2022,participations[a-verma],roles,export-2022,161,170,2,"),
            "{evidence}"
        );
    })
    .await;
}

#[tokio::test]
async fn linked_data_says_no_more_than_the_dataset() {
    on_each(async |db| {
        apply(&db, &sample(), "seed", "Test").await.unwrap();
        let base = "https://sabha.example/".to_owned();
        let text = whole(&db, Form::JsonLd { base }).await;
        let document: Value = serde_json::from_str(&text).unwrap();
        let context = document["@context"].as_object().unwrap();
        assert_eq!(context["meeting"], "https://sabha.example/meeting/");
        let graph = document["@graph"].as_array().unwrap();
        assert_eq!(graph.len(), 21);
        graph.iter().for_each(|node| known(node, context));
        let node = |id: &str| graph.iter().find(|node| node["@id"] == id).unwrap();

        let held = node("meeting:export-meeting-2022");
        // The month is approximate, so that it is no date of ISO 8601.
        assert!(held.get("startDate").is_none());
        assert_eq!(
            (held["when"]["edtf"].as_str(), held["when"]["latest"].as_str()),
            (Some("2022-05~"), Some("2022-05-31"))
        );
        assert!(held.get("eventStatus").is_none());
        assert_eq!(held["performer"][0]["performer"], "official:a-verma");
        assert_eq!(held["attendee"][0]["attendee"], "official:a-verma");
        assert_eq!(held["attendee"][1]["attendee"]["name"]["hi"], "उद्योगपति");
        assert_eq!(held["organizer"][0]["organizer"], "organisation:state-government");
        assert_eq!(held["possibleParticipant"][0]["possibleParticipant"], "official:b-rao");
        assert_eq!(held["evidence"][0]["oa:hasSelector"]["oa:start"], 20);

        let planned = node("meeting:export-week-2022");
        assert_eq!(
            (&planned["@type"][1], &planned["eventStatus"]),
            (&"Plan".into(), &"schema:EventScheduled".into())
        );
        assert_eq!(
            (&planned["startDate"], planned.get("endDate")),
            (&"2022-05-01".into(), None)
        );
        assert!(planned.get("attendee").is_none() && planned["expectedParticipant"].is_array());

        let default = whole(&db, Form::JsonLd { base: BASE.to_owned() }).await;
        assert!(default.contains("\"meeting\":\"urn:sabha:meeting:\""));
    })
    .await;
}

/// Every word of a node is in the context, and so is every prefix.
fn known(node: &Value, context: &Map<String, Value>) {
    match node {
        Value::Object(fields) => {
            for (name, value) in fields {
                let (prefix, _) = name.split_once(':').unwrap_or((name, ""));
                assert!(name.starts_with('@') || context.contains_key(prefix), "{name}");
                let by_language = context.get(name).is_some_and(|it| it["@container"] == "@language");
                if name == "@type" {
                    let types = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
                    for it in types {
                        let word = it.as_str().unwrap();
                        assert!(context.contains_key(word.split(':').next().unwrap()), "{word}");
                    }
                }
                if !by_language {
                    known(value, context);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|it| known(it, context)),
        _ => {}
    }
}
