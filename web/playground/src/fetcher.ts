// How the playground asks: one POST to /graphql as the GraphQL-over-HTTP specification has it.

import type { Fetcher } from '@graphiql/toolkit';
import { Kind, parse } from 'graphql';

/** Sends one operation; an answer that is not JSON (from a proxy, say) is told with its status. */
export const fetcher: Fetcher = async ({ query, operationName, variables }, { headers } = {}) => {
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: { accept: 'application/graphql-response+json, application/json;q=0.9', 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables, ...(hasOperation(query, operationName) && { operationName }) }),
  });
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The server answered ${answer.status} ${answer.statusText}: ${text.slice(0, 500)}`);
  }
};

/** Whether the name is of this text: GraphiQL learns it a moment after the last key, and whoever runs at once sends the old one. */
function hasOperation(query: string, name: string | null | undefined): boolean {
  try {
    return parse(query).definitions.some((it) => it.kind === Kind.OPERATION_DEFINITION && it.name?.value === name);
  } catch {
    return false; // The server says what is wrong with the text.
  }
}
