//! How much a field is given: the values of its arguments, counted with their variables written out.
//!
//! A filter becomes SQL of the same size, and databases, like the code that writes for them, take expressions only so
//! deep; so the values of one field are bounded, whether they stand in the document or come as variables.

use async_graphql::{Value, Variables, parser::types::Field};

use super::{Bound, Limits, cost::Scope};
use crate::error::{Code, Refusal};

const VALUES: Bound = Bound {
    code: Code::TooManyValues,
    what: "The arguments of a field hold {} values",
    mend: "Shorten the lists of the filter, or ask in several requests.",
};

/// Refuses a variable that alone is too much.
///
/// # Errors
/// When a variable holds too many values, or U+0000.
pub(super) fn check(given: &Variables, limits: &Limits) -> Result<(), Refusal> {
    given.values().try_for_each(|value| weigh(value, limits).map(drop))
}

/// Refuses a field of which the arguments together are too much.
///
/// # Errors
/// When they hold too many values, or U+0000.
pub(super) fn check_field(field: &Field, scope: Scope<'_>, max_values: usize) -> Result<(), Refusal> {
    let mut found = 0;
    for value in field
        .arguments
        .iter()
        .filter_map(|(name, _)| scope.argument(field, &name.node))
    {
        has_no_nul(&value)?;
        found += count(&value);
    }
    within(found, max_values)
}

fn weigh(value: &Value, limits: &Limits) -> Result<(), Refusal> {
    has_no_nul(value)?;
    within(count(value), limits.max_values)
}

fn within(found: usize, limit: usize) -> Result<(), Refusal> {
    if found > limit {
        Err(VALUES.exceeded(found as u64, limit as u64))
    } else {
        Ok(())
    }
}

/// The value itself and all within it.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::List(items) => items.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}

/// No text of the dataset has U+0000, and PostgreSQL cannot even be asked for it.
fn has_no_nul(value: &Value) -> Result<(), Refusal> {
    match value {
        Value::String(text) if text.contains('\0') => Err(Refusal::new(
            Code::BadInput,
            "A text holds U+0000, which no text of the dataset has: leave it out.",
        )),
        Value::List(items) => items.iter().try_for_each(has_no_nul),
        Value::Object(fields) => fields.values().try_for_each(has_no_nul),
        _ => Ok(()),
    }
}
