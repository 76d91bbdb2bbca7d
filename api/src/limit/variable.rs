//! Holds the variables of a request against their declared types, before anything runs.
//!
//! async-graphql looks at variables only where they are used, and calls a wrong one an invalid argument. Here each one
//! is refused by its own name, with the path into its value. Values of own scalars are left to the scalars.

use async_graphql::{
    Name, Positioned, Value, Variables,
    parser::types::{BaseType, Type, VariableDefinition},
};

use super::{
    Bound, Limits,
    catalogue::{Catalogue, Input},
};
use crate::error::{Code, Refusal};

const NESTED: Bound = Bound {
    code: Code::TooDeep,
    what: "A variable's value is nested {} deep",
    mend: "Flatten the filter: `and` and `or` take lists.",
};

/// Refuses missing variables and values that do not fit.
///
/// # Errors
/// The first fault of each variable.
pub(super) fn check(
    definitions: &[Positioned<VariableDefinition>],
    given: &Variables,
    catalogue: &Catalogue,
    limits: &Limits,
) -> Result<(), Vec<Refusal>> {
    if let Some(found) = given
        .values()
        .map(nesting)
        .max()
        .filter(|found| *found > limits.max_nesting)
    {
        return Err(vec![NESTED.exceeded(found as u64, limits.max_nesting as u64)]);
    }
    let fault = |definition: &Positioned<VariableDefinition>| {
        let (name, ty) = (&definition.node.name.node, &definition.node.var_type.node);
        let message = match given.get(name) {
            Some(value) => Fit {
                catalogue,
                path: vec![name.to_string()],
            }
            .value(value, ty)
            .err()?,
            None if ty.nullable || definition.node.default_value.is_some() => return None,
            None => "it is required and was not given".into(),
        };
        let message = format!("Variable \"${name}\" does not fit its type \"{ty}\": {message}.");
        Some(Refusal {
            position: Some(definition.pos),
            ..Refusal::new(Code::BadVariables, message)
        })
    };
    let faults: Vec<_> = definitions.iter().filter_map(fault).collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn nesting(value: &Value) -> usize {
    match value {
        Value::List(items) => 1 + items.iter().map(nesting).max().unwrap_or(0),
        Value::Object(fields) => 1 + fields.values().map(nesting).max().unwrap_or(0),
        _ => 0,
    }
}

struct Fit<'a> {
    catalogue: &'a Catalogue,
    path: Vec<String>,
}

impl Fit<'_> {
    fn value(&mut self, value: &Value, ty: &Type) -> Result<(), String> {
        match (value, &ty.base) {
            (Value::Null, _) if ty.nullable => Ok(()),
            (Value::Null, _) => self.fault(format!("null is not allowed for \"{ty}\"")),
            (Value::List(items), BaseType::List(inner)) => items
                .iter()
                .enumerate()
                .try_for_each(|(index, item)| self.within(format!("[{index}]"), |fit| fit.value(item, inner))),
            // A single value stands for a list of one.
            (value, BaseType::List(inner)) => self.value(value, inner),
            (value, BaseType::Named(name)) => self.named(value, name),
        }
    }

    fn named(&mut self, value: &Value, name: &Name) -> Result<(), String> {
        let expected = match name.as_str() {
            "Int" if !int(value) => "a whole number of at most 32 bits",
            "Float" if !matches!(value, Value::Number(_)) => "a number",
            "String" if !matches!(value, Value::String(_)) => "a string",
            "Boolean" if !matches!(value, Value::Boolean(_)) => "true or false",
            "ID" if !matches!(value, Value::String(_)) && !int(value) => "a string or a whole number",
            _ => return self.declared(value, name),
        };
        self.fault(format!("expected {expected}, found {}", kind(value)))
    }

    fn declared(&mut self, value: &Value, name: &Name) -> Result<(), String> {
        match (self.catalogue.input(name), value) {
            (Some(Input::Enum(values)), Value::String(given)) if values.contains(given) => Ok(()),
            (Some(Input::Enum(values)), _) => self.fault(format!("expected one of {}", values.join(", "))),
            (Some(Input::Object { fields, one_of }), Value::Object(given)) => {
                if let Some(field) = given.keys().find(|field| !fields.contains_key(field.as_str())) {
                    return self.fault(format!("\"{name}\" has no field \"{}\"", shortened(field)));
                }
                if *one_of && (given.len() != 1 || given.values().any(|value| *value == Value::Null)) {
                    return self.fault(format!("exactly one field of \"{name}\" must be set"));
                }
                fields
                    .iter()
                    .try_for_each(|(field, (ty, optional))| match given.get(field.as_str()) {
                        Some(value) => self.within(format!(".{field}"), |fit| fit.value(value, ty)),
                        None if *optional => Ok(()),
                        None => self.fault(format!("the field \"{field}\" of \"{name}\" is required")),
                    })
            }
            (Some(Input::Object { .. }), _) => self.fault(format!("expected an object, found {}", kind(value))),
            (Some(Input::Scalar) | None, _) => Ok(()),
        }
    }

    fn within(&mut self, step: String, check: impl FnOnce(&mut Self) -> Result<(), String>) -> Result<(), String> {
        self.path.push(step);
        check(self)?;
        self.path.pop();
        Ok(())
    }

    fn fault(&self, message: String) -> Result<(), String> {
        if self.path.len() == 1 {
            Err(message)
        } else {
            Err(format!("at {}: {message}", self.path.concat()))
        }
    }
}

fn int(value: &Value) -> bool {
    matches!(value, Value::Number(number) if number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Number(_) => "a number",
        Value::String(_) | Value::Enum(_) => "a string",
        Value::Boolean(_) => "a boolean",
        Value::List(_) => "a list",
        Value::Object(_) => "an object",
        Value::Binary(_) => "bytes",
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}
