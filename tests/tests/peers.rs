//! The data that other servers are measured on, as a set of Sabha's: it passes the rules of an import, and our questions answer
//! what the rows say, in the order of the other servers.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where it cannot go on"
)]

use std::{fs, path::PathBuf};

use seed::import::{self, Options};
use serde_json::{Value, json};
use tests::{Database, Kind, Server, database, peers};

const TABLES: [(&str, &str); 10] = [
    ("state", "1,KA,Karnataka,नदी\n2,KL,Kerala,पुल\n"),
    (
        "place",
        "1,plc-1,Road Hall 1,बाज़ार भवन 1,1\n2,plc-2,River Hall 2,नदी भवन 2,2\n",
    ),
    (
        "organisation",
        "1,org-1,Ministry of Water 1,पानी संस्था 1,ministry,1\n2,org-2,Union of Seed 2,बीज संस्था 2,union,2\n",
    ),
    ("official", "1,ofc-1,Asha Rao 1,भाषा कर 1\n2,ofc-2,Om Sen 2,वन पुल 2\n"),
    ("policy", "1,pol-1,Water Policy 1,पानी नीति 1,1,2005,2008\n"),
    (
        "meeting",
        "1,mtg-1,Water tax 1,पानी कर 1,2012-03-04,2012-03-06,held,in_person,1,1,road bridge aquifer works,पुल नदी\n\
         2,mtg-2,River dam 2,नदी पुल 2,2012-03-04,2012-03-04,planned,online,1,2,aquifer works rail,रेल पुल\n\
         3,mtg-3,Seed law 3,बीज कर 3,2010-01-02,2010-01-02,cancelled,hybrid,2,2,rail saltpan works,तट पुल\n\
         10,mtg-10,Coast 10,तट 10,2012-03-04,2012-03-04,held,hybrid,1,1,coast,तट\n",
    ),
    (
        "participation",
        "1,1,1,chair\n1,2,2,observer\n2,2,1,member\n10,1,2,chair\n3,2,2,chair\n",
    ),
    ("meeting_policy", "1,1\n"),
    ("article", "1,art-1,1,Dam opened,https://news.invalid/1,2012-03-04\n"),
    ("evidence", "1,1,1,quote,road bridge\n"),
];

/// The set and its questions in a folder of its own.
struct Made {
    folder: PathBuf,
    files: Vec<PathBuf>,
    queries: PathBuf,
}

impl Made {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("sabha-peers-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("csv")).unwrap();
        for (table, rows) in TABLES {
            fs::write(folder.join(format!("csv/{table}.csv")), rows).unwrap();
        }
        let (files, queries) = peers::convert(&folder.join("csv"), &folder.join("set")).unwrap();
        Self { folder, files, queries }
    }

    fn server(&self, kind: Kind) -> Server {
        let to = Database::blank(kind);
        database::wait(async {
            let db = to.open().await;
            seed::database::migrate(&db).await.unwrap();
            for file in &self.files {
                import::file(&db, file, Options::default(), |_| ()).await.unwrap();
            }
            db.close().await.unwrap();
        });
        Server::over(to, None)
    }

    fn ask(&self, server: &Server, name: &str, variables: &Value) -> Value {
        let document = fs::read_to_string(self.queries.join(format!("{name}.graphql"))).unwrap();
        let answer = server.ask_with(&document, variables);
        assert_eq!(answer.message(), "", "{name}");
        answer.json()["data"].clone()
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        let _not_there = fs::remove_dir_all(&self.folder);
    }
}

fn slugs(nodes: &Value) -> Vec<&str> {
    nodes
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["slug"].as_str().unwrap())
        .collect()
}

#[test]
fn questions_are_answered_as_the_rows_say() {
    for kind in Kind::all() {
        let made = Made::new(&format!("rows-{kind:?}"));
        let server = made.server(kind);
        let newest = made.ask(&server, "Q2", &json!({}));
        // Three of one day, the one with the greatest id first: by slug, or as they came, they would stand otherwise.
        assert_eq!(
            slugs(&newest["meetings"]["nodes"]),
            ["mtg-10", "mtg-2", "mtg-1", "mtg-3"]
        );

        let one = &made.ask(&server, "Q1", &json!({ "slug": "mtg-1" }))["meeting"];
        let expected = json!({
            "slug": "mtg-1", "titleEn": "Water tax 1", "titleHi": "पानी कर 1",
            "when": { "earliest": "2012-03-04", "note": "Until 2012-03-06." },
            "status": "HELD", "format": "IN_PERSON",
            "summaryEn": "road bridge aquifer works", "summaryHi": "पुल नदी",
            "states": [{ "code": "IN-KA", "nameEn": "Karnataka", "nameHi": "नदी" }],
            "place": { "slug": "plc-1", "nameEn": "Road Hall 1", "nameHi": "बाज\u{93c}ार भवन 1" },
            "participations": { "nodes": [
                {
                    "roles": ["CHAIR"],
                    "official": { "slug": "ofc-1", "nameEn": "Asha Rao 1", "nameHi": "भाषा कर 1" },
                    "organisation": {
                        "slug": "org-1", "nameEn": "Ministry of Water 1", "nameHi": "पानी संस्था 1", "kind": "DEPARTMENT"
                    },
                },
                {
                    "roles": ["VISITOR"],
                    "official": { "slug": "ofc-2", "nameEn": "Om Sen 2", "nameHi": "वन पुल 2" },
                    "organisation": {
                        "slug": "org-2", "nameEn": "Union of Seed 2", "nameHi": "बीज संस्था 2", "kind": "TRADE_ASSOCIATION"
                    },
                },
            ]},
            "policies": [{ "policy": {
                "slug": "pol-1", "nameEn": "Water Policy 1", "nameHi": "पानी नीति 1", "period": { "edtf": "2005/2008" }
            }}],
        });
        assert_eq!(*one, expected);

        let chaired = json!({ "state": "KA", "from": "2010-01-01", "to": "2013-12-31", "role": "chair" });
        assert_eq!(
            slugs(&made.ask(&server, "Q3", &chaired)["meetings"]["nodes"]),
            ["mtg-10", "mtg-1"]
        );
        // The deep page lies after all but the last.
        let before = made.ask(&server, "Q4.pre", &json!({}));
        let after = json!({ "after": before["meetings"]["edges"][0]["cursor"] });
        assert_eq!(slugs(&made.ask(&server, "Q4", &after)["meetings"]["nodes"]), ["mtg-3"]);

        let found = made.ask(&server, "Q5", &json!({ "word": "aquifer" }));
        let mut found = slugs(&found["search"]["nodes"]);
        found.sort_unstable();
        assert_eq!(found, ["mtg-1", "mtg-2"]);
        assert_eq!(made.ask(&server, "Q0", &json!({}))["__typename"], "Query");
    }
}

#[test]
fn what_is_not_as_the_generator_writes_it_is_named() {
    let made = Made::new("wrong");
    for (table, row, told) in [
        ("participation", "1,1,1,king\n", "the role `king`"),
        ("participation", "1,9,1,chair\n", "official.csv has no row 9"),
        ("meeting_policy", "1,4\n", "policy.csv has no row 4"),
        (
            "article",
            "1,\"art\",1,a,b,2012-01-01\n",
            "article.csv:1: expected 6 fields without quotes",
        ),
    ] {
        let file = made.folder.join(format!("csv/{table}.csv"));
        let right = fs::read_to_string(&file).unwrap();
        fs::write(&file, row).unwrap();
        let error = peers::convert(&made.folder.join("csv"), &made.folder.join("set")).unwrap_err();
        assert!(error.to_string().contains(told), "{error}");
        fs::write(&file, right).unwrap();
    }
    fs::remove_file(made.folder.join("csv/policy.csv")).unwrap();
    let error = peers::convert(&made.folder.join("csv"), &made.folder.join("set")).unwrap_err();
    assert!(error.to_string().starts_with("policy.csv: "), "{error}");
}
