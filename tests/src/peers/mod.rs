//! The data that other GraphQL servers are measured on, as a set of Sabha's: the same meetings, officials, bodies, policies,
//! places and states, under the same slugs and in the same order.
//!
//! [`convert`] reads the files of the generator, a table each, and writes a set for `seed import`; [`queries`] are the
//! questions in our schema. What the tables have and Sabha has not, or the other way round, is told in `docs/benchmark.md`.

mod record;
mod rows;

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use serde_json::Value;

use self::rows::Table;

/// How deep the page of `Q4` lies, unless the set ends before.
const DEEP: usize = 5_000;

/// The files, read.
#[derive(Debug)]
pub struct Tables {
    state: Table,
    place: Table,
    organisation: Table,
    official: Table,
    policy: Table,
    meeting: Table,
    article: Table,
    /// Rows by the meeting that they belong to.
    participation: BTreeMap<String, Vec<[String; 3]>>,
    meeting_policy: BTreeMap<String, Vec<String>>,
}

impl Tables {
    /// Reads a folder.
    ///
    /// # Errors
    /// When a file is not there, or a line is not as the generator writes it.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut participation: BTreeMap<String, Vec<[String; 3]>> = BTreeMap::new();
        for row in Table::read(folder, "participation", 4)?.rows() {
            let fields = [1, 2, 3].map(|field| row.text(field).to_owned());
            participation.entry(row.text(0).to_owned()).or_default().push(fields);
        }
        let mut meeting_policy: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in Table::read(folder, "meeting_policy", 2)?.rows() {
            let policies = meeting_policy.entry(row.text(0).to_owned()).or_default();
            policies.push(row.text(1).to_owned());
        }
        Ok(Self {
            state: Table::read(folder, "state", 4)?,
            place: Table::read(folder, "place", 5)?,
            organisation: Table::read(folder, "organisation", 6)?,
            official: Table::read(folder, "official", 4)?,
            policy: Table::read(folder, "policy", 7)?,
            meeting: Table::read(folder, "meeting", 12)?,
            article: Table::read(folder, "article", 6)?,
            participation,
            meeting_policy,
        })
    }

    /// Writes the set into files of a folder, to be imported in this order.
    ///
    /// Of two meetings of a day Sabha lists the one first that came first, the other servers the one with the greater id. What
    /// an import takes at once it writes by slug, so that a day's meetings go into as many files.
    ///
    /// # Errors
    /// When they cannot be written, or a row names what is not there.
    pub fn write(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let articles: BTreeMap<&str, &str> = self.article.rows().map(|it| (it.text(2), it.text(1))).collect();
        let mut of_day: BTreeMap<&str, usize> = BTreeMap::new();
        let mut files: Vec<(PathBuf, BufWriter<File>)> = Vec::new();
        for row in self.meeting.rows().rev() {
            let turn = of_day.entry(row.text(4)).or_default();
            if *turn == files.len() {
                files.push(self.begin(folder, *turn)?);
            }
            if let Some((_, out)) = files.get_mut(*turn) {
                let article = articles.get(row.text(0)).copied();
                writeln!(out, "{}", record::meeting(self, row, article)?)?;
            }
            *turn += 1;
        }
        for (_, out) in &mut files {
            out.flush()?;
        }
        Ok(files.into_iter().map(|(path, _)| path).collect())
    }

    /// A file of the set; the first one has all that meetings name.
    fn begin(&self, folder: &Path, number: usize) -> io::Result<(PathBuf, BufWriter<File>)> {
        let path = folder.join(format!("set-{}.ndjson", number + 1));
        let mut out = BufWriter::new(File::create(&path)?);
        let mut line = |record: &Value| writeln!(out, "{record}");
        line(&record::dataset())?;
        if number > 0 {
            return Ok((path, out));
        }
        line(&record::source())?;
        line(&record::country())?;
        for row in self.state.rows() {
            line(&record::state(row))?;
        }
        for row in self.place.rows() {
            line(&record::place(self, row)?)?;
        }
        for row in self.organisation.rows() {
            line(&record::organisation(self, row)?)?;
        }
        for row in self.official.rows() {
            line(&record::official(row))?;
        }
        for row in self.policy.rows() {
            line(&record::policy(self, row)?)?;
        }
        for row in self.article.rows() {
            line(&record::article(row))?;
        }
        Ok((path, out))
    }

    /// The slug of the last meeting before the deep page: the newest first, and of a day the one with the greatest id.
    fn before_the_deep_page(&self) -> Option<String> {
        let id = |row: &rows::Row<'_>| row.text(0).parse::<u64>().unwrap_or_default();
        let mut all: Vec<rows::Row<'_>> = self.meeting.rows().collect();
        all.sort_by(|one, other| (other.text(4), id(other)).cmp(&(one.text(4), id(one))));
        let place = DEEP.min(all.len().checked_sub(1)?).checked_sub(1)?;
        all.get(place).map(|it| it.text(1).to_owned())
    }
}

/// The folder of the questions in our schema.
#[must_use]
pub fn operations() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("operations/peers")
}

/// Writes the questions into a folder, as the peers' runner takes them: `Q0.graphql` to `Q5.graphql`, and `Q4.pre.graphql`,
/// whose answer has the cursor of the deep page. Our lists skip no rows, so that it asks for the meeting before that page.
///
/// # Errors
/// When they cannot be written.
pub fn queries(tables: &Tables, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for file in fs::read_dir(operations())? {
        let file = file?;
        fs::copy(file.path(), folder.join(file.file_name()))?;
    }
    let slug = tables
        .before_the_deep_page()
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "two meetings at least"))?;
    let document = format!("{{ meetings(first: 1, filter: {{slug: {{eq: \"{slug}\"}}}}) {{ edges {{ cursor }} }} }}\n");
    fs::write(folder.join("Q4.pre.graphql"), document)
}

/// Reads the files of a folder, writes the set and the folder `queries` into another one: the set's files, and the folder.
///
/// # Errors
/// When a file cannot be read or written, or is not as the generator writes it.
pub fn convert(from: &Path, to: &Path) -> io::Result<(Vec<PathBuf>, PathBuf)> {
    let tables = Tables::read(from)?;
    fs::create_dir_all(to)?;
    let folder = to.join("queries");
    queries(&tables, &folder)?;
    Ok((tables.write(to)?, folder))
}
