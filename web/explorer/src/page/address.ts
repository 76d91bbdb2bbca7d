// Where a record's page is, and what stands in an address's query string.

export type RecordType = 'Meeting' | 'Official' | 'Organisation' | 'Policy' | 'State' | 'Place' | 'Topic' | 'Article';

export const folders: { [type in RecordType]: string } = {
  Meeting: 'meetings',
  Official: 'officials',
  Organisation: 'organisations',
  Policy: 'policies',
  State: 'states',
  Place: 'places',
  Topic: 'topics',
  Article: 'articles',
};

/** The folder of a kind of record. */
export const folderOf = (kind: Uppercase<RecordType>) => folders[`${kind.charAt(0)}${kind.slice(1).toLowerCase()}` as RecordType];

/** The kind of a record, as the API's enum has it. */
export const kindOf = <T extends RecordType>(type: T) => type.toUpperCase() as Uppercase<T>;

export interface Named {
  __typename: RecordType;
  slug: string;
  name: string;
}

export const pathOf = ({ __typename, slug }: Pick<Named, '__typename' | 'slug'>) => `/${folders[__typename]}/${slug}`;

/** An address with some of its query's values set anew, or taken out (null); a change of what is listed begins at the first page. */
export function withQuery(path: string, query: Record<string, string>, change: Record<string, string | null>): string {
  const pages = { after: null, before: null };
  const entries = Object.entries<string | null>({ ...query, ...pages, ...change }).filter((it): it is [string, string] => !!it[1]);
  return entries.length ? `${path}?${new URLSearchParams(entries)}` : path;
}

/** The variables of a page of `size` items, from the address's `after` and `before`. */
export function pageOf({ after, before }: Record<string, string>, size: number) {
  return before ? { last: size, before } : { first: size, ...(after && { after }) };
}
