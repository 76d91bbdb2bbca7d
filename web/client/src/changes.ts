// The feed of changes: what was missed first, then each as it comes, once and in order, whatever happens to the network.

import { graphql, type ResultOf, type SchemaType } from './document.ts';
import { ofAnswer } from './error.ts';
import type { Line } from './follow.ts';
import { address } from './revision.ts';

const Changes = graphql(`
  subscription Changes($since: Revision, $after: ID, $kinds: [RecordKind!]) {
    changes(since: $since, after: $after, kinds: $kinds) { id revision at actor action kind slug mergedInto { __typename slug } }
  }
`);

/** A change of a record: docs/changes.md says what each field is. */
export type Change = ResultOf<typeof Changes>['changes'];

export interface ChangesOptions extends Partial<Omit<Line, 'language'>> {
  /** Begin after this revision; 0 is the beginning of the log. Left out, and without `after`: after the newest revision that an
   * answer told this program, so that nothing is missed between a page and its feed; from now on if none did. */
  since?: number;
  /** Begin right after the change with this id. With `since` too, after both. */
  after?: string;
  /** Only changes of records of these kinds. */
  kinds?: readonly SchemaType<'RecordKind'>[];
  /** Ends the iteration. */
  signal?: AbortSignal;
}

/** The changes of the dataset, without an end but `break` or `signal`. After a cut it goes on where it was.
 *
 * @throws SabhaError when the service refuses it, or was not reached from the beginning. */
export function changes(options: ChangesOptions = {}): AsyncIterableIterator<Change> {
  const { signal, ...rest } = options;
  const left = new AbortController();
  const leave = () => left.abort();
  if (signal?.aborted) leave();
  signal?.addEventListener('abort', leave);
  const all = read(rest, left.signal, () => signal?.removeEventListener('abort', leave));
  // Also while it waits for the next change, for which a generator by itself would wait.
  const end = all.return.bind(all);
  all.return = (value) => {
    leave();
    return end(value);
  };
  return all;
}

async function* read(options: Omit<ChangesOptions, 'signal'>, signal: AbortSignal, done: () => void): AsyncGenerator<Change, void> {
  const { url, since, after, kinds, ...line } = options;
  try {
    const { follow } = await import('./follow.ts');
    const given = Object.entries({ since, after, kinds }).filter(([, value]) => value !== undefined);
    for await (const { data, errors } of follow({ ...line, url: address(url) }, Changes, Object.fromEntries(given), signal)) {
      if (errors) throw ofAnswer(errors);
      if (data) yield (data as ResultOf<typeof Changes>).changes;
    }
  } finally {
    done();
  }
}
