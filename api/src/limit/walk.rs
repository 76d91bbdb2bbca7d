//! Measures an operation as it is with its fragments written out, without writing them out.
//!
//! Each fragment is measured once and remembered, so that the work is linear in the document's length while the
//! measures, which saturate, may be exponential: a chain of fragments that each spread the next one twice has 2ⁿ
//! selections. A fragment that spreads itself has no measure and is refused here by its name; async-graphql
//! would call it too deep.

use std::collections::HashMap;

use async_graphql::{
    Positioned,
    parser::types::{Directive, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet},
};

use super::{
    Limits, NESTING,
    catalogue::Catalogue,
    cost::{Scope, weight},
    value,
};
use crate::error::{Code, Refusal};

/// What a selection set amounts to with its fragments written out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Measure {
    /// Fields, spreads and inline fragments.
    pub(super) selections: u64,
    /// The deepest field.
    pub(super) depth: u64,
    /// The deepest selection set, those of fragments counted.
    pub(super) nesting: u64,
    /// Fields of this set itself.
    pub(super) roots: u64,
    /// The most lists of introspection inside one another.
    pub(super) listings: u64,
    /// Whether the schema is asked about.
    pub(super) introspects: bool,
    /// The cost of what is resolved once.
    pub(super) cost: u64,
    /// The cost of one item of a page, in a connection's selection set.
    items: u64,
}

impl Measure {
    fn add(&mut self, other: &Self) {
        self.selections = self.selections.saturating_add(other.selections);
        self.depth = self.depth.max(other.depth);
        self.nesting = self.nesting.max(other.nesting);
        self.roots = self.roots.saturating_add(other.roots);
        self.listings = self.listings.max(other.listings);
        self.introspects |= other.introspects;
        self.cost = self.cost.saturating_add(other.cost);
        self.items = self.items.saturating_add(other.items);
    }
}

/// The measuring of one document.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    document: &'a ExecutableDocument,
    catalogue: &'a Catalogue,
    max_nesting: usize,
    max_values: usize,
    scope: Scope<'a>,
    /// The fragments seen so far; `None` while one is being measured.
    fragments: HashMap<&'a str, Option<Measure>>,
}

impl<'a> Walk<'a> {
    /// Begins to measure a document of which `operation` will run with `variables`.
    pub(super) fn new(
        document: &'a ExecutableDocument,
        catalogue: &'a Catalogue,
        limits: &Limits,
        scope: Scope<'a>,
    ) -> Self {
        Self {
            document,
            catalogue,
            max_nesting: limits.max_nesting,
            max_values: limits.max_values,
            scope,
            fragments: HashMap::new(),
        }
    }

    /// Measures an operation of the document.
    ///
    /// # Errors
    /// When fragments spread themselves, or selections are nested deeper than allowed.
    pub(super) fn operation(&mut self, operation: &'a OperationDefinition) -> Result<Measure, Refusal> {
        self.set(&operation.selection_set.node, self.catalogue.root(operation.ty), 1)
    }

    /// How many fragments have been measured: each one once, whatever spreads it.
    #[cfg(test)]
    pub(super) fn measured(&self) -> usize {
        self.fragments.len()
    }

    /// `level` is a real depth of the document with its fragments written out, so that the recursion ends at the limit.
    fn set(&mut self, set: &'a SelectionSet, parent: Option<&'a str>, level: usize) -> Result<Measure, Refusal> {
        if level > self.max_nesting {
            return Err(NESTING.exceeded(level as u64, self.max_nesting as u64));
        }
        let mut sum = Measure::default();
        for selection in &set.items {
            let mut measure = match &selection.node {
                Selection::Field(field) => self.field(&field.node, parent, level)?,
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node, level)?,
                Selection::InlineFragment(inline) => {
                    let condition = inline.node.type_condition.as_ref().map(|on| on.node.on.node.as_str());
                    self.set(&inline.node.selection_set.node, condition.or(parent), level + 1)?
                }
            };
            measure.selections = measure.selections.saturating_add(1);
            sum.add(&measure);
        }
        sum.nesting += 1;
        Ok(sum)
    }

    /// A field's own measure, its selection not yet counted.
    fn field(&mut self, field: &'a Field, parent: Option<&'a str>, level: usize) -> Result<Measure, Refusal> {
        let name = field.name.node.as_str();
        let known = parent.and_then(|parent| self.catalogue.field(parent, name));
        value::check_field(field, self.scope, self.max_values)?;
        let children = &field.selection_set.node;
        let inner = match children.items.is_empty() {
            true => Measure::default(),
            false => self.set(children, known.map(|known| known.ty.as_str()), level + 1)?,
        };
        let listing = known.is_some_and(|known| known.list) && parent.is_some_and(|parent| parent.starts_with("__"));
        let times = known.map_or(1, |known| self.scope.times(known, field));
        // A connection's `totalCount` and `pageInfo` are resolved once, its `edges` and `nodes` for each of the page.
        let (once, each) = match known.is_some_and(|known| known.connection) {
            true => (inner.cost, inner.items),
            false => (0, inner.cost.saturating_add(inner.items)),
        };
        // What comes with its object's row costs nothing; a count costs a statement.
        let leaf = children.items.is_empty() && !matches!(name, "totalCount" | "missing");
        let own = u64::from(!leaf && !known.is_some_and(|known| known.free));
        // A list costs each of its items, a connection itself and, by `edges` or `nodes`, each of its items.
        let (each, once) = match known.is_some_and(|known| known.list) {
            true => (each.saturating_add(own), once),
            false => (each, once.saturating_add(own)),
        };
        let facets = known.map_or(1, |known| self.scope.facets(known, field));
        let cost = each.saturating_mul(times).saturating_add(once).saturating_mul(facets);
        let cost = cost.saturating_add(parent.map_or(0, |parent| weight(parent, name)));
        let paged = known.is_some_and(|known| known.paged);
        Ok(Measure {
            selections: inner.selections,
            depth: inner.depth + 1,
            nesting: inner.nesting,
            roots: 1,
            listings: inner.listings + u64::from(listing),
            introspects: inner.introspects || matches!(name, "__schema" | "__type"),
            cost: if paged { 0 } else { cost },
            items: if paged { cost } else { 0 },
        })
    }

    fn fragment(&mut self, name: &'a str, level: usize) -> Result<Measure, Refusal> {
        match self.fragments.get(name) {
            Some(Some(measure)) => return Ok(*measure),
            Some(None) => return Err(circle(name)),
            None => {}
        }
        // A fragment that is not there is left to validation, which names it.
        let Some(fragment) = self.document.fragments.get(name) else {
            return Ok(Measure::default());
        };
        self.fragments.insert(name, None);
        let on = fragment.node.type_condition.node.on.node.as_str();
        let measure = self.set(&fragment.node.selection_set.node, Some(on), level + 1)?;
        self.fragments.insert(name, Some(measure));
        Ok(measure)
    }
}

fn circle(name: &str) -> Refusal {
    let message = format!("Cannot spread fragment \"{name}\" within itself. Take one spread out of the circle.");
    Refusal::new(Code::ValidationFailed, message)
}

/// What is written in a document, each fragment counted once.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    /// Aliases of fields.
    pub(super) aliases: usize,
    /// Directives on operations, variables, fragments, spreads and fields.
    pub(super) directives: usize,
}

/// Counts what is written in a document.
pub(super) fn written(document: &ExecutableDocument) -> Written {
    let mut written = Written::default();
    for (_, operation) in document.operations.iter() {
        let variables = operation
            .node
            .variable_definitions
            .iter()
            .map(|variable| variable.node.directives.len());
        written.directives += operation.node.directives.len() + variables.sum::<usize>();
        written.read(&operation.node.selection_set.node);
    }
    for fragment in document.fragments.values() {
        written.directives += fragment.node.directives.len();
        written.read(&fragment.node.selection_set.node);
    }
    written
}

impl Written {
    fn read(&mut self, set: &SelectionSet) {
        for selection in &set.items {
            let directives: &Vec<Positioned<Directive>> = selection.node.directives();
            self.directives += directives.len();
            match &selection.node {
                Selection::Field(field) => {
                    self.aliases += usize::from(field.node.alias.is_some());
                    self.read(&field.node.selection_set.node);
                }
                Selection::InlineFragment(inline) => self.read(&inline.node.selection_set.node),
                Selection::FragmentSpread(_) => {}
            }
        }
    }
}
