// Typed documents: `graphql` reads the types of an operation's variables and of its answer off the schema. A field that there is not
// is found by `gql.tada check`, and by editors with its plugin.

import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './generated/introspection.d.ts';

export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: false;
  scalars: {
    Date: string;
    DateTime: string;
    Decimal: string;
    EDTF: string;
    LanguageTag: string;
    Revision: number;
    URL: string;
  };
}>();

/** The values of an enum, an input or a scalar of the schema: `SchemaType<'MeetingFilter'>`, `SchemaType<'Certainty'>`. */
export type SchemaType<Name extends Parameters<typeof graphql.scalar>[0]> = ReturnType<typeof graphql.scalar<Name>>;

export { readFragment, type FragmentOf, type ResultOf, type VariablesOf } from 'gql.tada';
