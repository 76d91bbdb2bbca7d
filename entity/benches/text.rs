//! What reading and writing a text costs: words, their folding, dates of ISO 8601-2. `cargo bench -p entity`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use entity::Edtf;
use entity::fold::{kept, kept_in_text, readings, usual, words};

const ENGLISH: &str = "The chief minister reviewed drinking water, schools and roads with the collector of Durg, \
                       and asked Mr. Mukherjee for a report within two weeks.";
const HINDI: &str = "मुख्यमंत्री विष्णुदेव साय ने दुर्ग के कलेक्टर के साथ पेयजल, विद्यालयों और सड़कों की समीक्षा की \
                     तथा श्री मुखर्जी से दो सप्ताह में रिपोर्ट मांगी।";
const NAMES: [&str; 6] = ["mukherjee", "vishnu", "bhattacharya", "मुखर्जी", "विष्णुदेव", "छत्तीसगढ़"];
const DATES: [&str; 6] = [
    "2025-08-22",
    "2022-05",
    "2025-08-02~",
    "[2025-08-22,2025-08-23]",
    "2025-08-28/..",
    "2019/2024",
];

fn cutting(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("words of a text");
    for (name, text) in [("English", ENGLISH), ("Hindi", HINDI)] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |it| it.iter(|| words(black_box(text))));
    }
    group.finish();
}

fn folding(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a word folded");
    for name in NAMES {
        group.bench_function(format!("{name}, every reading"), |it| {
            it.iter(|| readings(black_box(name)))
        });
        group.bench_function(format!("{name}, as a name"), |it| it.iter(|| kept(black_box(name))));
        group.bench_function(format!("{name}, in a text"), |it| {
            it.iter(|| kept_in_text(black_box(name)))
        });
        group.bench_function(format!("{name}, the usual one"), |it| {
            it.iter(|| usual(black_box(name)))
        });
    }
    group.finish();
}

fn dates(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a date");
    for date in DATES {
        group.bench_function(format!("{date}, read"), |it| it.iter(|| Edtf::parse(black_box(date))));
        let stored = Edtf::stored(date);
        group.bench_function(format!("{date}, its bounds"), |it| {
            it.iter(|| black_box(&stored).bounds())
        });
    }
    group.finish();
}

criterion_group!(benches, cutting, folding, dates);
criterion_main!(benches);
