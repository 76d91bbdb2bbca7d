// A cache of whole answers, which forgets what is older than the newest revision that was seen: the pages of a session never
// contradict each other. The schema has no mutations, so nothing else makes an answer outdated.

import { makeOperation, makeResult, type Exchange, type Operation, type OperationResult } from '@urql/core';
import { filter, map, merge, tap } from 'wonka';
import { HEADER, newestRevision } from './revision.ts';

/** So many answers are kept. */
const MOST = 200;

interface Kept {
  result: OperationResult;
  /** At which revision the answer was read; not a number if the service did not say. */
  revision: number;
}

/** The exchange; `plain` is what the client fetches by. */
export function revisionCache(url: string, plain: typeof fetch): Exchange {
  return ({ client, forward }) => {
    const kept = new Map<number, Kept>();
    const told = new Map<number, number>();

    const held = (operation: Operation): OperationResult | undefined => {
      const found = kept.get(operation.key);
      if (found && found.revision < (newestRevision(url) ?? 0)) kept.delete(operation.key);
      return kept.get(operation.key)?.result;
    };

    const answersHere = (operation: Operation) => {
      const { requestPolicy } = operation.context;
      if (operation.kind !== 'query' || requestPolicy === 'network-only') return false;
      return requestPolicy === 'cache-only' || held(operation) !== undefined;
    };

    /** Notes at which revision the operation is answered. */
    const noting = (operation: Operation): Operation => {
      if (operation.kind !== 'query') return operation;
      const noted: typeof fetch = async (input, init) => {
        const answer = await plain(input, init);
        told.set(operation.key, Number(answer.headers.get(HEADER) ?? NaN));
        return answer;
      };
      return makeOperation('query', operation, { ...operation.context, fetch: noted });
    };

    const keep = (result: OperationResult) => {
      const { kind, key } = result.operation;
      const revision = told.get(key) ?? NaN;
      told.delete(key);
      if (kind !== 'query' || result.error || !result.data) return;
      const [oldest] = kept.keys();
      if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest);
      kept.delete(key);
      kept.set(key, { result, revision });
    };

    return (operations) => {
      const fromHere = map((operation: Operation): OperationResult => {
        const result = held(operation) ?? makeResult(operation, { data: null });
        if (operation.context.requestPolicy !== 'cache-and-network') return { ...result, operation };
        client.reexecuteOperation(makeOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' }));
        return { ...result, operation, stale: true };
      })(filter(answersHere)(operations));

      const fromThere = tap(keep)(forward(map(noting)(filter((operation: Operation) => !answersHere(operation))(operations))));
      return merge([fromHere, fromThere]);
    };
  };
}
