//! Builds the web part into `$OUT_DIR/ui`, from where it is embedded; one plain page stands in where Node is missing.
//!
//! The sources are copied, so that a build never writes into the repository. The packages are installed again only
//! when the lock file has changed.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// What the build of the web part must have written, each in a folder of its own.
const PAGES: [&str; 2] = ["explorer/index.html", "playground/index.html"];

const PLAIN_PAGE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Sabha</title>
<h1>Sabha: the explorer and the playground are not in this build</h1>
<p>The API works: send <code>POST /graphql</code>; the schema is at <a href=\"/schema.graphql\">/schema.graphql</a>.</p>
<p>To have the pages too, install Node.js 20.19 or later with npm and build again: <code>cargo build</code> does the rest.</p></html>
";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let sources = Path::new("../web");
    watch(sources);
    let Some(out) = env::var_os("OUT_DIR").map(PathBuf::from) else {
        println!("cargo::error=cargo sets OUT_DIR");
        return;
    };
    let ui = out.join("ui");
    let built = build(sources, &out.join("web"));
    let embedded = built.and_then(|dist| {
        remove(&ui)?;
        copy(&dist, &ui)
    });
    if let Err(reason) = embedded {
        println!("cargo::warning=explorer and playground are left out, a plain page stands in: {reason}");
        if let Err(reason) = plain_page(&ui) {
            println!("cargo::error=cannot write {}: {reason}", ui.display());
        }
    }
}

/// Runs `npm ci` and `npm run build` in a copy of the sources; what comes back is the directory with the result.
fn build(sources: &Path, work: &Path) -> io::Result<PathBuf> {
    let lock = fs::read(sources.join("package-lock.json"))
        .map_err(|err| io::Error::other(format!("web/package-lock.json: {err}")))?;
    for entry in fs::read_dir(work).into_iter().flatten() {
        let entry = entry?.path();
        if entry
            .file_name()
            .is_some_and(|name| name != "node_modules" && name != "installed")
        {
            remove(&entry)?;
        }
    }
    copy(sources, work)?;
    let stamp = work.join("installed");
    if fs::read(&stamp).ok().as_deref() != Some(&lock) {
        remove(&stamp)?;
        npm(work, &["ci", "--no-audit", "--no-fund", "--fetch-retries=1"])?;
        fs::write(&stamp, &lock)?;
    }
    npm(work, &["run", "build"])?;
    let dist = work.join("dist");
    match PAGES.iter().find(|page| !dist.join(page).is_file()) {
        None => Ok(dist),
        Some(page) => Err(io::Error::other(format!("npm run build wrote no dist/{page}"))),
    }
}

fn npm(work: &Path, args: &[&str]) -> io::Result<()> {
    let output = Command::new("npm")
        .args(args)
        .current_dir(work)
        .output()
        .map_err(|err| io::Error::other(format!("npm does not run: {err}")))?;
    if output.status.success() {
        return Ok(());
    }
    let told = String::from_utf8_lossy(&output.stderr).replace('\n', " ");
    Err(io::Error::other(format!(
        "npm {} failed: {}",
        args.join(" "),
        told.chars().take(500).collect::<String>()
    )))
}

fn plain_page(ui: &Path) -> io::Result<()> {
    remove(ui)?;
    for page in PAGES {
        let page = ui.join(page);
        fs::create_dir_all(page.parent().unwrap_or(ui))?;
        fs::write(page, PLAIN_PAGE)?;
    }
    Ok(())
}

/// What is made from the sources, or fetched for them, and is no source.
fn is_source(path: &Path) -> bool {
    path.file_name()
        .is_none_or(|name| name != "node_modules" && name != "dist")
}

/// Files only: of a directory cargo would look at everything inside, `node_modules` too.
fn watch(path: &Path) {
    for entry in fs::read_dir(path)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| is_source(path))
    {
        if entry.is_dir() {
            watch(&entry);
        } else {
            println!("cargo::rerun-if-changed={}", entry.display());
        }
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if !is_source(&source) {
            continue;
        }
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}

fn remove(path: &Path) -> io::Result<()> {
    let removed = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    removed.or_else(|err| {
        if err.kind() == io::ErrorKind::NotFound {
            Ok(())
        } else {
            Err(err)
        }
    })
}
