// The example operations: each is `examples/N-group/N-name.graphql`, shown in the order of the numbers.
// Its first four lines are comments `# title.en: …`, `# title.hi: …`, `# en: …`, `# hi: …`; `N-name.json` holds its
// variables, `N-name.headers.json` its headers, and the folder's `group.json` the heading.

import type { Operation } from './open.ts';

export interface Example extends Operation {
  /** The file's name without its number and ending. */
  id: string;
  title: Bilingual;
  /** One sentence on what it shows. */
  about: Bilingual;
  /** The operation as it goes into the editor, without the four lines. */
  query: string;
  /** Its variables as JSON text, empty when it has none. */
  variables: string;
  headers: string;
}

export interface Group {
  title: Bilingual;
  examples: Example[];
}

export interface Bilingual {
  en: string;
  hi: string;
}

const operations = import.meta.glob<string>('./examples/*/*.graphql', { query: '?raw', import: 'default', eager: true });
const others = import.meta.glob<string>('./examples/*/*-*.json', { query: '?raw', import: 'default', eager: true });
const titles = import.meta.glob<Bilingual>('./examples/*/group.json', { import: 'default', eager: true });

export const groups: Group[] = inOrder(titles).map(([path, title]) => ({
  title,
  examples: inOrder(operations)
    .filter(([it]) => it.startsWith(path.replace('group.json', '')))
    .map(([it, text]) => read(it, text)),
}));

const texts = new Set(groups.flatMap((it) => it.examples).map((it) => it.query.trim()));

/** Whether the text is an example as it is here, so that nothing of the reader's is lost with it. */
export function isExample(query: string): boolean {
  return texts.has(query.trim());
}

function inOrder<T>(files: Record<string, T>): [string, T][] {
  return Object.entries(files).toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}

function read(path: string, text: string): Example {
  const line = (key: string) => {
    const found = text.split('\n', 4).find((it) => it.startsWith(`# ${key}: `));
    if (!found) throw new Error(`${path}: no line '# ${key}: …' among its first four`);
    return found.slice(key.length + 4);
  };
  return {
    id: path.replace(/^.*\/\d+-|\.graphql$/g, ''),
    title: { en: line('title.en'), hi: line('title.hi') },
    about: { en: line('en'), hi: line('hi') },
    query: text.split('\n').slice(4).join('\n').trimStart(),
    variables: (others[path.replace(/graphql$/, 'json')] ?? '').trimEnd(),
    headers: (others[path.replace(/graphql$/, 'headers.json')] ?? '').trimEnd(),
  };
}
