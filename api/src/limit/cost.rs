//! How often a field's children are resolved: the page that its arguments ask for.

use async_graphql::{
    Name, Positioned, Value, Variables,
    parser::types::{Field, OperationDefinition, VariableDefinition},
};

use super::catalogue::{self, Times};

/// What fields cost beside the objects that they answer, because the database looks through more than it gives.
const WEIGHTS: [(&str, &str, u64); 8] = [
    ("Query", "network", 200),
    ("Query", "path", 200),
    ("Query", "resolve", 50),
    ("Query", "timeline", 20),
    ("Query", "timelineSummary", 20),
    ("Query", "search", 5),
    ("Official", "counterparts", 20),
    ("Organisation", "counterparts", 20),
];

/// The weight of a type's field; 0 for most.
pub(super) fn weight(parent: &str, field: &str) -> u64 {
    let known = WEIGHTS.iter().find(|(of, name, _)| *of == parent && *name == field);
    known.map_or(0, |(_, _, weight)| *weight)
}

/// The variables of the operation that will run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope<'a> {
    definitions: &'a [Positioned<VariableDefinition>],
    given: &'a Variables,
}

impl<'a> Scope<'a> {
    /// The variables as given, with the defaults of `operation`.
    pub(super) fn new(operation: &'a OperationDefinition, given: &'a Variables) -> Self {
        Self {
            definitions: &operation.variable_definitions,
            given,
        }
    }

    /// How often the children of a field are resolved.
    ///
    /// A page that is no number at all counts as the default: validation refuses it.
    pub(super) fn times(self, known: &catalogue::Field, field: &Field) -> u64 {
        match known.times {
            Times::Fixed(times) => times,
            Times::Page(default) => {
                let pages = catalogue::PAGES
                    .into_iter()
                    .filter_map(|name| match self.argument(field, name)? {
                        // A negative page is refused by the field; here it is an empty one.
                        Value::Number(number) => number.as_u64().or_else(|| number.as_i64().map(|_negative| 0)),
                        _ => None,
                    });
                pages.max().unwrap_or(default)
            }
            Times::Ids => match self.argument(field, "ids") {
                Some(Value::List(ids)) => ids.len() as u64,
                _ => 1,
            },
        }
    }

    /// How many facets a field answers: one for each of `by`. Anything else is one thing.
    pub(super) fn facets(self, known: &catalogue::Field, field: &Field) -> u64 {
        match self.argument(field, "by") {
            Some(Value::List(by)) if known.facets => by.len() as u64,
            _ => 1,
        }
    }

    /// An argument with its variables written out; `None` when it is not given, or one of them is not.
    pub(super) fn argument(self, field: &Field, name: &str) -> Option<Value> {
        let value = &field.get_argument(name)?.node;
        value
            .clone()
            .into_const_with(|name| self.value(&name).cloned().ok_or(()))
            .ok()
    }

    fn value(self, name: &Name) -> Option<&'a Value> {
        let default = || {
            let definition = self.definitions.iter().find(|each| each.node.name.node == *name)?;
            Some(&definition.node.default_value.as_ref()?.node)
        };
        self.given.get(name).or_else(default)
    }
}
