// Typed documents: `graphql` reads an operation's types off the schema, so that a misspelt field is an error of the compiler.

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

export { readFragment, type FragmentOf, type ResultOf, type VariablesOf } from 'gql.tada';
