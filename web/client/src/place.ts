// Where a subscription to the changes stands, put into its document: `since` and `after` of its field `changes`.

import { stringifyDocument, type TypedDocumentNode } from '@urql/core';

/** A place in the log of changes: after a revision, or right after a change. With both, the later one counts. */
export interface Place {
  since?: number | undefined;
  after?: string | undefined;
}

type Document = TypedDocumentNode<any, any>;
type Operation = Extract<Document['definitions'][number], { kind: 'OperationDefinition' }>;
type Field = Extract<Operation['selectionSet']['selections'][number], { kind: 'Field' }>;
type Argument = NonNullable<Field['arguments']>[number];

export type Variables = Record<string, unknown>;

/** The name under which the answer holds the change, and whether the operation itself says where to begin; `undefined` when it
 * follows something else, or does so in a fragment. */
export function followed(document: Document, variables: Variables): { key: string; begins: boolean } | undefined {
  const field = changesOf(operationOf(document));
  if (!field) return undefined;
  const begins = (field.arguments ?? []).some(({ name, value }) => {
    if (name.value !== 'since' && name.value !== 'after') return false;
    return value.kind === 'Variable' ? variables[value.name.value] != null : value.kind !== 'NullValue';
  });
  return { key: (field.alias ?? field.name).value, begins };
}

/** The operation with another place to begin; it selects `id` and `revision`, by which it goes on. */
export function beginning(document: Document, variables: Variables, place: Place): { query: string; variables: Variables } {
  const operation = operationOf(document);
  const field = changesOf(operation);
  if (!operation || !field) return { query: stringifyDocument(document), variables };

  const given = { ...variables };
  let args = field.arguments ?? [];
  const set = (name: string, kind: 'IntValue' | 'StringValue', value: string | number | undefined) => {
    if (value === undefined) return;
    const old = args.find((argument) => argument.name.value === name);
    if (old?.value.kind === 'Variable') given[old.value.name.value] = value;
    else {
      const literal = { kind: 'Argument', name: named(name), value: { kind, value: `${value}` } } as Argument;
      args = [...args.filter((it) => it !== old), literal];
    }
  };
  set('since', 'IntValue', place.since);
  set('after', 'StringValue', place.after);

  const selections = field.selectionSet?.selections ?? [];
  const lacking = ['id', 'revision'].filter((name) => !selections.some((it) => it.kind === 'Field' && !it.alias && it.name.value === name));
  const more = lacking.map((name) => ({ kind: 'Field', name: named(name) }) as Field);
  const changed = { ...field, arguments: args, selectionSet: { kind: 'SelectionSet', selections: [...selections, ...more] } };
  const definition = { ...operation, selectionSet: { ...operation.selectionSet, selections: [changed] } };
  const definitions = document.definitions.map((it) => (it === operation ? definition : it));
  return { query: stringifyDocument({ kind: 'Document', definitions } as Document), variables: given };
}

const named = (value: string) => ({ kind: 'Name', value });

function operationOf(document: Document): Operation | undefined {
  return document.definitions.find((it): it is Operation => it.kind === 'OperationDefinition');
}

function changesOf(operation: Operation | undefined): Field | undefined {
  return operation?.selectionSet.selections.find((it): it is Field => it.kind === 'Field' && it.name.value === 'changes');
}
