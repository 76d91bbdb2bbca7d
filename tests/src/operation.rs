//! Operations in files, asked by the benchmark and explained by the test of query plans.
//!
//! A file begins with comments: first what is asked, then, for statements that read a whole large table and may, a line
//! `# scan TABLE: why`. An operation declares the variables that it wants, of those that [`facts`] finds in a database.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use serde_json::{Map, Value, json};

/// An operation of a file.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The file's name without its ending.
    pub name: String,
    /// What is asked, in a sentence.
    pub about: String,
    /// Tables that its statements may read as a whole, with the reason.
    pub scans: BTreeMap<String, String>,
    /// The document.
    pub document: String,
}

/// The folder of the operations that `tests/bench` measures.
#[must_use]
pub fn benchmark() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("operations/bench")
}

/// The folder of the further operations of which only the plans are looked at.
#[must_use]
pub fn plans() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("operations/plan")
}

impl Operation {
    /// The operations of a folder, by name.
    ///
    /// # Errors
    /// When the folder or a file cannot be read.
    pub fn all(folder: &Path) -> io::Result<Vec<Self>> {
        let mut files: Vec<PathBuf> = fs::read_dir(folder)?
            .map(|it| it.map(|it| it.path()))
            .collect::<Result<_, _>>()?;
        files.retain(|it| it.extension().is_some_and(|it| it == "graphql"));
        files.sort();
        files
            .iter()
            .map(|file| Ok(Self::of(&name(file), fs::read_to_string(file)?)))
            .collect()
    }

    fn of(name: &str, document: String) -> Self {
        let mut comments = document.lines().map_while(|line| line.strip_prefix("# "));
        let about = comments.next().unwrap_or_default().to_owned();
        let scan = |line: &str| {
            let (table, why) = line.strip_prefix("scan ")?.split_once(": ")?;
            Some((table.to_owned(), why.to_owned()))
        };
        Self {
            name: name.to_owned(),
            about,
            scans: comments.filter_map(scan).collect(),
            document,
        }
    }

    /// The variables that the operation declares, of all that are known.
    #[must_use]
    pub fn variables(&self, facts: &Map<String, Value>) -> Value {
        let declared = |name: &str| self.document.contains(&format!("${name}:"));
        let wanted = facts.iter().filter(|(name, _)| declared(name));
        Value::Object(wanted.map(|(name, value)| (name.clone(), value.clone())).collect())
    }

    /// The body of its request.
    #[must_use]
    pub fn body(&self, facts: &Map<String, Value>) -> String {
        json!({ "query": self.document, "variables": self.variables(facts) }).to_string()
    }
}

fn name(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Finds what the operations ask about: the two busiest officials, the busiest body, place, policy and state, a meeting.
pub const FACTS: &str = "{
    officials(first: 2, orderBy: [{field: MEETING_COUNT, direction: DESC}]) { nodes { id slug name(language: \"hi\") } }
    organisations(first: 1, orderBy: [{field: MEETING_COUNT, direction: DESC}]) { nodes { id slug } }
    places(first: 1, filter: {kind: [CITY]}, orderBy: [{field: MEETING_COUNT, direction: DESC}]) { nodes { slug } }
    policies(first: 1, orderBy: [{field: MEETING_COUNT, direction: DESC}]) { nodes { id slug } }
    states(first: 1, orderBy: [{field: MEETING_COUNT, direction: DESC}]) { nodes { code } }
    topics(first: 1) { nodes { slug } }
    all: meetings(first: 0) { totalCount }
    meetings(first: 1, orderBy: [{field: PARTICIPATION_COUNT, direction: DESC}]) {
        nodes { id slug }
        edges { cursor }
    }
    articles(first: 1) { nodes { id slug } }
}";

/// The variables, from what [`FACTS`] answers.
#[must_use]
pub fn facts(data: &Value) -> Map<String, Value> {
    let at = |path: &str| data.pointer(path).cloned().unwrap_or_default();
    let pairs = [
        ("official", "/officials/nodes/0/slug"),
        ("officialId", "/officials/nodes/0/id"),
        ("officialName", "/officials/nodes/0/name"),
        ("other", "/officials/nodes/1/slug"),
        ("otherId", "/officials/nodes/1/id"),
        ("organisation", "/organisations/nodes/0/slug"),
        ("organisationId", "/organisations/nodes/0/id"),
        ("place", "/places/nodes/0/slug"),
        ("policy", "/policies/nodes/0/slug"),
        ("state", "/states/nodes/0/code"),
        ("topic", "/topics/nodes/0/slug"),
        ("meeting", "/meetings/nodes/0/slug"),
        ("meetingId", "/meetings/nodes/0/id"),
        ("cursor", "/meetings/edges/0/cursor"),
        ("article", "/articles/nodes/0/slug"),
    ];
    pairs
        .into_iter()
        .map(|(name, path)| (name.to_owned(), at(path)))
        .collect()
}

/// The furthest place in a list that is asked about.
const DEEPEST: u64 = 500_000;
/// One page on the way there.
const PAGE: &str = "query ($first: Int!, $after: String) {
    meetings(first: $first, after: $after) { pageInfo { endCursor } }
}";

/// Adds the variable `$middle`: the cursor of the meeting in the middle of all, or of the 500,000th, whichever comes first.
/// There is no way to it but page by page; `ask` sends a document with variables and gives the data of its answer.
///
/// # Errors
/// What `ask` answers.
pub fn find_middle<E>(
    data: &Value,
    facts: &mut Map<String, Value>,
    mut ask: impl FnMut(&str, &Value) -> Result<Value, E>,
) -> Result<(), E> {
    let all = data
        .pointer("/all/totalCount")
        .and_then(Value::as_u64)
        .unwrap_or_default();
    let (mut left, mut cursor) = ((all / 2).min(DEEPEST), Value::Null);
    while left > 0 {
        let first = left.min(100);
        let answer = ask(PAGE, &json!({ "first": first, "after": cursor }))?;
        cursor = answer
            .pointer("/meetings/pageInfo/endCursor")
            .cloned()
            .unwrap_or_default();
        left -= first;
    }
    facts.insert("middle".to_owned(), cursor);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_it_asks_and_what_it_wants() {
        let text = "# Counts.\n# scan meeting: a count counts all\nquery ($state: String!) { a }\n# scan b: no\n";
        let it = Operation::of("count", text.to_owned());
        assert_eq!(it.about, "Counts.");
        assert_eq!(
            it.scans,
            [("meeting".to_owned(), "a count counts all".to_owned())].into()
        );
        let facts = json!({ "state": "IN-CG", "place": "x" });
        assert_eq!(it.variables(facts.as_object().unwrap()), json!({ "state": "IN-CG" }));
    }

    #[test]
    fn every_operation_says_what_it_asks() {
        for folder in [benchmark(), plans()] {
            let all = Operation::all(&folder).unwrap();
            assert!(!all.is_empty());
            assert!(all.iter().all(|it| it.about.ends_with('.')), "{folder:?}");
        }
    }
}
