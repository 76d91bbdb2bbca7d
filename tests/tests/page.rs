//! Every connection, walked in each of its orders, forward and backward, in pages of 1, 2 and 3: each item comes once and
//! in the order of the whole.
//!
//! The connections are found by introspection, so that a new one is walked as soon as it is there. Many walks go on at the
//! same time, each a field of one document.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where it cannot go on"
)]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tests::{Server, records::on_each};

/// Walks in one document: as many as it may have root fields.
const AT_ONCE: usize = 20;

/// A connection of one thing, or of the root.
#[derive(Clone, Debug)]
struct Connection {
    /// The type that has the field, and the id of one of its things; none for the root.
    of: Option<(String, String)>,
    field: String,
    /// The field's arguments that are always there, e.g. its order.
    arguments: String,
    backward: bool,
}

/// A walk over a connection.
struct Walk {
    connection: Connection,
    size: usize,
    backward: bool,
    cursor: Option<String>,
    /// The cursors of the pages' items, the earlier pages first in the direction of the walk.
    found: Vec<Value>,
    /// The ids of the items, where they are asked for.
    ids: BTreeSet<String>,
    ended: bool,
}

impl Walk {
    fn new(connection: &Connection, size: usize, backward: bool) -> Self {
        Self {
            connection: connection.clone(),
            size,
            backward,
            cursor: None,
            found: Vec::new(),
            ids: BTreeSet::new(),
            ended: false,
        }
    }

    fn arguments(&self) -> String {
        let (size, from) = if self.backward {
            ("last", "before")
        } else {
            ("first", "after")
        };
        let cursor = self.cursor.as_ref().map(|it| format!(", {from}: {}", json!(it)));
        let more = &self.connection.arguments;
        format!("{size}: {}{}{more}", self.size, cursor.unwrap_or_default())
    }

    /// The next page as a field of a document.
    fn field(&self, at: usize) -> String {
        // What the items are is asked where all are on one page; elsewhere a cursor tells one from another.
        let (node, nodes) = if self.size > 3 {
            ("node { ... on Node { id } }", "nodes { ... on Node { id } }")
        } else {
            ("", "")
        };
        let page = format!(
            "{}({}) {{ edges {{ cursor {node} }} {nodes} \
             pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }}",
            self.connection.field,
            self.arguments()
        );
        match &self.connection.of {
            None => format!("w{at}: {page}"),
            Some((ty, id)) => format!("w{at}: node(id: {}) {{ ... on {ty} {{ {page} }} }}", json!(id)),
        }
    }

    /// Takes a page and looks whether it goes on.
    fn take(&mut self, answer: &Value) {
        let page = match self.connection.of {
            None => answer,
            Some(_) => &answer[&self.connection.field],
        };
        let what = format!("{:?} {}", self.connection, self.arguments());
        let edges = page["edges"].as_array().unwrap_or_else(|| panic!("{what}: {answer}"));
        let items: Vec<Value> = edges.iter().map(|edge| edge["cursor"].clone()).collect();
        if let Some(nodes) = page["nodes"].as_array() {
            let of_edges: Vec<&Value> = edges.iter().map(|edge| &edge["node"]).collect();
            assert_eq!(
                of_edges,
                nodes.iter().collect::<Vec<_>>(),
                "{what}: edges and nodes differ"
            );
            self.ids
                .extend(nodes.iter().map(|node| node["id"].as_str().unwrap().to_owned()));
        }
        assert!(items.len() <= self.size, "{what}: the page is too long");
        let info = &page["pageInfo"];
        let cursor = |edge: Option<&Value>| edge.map_or(Value::Null, |it| it["cursor"].clone());
        assert_eq!(info["startCursor"], cursor(edges.first()), "{what}");
        assert_eq!(info["endCursor"], cursor(edges.last()), "{what}");
        let (further, back, next) = if self.backward {
            ("hasPreviousPage", "hasNextPage", "startCursor")
        } else {
            ("hasNextPage", "hasPreviousPage", "endCursor")
        };
        // Where the walk comes from, there is something: the page before.
        assert_eq!(info[back], json!(self.cursor.is_some()), "{what}: {back}");
        if self.backward {
            self.found.extend(items.into_iter().rev());
        } else {
            self.found.extend(items);
        }
        self.ended = info[further] != true;
        if !self.ended {
            assert_eq!(edges.len(), self.size, "{what}: a page that is not the last is full");
            self.cursor = info[next].as_str().map(ToOwned::to_owned);
        }
    }
}

/// Walks all to their ends.
fn go(server: &Server, walks: &mut [Walk]) {
    loop {
        let mut going: Vec<&mut Walk> = walks.iter_mut().filter(|walk| !walk.ended).collect();
        if going.is_empty() {
            return;
        }
        for some in going.chunks_mut(AT_ONCE) {
            let fields: Vec<String> = some.iter().enumerate().map(|(at, walk)| walk.field(at)).collect();
            let data = server.data(&format!("{{ {} }}", fields.join("\n")), &Value::Null);
            for (at, walk) in some.iter_mut().enumerate() {
                walk.take(&data[&format!("w{at}")]);
            }
        }
    }
}

const TYPES: &str = "{
    __schema {
        types {
            kind name
            fields {
                name type { name ofType { name } }
                args { name type { kind name ofType { kind name ofType { name } } } }
            }
            enumValues { name }
        }
    }
    node: __type(name: \"Node\") { possibleTypes { name } }
}";

/// Arguments that a field cannot do without.
fn required(field: &str) -> Option<&'static str> {
    match field {
        "search" => Some(", text: \"sai\""),
        _ => None,
    }
}

fn name(value: &Value) -> &str {
    value["name"].as_str().unwrap()
}

/// Every connection of the root, and of every type with an id that of the thing with the longest list; in every order.
fn connections(server: &Server) -> Vec<Connection> {
    let data = server.data(TYPES, &Value::Null);
    let types = data["__schema"]["types"].as_array().unwrap();
    let nodes: Vec<&str> = data["node"]["possibleTypes"]
        .as_array()
        .unwrap()
        .iter()
        .map(name)
        .collect();
    let ids = ids(server, &nodes);
    let mut all = Vec::new();
    for ty in types {
        if name(ty) != "Query" && !nodes.contains(&name(ty)) {
            continue;
        }
        for field in ty["fields"].as_array().unwrap() {
            if !field["type"]["ofType"]["name"]
                .as_str()
                .is_some_and(|it| it.ends_with("Connection"))
            {
                continue;
            }
            let arguments = field["args"].as_array().unwrap();
            let must = arguments.iter().any(|it| it["type"]["kind"] == "NON_NULL");
            let always = required(name(field)).unwrap_or_default();
            assert_eq!(
                must,
                !always.is_empty(),
                "{}.{}: say which arguments it takes",
                name(ty),
                name(field)
            );
            let of = (name(ty) != "Query").then(|| longest(server, (name(ty), name(field)), &ids[name(ty)]));
            let backward = arguments.iter().any(|it| it["name"] == "last");
            for order in orders(types, arguments) {
                all.push(Connection {
                    of: of.clone(),
                    field: name(field).to_owned(),
                    arguments: format!("{always}{order}"),
                    backward,
                });
            }
        }
    }
    all
}

/// The default order, and each field of `orderBy` both ways; and two fields together where there are several.
fn orders(types: &[Value], arguments: &[Value]) -> Vec<String> {
    let mut orders = vec![String::new()];
    let Some(order) = arguments.iter().find(|it| it["name"] == "orderBy") else {
        return orders;
    };
    let of = order["type"]["ofType"]["ofType"]["name"].as_str().unwrap();
    let values = types.iter().find(|ty| name(ty) == format!("{of}Field")).unwrap();
    let fields: Vec<&str> = values["enumValues"].as_array().unwrap().iter().map(name).collect();
    for field in &fields {
        for direction in ["ASC", "DESC"] {
            orders.push(format!(", orderBy: [{{ field: {field}, direction: {direction} }}]"));
        }
    }
    let (first, last) = (fields[0], fields[fields.len() - 1]);
    orders.push(format!(
        ", orderBy: [{{ field: {last}, direction: DESC }}, {{ field: {first}, direction: ASC }}]"
    ));
    orders
}

/// Ids of the things of each type that has connections: the records, by their articles.
fn ids(server: &Server, nodes: &[&str]) -> BTreeMap<String, Vec<String>> {
    let mut ids: BTreeMap<String, Vec<String>> = nodes.iter().map(|it| ((*it).to_owned(), Vec::new())).collect();
    let all = "states places officials organisations meetings policies topics articles outcomes statements";
    for root in all.split(' ') {
        let data = server.data(
            &format!("{{ {root}(first: 100) {{ nodes {{ __typename id }} }} }}"),
            &Value::Null,
        );
        for node in data[root]["nodes"].as_array().unwrap() {
            let id = node["id"].as_str().unwrap().to_owned();
            ids.get_mut(node["__typename"].as_str().unwrap()).unwrap().push(id);
        }
    }
    ids
}

/// The thing of which the connection is the longest.
fn longest(server: &Server, (ty, field): (&str, &str), ids: &[String]) -> (String, String) {
    assert!(
        !ids.is_empty(),
        "{ty} has a connection `{field}`, and there is none to walk it"
    );
    let document = format!(
        "query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {ty} {{ id list: {field} {{ totalCount }} }} }} }}"
    );
    let data = server.data(&document, &json!({ "ids": ids }));
    let nodes = data["nodes"].as_array().unwrap();
    let longest = nodes
        .iter()
        .max_by_key(|node| node["list"]["totalCount"].as_u64())
        .unwrap();
    (ty.to_owned(), longest["id"].as_str().unwrap().to_owned())
}

#[test]
fn each_item_comes_once_whatever_the_page_the_order_and_the_direction() {
    on_each(|server| {
        let connections = connections(server);
        assert!(connections.len() > 150, "{}", connections.len());
        let mut wholes: Vec<Walk> = connections.iter().map(|it| Walk::new(it, 100, false)).collect();
        go(server, &mut wholes);
        let mut walks = Vec::new();
        for connection in &connections {
            for size in [1, 2, 3] {
                walks.push(Walk::new(connection, size, false));
                walks.extend(connection.backward.then(|| Walk::new(connection, size, true)));
            }
        }
        go(server, &mut walks);
        let counts = total_counts(server, &connections);
        let mut walks = walks.into_iter();
        for ((connection, whole), count) in connections.iter().zip(&wholes).zip(counts) {
            assert_eq!(
                whole.ids.len(),
                whole.found.len(),
                "{connection:?}: an item comes twice"
            );
            assert_eq!(count, whole.found.len() as u64, "{connection:?}: totalCount");
            let reversed: Vec<Value> = whole.found.iter().rev().cloned().collect();
            for walk in walks.by_ref().take(if connection.backward { 6 } else { 3 }) {
                let expected = if walk.backward { &reversed } else { &whole.found };
                assert_eq!(walk.found, *expected, "{connection:?} in pages of {}", walk.size);
            }
        }
    });
}

fn total_counts(server: &Server, connections: &[Connection]) -> Vec<u64> {
    let mut counts = Vec::new();
    for some in connections.chunks(AT_ONCE) {
        let fields = some.iter().enumerate().map(|(at, it)| {
            let arguments = it.arguments.trim_start_matches(", ");
            let arguments = if arguments.is_empty() {
                String::new()
            } else {
                format!("({arguments})")
            };
            let count = format!("{}{arguments} {{ totalCount }}", it.field);
            match &it.of {
                None => format!("c{at}: {count}"),
                Some((ty, id)) => format!("c{at}: node(id: {}) {{ ... on {ty} {{ {count} }} }}", json!(id)),
            }
        });
        let document = format!("{{ {} }}", fields.collect::<Vec<_>>().join("\n"));
        let data = server.data(&document, &Value::Null);
        for (at, connection) in some.iter().enumerate() {
            let answer = &data[&format!("c{at}")];
            let page = if connection.of.is_some() {
                &answer[&connection.field]
            } else {
                answer
            };
            counts.push(page["totalCount"].as_u64().unwrap());
        }
    }
    counts
}

/// The order of each field is that of its values, and the other direction is its reverse but for ties.
#[test]
fn lists_are_in_the_order_that_was_asked_for() {
    let orders: [(&str, &str, &str, &str); 12] = [
        ("meetings", "WHEN", "when { earliest latest }", "/when"),
        (
            "meetings",
            "PARTICIPATION_COUNT",
            "participations { totalCount }",
            "/participations/totalCount",
        ),
        ("meetings", "UPDATED_AT", "revision", "/revision"),
        ("officials", "NAME", "name(language: \"en\")", "/name"),
        (
            "officials",
            "MEETING_COUNT",
            "meetings { totalCount }",
            "/meetings/totalCount",
        ),
        ("organisations", "NAME", "name(language: \"en\")", "/name"),
        (
            "organisations",
            "MEETING_COUNT",
            "meetings { totalCount }",
            "/meetings/totalCount",
        ),
        ("policies", "PERIOD", "period { earliest latest }", "/period"),
        (
            "policies",
            "MEETING_COUNT",
            "meetings { totalCount }",
            "/meetings/totalCount",
        ),
        ("states", "CODE", "code", "/code"),
        (
            "states",
            "MEETING_COUNT",
            "meetings { totalCount }",
            "/meetings/totalCount",
        ),
        (
            "places",
            "MEETING_COUNT",
            "meetings { totalCount }",
            "/meetings/totalCount",
        ),
    ];
    on_each(|server| {
        for (list, field, selection, path) in orders {
            for direction in ["ASC", "DESC"] {
                let order = format!("orderBy: [{{ field: {field}, direction: {direction} }}]");
                let document = format!("{{ {list}({order}, first: 100) {{ nodes {{ {selection} }} }} }}");
                let data = server.data(&document, &Value::Null);
                let nodes = data[list]["nodes"].as_array().unwrap();
                // What has no value is last both ways, and so is an open end among moments that begin on one day.
                let key = |node: &Value| match node.pointer(path).unwrap_or(&Value::Null) {
                    Value::Null => None,
                    Value::Object(moment) => moment["earliest"].as_str().map(|earliest| {
                        let open = if direction == "ASC" { "9999-12-31" } else { "0000-00-00" };
                        format!("{earliest} {}", moment["latest"].as_str().unwrap_or(open))
                    }),
                    Value::Number(number) => Some(format!("{:09}", number.as_u64().unwrap())),
                    other => Some(other.as_str().unwrap().to_lowercase()),
                };
                let keys: Vec<Option<String>> = nodes.iter().map(key).collect();
                let known: Vec<&String> = keys.iter().flatten().collect();
                let first_unknown = keys.iter().position(Option::is_none).unwrap_or(keys.len());
                assert_eq!(first_unknown, known.len(), "{document}: {keys:?}");
                let sorted = if direction == "ASC" {
                    known.is_sorted()
                } else {
                    known.iter().rev().is_sorted()
                };
                assert!(sorted, "{document}: {keys:?}");
            }
        }
    });
}
