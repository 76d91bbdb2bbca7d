//! Uncertain dates of every form, against plain comparisons of their first and last days: filters, orders and timelines.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where it cannot go on"
)]

use entity::Edtf;
use sea_orm::{ConnectionTrait, Statement, prelude::Date};
use serde_json::{Value, json};
use tests::{Kind, Server, database::wait};

/// A form of each sort; no two meetings have the same.
const FORMS: [&str; 13] = [
    "2025-08-22",
    "2025-08-22~",
    "2025-08",
    "2025-08?",
    "2025",
    "2024/2026",
    "2025-08-28/..",
    "../2025-08-22",
    "[2025-08-22,2025-09-02]",
    "2025-08-22/",
    "[..2025-08-22,2025-08-30..]",
    "2025-08-28",
    "2022-05%",
];

/// Ends of ranges: days on, before, behind and between those of the forms, and those of the whole calendar.
const ENDS: [Option<&str>; 11] = [
    None,
    Some("0001-01-01"),
    Some("2022-05-15"),
    Some("2025-01-01"),
    Some("2025-08-01"),
    Some("2025-08-22"),
    Some("2025-08-23"),
    Some("2025-08-31"),
    Some("2025-12-31"),
    Some("2026-12-31"),
    Some("9999-12-31"),
];

/// The tables that hold a moment, and what it is called there and in the schema.
const TABLES: [(&str, &str, &str); 4] = [
    ("meeting", "when", "meetings"),
    ("policy", "period", "policies"),
    ("article", "published", "articles"),
    ("outcome", "due", "outcomes"),
];

/// A server of its own in which the rows of each table have these dates, in the order of their ids.
fn dated(kind: Kind, forms: &[&str]) -> (Server, Vec<Vec<Edtf>>) {
    let server = Server::loaded(kind);
    let mut dates = Vec::new();
    wait(async {
        let db = server.database().open().await;
        for (table, column, _) in TABLES {
            let ids = format!("SELECT id FROM {table} ORDER BY id");
            let statement = Statement::from_string(db.get_database_backend(), ids);
            let rows = db.query_all_raw(statement).await.unwrap();
            assert!(rows.len() > 1, "{table}");
            let mut given = Vec::new();
            for (row, form) in rows.iter().zip(forms) {
                let (id, edtf) = (row.try_get::<i64>("", "id").unwrap(), Edtf::parse(form).unwrap());
                let day = |day: Option<Date>| day.map_or("NULL".to_owned(), |day| format!("'{day}'"));
                let (earliest, latest) = edtf.bounds();
                let set = format!(
                    "UPDATE {table} SET {column}_edtf = '{edtf}', {column}_earliest = {}, {column}_latest = {}, \
                     {column}_certainty = 'stated' WHERE id = {id}",
                    day(earliest),
                    day(latest)
                );
                db.execute_unprepared(&set).await.unwrap();
                given.push(edtf);
            }
            let last = rows.get(given.len()).map(|row| row.try_get::<i64>("", "id").unwrap());
            if let Some(last) = last.filter(|_| table != "meeting") {
                let clear = format!(
                    "UPDATE {table} SET {column}_edtf = NULL, {column}_earliest = NULL, {column}_latest = NULL, \
                     {column}_certainty = NULL WHERE id >= {last}"
                );
                db.execute_unprepared(&clear).await.unwrap();
            }
            dates.push(given);
        }
        db.close().await.unwrap();
    });
    (server, dates)
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Surely inside: both days are known where the range ends, and neither is qualified.
fn within(edtf: &Edtf, from: Option<&str>, to: Option<&str>) -> bool {
    let (earliest, latest) = edtf.bounds();
    !edtf.as_str().contains(['~', '?', '%'])
        && from.is_none_or(|from| earliest.is_some_and(|it| it >= day(from)))
        && to.is_none_or(|to| latest.is_some_and(|it| it <= day(to)))
}

/// Possibly inside: nothing that is known rules it out.
fn overlaps(edtf: &Edtf, from: Option<&str>, to: Option<&str>) -> bool {
    let (earliest, latest) = edtf.bounds();
    from.is_none_or(|from| latest.is_none_or(|it| it >= day(from)))
        && to.is_none_or(|to| earliest.is_none_or(|it| it <= day(to)))
}

fn sorted(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut texts: Vec<String> = texts.collect();
    texts.sort();
    texts
}

/// The dates of a list, in its order.
fn found(data: &Value, list: &str, field: &str) -> Vec<String> {
    let nodes = data[list]["nodes"].as_array().unwrap();
    nodes
        .iter()
        .map(|node| node[field]["edtf"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn every_filter_by_date_has_both_meanings() {
    let mut document = String::from("query ($range: DateRange!) {");
    for (_, field, list) in TABLES {
        for meaning in ["within", "overlaps"] {
            document.push_str(&format!(
                "\n{list}_{meaning}: {list}(first: 100, filter: {{ {field}: {{ {meaning}: $range }} }}) {{ nodes {{ {field} {{ edtf }} }} }}"
            ));
        }
        if matches!(list, "meetings" | "policies") {
            document.push_str(&format!(
                "\n{list}_not: {list}(first: 100, filter: {{ not: {{ {field}: {{ within: $range }} }}, {field}: {{ overlaps: $range }} }}) {{ nodes {{ {field} {{ edtf }} }} }}"
            ));
        }
    }
    document.push('}');
    for kind in Kind::all() {
        let (server, dates) = dated(kind, &FORMS);
        let mut differ = 0;
        for (from, to) in ENDS.iter().flat_map(|from| ENDS.map(|to| (*from, to))) {
            let data = server.data(&document, &json!({ "range": { "from": from, "to": to } }));
            for ((_, field, list), dates) in TABLES.iter().zip(&dates) {
                let expect = |name: &str, fits: &dyn Fn(&Edtf) -> bool| {
                    let fitting = dates.iter().filter(|it| fits(it)).map(ToString::to_string);
                    let shown = sorted(found(&data, &format!("{list}_{name}"), field).into_iter());
                    assert_eq!(shown, sorted(fitting), "{list} {name} {from:?} to {to:?}");
                };
                expect("within", &|it| within(it, from, to));
                expect("overlaps", &|it| overlaps(it, from, to));
                if data.get(format!("{list}_not")).is_some() {
                    expect("not", &|it| overlaps(it, from, to) && !within(it, from, to));
                }
                differ += dates
                    .iter()
                    .filter(|it| overlaps(it, from, to) != within(it, from, to))
                    .count();
            }
        }
        assert!(differ > 500, "{differ}");
    }
}

/// By the first day, by the last, by id; what is open last both ways, whole and in pages from either end.
#[test]
fn open_dates_are_last_both_ways() {
    for kind in Kind::all() {
        let (server, dates) = dated(kind, &FORMS);
        for descends in [false, true] {
            let mut expected: Vec<(usize, &Edtf)> = dates[0].iter().enumerate().collect();
            expected.sort_by_key(|(at, edtf)| {
                let key = |day: Option<Date>| {
                    let number = day.map(|day| day.signed_duration_since(Date::MIN).num_days());
                    (number.is_none(), number.map(|it| if descends { -it } else { it }))
                };
                let (earliest, latest) = edtf.bounds();
                (key(earliest), key(latest), *at)
            });
            let expected: Vec<String> = expected.iter().map(|(_, edtf)| edtf.to_string()).collect();
            let order = format!(
                "orderBy: [{{ field: WHEN, direction: {} }}]",
                if descends { "DESC" } else { "ASC" }
            );
            let whole = format!("{{ meetings(first: 100, {order}) {{ nodes {{ when {{ edtf }} }} }} }}");
            assert_eq!(found(&server.data(&whole, &Value::Null), "meetings", "when"), expected);
            for (size, cursor, next) in [("first", "after", "endCursor"), ("last", "before", "startCursor")] {
                let document = format!(
                    "query ($cursor: String) {{ meetings({size}: 2, {cursor}: $cursor, {order}) {{ nodes {{ when {{ edtf }} }} pageInfo {{ {next} }} }} }}"
                );
                let (mut walked, mut at) = (Vec::new(), Value::Null);
                loop {
                    let data = server.data(&document, &json!({ "cursor": at }));
                    let page = found(&data, "meetings", "when");
                    if page.is_empty() {
                        break;
                    }
                    at = data["meetings"]["pageInfo"][next].clone();
                    if size == "first" {
                        walked.extend(page);
                    } else {
                        walked.splice(0..0, page);
                    }
                }
                assert_eq!(walked, expected, "{size}, descending: {descends}");
            }
        }
    }
}

/// What a timeline counts is what the filters find for the days of each bucket, and each meeting is in the summary once.
#[test]
fn a_timeline_counts_what_the_filters_find() {
    const DOCUMENT: &str = "query ($bucket: TimelineBucketSize!, $filter: MeetingFilter) {
        timeline(bucket: $bucket, filter: $filter) { period from to certain possible }
        timelineSummary(bucket: $bucket, filter: $filter) { meetings certain possible open undated buckets from to }
    }";
    const LISTED: &str = "query ($bucket: TimelineBucketSize!, $filter: MeetingFilter) {
        timeline(bucket: $bucket, filter: $filter) { certain possible meetings(first: 13) { totalCount nodes { when { edtf } } } }
    }";
    let asked = [
        ("YEAR", None, None),
        ("MONTH", None, None),
        ("MONTH", Some("2025-08-15"), None),
        ("MONTH", None, Some("2025-08-15")),
        ("DAY", Some("2025-08-20"), Some("2025-08-30")),
        ("YEAR", Some("2030-01-01"), Some("2031-12-31")),
        ("DAY", Some("1999-01-01"), Some("1999-01-03")),
    ];
    for kind in Kind::all() {
        let (server, dates) = dated(kind, &FORMS);
        for (bucket, from, to) in asked {
            let filter = json!({ "when": { "overlaps": { "from": from, "to": to } } });
            let variables = json!({ "bucket": bucket, "filter": filter });
            let data = server.data(DOCUMENT, &variables);
            let listed = server.data(LISTED, &variables);
            let fitting: Vec<&Edtf> = dates[0].iter().filter(|it| overlaps(it, from, to)).collect();
            let undated = |it: &Edtf| it.bounds() == (None, None);
            let buckets = data["timeline"].as_array().unwrap();
            let mut sure = 0;
            for (at, shown) in buckets.iter().enumerate() {
                let (first, last) = (shown["from"].as_str(), shown["to"].as_str());
                let certain: Vec<_> = fitting.iter().filter(|it| within(it, first, last)).collect();
                let all = fitting.iter().filter(|it| overlaps(it, first, last) && !undated(it));
                let all = sorted(all.map(|it| it.to_string()));
                let message = format!("{bucket} {from:?} {to:?}: {shown}");
                assert_eq!(shown["certain"], certain.len(), "{message}");
                assert_eq!(shown["possible"], all.len() - certain.len(), "{message}");
                let page = &listed["timeline"][at];
                assert_eq!(page["meetings"]["totalCount"], all.len(), "{message}");
                assert_eq!(sorted(found(page, "meetings", "when").into_iter()), all, "{message}");
                sure += certain.len();
            }
            // One after another, from the first with a meeting to the last.
            for pair in buckets.windows(2) {
                let next = day(pair[0]["to"].as_str().unwrap()).succ_opt().unwrap();
                assert_eq!(pair[1]["from"], next.to_string());
            }
            for end in [buckets.first().unwrap(), buckets.last().unwrap()] {
                assert_ne!((&end["certain"], &end["possible"]), (&json!(0), &json!(0)), "{end}");
            }
            let summary = &data["timelineSummary"];
            let open = |it: &&&Edtf| it.bounds().0.is_some() != it.bounds().1.is_some();
            let undated = fitting.iter().filter(|it| undated(it)).count();
            assert_eq!(
                *summary,
                json!({
                    "meetings": fitting.len(),
                    "certain": sure,
                    "possible": fitting.len() - sure - undated,
                    "open": fitting.iter().filter(open).count(),
                    "undated": undated,
                    "buckets": buckets.len(),
                    "from": buckets.first().unwrap()["from"],
                    "to": buckets.last().unwrap()["to"],
                }),
                "{bucket} {from:?} {to:?}"
            );
        }
    }
}

/// One statement counts, whatever the number of buckets; one more cuts all pages, one loads what is on them. How many a
/// bucket has is known before its pages.
#[test]
fn a_timeline_costs_the_same_whatever_its_length() {
    for kind in Kind::all() {
        let server = Server::forgetful(kind);
        for (document, expected) in [
            ("{ timeline(bucket: YEAR) { period certain possible } }", 1),
            ("{ timeline(bucket: MONTH) { period certain possible } }", 1),
            (
                "{ timeline(bucket: MONTH) { period } timelineSummary(bucket: MONTH) { meetings } year: timeline(bucket: YEAR) { period } }",
                1,
            ),
            (
                "{ timeline(bucket: YEAR) { meetings(first: 5) { nodes { slug } } } }",
                3,
            ),
            (
                "{ timeline(bucket: MONTH) { meetings(first: 5) { nodes { slug } } } }",
                3,
            ),
            (
                "{ timeline(bucket: MONTH) { meetings(first: 5) { totalCount nodes { slug } } } }",
                3,
            ),
            ("{ timeline(bucket: MONTH) { meetings { __typename } } }", 1),
        ] {
            let (statements, answer) = server.statements(|server| server.ask(document));
            assert_eq!(answer.json().get("errors"), None, "{}", answer.text());
            assert_eq!(statements, expected, "{document} on {kind:?}");
        }
    }
}

/// A bucket's meetings come in parts; its pages are those of one list all the same, with filters of many values too.
#[test]
fn a_bucket_is_paged_like_any_list() {
    const DOCUMENT: &str = "query ($first: Int, $after: String, $direction: OrderDirection!, $slugs: [String!]) {
        timeline(bucket: YEAR, filter: {
            when: { overlaps: { from: \"2025-01-01\", to: \"2025-12-31\" } }, slug: { in: $slugs }
        }) {
            meetings(first: $first, after: $after, orderBy: [{ field: WHEN, direction: $direction }]) {
                totalCount nodes { slug when { edtf } } pageInfo { hasNextPage endCursor }
            }
        }
    }";
    for kind in Kind::all() {
        let (server, _) = dated(kind, &FORMS);
        for direction in ["ASC", "DESC"] {
            let ask = |first: u32, after: &Value, slugs: &Value| {
                let variables = json!({ "first": first, "after": after, "direction": direction, "slugs": slugs });
                let mut data = server.data(DOCUMENT, &variables);
                assert_eq!(data["timeline"].as_array().unwrap().len(), 1);
                data["timeline"][0]["meetings"].take()
            };
            let whole = ask(13, &Value::Null, &Value::Null);
            let nodes = whole["nodes"].as_array().unwrap();
            assert_eq!((nodes.len(), &whole["pageInfo"]["hasNextPage"]), (11, &json!(false)));
            let (mut walked, mut after) = (Vec::new(), Value::Null);
            loop {
                let page = ask(2, &after, &Value::Null);
                walked.extend(page["nodes"].as_array().unwrap().iter().cloned());
                after = page["pageInfo"]["endCursor"].clone();
                if page["pageInfo"]["hasNextPage"] == false {
                    break;
                }
            }
            assert_eq!(walked, *nodes, "{direction}");
            let known = nodes.iter().map(|node| node["slug"].as_str().unwrap().to_owned());
            let many: Vec<String> = known.chain((0..450).map(|at| format!("no-meeting-{at}"))).collect();
            assert_eq!(ask(13, &Value::Null, &json!(many)), whole, "{direction}");
        }
        let many: Vec<String> = (0..450).map(|at| format!("no-meeting-{at}")).collect();
        let document = "query ($slugs: [String!]) {
            timeline(bucket: MONTH, filter: { not: { slug: { in: $slugs } } }) { certain possible meetings(first: 13) { nodes { slug } } }
        }";
        let data = server.data(document, &json!({ "slugs": many }));
        for bucket in data["timeline"].as_array().unwrap() {
            let listed = bucket["meetings"]["nodes"].as_array().unwrap().len() as u64;
            let counted = bucket["certain"].as_u64().unwrap() + bucket["possible"].as_u64().unwrap();
            assert_eq!(listed, counted, "{bucket}");
        }
    }
}
