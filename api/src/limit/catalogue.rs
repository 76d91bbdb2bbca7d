//! What the limits need to know of the schema, read once from its SDL: each field's type and page, each input's shape.

use std::collections::HashMap;

use async_graphql::{
    Value,
    parser::{
        Error, parse_schema,
        types::{BaseType, FieldDefinition, InputValueDefinition, OperationType, Type, TypeKind, TypeSystemDefinition},
    },
};

/// The schema of introspection, which an exported SDL leaves out; only what the limits look at.
const INTROSPECTION: &str = "
    type __Schema { types: [__Type] queryType: __Type mutationType: __Type subscriptionType: __Type directives: [__Directive] }
    type __Type {
        fields: [__Field] inputFields: [__InputValue] interfaces: [__Type] possibleTypes: [__Type]
        enumValues: [__EnumValue] ofType: __Type
    }
    type __Field { args: [__InputValue] type: __Type }
    type __InputValue { type: __Type }
    type __Directive { args: [__InputValue] }";

/// The arguments that say how many items there may be.
pub(super) const PAGES: [&str; 3] = ["first", "last", "limit"];

/// The page that a connection gives when neither `first` nor `last` says.
const DEFAULT_PAGE: u64 = 20;
/// The type of which there is one for each of `by`, with a page of values.
const FACET: &str = "Facet";
/// What a list without a page is taken to hold.
const PLAIN_LIST: u64 = 5;
/// The buckets of a timeline: the most of which the meetings are listed. Without them there may be more, of a few numbers each.
const BUCKETS: u64 = 100;
/// What a list of introspection is taken to hold: more than this, but it is in memory, and the stock query must fit twice.
const LISTING: u64 = 3;

/// The types of a schema.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    roots: HashMap<&'static str, String>,
    objects: HashMap<String, HashMap<String, Field>>,
    inputs: HashMap<String, Input>,
}

/// An output field, as far as its cost goes.
#[derive(Debug)]
pub(super) struct Field {
    /// The named type inside all lists.
    pub(super) ty: String,
    /// How many times its children are resolved.
    pub(super) times: Times,
    /// Whether it is `edges`, `nodes` or `node` of a connection, which costs nothing itself.
    pub(super) free: bool,
    /// Whether it is `edges` or `nodes` of a connection, or `values` of a facet: what the page multiplies.
    pub(super) paged: bool,
    /// Whether its type is a connection or a facet, so that its page multiplies `edges`, `nodes` and `values` only.
    pub(super) connection: bool,
    /// Whether it answers a facet for each of `by`, and costs as much for each.
    pub(super) facets: bool,
    /// Whether it is a list.
    pub(super) list: bool,
}

/// How many times a field's children are resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// This many times.
    Fixed(u64),
    /// As `first` or `last` say; this many times when they do not.
    Page(u64),
    /// Once for each of `ids`.
    Ids,
}

/// The shape of an input type.
#[derive(Debug)]
pub(super) enum Input {
    /// A scalar; which values it takes is known for the built-in ones only.
    Scalar,
    /// An enum with these values.
    Enum(Vec<String>),
    /// An input object: its fields' types, and whether each may be left out; exactly one is set when `one_of`.
    Object {
        fields: HashMap<String, (Type, bool)>,
        one_of: bool,
    },
}

impl Catalogue {
    /// Reads the types of a schema.
    pub(super) fn read(sdl: &str) -> Result<Self, Error> {
        let mut catalogue = Self {
            roots: HashMap::from([("query", "Query".to_owned())]),
            ..Self::default()
        };
        for text in [sdl, INTROSPECTION] {
            for definition in parse_schema(text)?.definitions {
                catalogue.add(definition);
            }
        }
        let entries = [("__schema", "__Schema"), ("__type", "__Type")];
        if let Some(query) = catalogue
            .roots
            .get("query")
            .and_then(|name| catalogue.objects.get_mut(name))
        {
            query.extend(entries.map(|(name, ty)| (name.to_owned(), Field::plain(ty))));
        }
        Ok(catalogue)
    }

    /// The name of the type at an operation's root.
    pub(super) fn root(&self, kind: OperationType) -> Option<&str> {
        let kind = match kind {
            OperationType::Query => "query",
            OperationType::Mutation => "mutation",
            OperationType::Subscription => "subscription",
        };
        self.roots.get(kind).map(String::as_str)
    }

    /// A field of an object or interface.
    pub(super) fn field(&self, parent: &str, name: &str) -> Option<&Field> {
        self.objects.get(parent)?.get(name)
    }

    /// The shape of an input type.
    pub(super) fn input(&self, name: &str) -> Option<&Input> {
        self.inputs.get(name)
    }

    fn add(&mut self, definition: TypeSystemDefinition) {
        let definition = match definition {
            TypeSystemDefinition::Type(definition) => definition.node,
            TypeSystemDefinition::Schema(schema) => {
                let schema = schema.node;
                let roots = [
                    ("query", schema.query),
                    ("mutation", schema.mutation),
                    ("subscription", schema.subscription),
                ];
                self.roots.extend(
                    roots
                        .into_iter()
                        .filter_map(|(kind, name)| Some((kind, name?.node.to_string()))),
                );
                return;
            }
            TypeSystemDefinition::Directive(_) => return,
        };
        let name = definition.name.node.to_string();
        match definition.kind {
            TypeKind::Object(object) => self.add_object(name, object.fields.into_iter().map(|field| field.node)),
            TypeKind::Interface(object) => self.add_object(name, object.fields.into_iter().map(|field| field.node)),
            TypeKind::Scalar => drop(self.inputs.insert(name, Input::Scalar)),
            TypeKind::Enum(values) => {
                let values = values
                    .values
                    .iter()
                    .map(|value| value.node.value.node.to_string())
                    .collect();
                self.inputs.insert(name, Input::Enum(values));
            }
            TypeKind::InputObject(object) => {
                let one_of = definition
                    .directives
                    .iter()
                    .any(|directive| directive.node.name.node == "oneOf");
                let fields = object.fields.into_iter().map(|field| input_field(field.node)).collect();
                self.inputs.insert(name, Input::Object { fields, one_of });
            }
            TypeKind::Union(_) => {}
        }
    }

    fn add_object(&mut self, name: String, fields: impl Iterator<Item = FieldDefinition>) {
        let fields = fields
            .map(|field| (field.name.node.to_string(), Field::read(&name, &field)))
            .collect();
        self.objects.insert(name, fields);
    }
}

impl Field {
    fn plain(ty: &str) -> Self {
        Self {
            ty: ty.to_owned(),
            times: Times::Fixed(1),
            free: false,
            paged: false,
            connection: false,
            facets: false,
            list: false,
        }
    }

    fn read(parent: &str, field: &FieldDefinition) -> Self {
        let (ty, list) = named(&field.ty.node);
        let argument = |name: &str| {
            field
                .arguments
                .iter()
                .map(|arg| &arg.node)
                .find(|arg| arg.name.node == name)
        };
        let name = field.name.node.as_str();
        let facets = ty == FACET && list;
        let paged = (connection(parent) && matches!(name, "edges" | "nodes")) || (parent == FACET && name == "values");
        let node = parent.ends_with("Edge") && name == "node";
        let page = PAGES.into_iter().find_map(argument);
        let times = match page {
            // A list that is short by nature counts so unless it is asked for more.
            Some(_) if list && !facets => Times::Page(PLAIN_LIST),
            Some(argument) => Times::Page(default_page(argument).unwrap_or(DEFAULT_PAGE)),
            None if paged => Times::Fixed(1),
            None if connection(ty) => Times::Page(DEFAULT_PAGE),
            None if list && argument("ids").is_some() => Times::Ids,
            None if list && parent.starts_with("__") => Times::Fixed(LISTING),
            None if list && ty == "TimelineBucket" => Times::Fixed(BUCKETS),
            None => Times::Fixed(if list { PLAIN_LIST } else { 1 }),
        };
        Self {
            ty: ty.to_owned(),
            times,
            free: node,
            paged,
            connection: connection(ty) || facets,
            facets,
            list: list && !facets,
        }
    }
}

fn default_page(argument: &InputValueDefinition) -> Option<u64> {
    match &argument.default_value.as_ref()?.node {
        Value::Number(number) => number.as_u64(),
        _ => None,
    }
}

fn input_field(field: InputValueDefinition) -> (String, (Type, bool)) {
    let optional = field.ty.node.nullable || field.default_value.is_some();
    (field.name.node.to_string(), (field.ty.node, optional))
}

/// Whether a type is a connection: the contract keeps the ending for them.
fn connection(ty: &str) -> bool {
    ty.ends_with("Connection")
}

/// The named type inside all lists, and whether there was one.
pub(super) fn named(ty: &Type) -> (&str, bool) {
    match &ty.base {
        BaseType::Named(name) => (name, false),
        BaseType::List(inner) => (named(inner).0, true),
    }
}
