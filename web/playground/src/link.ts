// Links into the playground: `/playground#query=…&variables=…` opens a tab with that operation. The part behind `#` is not
// sent, so it has no limit but the browser's; `?query=…` does the same as long as the server takes so long a URL.

import { parse, print } from 'graphql';

export interface Linked {
  query: string;
  variables: string;
}

/** What the address asks for, if anything; taken out of it, so that loading the page anew does not open it again. */
export function takeLinked(): Linked | undefined {
  const { hash, search, pathname } = location;
  const found = [hash.slice(1), search.slice(1)].map((it) => new URLSearchParams(it)).find((it) => it.has('query') || it.has('variables'));
  if (!found) return undefined;
  history.replaceState(history.state, '', pathname);
  return { query: readable(found.get('query') ?? ''), variables: indented(found.get('variables') ?? '') };
}

/** A query in one line is set out in several; what has comments, or is no GraphQL, stays as it is. */
function readable(query: string): string {
  if (/[\n#]/.test(query.trim())) return query;
  try {
    return print(parse(query));
  } catch {
    return query;
  }
}

/** The same for variables. */
function indented(variables: string): string {
  try {
    const value: unknown = JSON.parse(variables);
    return value === null ? '' : JSON.stringify(value, null, 2);
  } catch {
    return variables;
  }
}
