// List arguments in the query builder: each element is shown as an argument of its own, and an empty one adds another.
// `mend-builder.ts` puts this into `graphiql-explorer`, whose parts come as parameters.

import {
  getNamedType, getNullableType, isEnumType, isInputObjectType, isListType, Kind,
  type ObjectFieldNode, type GraphQLInputType, type GraphQLNamedInputType, type ValueNode,
} from 'graphql';
import type * as React from 'react';

interface Argument {
  name: string;
  type: GraphQLInputType;
  defaultValue?: unknown;
}

/** What the builder calls when something changes: an input's event, a new value, or a variable to be made of it. */
type Change = { target: { value: string } } | ValueNode | { kind: 'VariableDefinition'; variable: ValueNode } | null;

interface ArgumentProps {
  arg: Argument;
  argValue: ValueNode | null;
  addArg(): unknown;
  removeArg(): unknown;
  setArgValue(change: Change, options?: unknown): unknown;
  setArgFields(fields: unknown[], options?: unknown): unknown;
}

/** Whether the argument is a list; a variable stands for the whole of it. */
export function isList(arg: Argument, value: ValueNode): boolean {
  return value.kind === Kind.LIST || (isListType(getNullableType(arg.type)) && value.kind !== Kind.NULL);
}

/** The view of a list; a single value in the place of a list is a list of one. */
export function view(
  react: typeof React,
  ArgumentView: React.ComponentType<ArgumentProps>,
  coerce: (type: GraphQLNamedInputType, text: string) => ValueNode,
  props: ArgumentProps,
) {
  const { arg, argValue } = props;
  if (!argValue) return null;
  const list = getNullableType(arg.type);
  const type = isListType(list) ? list.ofType as GraphQLInputType : arg.type;
  const values: readonly ValueNode[] = argValue.kind === Kind.LIST ? argValue.values : [argValue];
  const put = (changed: readonly ValueNode[], options?: unknown) => props.setArgValue({ kind: Kind.LIST, values: [...changed] }, options);
  const replace = (index: number, value: ValueNode, options?: unknown) => put(values.map((it, at) => (at === index ? value : it)), options);

  const element = (index: number) => react.createElement(ArgumentView, {
    ...props,
    key: index,
    // With a default, for an element's place is not to be marked as required.
    arg: { name: String(index + 1), type, defaultValue: null },
    argValue: values[index] ?? null,
    addArg: () => put([...values, first(type, values)], true),
    removeArg: () => put(values.filter((_, at) => at !== index), true),
    setArgValue: (change, options) => replace(index, read(change, (text) => coerce(getNamedType(type), text)), options),
    setArgFields: (fields, options) => replace(index, { kind: Kind.OBJECT, fields: fields as ObjectFieldNode[] }, options),
  });
  return react.createElement('div', { className: 'builder-list' }, Array.from({ length: values.length + 1 }, (_, index) => element(index)));
}

/** The kind of a text typed for a scalar that GraphQL itself does not have. */
export function kindOf(type: { name: string }): Kind.INT | Kind.STRING {
  return type.name === 'Revision' ? Kind.INT : Kind.STRING;
}

/** A value to begin with: of an enum the first that the list does not have yet, of an object its required fields. */
export function first(list: GraphQLInputType, taken: readonly ValueNode[] = []): ValueNode {
  const type = getNamedType(list);
  if (isEnumType(type)) {
    const names = type.getValues().map((it) => it.name);
    const free = names.find((name) => !taken.some((it) => it.kind === Kind.ENUM && it.value === name));
    return { kind: Kind.ENUM, value: free ?? names[0] ?? '' };
  }
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((it) => it.type !== getNullableType(it.type) && it.defaultValue === undefined);
    const fields = required.map((it): ObjectFieldNode => ({ kind: Kind.OBJECT_FIELD, name: { kind: Kind.NAME, value: it.name }, value: first(it.type) }));
    return { kind: Kind.OBJECT, fields };
  }
  if (type.name === 'Boolean') return { kind: Kind.BOOLEAN, value: false };
  if (type.name === 'Int') return { kind: Kind.INT, value: '10' };
  if (type.name === 'Float') return { kind: Kind.FLOAT, value: '1.0' };
  return { kind: kindOf(type), value: kindOf(type) === Kind.INT ? '0' : '' };
}

function read(change: Change, coerce: (text: string) => ValueNode): ValueNode {
  if (change === null) return { kind: Kind.NULL };
  if ('target' in change) return coerce(change.target.value);
  return change.kind === 'VariableDefinition' ? change.variable : change;
}
