//! Who met whom, over all parties of the dataset: counterparts are mutual, and paths as short as they can be.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where it cannot go on"
)]

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Value, json};
use tests::{Kind, Server, records::on_each};

/// Every party with whom it met, and how often, by global id.
type Met = BTreeMap<String, BTreeMap<String, u64>>;

const COUNTS: [&str; 3] = [
    "",
    "counting: { certainty: [STATED, INFERRED, POSSIBLE] }",
    "counting: { status: [HELD, SCHEDULED, PROPOSED, CANCELLED], certainty: [STATED, INFERRED, POSSIBLE], invited: true }",
];

fn parties(server: &Server) -> Vec<String> {
    let all = "{ officials(first: 100) { nodes { id } } organisations(first: 100) { nodes { id } } }";
    let data = server.data(all, &Value::Null);
    let nodes = ["officials", "organisations"].map(|list| data[list]["nodes"].as_array().unwrap().clone());
    let id = |node: &Value| node["id"].as_str().unwrap().to_owned();
    nodes.iter().flatten().map(id).collect()
}

fn met(server: &Server, counting: &str) -> Met {
    let arguments = format!("(first: 100 {counting})");
    let list =
        format!("counterparts{arguments} {{ totalCount edges {{ meetingCount node {{ ... on Node {{ id }} }} }} }}");
    let document = format!(
        "query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on Official {{ id {list} }} ... on Organisation {{ id {list} }} }} }}"
    );
    let mut met = Met::new();
    for ids in parties(server).chunks(10) {
        for node in server.data(&document, &json!({ "ids": ids }))["nodes"]
            .as_array()
            .unwrap()
        {
            let edges = node["counterparts"]["edges"].as_array().unwrap();
            assert_eq!(node["counterparts"]["totalCount"], edges.len());
            let pair = |edge: &Value| {
                let id = edge["node"]["id"].as_str().unwrap().to_owned();
                (id, edge["meetingCount"].as_u64().unwrap())
            };
            let counts: Vec<u64> = edges.iter().map(|edge| pair(edge).1).collect();
            assert!(counts.iter().rev().is_sorted(), "most often first: {counts:?}");
            met.insert(
                node["id"].as_str().unwrap().to_owned(),
                edges.iter().map(pair).collect(),
            );
        }
    }
    met
}

/// The same from the participations, by the words of the rule: each by a participation of its own.
fn met_by_hand(server: &Server, counts: impl Fn(&Value, &Value) -> bool) -> Met {
    let document = "{ meetings(first: 40) { nodes { status
        participations(first: 30) { nodes { certainty roles official { id } organisation { id } } } } } }";
    let mut met: Met = parties(server).into_iter().map(|id| (id, BTreeMap::new())).collect();
    for meeting in server.data(document, &Value::Null)["meetings"]["nodes"]
        .as_array()
        .unwrap()
    {
        let rows = meeting["participations"]["nodes"].as_array().unwrap();
        assert!(rows.len() < 30, "the list is whole");
        let there: Vec<&Value> = rows.iter().filter(|row| counts(meeting, row)).collect();
        let who = |row: &Value| -> Vec<String> {
            let ids = ["official", "organisation"].map(|of| row[of]["id"].as_str().map(ToOwned::to_owned));
            ids.into_iter().flatten().collect()
        };
        let mut pairs = BTreeSet::new();
        for (at, one) in there.iter().enumerate() {
            for other in there.iter().skip(at + 1) {
                for (a, b) in who(one)
                    .iter()
                    .flat_map(|a| who(other).into_iter().map(move |b| (a.clone(), b)))
                {
                    if a != b {
                        pairs.extend([(a.clone(), b.clone()), (b, a)]);
                    }
                }
            }
        }
        for (one, other) in pairs {
            *met.get_mut(&one).unwrap().entry(other).or_default() += 1;
        }
    }
    met
}

#[test]
fn counterparts_are_mutual_and_as_the_participations_say() {
    on_each(|server| {
        for counting in COUNTS {
            let met = met(server, counting);
            for (one, others) in &met {
                for (other, count) in others {
                    assert_eq!(met[other].get(one), Some(count), "{one} and {other} {counting}");
                }
            }
            let sure = |row: &Value| counting.contains("POSSIBLE") || row["certainty"] != "POSSIBLE";
            let status = |meeting: &Value| counting.contains("status") || meeting["status"] == "HELD";
            let there = |row: &Value| counting.contains("invited") || row["roles"] != json!(["INVITEE"]);
            let expected = met_by_hand(server, |meeting, row| status(meeting) && sure(row) && there(row));
            assert_eq!(met, expected, "{counting}");
            let pairs: usize = met.values().map(BTreeMap::len).sum();
            assert!(pairs > 300, "{pairs}");
        }
    });
}

/// How many meetings each party is away from one.
fn distances(met: &Met, from: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::from([(from.to_owned(), 0)]);
    let mut open = VecDeque::from([from.to_owned()]);
    while let Some(party) = open.pop_front() {
        for next in met[&party].keys() {
            if !found.contains_key(next) {
                found.insert(next.clone(), found[&party] + 1);
                open.push_back(next.clone());
            }
        }
    }
    found
}

#[test]
fn paths_are_as_short_as_can_be() {
    on_each(|server| {
        let met = met(server, COUNTS[2]);
        let ids: Vec<&String> = met.keys().collect();
        // Every third party with every fourth: all sorts of pairs, in documents of a few paths.
        let pairs: Vec<(&String, &String)> = ids
            .iter()
            .step_by(3)
            .flat_map(|from| ids.iter().skip(1).step_by(4).map(|to| (*from, *to)))
            .collect();
        let mut lengths = BTreeMap::<usize, usize>::new();
        for some in pairs.chunks(10) {
            let field = |(at, (from, to)): (usize, &(&String, &String))| {
                format!(
                    "p{at}: path(from: {}, to: {}, maxSteps: 6, {}) {{ from {{ ... on Node {{ id }} }} to {{ ... on Node {{ id }} }} }}",
                    json!(from),
                    json!(to),
                    COUNTS[2]
                )
            };
            let fields: Vec<String> = some.iter().enumerate().map(field).collect();
            let data = server.data(&format!("{{ {} }}", fields.join("\n")), &Value::Null);
            for (at, (from, to)) in some.iter().enumerate() {
                let steps = data[&format!("p{at}")].as_array().unwrap();
                let expected = distances(&met, from)
                    .get(*to)
                    .copied()
                    .filter(|steps| *steps <= 6)
                    .unwrap_or(0);
                assert_eq!(steps.len(), expected, "{from} {to}");
                *lengths.entry(expected).or_default() += 1;
                let mut here = from.as_str();
                for step in steps {
                    assert_eq!(step["from"]["id"], here);
                    let next = step["to"]["id"].as_str().unwrap();
                    assert!(met[here].contains_key(next), "{here} never met {next}");
                    here = next;
                }
                assert!(steps.is_empty() || here == to.as_str());
            }
        }
        assert!(
            lengths.contains_key(&0) && lengths.contains_key(&1) && lengths.contains_key(&2),
            "{lengths:?}"
        );
    });
}

/// A network's nodes are the nearest, and its links those of the counterparts.
#[test]
fn networks_agree_with_counterparts() {
    on_each(|server| {
        let met = met(server, "");
        for (around, depth) in met.keys().zip([1, 2, 3].into_iter().cycle()) {
            let document = format!(
                "{{ network(around: {}, depth: {depth}, limit: 200) {{ nodes {{ distance party {{ ... on Node {{ id }} }} }} links {{ from to meetingCount }} truncated }} }}",
                json!(around)
            );
            let network = server.data(&document, &Value::Null)["network"].clone();
            assert_eq!(network["truncated"], false);
            let nodes: BTreeMap<String, usize> = network["nodes"]
                .as_array()
                .unwrap()
                .iter()
                .map(|node| {
                    let id = node["party"]["id"].as_str().unwrap().to_owned();
                    (id, usize::try_from(node["distance"].as_u64().unwrap()).unwrap())
                })
                .collect();
            let mut near = distances(&met, around);
            near.retain(|_, distance| *distance <= depth);
            assert_eq!(nodes, near, "{around}");
            let mut links = BTreeMap::new();
            for link in network["links"].as_array().unwrap() {
                let end = |end: &str| link[end].as_str().unwrap().to_owned();
                let pair = BTreeSet::from([end("from"), end("to")]);
                assert_eq!(
                    links.insert(pair, link["meetingCount"].as_u64().unwrap()),
                    None,
                    "each two once"
                );
            }
            let mut expected = BTreeMap::new();
            for (one, other, count) in near
                .keys()
                .flat_map(|one| met[one].iter().map(move |(other, n)| (one, other, n)))
            {
                if near.contains_key(other) {
                    expected.insert(BTreeSet::from([one.clone(), other.clone()]), *count);
                }
            }
            assert_eq!(links, expected, "{around}");
        }
    });
}

#[test]
fn what_cannot_be_asked_is_said() {
    on_each(|server| {
        let data = server.data(
            "{ official(slug: \"vishnu-deo-sai\") { id } meeting(slug: \"jetro-meeting-tokyo-2025\") { id } }",
            &Value::Null,
        );
        let (sai, meeting) = (&data["official"]["id"], &data["meeting"]["id"]);
        // `Official:nobody` and `Evidence:x` as global ids.
        let (nobody, evidence) = ("T2ZmaWNpYWw6bm9ib2R5", "RXZpZGVuY2U6eA");
        for (field, message) in [
            (
                "network(around: \"soup\") { truncated }".to_owned(),
                "`around` is no global id: ",
            ),
            (
                format!("network(around: \"{evidence}\") {{ truncated }}"),
                "`around` is not the id of a record: ",
            ),
            (
                format!("network(around: {sai}, limit: 201) {{ truncated }}"),
                "`limit: 201` is out of range",
            ),
            (
                format!("network(around: {sai}, limit: 0) {{ truncated }}"),
                "`limit: 0` is out of range",
            ),
            (
                format!("network(around: {sai}, depth: 0) {{ truncated }}"),
                "`depth: 0` is out of range",
            ),
            (
                format!("path(from: {sai}, to: {sai}, maxSteps: 7) {{ from {{ __typename }} }}"),
                "`maxSteps: 7` is out of range",
            ),
            (
                format!("path(from: {sai}, to: {meeting}) {{ from {{ __typename }} }}"),
                "`to` is the id of a record of the kind `Meeting`: ",
            ),
            (
                format!("path(from: \"{nobody}\", to: {sai}) {{ from {{ __typename }} }}"),
                "`from` is the id of an `Official` that is not in the dataset: ",
            ),
        ] {
            let error = &server.ask(&format!("{{ {field} }}")).json()["errors"][0];
            assert_eq!(error["extensions"]["code"], "BAD_INPUT", "{field}: {error}");
            assert!(
                error["message"].as_str().unwrap().starts_with(message),
                "{field}: {error}"
            );
        }
    });
}

/// A question's statements do not grow with what it finds.
#[test]
fn statements_are_few() {
    let around = |slug: &str| {
        let ids = BTreeMap::from([
            ("sai", "T2ZmaWNpYWw6dmlzaG51LWRlby1zYWk"),
            ("sibi", "T2ZmaWNpYWw6c2liaS1nZW9yZ2U"),
            ("kayo", "T2ZmaWNpYWw6a2F5by1pdG8"),
            ("nakajo", "T2ZmaWNpYWw6bmFrYWpvLWthenV5YQ"),
        ]);
        json!(ids[slug])
    };
    let node = "node { ... on Official { slug } ... on Organisation { slug } }";
    let network = "nodes { party { ... on Official { slug } ... on Organisation { slug } } } links { meetings { slug } } truncated";
    let questions = [
        (
            "{ official(slug: \"vishnu-deo-sai\") { counterparts { totalCount } } }".to_owned(),
            3,
        ),
        (
            format!(
                "{{ official(slug: \"vishnu-deo-sai\") {{ counterparts(first: 2) {{ edges {{ meetingCount {node} }} }} }} }}"
            ),
            5,
        ),
        (
            format!(
                "{{ official(slug: \"vishnu-deo-sai\") {{ counterparts {{ edges {{ meetingCount {node} meetings {{ totalCount nodes {{ slug }} }} }} }} }} }}"
            ),
            8,
        ),
        (
            format!(
                "{{ officials(first: 30) {{ nodes {{ counterparts(first: 5) {{ edges {{ {node} meetings(first: 2) {{ nodes {{ slug }} }} }} }} }} }} }}"
            ),
            7,
        ),
        (format!("{{ network(around: {}) {{ {network} }} }}", around("sibi")), 10),
        (
            format!(
                "{{ network(around: {}, depth: 2, limit: 50) {{ {network} }} }}",
                around("sai")
            ),
            11,
        ),
        (
            format!(
                "{{ path(from: {}, to: {}) {{ from {{ __typename }} meetings {{ slug }} }} }}",
                around("kayo"),
                around("nakajo")
            ),
            16,
        ),
    ];
    for kind in Kind::all() {
        let server = Server::forgetful(kind);
        let cost = |(document, _): &(String, u64)| {
            let (statements, answer) = server.statements(|server| server.ask(document));
            assert_eq!(answer.json().get("errors"), None, "{}", answer.text());
            statements
        };
        let costs: Vec<u64> = questions.iter().map(cost).collect();
        let expected: Vec<u64> = questions.iter().map(|(_, expected)| *expected).collect();
        assert_eq!(costs, expected, "on {kind:?}");
    }
}
