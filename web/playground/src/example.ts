// The example operations: each is `examples/N-name.graphql`, shown in the order of N.
// Its first four lines are comments `# title.en: …`, `# title.hi: …`, `# en: …`, `# hi: …`; `N-name.json` holds its variables.

export interface Example {
  /** The file's name without its ending. */
  id: string;
  title: Bilingual;
  /** One sentence on what it shows. */
  about: Bilingual;
  /** The operation as it goes into the editor, without the four lines. */
  query: string;
  /** Its variables as JSON text, empty when it has none. */
  variables: string;
}

export interface Bilingual {
  en: string;
  hi: string;
}

const operations = import.meta.glob<string>('./examples/*.graphql', { query: '?raw', import: 'default', eager: true });
const variables = import.meta.glob<string>('./examples/*.json', { query: '?raw', import: 'default', eager: true });

export const examples: Example[] = Object.entries(operations)
  .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
  .map(([path, text]) => read(path, text));

function read(path: string, text: string): Example {
  const line = (key: string) => {
    const found = text.split('\n', 4).find((it) => it.startsWith(`# ${key}: `));
    if (!found) throw new Error(`${path}: no line '# ${key}: …' among its first four`);
    return found.slice(key.length + 4);
  };
  return {
    id: path.replace(/^.*\/|\.graphql$/g, ''),
    title: { en: line('title.en'), hi: line('title.hi') },
    about: { en: line('en'), hi: line('hi') },
    query: text.split('\n').slice(4).join('\n').trimStart(),
    variables: (variables[path.replace(/graphql$/, 'json')] ?? '').trimEnd(),
  };
}
