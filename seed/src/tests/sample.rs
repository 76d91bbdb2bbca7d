//! A small dataset with every kind of record and part in it, invented.

use entity::RecordKind;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::text::{ARTICLES, DATASET, MEETINGS, OFFICIALS, ORGANISATIONS, PLACES, POLICIES, STATES, TOPICS};
use crate::article::Article;
use crate::curated::{Curated, RecordKey};
use crate::lock::{ArticleLock, Citation, CitationLock, Lock};
use crate::meeting::Meeting;
use crate::official::Official;
use crate::organisation::Organisation;
use crate::place::Place;
use crate::policy::Policy;
use crate::record::Record;
use crate::state::State;
use crate::topic::Topic;

/// The dataset.
pub(super) fn sample() -> Curated {
    let mut curated = Curated {
        dataset: read(DATASET),
        records: Default::default(),
        lock: Lock::default(),
    };
    put_all::<State>(&mut curated, STATES);
    put_all::<Place>(&mut curated, PLACES);
    put_all::<Topic>(&mut curated, TOPICS);
    put_all::<Organisation>(&mut curated, ORGANISATIONS);
    put_all::<Official>(&mut curated, OFFICIALS);
    put_all::<Policy>(&mut curated, POLICIES);
    put_all::<Article>(&mut curated, ARTICLES);
    put_all::<Meeting>(&mut curated, MEETINGS);
    lock(&mut curated);
    curated
}

/// Reads YAML.
pub(super) fn read<T: DeserializeOwned>(yaml: &str) -> T {
    serde_saphyr::from_str(yaml).unwrap()
}

/// Puts a record in, or over the one of its slug.
pub(super) fn put(curated: &mut Curated, record: impl Into<Record>) {
    let record = record.into();
    curated.records.insert(record.key(), record);
}

/// Takes a record out.
pub(super) fn take(curated: &mut Curated, kind: RecordKind, slug: &str) -> Record {
    let key = RecordKey {
        kind,
        slug: slug.to_owned(),
    };
    curated.records.remove(&key).unwrap()
}

macro_rules! find {
    ($($concept:ident: $kind:ident,)*) => {$(
        /// A record of this kind, to be changed.
        pub(super) fn $concept<'a>(curated: &'a mut Curated, slug: &str) -> &'a mut $kind {
            let records = curated.records.values_mut();
            let mut of_kind = records.filter_map(|it| if let Record::$kind(it) = it { Some(it) } else { None });
            of_kind.find(|it| it.slug == slug).unwrap()
        }
    )*};
}
find! {
    meeting: Meeting,
    organisation: Organisation,
    official: Official,
    place: Place,
    state: State,
}

/// Gives Bhilai another slug, and its meeting too.
pub(super) fn rename_bhilai(curated: &mut Curated) {
    let Record::Place(mut bhilai) = take(curated, RecordKind::Place, "bhilai") else {
        panic!()
    };
    bhilai.slug = "bhilai-nagar".to_owned();
    bhilai.formerly = vec!["bhilai".to_owned()];
    put(curated, bhilai);
    meeting(curated, "export-meeting-2022").place = Some("bhilai-nagar".to_owned());
}

/// Makes Bhilai a former slug of Durg.
pub(super) fn merge_bhilai(curated: &mut Curated) {
    take(curated, RecordKind::Place, "bhilai");
    place(curated, "durg").formerly.push("bhilai".to_owned());
    meeting(curated, "export-meeting-2022").place = Some("durg".to_owned());
}

fn put_all<T: DeserializeOwned + Into<Record>>(curated: &mut Curated, yaml: &str) {
    for record in read::<Vec<T>>(yaml) {
        put(curated, record);
    }
}

/// Makes a lock that holds just what the records cite.
pub(super) fn lock(curated: &mut Curated) {
    let mut lock = Lock::default();
    for record in curated.records.values() {
        if let Record::Article(it) = record {
            let article = ArticleLock {
                sha256: digest(&it.slug),
                length: 5000,
            };
            lock.articles.insert(it.slug.clone(), article);
        }
        cite(&serde_json::to_value(record).unwrap(), &mut lock);
    }
    curated.lock = lock;
}

fn cite(tree: &Value, lock: &mut Lock) {
    match tree {
        Value::Object(fields) => {
            if let Some(at) = fields.get("at").and_then(Value::as_str) {
                let (article, span) = at.split_once('@').unwrap();
                let (start, end) = span.split_once('-').unwrap();
                let citation = Citation {
                    article: article.to_owned(),
                    start: start.parse().unwrap(),
                    end: end.parse().unwrap(),
                };
                let line = citation.start / 100 + 1;
                let sha256 = digest(at);
                lock.citations.insert(citation, CitationLock { line, sha256 });
            }
            fields.values().for_each(|value| cite(value, lock));
        }
        Value::Array(items) => items.iter().for_each(|value| cite(value, lock)),
        _ => {}
    }
}

/// Something of the length of a digest.
pub(super) fn digest(text: &str) -> String {
    let digits = text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    format!("{digits:0>64}").chars().rev().take(64).collect()
}
