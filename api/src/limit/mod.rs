//! The room of limits: what a document may ask for, decided before anything runs.
//!
//! [`Gate::admit`] takes a document's text through three doors, each cheaper than what it guards: [`lexer`] counts tokens
//! and brackets before the recursive parser sees the text, [`walk`] measures the parsed operations over memoised
//! fragments in linear time, [`variable`] holds the variables against their types. async-graphql validates afterwards;
//! its own limits are not used, because they expand fragments to find out that there are too many.
//!
//! HTTP's limits (body, URL, headers, times) are enforced in `http/`; all of them are declared in [`Limits`].

mod bounds;
mod catalogue;
mod cost;
mod lexer;
mod parsed;
mod value;
mod variable;
mod walk;

use std::sync::Arc;

use async_graphql::{
    Variables,
    parser::{
        parse_query,
        types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType},
    },
};

use prometheus_client::registry::Registry;

pub use self::bounds::Limits;
pub use self::parsed::Document;
use self::{catalogue::Catalogue, cost::Scope, parsed::Parsed, walk::Walk};
use crate::error::{Code, Refusal};

/// Measures documents against one schema and one set of limits.
#[derive(Debug)]
pub struct Gate {
    limits: Limits,
    catalogue: Catalogue,
    introspection: bool,
    parsed: Parsed,
}

/// A document that may run.
#[derive(Debug)]
pub struct Admitted {
    /// The parsed document, for `Request::set_parsed_query`.
    pub document: Arc<Document>,
    /// The name of the operation that will run, when it has one.
    pub operation: Option<String>,
    /// Whether it reads, writes or listens.
    pub kind: OperationType,
    /// Its estimated cost.
    pub cost: u64,
}

impl Gate {
    /// Takes the types from the schema's SDL, once, at start.
    ///
    /// # Errors
    /// When the SDL does not parse.
    pub fn new(sdl: &str, limits: Limits, introspection: bool) -> Result<Self, async_graphql::parser::Error> {
        Ok(Self {
            limits,
            catalogue: Catalogue::read(sdl)?,
            introspection,
            parsed: Parsed::new(0),
        })
    }

    /// Keeps documents that were parsed, in at most so many bytes.
    #[must_use]
    pub fn keeping(self, most: usize) -> Self {
        Self {
            parsed: Parsed::new(most),
            ..self
        }
    }

    /// Makes the counts of what it keeps a part of the metrics.
    pub(crate) fn register(&self, registry: &mut Registry) {
        self.parsed.register(registry);
    }

    /// The highest cost that is let through.
    #[must_use]
    pub fn max_cost(&self) -> usize {
        self.limits.max_cost
    }

    /// Parses a document within the limits that its text alone can break.
    ///
    /// # Errors
    /// Everything that is wrong, each with its code.
    pub fn check(&self, text: &str) -> Result<ExecutableDocument, Vec<Refusal>> {
        within(text.len(), self.limits.max_query, &QUERY)?;
        lexer::check(text, &self.limits)?;
        let document = parse_query(text).map_err(|err| vec![unparsed(&err)])?;
        self.count(&document)?;
        Ok(document)
    }

    /// Parses and measures a document.
    ///
    /// # Errors
    /// Everything that is wrong, each with its code; nothing has run then.
    pub fn admit(&self, text: &str, name: Option<&str>, variables: &Variables) -> Result<Admitted, Vec<Refusal>> {
        let limits = &self.limits;
        let document = self.parsed.document(text, || self.check(text))?;
        value::check(variables, limits)?;
        let (operation, definition) = select(&document.tree.operations, name)?;
        let (operation, kind) = (operation.map(ToOwned::to_owned), definition.ty);

        let mut cost = 0;
        let mut walk = Walk::new(
            &document.tree,
            &self.catalogue,
            limits,
            Scope::new(definition, variables),
        );
        for (_, each) in document.tree.operations.iter() {
            let measure = walk.operation(&each.node)?;
            within_u64(measure.selections, limits.max_selections, &SELECTIONS)?;
            within_u64(measure.depth, limits.max_depth, &DEPTH)?;
            within_u64(measure.nesting, limits.max_nesting, &NESTING)?;
            within_u64(measure.roots, limits.max_root_fields, &ROOT_FIELDS)?;
            within_u64(measure.listings, MAX_LISTINGS, &LISTINGS)?;
            if measure.introspects && !self.introspection {
                return Err(vec![Refusal::new(Code::ValidationFailed, INTROSPECTION_OFF)]);
            }
            if std::ptr::eq(&raw const each.node, definition) {
                cost = measure.cost;
            }
        }
        within_u64(cost, limits.max_cost, &COST)?;
        variable::check(&definition.variable_definitions, variables, &self.catalogue, limits)?;
        Ok(Admitted {
            operation,
            kind,
            cost,
            document,
        })
    }

    fn count(&self, document: &ExecutableDocument) -> Result<(), Refusal> {
        let limits = &self.limits;
        within(document.operations.iter().len(), limits.max_operations, &OPERATIONS)?;
        within(document.fragments.len(), limits.max_fragments, &FRAGMENTS)?;
        for (_, operation) in document.operations.iter() {
            within(
                operation.node.variable_definitions.len(),
                limits.max_variables,
                &VARIABLES,
            )?;
        }
        let written = walk::written(document);
        within(written.aliases, limits.max_aliases, &ALIASES)?;
        within(written.directives, limits.max_directives, &DIRECTIVES)
    }
}

const INTROSPECTION_OFF: &str = "Introspection is off on this server; its documentation describes the schema.";

/// Lists of types, fields and the like that may lie inside one another in an introspection query: the stock query
/// needs three (types, fields, args), and each further one multiplies by the size of the schema.
const MAX_LISTINGS: usize = 3;

/// A bound in words: its code, what is counted, and how to mend a document that has too much of it.
struct Bound {
    code: Code,
    what: &'static str,
    mend: &'static str,
}

macro_rules! bounds {
    ($($name:ident = $code:ident, $what:literal, $mend:literal;)+) => {
        $(const $name: Bound = Bound { code: Code::$code, what: $what, mend: $mend };)+
    };
}

bounds! {
    QUERY = QueryTooLong, "The document is {} bytes long", "Split it into several requests, or move long values into variables.";
    SELECTIONS = TooManySelections, "The operation has {} selections once its fragments are written out", "Select fewer fields, or spread fewer fragments inside fragments.";
    DEPTH = TooDeep, "The operation's fields are {} deep, fragments included", "Ask for the inner records in a request of their own, by their slugs or ids.";
    NESTING = TooDeep, "The operation's selections are nested {} deep, fragments included", "Flatten the fragments.";
    LISTINGS = TooDeep, "The introspection has {} lists inside one another", "Ask for `__type(name:)` by name, or read /schema.graphql.";
    ROOT_FIELDS = TooManyRootFields, "The operation selects {} root fields", "Split it into several requests, or use `nodes(ids:)`.";
    COST = TooCostly, "The operation is estimated to cost {}", "Lower `first` or `last`, mostly of the outer lists, or select fewer lists inside lists.";
    OPERATIONS = TooManyOperations, "The document has {} operations", "Send only the one that is to run.";
    FRAGMENTS = TooManyFragments, "The document defines {} fragments", "Send only those that the operation uses, or join some.";
    VARIABLES = TooManyVariables, "The operation declares {} variables", "Join them in input objects or lists.";
    ALIASES = TooManyAliases, "The document has {} aliases", "Use `nodes(ids:)` or a filter with `in` to ask for many records.";
    DIRECTIVES = TooManyDirectives, "The document has {} directives", "Put `@include` and `@skip` on a fragment instead of each field.";
}

impl Bound {
    fn exceeded(&self, found: u64, limit: u64) -> Refusal {
        // An estimate that has run into the roof of its type is told as such.
        let number = if found == u64::MAX {
            "more than can be counted".to_owned()
        } else {
            found.to_string()
        };
        Refusal {
            code: self.code,
            message: format!(
                "{}; the limit is {limit}. {}",
                self.what.replace("{}", &number),
                self.mend
            ),
            position: None,
            measure: Some((found, limit)),
        }
    }
}

fn within(found: usize, limit: usize, bound: &Bound) -> Result<(), Refusal> {
    within_u64(found as u64, limit, bound)
}

fn within_u64(found: u64, limit: usize, bound: &Bound) -> Result<(), Refusal> {
    let limit = limit as u64;
    if found <= limit {
        Ok(())
    } else {
        Err(bound.exceeded(found, limit))
    }
}

fn unparsed(err: &async_graphql::parser::Error) -> Refusal {
    let position = err.positions().next();
    Refusal {
        position,
        ..Refusal::new(
            Code::ParseFailed,
            format!("The document is not GraphQL: {}", wanted(&err.to_string())),
        )
    }
}

/// The operation that is meant: the named one, or the only one.
fn select<'doc>(
    operations: &'doc DocumentOperations,
    name: Option<&str>,
) -> Result<(Option<&'doc str>, &'doc OperationDefinition), Refusal> {
    let refuse = |message: String| Err(Refusal::new(Code::ValidationFailed, message));
    let found = match name {
        Some(name) => operations
            .iter()
            .find(|(each, _)| each.is_some_and(|each| each.as_str() == name)),
        None => operations.iter().next(),
    };
    match (found, name) {
        (Some((each, operation)), Some(_)) => Ok((each.map(|each| each.as_str()), &operation.node)),
        (Some((each, operation)), None) if operations.iter().len() == 1 => {
            Ok((each.map(|each| each.as_str()), &operation.node))
        }
        (None, Some(name)) => refuse(format!("The document has no operation named \"{name}\".")),
        _ => refuse("The document has several operations: `operationName` must say which one is to run.".into()),
    }
}

impl From<Refusal> for Vec<Refusal> {
    fn from(refusal: Refusal) -> Self {
        vec![refusal]
    }
}

#[cfg(test)]
mod tests;

/// What the parser says, in a sentence: its grammar's names are no words of a client's, and its drawing no message.
fn wanted(fault: &str) -> String {
    const NAMES: [(&str, &str); 4] = [
        (
            "expected executable_definition",
            "expected a query, a mutation or a fragment here",
        ),
        ("expected selection_set", "expected a selection in braces here"),
        (
            "expected selection",
            "expected a field here, or the `}` that closes the selection",
        ),
        ("expected value", "expected a value here"),
    ];
    let last = fault.rsplit_once("= ").map_or(fault, |(_, last)| last).trim();
    let known = NAMES
        .iter()
        .find(|(name, _)| *name == last)
        .map(|(_, words)| (*words).to_owned());
    known.unwrap_or_else(|| last.replace('_', " ")) + "."
}
