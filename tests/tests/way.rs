//! Whatever way leads to a page, it is the page: lists under filters and parents, in each order and from both ends, are
//! those that the same filter gives as an `or` of one, for which no way is chosen and the database finds its own.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where it cannot go on"
)]

use seed::synth::{Plan, load};
use serde_json::{Map, Value, json};
use tests::operation::{FACTS, facts};
use tests::{Database, Kind, Server, database};

const ORDERS: [&str; 5] = [
    "[]",
    "[{field: WHEN}]",
    "[{field: NAME}]",
    "[{field: UPDATED_AT, direction: DESC}, {field: WHEN}]",
    "[{field: PARTICIPATION_COUNT, direction: DESC}]",
];

/// Filters, with the names of facts between angle brackets.
const FILTERS: [&str; 27] = [
    "{state: {code: {eq: \"<state>\"}}}",
    "{state: {code: {eq: \"<state>\"}}, when: {within: {from: \"2014-01-01\", to: \"2019-06-30\"}}, participations: {some: {role: [CHAIR]}}}",
    "{state: {code: {in: [\"<state>\", \"IN-BR\", \"IN-MP\"]}}, status: [HELD, SCHEDULED]}",
    "{state: {code: {startsWith: \"IN-\"}}}",
    "{state: {code: {eq: \"none\"}}}",
    "{place: {within: {slug: {eq: \"<place>\"}}}}",
    "{place: {slug: {eq: \"<place>\"}}, when: {overlaps: {to: \"2018-01-01\"}}}",
    "{topic: {under: \"<topic>\"}, kind: [TALKS, CONSULTATION]}",
    "{policy: {slug: {eq: \"<policy>\"}}, not: {participations: {some: {role: [CHAIR]}}}}",
    "{article: {slug: {eq: \"<article>\"}}}",
    "{participations: {some: {official: {slug: {eq: \"<official>\"}}, role: [CHAIR]}}}",
    "{participations: {some: {organisation: {slug: {eq: \"<organisation>\"}}}, none: {official: {slug: {eq: \"<official>\"}}}}}",
    "{participations: {some: {official: {slug: {in: [\"<official>\", \"<other>\"]}}}}, state: {code: {eq: \"<state>\"}}}",
    "{and: [{state: {code: {eq: \"<state>\"}}}, {topic: {slug: {eq: \"<topic>\"}}}], or: [{status: [HELD]}, {format: [VIRTUAL]}]}",
    "{and: [{when: {within: {from: \"2012-01-01\"}}}, {when: {within: {to: \"2016-01-01\"}}}]}",
    "{when: {within: {to: \"2013-01-01\"}}}",
    "{when: {overlaps: {from: \"2020-02-01\", to: \"2020-12-01\"}}, kind: [TALKS]}",
    "{status: [CANCELLED]}",
    "{format: [VIRTUAL], participations: {some: {certainty: [POSSIBLE]}}}",
    "{name: {matches: \"meeting\"}}",
    "{name: {matches: \"<officialName>\"}, state: {code: {eq: \"<state>\"}}}",
    "{slug: {startsWith: \"m\"}, state: {code: {eq: \"<state>\"}}}",
    "{participations: {some: {or: [{official: {slug: {eq: \"<official>\"}}}, {role: [CHAIR]}]}}}",
    "{participations: {some: {organisation: {slug: {startsWith: \"a\"}}}}}",
    "{kind: [], when: {within: {to: \"2020-01-01\"}}}",
    "{name: {matches: \"!\"}}",
    "{not: {state: {code: {eq: \"<state>\"}}}, minArticles: 1}",
];

fn fill(filter: &str, facts: &Map<String, Value>) -> String {
    facts.iter().fold(filter.to_owned(), |text, (name, value)| {
        text.replace(&format!("<{name}>"), value.as_str().unwrap_or_default())
    })
}

/// All slugs of a list, page by page, in its order from whichever end it is read.
fn slugs(server: &Server, (field, arguments): (&str, &str), size: usize, backward: bool) -> Vec<String> {
    let (many, from, info) = if backward {
        ("last", "before", "more: hasPreviousPage cursor: startCursor")
    } else {
        ("first", "after", "more: hasNextPage cursor: endCursor")
    };
    let page =
        format!("meetings({many}: {size}, {from}: $cursor, {arguments}) {{ nodes {{ slug }} pageInfo {{ {info} }} }}");
    let document = format!("query ($cursor: String) {{ {} }}", field.replace("meetings", &page));
    let (mut found, mut cursor) = (Vec::new(), Value::Null);
    loop {
        let data = server.data(&document, &json!({ "cursor": cursor }));
        let page = data.pointer("/of/meetings").unwrap_or(&data["meetings"]);
        let nodes = page["nodes"].as_array().unwrap();
        let slugs = nodes.iter().map(|it| it["slug"].as_str().unwrap().to_owned());
        if backward {
            found = slugs.chain(found).collect();
        } else {
            found.extend(slugs);
        }
        if page["pageInfo"]["more"] != json!(true) {
            return found;
        }
        cursor = page["pageInfo"]["cursor"].clone();
    }
}

fn on_each(meetings: usize, test: impl Fn(&Server, &Map<String, Value>)) {
    for kind in Kind::all() {
        database::wait(async {
            let database = Database::blank(kind);
            let db = database.open().await;
            seed::database::migrate(&db).await.unwrap();
            load(&db, Plan { meetings, seed: 4 }, |_| {}).await.unwrap();
            db.close().await.unwrap();
            let server = Server::over(database, None);
            let facts = facts(&server.data(FACTS, &Value::Null));
            test(&server, &facts);
        });
    }
}

#[test]
fn every_way_leads_to_the_same_pages() {
    on_each(300, |server, facts| {
        let mut most = 0;
        for filter in FILTERS {
            let filter = fill(filter, facts);
            let total = |filter: &str| {
                let document = format!("{{ meetings(filter: {filter}) {{ totalCount }} }}");
                server.data(&document, &Value::Null)
            };
            assert_eq!(total(&filter), total(&format!("{{or: [{filter}]}}")), "{filter}");
            for order in ORDERS {
                let expected = format!("filter: {{or: [{filter}]}}, orderBy: {order}");
                let expected = slugs(server, ("meetings", &expected), 100, false);
                let list = format!("filter: {filter}, orderBy: {order}");
                assert_eq!(slugs(server, ("meetings", &list), 23, false), expected, "{list}");
                assert_eq!(
                    slugs(server, ("meetings", &list), 31, true),
                    expected,
                    "{list}, from the back"
                );
                most = most.max(expected.len());
            }
        }
        assert!(most > 100, "{most}");
    });
}

#[test]
fn every_way_under_a_parent_leads_to_the_same_pages() {
    let parents = [
        (
            "official(slug: \"<official>\")",
            "participations: {some: {official: {slug: {eq: \"<official>\"}}}}",
        ),
        (
            "organisation(slug: \"<organisation>\")",
            "participations: {some: {organisation: {slug: {eq: \"<organisation>\"}}}}",
        ),
        ("place(slug: \"<place>\")", "place: {within: {slug: {eq: \"<place>\"}}}"),
        ("policy(slug: \"<policy>\")", "policy: {slug: {eq: \"<policy>\"}}"),
        ("topic(slug: \"<topic>\")", "topic: {under: \"<topic>\"}"),
    ];
    on_each(300, |server, facts| {
        for (parent, such) in parents {
            let field = format!("of: {} {{ meetings }}", fill(parent, facts));
            let such = fill(such, facts);
            let total = server.data(
                &format!("{{ {} }}", field.replace("meetings", "meetings { totalCount }")),
                &Value::Null,
            );
            let expected = server.data(
                &format!("{{ meetings(filter: {{or: [{{{such}}}]}}) {{ totalCount }} }}"),
                &Value::Null,
            );
            assert_eq!(total["of"]["meetings"], expected["meetings"], "{field}");
            for filter in [0, 1, 9, 10, 15, 17, 19].map(|at| fill(FILTERS[at], facts)) {
                for order in ORDERS {
                    let expected = format!("filter: {{or: [{{and: [{filter}, {{{such}}}]}}]}}, orderBy: {order}");
                    let expected = slugs(server, ("meetings", &expected), 100, false);
                    let list = format!("filter: {filter}, orderBy: {order}");
                    assert_eq!(slugs(server, (&field, &list), 11, false), expected, "{field} {list}");
                    assert_eq!(
                        slugs(server, (&field, &list), 13, true),
                        expected,
                        "{field} {list}, from the back"
                    );
                }
            }
        }
    });
}
