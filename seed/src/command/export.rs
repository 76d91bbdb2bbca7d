//! `seed export`

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use sea_orm::DatabaseConnection;
use serde_json::json;

use super::{Console, Outcome, database};
use crate::cli::Options;
use crate::export::csv::Table;
use crate::export::{BASE, Form, Pages, Stream, export};
use crate::show::count;
use crate::store::ORDER;
use crate::yaml;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// In which form.
    #[arg(long = "as", value_enum, default_value_t)]
    form: Word,
    /// What the names of things begin with in JSON-LD, e.g. `https://sabha.example/`.
    #[arg(long, value_name = "IRI", default_value = BASE)]
    base: String,
    /// Folder to write to, for `yaml` and `csv`; it is made when missing, and files of other names there are left alone.
    /// File to write, for `ndjson` and `jsonld`; `-` is the standard output.
    #[arg(value_name = "DIR|FILE")]
    target: PathBuf,
}

/// The forms of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Word {
    /// The files, the same bytes as those that were loaded. The whole dataset is in memory meanwhile.
    #[default]
    Yaml,
    /// A record a line, with all that the files hold.
    Ndjson,
    /// Tables for spreadsheets, a file each.
    Csv,
    /// Linked data: one JSON-LD document.
    Jsonld,
}

pub(crate) fn run(arguments: &Arguments, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    console.progress.step("reading the database");
    let form = match arguments.form {
        Word::Yaml => return files(&arguments.target, options, console),
        Word::Csv => return tables(&arguments.target, options, console),
        Word::Ndjson => Form::Ndjson,
        Word::Jsonld => Form::JsonLd {
            base: arguments.base.clone(),
        },
    };
    if arguments.target == Path::new("-") {
        console.progress.end();
        let out = &mut *console.out;
        return database(options, async |db| Ok(stream(db, form, out).await))?.map(|_bytes| Outcome::Fine);
    }
    let began = Instant::now();
    let bytes = replace(&arguments.target, |out| {
        database(options, async |db| Ok(stream(db, form, out).await))?
    })?;
    let file = arguments.target.display();
    let text = format!(
        "{bytes} bytes written to {file} in {:.1} s",
        began.elapsed().as_secs_f64()
    );
    let object = json!({ "file": file.to_string(), "bytes": bytes });
    console.result(options.format, &text, &object)?;
    Ok(Outcome::Fine)
}

/// Writes a form as it is read; gives the number of its bytes.
async fn stream(db: &DatabaseConnection, form: Form, out: &mut dyn Write) -> io::Result<u64> {
    let mut stream = Stream::begin(db, form).await.map_err(io::Error::other)?;
    let mut bytes = 0;
    while let Some(some) = stream.next().await.map_err(io::Error::other)? {
        out.write_all(&some)?;
        bytes += u64::try_from(some.len()).unwrap_or_default();
    }
    out.flush()?;
    Ok(bytes)
}

/// Writes a file under another name beside it, and gives it its own when it is whole.
fn replace<T>(file: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let mut out = BufWriter::new(File::create(&part)?);
    let written = write(&mut out).and_then(|it| out.flush().map(|()| it));
    if written.is_err() {
        // Why it failed matters more than that something is left behind.
        let _ = fs::remove_file(&part);
        return written;
    }
    fs::rename(&part, file)?;
    written
}

/// Writes every table, all from one reading.
fn tables(folder: &Path, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    fs::create_dir_all(folder)?;
    let mut files = Vec::new();
    for table in Table::ALL {
        let form = Form::Csv(*table);
        let file = BufWriter::new(File::create(folder.join(form.file()))?);
        files.push((form, file));
    }
    database(options, async |db| {
        let mut pages = Pages::begin(db, &ORDER).await?;
        for (form, file) in &mut files {
            let head = form.head(&pages)?;
            if let Err(error) = file.write_all(&head) {
                return Ok(Err(error));
            }
        }
        while let Some(page) = pages.next().await? {
            for (form, file) in &mut files {
                if let Err(error) = file.write_all(&form.records(&page)) {
                    return Ok(Err(error));
                }
            }
        }
        Ok(Ok(()))
    })??;
    for (_, file) in &mut files {
        file.flush()?;
    }
    told(folder, files.len(), options, console)
}

/// Writes the dataset's own files.
fn files(folder: &Path, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let curated = database(options, export)?;
    let files = yaml::files(&curated)?;
    for (name, text) in &files {
        let path = folder.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
    }
    told(folder, files.len(), options, console)
}

fn told(folder: &Path, files: usize, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let folder = folder.display();
    let object = json!({ "folder": folder.to_string(), "files": files });
    let text = format!("{} written to {folder}", count(files, "file"));
    console.result(options.format, &text, &object)?;
    Ok(Outcome::Fine)
}
