//! With the articles' texts: quotes, offsets, lines and hashes are those of the texts. No text is part of the repository,
//! so these tests run where the texts are.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where it cannot go on"
)]

use std::{collections::BTreeMap, fs};

use serde_json::{Value, json};
use tests::{Kind, Server, database};

/// The texts by name of the article, from the files that the curated dataset names.
fn texts() -> Option<BTreeMap<String, String>> {
    let folder = database::articles()?;
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(database::data().join("article")).unwrap() {
        let path = entry.unwrap().path();
        let yaml = fs::read_to_string(&path).unwrap();
        let file = yaml.lines().find_map(|line| line.strip_prefix("file: ")).unwrap();
        let slug = path.file_stem().unwrap().to_string_lossy().into_owned();
        texts.insert(slug, fs::read_to_string(folder.join(file)).unwrap());
    }
    Some(texts)
}

#[test]
fn articles_have_their_texts() {
    let Some(texts) = texts() else { return };
    for kind in Kind::all() {
        let server = Server::with_articles(kind).unwrap();
        let data = server.data("{ articles { nodes { slug text length } } }", &Value::Null);
        let articles = data["articles"]["nodes"].as_array().unwrap();
        assert_eq!(articles.len(), texts.len());
        for article in articles {
            let text = &texts[article["slug"].as_str().unwrap()];
            assert_eq!(article["text"], **text);
            assert_eq!(article["length"], text.chars().count());
        }
    }
}

#[test]
fn each_quote_is_the_words_at_its_place() {
    let Some(texts) = texts() else { return };
    for kind in Kind::all() {
        let server = Server::with_articles(kind).unwrap();
        let mut count = 0;
        for (slug, text) in &texts {
            let letters: Vec<char> = text.chars().collect();
            let mut before = 0;
            for evidence in citations(&server, slug) {
                count += 1;
                let at = |field: &str| usize::try_from(evidence[field].as_u64().unwrap()).unwrap();
                let (start, end, line) = (at("start"), at("end"), at("line"));
                assert!(before <= start, "{slug}@{start}-{end} is not in reading order");
                before = start;
                assert!(start < end && end <= letters.len(), "{slug}@{start}-{end}");
                let words: String = letters[start..end].iter().collect();
                assert_eq!(evidence["quote"], words, "{slug}@{start}-{end}");
                assert_eq!(
                    line,
                    1 + letters[..start].iter().filter(|it| **it == '\n').count(),
                    "{slug}@{start}-{end}"
                );
                assert_eq!(evidence["quoteSha256"].as_str().unwrap().len(), 64);
            }
        }
        assert!(count > 800, "{count}");
    }
}

/// Every citation of an article, in reading order.
fn citations(server: &Server, slug: &str) -> Vec<Value> {
    let mut all = Vec::new();
    let mut after = Value::Null;
    loop {
        let data = server.data(
            "query ($slug: String!, $after: String) {
                article(slug: $slug) {
                    citations(first: 100, after: $after) {
                        nodes { start end line quote quoteSha256 }
                        pageInfo { hasNextPage endCursor }
                    }
                }
            }",
            &json!({ "slug": slug, "after": after }),
        );
        let page = &data["article"]["citations"];
        all.extend(page["nodes"].as_array().unwrap().iter().cloned());
        if page["pageInfo"]["hasNextPage"] != true {
            return all;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

#[test]
fn names_are_printed_where_their_evidence_says() {
    if database::articles().is_none() {
        return;
    }
    for kind in Kind::all() {
        let server = Server::with_articles(kind).unwrap();
        let ask = |document: &str, path: &str| server.data(document, &Value::Null).pointer(path).unwrap().clone();
        let collector = ask(
            "{ official(slug: \"sarveshwar-narendra-bhure\") { aliases { text evidence { quote } } } }",
            "/official/aliases",
        );
        assert_eq!(collector, json!([{ "text": "भुरे", "evidence": [{ "quote": "भुरे" }] }]));
        let tokyo = ask(
            "{ place(slug: \"tokyo\") { aliases { text evidence { quote } } } }",
            "/place/aliases/0",
        );
        assert_eq!(
            tokyo["evidence"],
            json!([{ "quote": tokyo["text"] }, { "quote": tokyo["text"] }])
        );
        let bracket = ask(
            "{ meeting(slug: \"iit-bhilai-it-park-meeting-2025\") {
                participations(filter: { official: { slug: { eq: \"sanjay-kumar-singh\" } } }) { nodes { evidence { quote } } }
            } }",
            "/meeting/participations/nodes/0/evidence/0/quote",
        );
        assert_eq!(bracket, "संजय कुमार सिंह (सीएसआईडीसी रायपुर)");
        let due = ask(
            "{ meeting(slug: \"bihar-high-level-committee-meeting-2025\") { outcomes { evidence(field: \"due\") { quote } } } }",
            "/meeting/outcomes/0/evidence/0/quote",
        );
        assert_eq!(due, "25 दिसंबर तक");
    }
}
