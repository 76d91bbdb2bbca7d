//! All files of a dataset as their trees, compared with their shapes, and an index of what there is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use entity::RecordKind;
use serde_json::Value as Json;

use crate::dataset::Dataset;
use crate::json_schema;
use crate::lock::Lock;
use crate::node::Node;
use crate::parse::{Parsed, parse};
use crate::problem::{Place, Problems};
use crate::source::{self, DATASET, Holds, KINDS, LOCK, Source};
use crate::spot::Spot;
use crate::structure::compare;

/// The files as they were read, before anything is made of them.
#[derive(Debug)]
pub(crate) struct Files {
    pub(crate) files: Vec<(Arc<Source>, Parsed)>,
    shapes: Shapes,
}

/// The shapes of what a dataset holds.
#[derive(Debug)]
pub(crate) struct Shapes {
    records: BTreeMap<RecordKind, Json>,
    dataset: Json,
}

impl Shapes {
    /// Makes them, from the types.
    pub(crate) fn make() -> Self {
        let records = KINDS
            .iter()
            .map(|(kind, _)| (*kind, json_schema::of(Holds::One(*kind))));
        Self {
            records: records.collect(),
            dataset: json_schema::of(Holds::Dataset),
        }
    }
}

/// A record of the files, whole or not.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) kind: RecordKind,
    /// Its slug; of a file that cannot be read, the slug that its name tells.
    pub(crate) slug: Option<&'a str>,
    pub(crate) source: &'a Arc<Source>,
    pub(crate) node: &'a Node,
    /// Its well-formed values, itself first.
    pub(crate) spots: Vec<Spot<'a>>,
    /// True when it cannot be read as a record.
    pub(crate) broken: bool,
}

/// What the files hold.
#[derive(Debug, Default)]
pub(crate) struct Set<'a> {
    /// The description of the dataset, when it is whole.
    dataset: Option<&'a Node>,
    /// Well-formed values of the description.
    pub(crate) dataset_spots: Vec<Spot<'a>>,
    pub(crate) entries: Vec<Entry<'a>>,
    /// The first entry of each slug.
    pub(crate) by_slug: BTreeMap<(RecordKind, &'a str), usize>,
    /// Kinds of which not every slug is known.
    pub(crate) incomplete: BTreeSet<RecordKind>,
    /// The lock with its file, when there is one that can be read.
    pub(crate) lock: Option<(&'a Arc<Source>, Lock)>,
}

impl Files {
    /// Reads the folder. What is no YAML is among the problems.
    pub(crate) fn open(folder: &Path, problems: &mut Problems) -> Self {
        let sources = source::open(folder, problems);
        Self::of(sources, problems)
    }

    /// Parses the sources. What is no YAML is among the problems.
    pub(crate) fn of(sources: Vec<Arc<Source>>, problems: &mut Problems) -> Self {
        let mut files = Vec::new();
        for source in sources {
            let parsed = if source.holds == Holds::Lock {
                Parsed::default()
            } else {
                parse(&source.text)
            };
            for fault in &parsed.faults {
                let place = Place {
                    source: &source,
                    span: fault.span.clone(),
                    path: String::new(),
                };
                problems.at(&place, "yaml", fault.message.clone(), fault.help.to_owned());
            }
            let wants_content = matches!(source.holds, Holds::One(_) | Holds::Dataset);
            if wants_content && source.is_readable && parsed.root.is_none() && parsed.faults.is_empty() {
                let help = "write its record, or remove the file".to_owned();
                problems.of_file(&source.name, "empty-file", "the file is empty".to_owned(), help);
            }
            files.push((source, parsed));
        }
        Self {
            files,
            shapes: Shapes::make(),
        }
    }
}

impl<'a> Set<'a> {
    /// Compares every record with its shape.
    pub(crate) fn of(files: &'a Files, problems: &mut Problems) -> Self {
        let mut set = Self::default();
        for (source, parsed) in &files.files {
            match source.holds {
                Holds::Lock => set.take_lock(source, problems),
                Holds::Dataset => set.take_dataset(source, parsed, &files.shapes.dataset, problems),
                Holds::One(kind) => set.take_one(source, parsed, kind),
                Holds::List(kind) => set.take_list(source, parsed, kind, problems),
                // Lines do not come as files.
                Holds::Line => {}
            }
        }
        for entry in &mut set.entries {
            if let Some(shape) = files.shapes.records.get(&entry.kind) {
                let compared = compare(entry.source, entry.node, shape, problems);
                entry.spots = compared.spots;
                entry.broken = compared.broken;
            }
        }
        set.index();
        set
    }

    /// Some records, each compared with its shape, among others of which only is known what these name: `Entry`s without
    /// spots. So every rule can be asked of a part of a dataset.
    pub(crate) fn of_some(
        records: impl Iterator<Item = (&'a Arc<Source>, &'a Node, RecordKind)>,
        others: Vec<Entry<'a>>,
        (shapes, lock): (&'a Shapes, (&'a Arc<Source>, Lock)),
        problems: &mut Problems,
    ) -> Self {
        let mut set = Self {
            entries: others,
            lock: Some(lock),
            ..Self::default()
        };
        for (source, node, kind) in records {
            set.push(source, node, kind);
            if let (Some(entry), Some(shape)) = (set.entries.last_mut(), shapes.records.get(&kind)) {
                let compared = compare(source, node, shape, problems);
                entry.spots = compared.spots;
                entry.broken = compared.broken;
            }
        }
        set.index();
        set
    }

    /// Adds the description of the dataset.
    pub(crate) fn describe(
        &mut self,
        source: &'a Arc<Source>,
        node: &'a Node,
        shapes: &'a Shapes,
        problems: &mut Problems,
    ) {
        let compared = compare(source, node, &shapes.dataset, problems);
        self.dataset_spots = compared.spots;
        self.dataset = (!compared.broken).then_some(node);
    }

    /// The description of the dataset, when it can be read.
    pub(crate) fn dataset(&self) -> Option<Dataset> {
        serde_json::from_value(self.dataset?.to_json()).ok()
    }

    /// The entry of a slug.
    pub(crate) fn get(&self, kind: RecordKind, slug: &str) -> Option<&Entry<'a>> {
        self.entries.get(*self.by_slug.get(&(kind, slug))?)
    }

    /// The slugs of a kind.
    pub(crate) fn slugs(&self, kind: RecordKind) -> impl Iterator<Item = &'a str> {
        self.by_slug
            .keys()
            .filter(move |(it, _)| *it == kind)
            .map(|(_, slug)| *slug)
    }

    /// Every well-formed value of every file.
    pub(crate) fn spots(&self) -> impl Iterator<Item = &Spot<'a>> {
        self.dataset_spots
            .iter()
            .chain(self.entries.iter().flat_map(|it| &it.spots))
    }

    fn take_lock(&mut self, source: &'a Arc<Source>, problems: &mut Problems) {
        if !source.is_readable {
            return;
        }
        // Without a lock no citation is looked up: one unreadable line is one problem.
        match source.text.parse::<Lock>() {
            Ok(lock) => self.lock = Some((source, lock)),
            Err(error) => {
                let before: usize = source
                    .text
                    .split_inclusive('\n')
                    .take(error.line - 1)
                    .map(str::len)
                    .sum();
                let place = Place {
                    source,
                    span: before..source.text.len(),
                    path: String::new(),
                };
                let help = "run `seed verify --articles DIR --write`; the file is generated".to_owned();
                problems.at(&place, "lock-unreadable", error.to_string(), help);
            }
        }
    }

    fn take_dataset(&mut self, source: &'a Arc<Source>, parsed: &'a Parsed, shape: &'a Json, problems: &mut Problems) {
        let Some(node) = &parsed.root else { return };
        let compared = compare(source, node, shape, problems);
        self.dataset_spots = compared.spots;
        self.dataset = (!compared.broken).then_some(node);
    }

    fn take_one(&mut self, source: &'a Arc<Source>, parsed: &'a Parsed, kind: RecordKind) {
        match &parsed.root {
            Some(node) => self.push(source, node, kind),
            None => {
                self.by_slug.insert((kind, source.stem()), usize::MAX);
            }
        }
    }

    fn take_list(&mut self, source: &'a Arc<Source>, parsed: &'a Parsed, kind: RecordKind, problems: &mut Problems) {
        use crate::node::{Scalar, Value};
        let Some(node) = &parsed.root else {
            if !parsed.faults.is_empty() || !source.is_readable {
                self.incomplete.insert(kind);
            }
            return;
        };
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| self.push(source, item, kind)),
            _ if node.scalar() == Some(Scalar::Null) => {}
            _ => {
                self.incomplete.insert(kind);
                let place = Place {
                    source,
                    span: node.head(),
                    path: String::new(),
                };
                let help = "begin each record with `- slug: …` at the start of a line".to_owned();
                problems.at(
                    &place,
                    "wrong-type",
                    "this file is to be a list of records".to_owned(),
                    help,
                );
            }
        }
    }

    fn push(&mut self, source: &'a Arc<Source>, node: &'a Node, kind: RecordKind) {
        let slug = node.text_of("slug");
        if slug.is_none() {
            self.incomplete.insert(kind);
        }
        self.entries.push(Entry {
            kind,
            slug,
            source,
            node,
            spots: Vec::new(),
            broken: false,
        });
    }

    fn index(&mut self) {
        for (index, entry) in self.entries.iter().enumerate() {
            if let Some(slug) = entry.slug {
                self.by_slug.entry((entry.kind, slug)).or_insert(index);
            }
        }
    }
}

/// Says which files must be there and are not.
pub(crate) fn missing_files(files: &Files, problems: &mut Problems) {
    let has = |name: &str| files.files.iter().any(|(source, _)| source.name == name);
    if !has(DATASET) {
        let help = "write one with `title`, `description`, `licence` and `languages`".to_owned();
        problems.of_file(DATASET, "missing-file", format!("there is no `{DATASET}`"), help);
    }
    let is_article = |source: &Source| source.holds == Holds::One(RecordKind::Article);
    if !has(LOCK) && files.files.iter().any(|(source, _)| is_article(source)) {
        let help = "run `seed verify --articles DIR --write`".to_owned();
        problems.of_file(LOCK, "missing-file", format!("there is no `{LOCK}`"), help);
    }
}
