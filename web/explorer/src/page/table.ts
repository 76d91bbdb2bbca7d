// An answer as a table: one row an item, one column a path, so that what is seen can be opened in a spreadsheet.

type Row = Map<string, string>;

/** CSV (RFC 4180) of a connection's nodes, of a list, or of one object; dates, names and numbers as the answer has them. */
export function csv(data: unknown): string {
  const rows = itemsOf(data).map((item) => {
    const row: Row = new Map();
    flatten(item, '', row);
    return row;
  });
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => row.get(column) ?? ''))];
  return lines.map((cells) => cells.map(quoted).join(',')).join('\r\n') + '\r\n';
}

function itemsOf(data: unknown): unknown[] {
  if (Array.isArray(data)) return data;
  const { nodes, edges } = (data ?? {}) as { nodes?: unknown[]; edges?: { node: unknown }[] };
  return nodes ?? edges ?? [data];
}

function flatten(value: unknown, path: string, row: Row) {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    row.set(path, value.map(brief).join('; '));
  } else if (typeof value === 'object') {
    const object = value as Record<string, unknown>;
    if (path && Array.isArray(object['nodes'])) {
      row.set(path, object['nodes'].map(brief).join('; '));
      return;
    }
    for (const [name, inner] of Object.entries(object)) {
      if (name !== '__typename' && name !== 'pageInfo') flatten(inner, path ? `${path}.${name}` : name, row);
    }
  } else {
    row.set(path, String(value));
  }
}

/** A part of an item in few words: its slug, else its text, else the parts of its parts. */
function brief(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value ?? '');
  const object = value as Record<string, unknown>;
  const own = object['slug'] ?? object['text'] ?? object['key'];
  if (typeof own === 'string') return own;
  if ('start' in object && 'article' in object) return `${brief(object['article'])}@${object['start']}-${object['end']}`;
  return Object.entries(object)
    .filter(([name, inner]) => inner !== null && name !== '__typename' && name !== 'id' && !(Array.isArray(inner) && inner.length === 0))
    .map(([, inner]) => (Array.isArray(inner) ? inner.map(brief).join(' ') : brief(inner)))
    .join(' ');
}

/** Spreadsheets run what begins like a formula, so such a text begins with an apostrophe. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
