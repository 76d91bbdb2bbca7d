// The GraphQL Server Specification that Relay asks for: object identification, and cursor connections as far as
// GraphQL-ESLint's relay rules (lint.mjs) leave them open.
import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** @returns the checks as `{ name, faults }`. */
export function relay(schema) {
  return [
    { name: 'Relay: interface Node is `id: ID!` alone', faults: nodeInterface(schema) },
    { name: 'Relay: Query has node(id: ID!): Node and nodes(ids: [ID!]!): [Node]!', faults: nodeFields(schema) },
    { name: 'Relay: a type with a global id is a Node, and only such a type', faults: nodeTypes(schema) },
    { name: 'Relay: connections are pages of one item type', faults: connections(schema) },
    { name: 'Relay: fields that take a cursor return a connection', faults: pages(schema) },
    { name: 'Relay: connections are paged by `first` and `after`, `last` and `before`, or both', faults: directions(schema) },
  ];
}

// What connections hold that are not named after their items: what is found, and whom somebody met.
const ITEMS = { Search: 'Record', Counterpart: 'Party' };

function nodeInterface(schema) {
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) return ['there is no interface Node'];
  const fields = Object.values(node.getFields()).map((field) => `${field.name}: ${field.type}`);
  return fields.join() === 'id: ID!' ? [] : [`Node has ${fields.join(', ')}`];
}

function nodeFields(schema) {
  const fields = schema.getQueryType().getFields();
  const expected = { node: '(id: ID!): Node', nodes: '(ids: [ID!]!): [Node]!' };
  return Object.entries(expected)
    .filter(([name, signature]) => !fields[name] || signatureOf(fields[name]) !== signature)
    .map(([name, signature]) => `Query.${name} is ${fields[name] ? signatureOf(fields[name]) : 'missing'}, not ${signature}`);
}

function signatureOf(field) {
  return `(${field.args.map((arg) => `${arg.name}: ${arg.type}`).join(', ')}): ${field.type}`;
}

function nodeTypes(schema) {
  return objects(schema)
    .filter((type) => {
      const isNode = type.getInterfaces().some(({ name }) => name === 'Node');
      return isNode !== (String(type.getFields().id?.type) === 'ID!');
    })
    .map((type) => `${type} has either \`id: ID!\` or the interface Node, not both`);
}

function connections(schema) {
  return objects(schema)
    .filter(isConnection)
    .flatMap((type) => {
      const { edges, nodes, pageInfo } = type.getFields();
      const edge = edges && getNamedType(edges.type);
      const item = isObjectType(edge) && edge.getFields().node;
      const stem = type.name.replace(/Connection$/, '');
      return [
        (!item || !isList(edges.type)) && `${type}.edges is no list of edges`,
        item && edge.name !== `${stem}Edge` && `${type} has the edges ${edge}, not ${stem}Edge`,
        item && getNamedType(item.type).name !== (ITEMS[stem] ?? stem) && `${edge}.node is ${item.type}, not ${ITEMS[stem] ?? stem}`,
        item && isList(item.type) && `${edge}.node is a list`,
        String(pageInfo?.type) !== 'PageInfo!' && `${type}.pageInfo is ${pageInfo?.type}, not PageInfo!`,
        nodes && item && getNamedType(nodes.type) !== getNamedType(item.type) && `${type}.nodes are not the edges' nodes`,
      ].filter(Boolean);
    });
}

/** A subscription gives one after another, from a place on: it has no pages. */
function pages(schema) {
  const pageless = new Set(Object.values(schema.getSubscriptionType()?.getFields() ?? {}));
  return fieldsOf(schema)
    .filter(({ field }) => !pageless.has(field))
    .filter(({ field }) => field.args.some(({ name }) => ['after', 'before'].includes(name)))
    .filter(({ field }) => !isConnection(getNamedType(field.type)))
    .map(({ at, field }) => `${at} takes a cursor and returns ${field.type}`);
}

/** The first page has to be had without an argument or with `first`, the next one with `after`; backwards likewise. */
function directions(schema) {
  const pairs = [['first: Int', 'after: String'], ['last: Int', 'before: String']];
  const names = ['first', 'after', 'last', 'before'];
  return fieldsOf(schema)
    .filter(({ field }) => isConnection(getNamedType(field.type)))
    .flatMap(({ at, field }) => {
      const args = field.args.filter(({ name }) => names.includes(name)).map(({ name, type }) => `${name}: ${type}`);
      const whole = pairs.filter((pair) => pair.every((arg) => args.includes(arg)));
      return [
        args.length !== 2 * whole.length && `${at} has ${args.join(', ')}`,
        whole.length === 0 && `${at} cannot be paged`,
        !isNonNullType(field.type) && `${at} may be null: an empty page says the same`,
      ].filter(Boolean);
    });
}

function objects(schema) {
  return Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
}

function fieldsOf(schema) {
  return Object.values(schema.getTypeMap())
    .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ at: `${type}.${field.name}`, field })));
}

function isConnection(type) {
  return isObjectType(type) && type.name.endsWith('Connection');
}

function isList(type) {
  return isListType(getNullableType(type));
}
