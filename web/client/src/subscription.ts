// Subscriptions of an urql client, resumed as `changes` is.

import { subscriptionExchange, type Exchange, type ExecutionResult } from '@urql/core';
import type { Line } from './follow.ts';

/** An exchange whose subscriptions go on where they were after a cut. They follow `changes`, with any selection. */
export function resumedSubscriptions(line: Line): Exchange {
  return subscriptionExchange({
    forwardSubscription: ({ variables }, operation) => ({
      subscribe(sink) {
        const left = new AbortController();
        const run = async () => {
          const { follow } = await import('./follow.ts');
          const answers = follow(line, operation.query, variables ?? {}, left.signal);
          for await (const answer of answers) sink.next(answer as ExecutionResult);
          sink.complete();
        };
        run().catch((reason: unknown) => {
          if (!left.signal.aborted) sink.error(reason);
        });
        return { unsubscribe: () => left.abort() };
      },
    }),
  });
}
